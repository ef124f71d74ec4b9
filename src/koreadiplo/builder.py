"""The pipeline, and the only place that knows its order.

content/*.md ─► reading ─► linking ─► knowledge ─► publishing ─► _site/
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from .cache import Cache
from .config import load_config
from .diagnostics import Diagnostic, has_errors
from .folders import CACHE
from .knowledge import make_knowledge_base
from .last_build import BuildResult, observe
from .linking import link_content
from .processes import Beside
from .publishing.exports import make_exports
from .publishing.outputs import OutputRefused, Staging, prepare
from .publishing.plan import Plan, plan_site
from .publishing.render import TemplateFault, find_land, render_site
from .publishing.search import make_search
from .publishing.templates import find_assets
from .reading import Content, read_content

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
    """Content that was read, linked and planned as pages, and what is wrong with it."""

    plan: Plan | None
    content: Content | None
    diagnostics: tuple[Diagnostic, ...]


class _Stages:
    """Measure the stages, and pass on their progress."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}
        self._began, self._name = time.perf_counter(), ""

    def begin(self, name: str, steps: int) -> None:
        self.end()
        self._began, self._name = time.perf_counter(), name
        self.progress.stage(name, steps)

    def end(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._began


def understand(root: Path, base_url: str | None, jobs: int, progress: Progress) -> Understood:
    """Do everything short of rendering: what `check` reports is what a build would."""
    return _understand(root, base_url, jobs, _Stages(progress), None)


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
    cache = root / CACHE
    kept = Cache(cache, observe([], []))
    stages = _Stages(progress)
    understood = _understand(root, base_url, jobs, stages, kept)
    plan, content = understood.plan, understood.content
    if plan is None or content is None or has_errors(understood.diagnostics):
        return BuildResult(understood.diagnostics, output)
    config = plan.shelf.config

    beside = Beside(partial(make_search, plan, cache), large=len(plan.pages) > _LARGE) if search else nullcontext()
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
        images = {path.removeprefix(f"{config.content.name}/"): root / path for path in content.images}
        others: dict[str, bytes | Path] = {
            **find_assets(config),
            **find_land(pages),
            **images,
            **index,
            **make_exports(plan),
        }
        changed = sum(page.changed for page in pages)
        changed += sum(staging.write(name, file) for name, file in others.items())
        staging.publish({*others, *(page.name for page in pages)})
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


def _understand(root: Path, base_url: str | None, jobs: int, stages: _Stages, kept: Cache | None) -> Understood:
    config, diagnostics = load_config(root, base_url)
    if config is None:
        return Understood(None, None, tuple(sorted(diagnostics)))

    stages.begin("Reading entries", 1)
    content, found = read_content(config)
    diagnostics += found
    stages.progress.done(1)

    stages.begin("Linking names", len(content.entries))
    rows, works = (kept.load("bodies"), kept.load("works")) if kept else ({}, {})
    works_before = dict(works)
    linked, found, changes = link_content(content, config, jobs, stages.progress.done, rows, works)
    diagnostics += found
    if has_errors(diagnostics):
        return Understood(None, content, tuple(sorted(diagnostics)))
    if kept:
        kept.change("bodies", *changes)
        kept.replace("works", works_before, works)

    stages.begin("Deriving knowledge", 1)
    base, found = make_knowledge_base(content, linked, config)
    diagnostics += found
    plan, found = plan_site(base, config)
    diagnostics += found
    stages.progress.done(1)
    stages.end()
    return Understood(plan, content, tuple(sorted(diagnostics)))
