"""The pipeline, and the only place that knows its order.

content/*.md ─► reading ─► linking ─► knowledge ─► publishing ─► _site/
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from .cache import Cache
from .config import load_config
from .diagnostics import Diagnostic, has_errors
from .folders import CACHE
from .knowledge import make_knowledge_base
from .last_build import BuildResult, observe
from .linking import Linked, link_body, link_content
from .processes import Beside
from .publishing.exports import HEADERS, make_exports, make_headers
from .publishing.outputs import OutputRefused, Staging, prepare
from .publishing.plan import Plan, plan_entries, plan_site
from .publishing.render import TemplateFault, find_land, render_site
from .publishing.search import find_search, make_search
from .publishing.templates import find_assets
from .reading import Content, check_references, read_content, reread_entry

_SPARE = "site"
"""The folder in the cache that holds the tree of the site before the present one."""
_LARGE = 5000
"""With more pages, their search index takes so much memory that nothing is to be done beside."""


class Progress(Protocol):
    """Told how far a build is: a stage of so many steps begins, so many steps are done."""

    def stage(self, name: str, steps: int) -> None:
        """Begin a stage."""

    def done(self, steps: int) -> None:
        """Count steps of the present stage."""


@dataclass(frozen=True)
class Understood:
    """Content that was read, linked and planned as pages, what is wrong with it, and how long each stage took."""

    plan: Plan | None
    content: Content | None
    linked: Linked | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: Mapping[str, float]


class _Stages:
    """Measure the stages, and pass on their progress."""

    def __init__(self, progress: Progress, seconds: Mapping[str, float]) -> None:
        self.progress = progress
        self.seconds = dict(seconds)
        self._began, self._name = time.perf_counter(), ""

    def begin(self, name: str, steps: int) -> None:
        self.end()
        self._began, self._name = time.perf_counter(), name
        self.progress.stage(name, steps)

    def end(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._began


def build(
    root: Path,
    output: Path,
    progress: Progress,
    *,
    base_url: str | None = None,
    jobs: int = 1,
    search: bool = True,
) -> BuildResult:
    """Build the site of the folder `root` into `output`; with errors in the content, leave `output` as it is.

    Raises `OutputRefused` for an output folder that holds other files, `SearchFailed` and `OSError`.
    """
    for own in ("content", "templates"):
        if output.resolve().is_relative_to((root / own).resolve()):
            raise OutputRefused(f"{output} lies in {own}/. Choose another folder with --output.")
    prepare(output)
    understood = understand(root, base_url, jobs, progress, root / CACHE)
    return publish(understood, output, progress, cache=root / CACHE, jobs=jobs, search=search)


def understand(
    root: Path, base_url: str | None, jobs: int, progress: Progress, cache: Path | None = None
) -> Understood:
    """Do everything short of rendering: what `check` reports is what a build would.

    The folder `cache` holds what earlier builds left; without one, nothing is taken from there or kept.
    """
    stages = _Stages(progress, {})
    config, diagnostics = load_config(root, base_url)
    if config is None:
        return Understood(None, None, None, tuple(sorted(diagnostics)), {})

    stages.begin("Reading entries", 1)
    content, found = read_content(config)
    diagnostics += found
    progress.done(1)

    stages.begin("Linking names", len(content.entries))
    kept = Cache(cache, observe([], [])) if cache else None
    rows, works = (kept.load("bodies"), kept.load("works")) if kept else ({}, {})
    works_before = dict(works)
    linked, found, changes = link_content(content, config, jobs, progress.done, rows, works)
    diagnostics += found
    if has_errors(diagnostics):
        return Understood(None, content, None, tuple(sorted(diagnostics)), stages.seconds)
    if kept:
        kept.change("bodies", *changes)
        kept.replace("works", works_before, works)

    stages.begin("Deriving knowledge", 1)
    base, found = make_knowledge_base(content, linked, config)
    diagnostics += found
    plan, found = plan_site(base, config)
    diagnostics += found
    progress.done(1)
    stages.end()
    return Understood(plan, content, linked, tuple(sorted(diagnostics)), stages.seconds)


def publish(
    understood: Understood,
    output: Path,
    progress: Progress,
    *,
    cache: Path,
    jobs: int,
    search: bool = True,
    index_later: bool = False,
) -> BuildResult:
    """Make the site of what was understood, in the place of the one in `output`, which was prepared for it.

    With `index_later` the search index stays that of the site before. Raises `SearchFailed` and `OSError`.
    """
    plan, content = understood.plan, understood.content
    if plan is None or content is None or has_errors(understood.diagnostics):
        return BuildResult(understood.diagnostics, output)
    config, kept = plan.shelf.config, Cache(cache, observe([], []))
    stages = _Stages(progress, understood.seconds)

    find = partial(find_search, output) if index_later else partial(make_search, plan, cache)
    beside = Beside(find, large=index_later or len(plan.pages) > _LARGE) if search else nullcontext()
    with beside as searching, Staging(output, cache / _SPARE) as staging:
        stages.begin("Rendering pages", len(plan.pages))
        made, compiled = kept.load("pages"), kept.load("templates")
        compiled_before = dict(compiled)
        try:
            pages = render_site(plan, staging, made, compiled, jobs, progress.done)
        except TemplateFault as fault:
            return BuildResult((*understood.diagnostics, fault.diagnostic), output)

        index, reused = dict[str, bytes | Path](), False
        if searching:
            stages.begin("Indexing for search", 1)
            index, reused = searching.result()
            progress.done(1)

        stages.begin("Writing files", 1)
        images = {path.removeprefix(f"{config.content.name}/"): config.root / path for path in content.images}
        others: dict[str, bytes | Path] = {
            **find_assets(config),
            **find_land(pages),
            **images,
            **index,
            **make_exports(plan),
        }
        names = {*others, *(page.name for page in pages)}
        others[HEADERS] = make_headers(config.base_url, names)
        changed = sum(page.changed for page in pages)
        changed += sum(staging.write(name, file) for name, file in others.items())
        staging.publish({*names, HEADERS})
        kept.replace("pages", made, {page.name: page.made for page in pages})
        kept.replace("templates", compiled_before, compiled)
        progress.done(1)
    stages.end()
    heaviest = sorted(pages, key=lambda page: -page.size)[:5]
    return BuildResult(
        diagnostics=understood.diagnostics,
        output=output,
        entries=dict(Counter(entry.kind for entry in content.entries)),
        pages=len(plan.pages),
        changed=changed,
        rendered={page.name: page.why for page in pages if page.why},
        index_reused=reused,
        seconds=stages.seconds,
        heaviest=tuple((page.name, page.size) for page in heaviest),
    )


def glance(understood: Understood, paths: Iterable[str], compiled: MutableMapping[str, bytes]) -> dict[str, bytes]:
    """Render the pages of entries that have changed since, by the names of their files.

    `paths` are those of all files that have changed, from the site's root.

    What other pages tell of them, and what follows from all entries together, is what was understood: this is a first
    look at a text, before a build. Entries that are new have no page here, nor those in which something is wrong. For
    `compiled` see `render_site`.
    """
    plan, content, linked = understood.plan, understood.content, understood.linked
    if plan is None or content is None or linked is None:
        return {}
    config, base = plan.shelf.config, plan.shelf.base
    known = {entry.path for entry in base.entries.values()}
    entries = {entry.id: entry for path in known & set(paths) if (entry := reread_entry(config, path))}
    every = {**base.entries, **entries}
    if check_references(every.values(), content.sources, content.drafts, content.unread, config):
        return {}
    outcomes = {id_: link_body(linked.context, entry) for id_, entry in entries.items()}
    bodies = {id_: outcome.body for id_, outcome in outcomes.items() if not has_errors(outcome.diagnostics)}
    shelf = replace(plan.shelf, base=replace(base, entries=every, bodies={**base.bodies, **bodies}))
    return render_in_memory(plan_entries([entries[id_] for id_ in bodies], shelf), compiled)


def render_in_memory(plan: Plan, compiled: MutableMapping[str, bytes]) -> dict[str, bytes]:
    """Render the pages of a plan, by the names of their files; none where a template is wrong."""
    pages = _Held()
    with suppress(TemplateFault):  # a build will tell
        render_site(plan, pages, {}, compiled, 1, lambda steps: None)
    return pages


class _Held(dict[str, bytes]):
    """Pages that are held in memory alone."""

    def write(self, name: str, content: bytes) -> bool:
        self[name] = content
        return True

    def keep(self, name: str, size: int, changed: int) -> bool:
        return False

    def last_change(self, name: str) -> int:
        return 0
