"""The pipeline, and the only place that knows its order.

content/*.md ─► reading ─► linking ─► knowledge ─► publishing ─► _site/
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from .cache import Cache
from .config import SETTINGS_FILE, load_config
from .diagnostics import Diagnostic, has_errors
from .knowledge import make_knowledge_base
from .last_build import observe, recall, remember
from .linking import link_content
from .publishing.exports import make_exports
from .publishing.outputs import OutputRefused, Staging, prepare
from .publishing.plan import Plan, plan_site
from .publishing.render import TemplateFault, find_land, render_site
from .publishing.search import make_search
from .publishing.templates import default_templates, find_assets
from .reading import Content, read_content

CACHE = Path(".cache", "koreadiplo")


class Progress(Protocol):
    """Told how far a build is: a stage of so many steps begins, so many steps are done."""

    def stage(self, name: str, steps: int) -> None:
        """Begin a stage."""

    def done(self, steps: int) -> None:
        """Count steps of the present stage."""


@dataclass(frozen=True)
class BuildResult:
    """What a build did. Nothing was published if the diagnostics hold an error.

    `entries` counts entries by kind; `seconds` gives the time of each stage; `index_reused` tells whether the search
    index was taken from the cache; `changed` counts the files that differ from the site before; `rendered` gives the
    files of pages that were rendered, each with the reason. `kept` tells that nothing had changed since the last build,
    whose site was left as it is.
    """

    diagnostics: tuple[Diagnostic, ...]
    output: Path
    entries: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    changed: int = 0
    rendered: Mapping[str, str] = field(default_factory=dict)
    index_reused: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    heaviest: tuple[tuple[str, int], ...] = ()
    kept: bool = False


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
    clean: bool = False,
) -> BuildResult:
    """Build the site of the folder `root` into `output`; with errors in the content, leave `output` as it is.

    `clean` forgets what earlier builds left in the cache. Builds of one site take turns.
    Raises `OutputRefused` for an output folder that holds other files, `SearchFailed` and `OSError`.
    """
    for own in ("content", "templates"):
        if output.resolve().is_relative_to((root / own).resolve()):
            raise OutputRefused(f"{output} lies in {own}/. Choose another folder with --output.")
    cache = root / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    kept = Cache(cache, observe([], []))
    with _turn(cache, progress):
        prepare(output)
        if clean:
            kept.clear()
            for folder in filter(Path.is_dir, cache.iterdir()):
                shutil.rmtree(folder)
        folders = root / "content", root / "templates", default_templates()
        inputs = observe(folders, [(root / SETTINGS_FILE).read_bytes(), base_url, search])
        if not clean and (told := recall(cache, inputs, output)):
            return _as_told(told, output)
        stages = _Stages(progress)
        understood = _understand(root, base_url, jobs, stages, kept)
        plan, content = understood.plan, understood.content
        if plan is None or content is None or has_errors(understood.diagnostics):
            return BuildResult(understood.diagnostics, output)
        config = plan.shelf.config

        index: dict[str, bytes | Path] = {}
        reused = False
        if search:
            stages.begin("Indexing for search", 1)
            index, reused = make_search(plan, cache)
            progress.done(1)

        with Staging(output) as staging:
            stages.begin("Rendering pages", len(plan.pages))
            made, compiled = kept.load("pages"), kept.load("templates")
            compiled_before = dict(compiled)
            try:
                pages = render_site(plan, staging, made, compiled, jobs, progress.done)
            except TemplateFault as fault:
                return BuildResult((*understood.diagnostics, fault.diagnostic), output)

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
            staging.publish()
            kept.replace("pages", made, {page.name: page.made for page in pages})
            kept.replace("templates", compiled_before, compiled)
            progress.done(1)
        stages.end()
        heaviest = sorted(pages, key=lambda page: -page.size)[:5]
        told = {
            "diagnostics": list(map(asdict, understood.diagnostics)),
            "entries": dict(Counter(entry.kind for entry in content.entries)),
            "pages": len(plan.pages),
            "heaviest": [(page.name, page.size) for page in heaviest],
        }
        remember(cache, inputs, output, told)
        return replace(
            _as_told(told, output),
            changed=changed,
            rendered={page.name: page.why for page in pages if page.why},
            index_reused=reused,
            seconds=stages.seconds,
            kept=False,
        )


def _as_told(told: Mapping[str, Any], output: Path) -> BuildResult:
    return BuildResult(
        diagnostics=tuple(Diagnostic(**diagnostic) for diagnostic in told["diagnostics"]),
        output=output,
        entries=told["entries"],
        pages=told["pages"],
        heaviest=tuple((name, size) for name, size in told["heaviest"]),
        kept=True,
    )


@contextmanager
def _turn(cache: Path, progress: Progress) -> Iterator[None]:
    lock = FileLock(cache / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.stage("Waiting for another build", 1)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _understand(root: Path, base_url: str | None, jobs: int, stages: _Stages, kept: Cache | None) -> Understood:
    config, diagnostics = load_config(root, base_url)
    if config is None:
        return Understood(None, None, tuple(sorted(diagnostics)))

    stages.begin("Reading entries", 1)
    content, found = read_content(config)
    diagnostics += found
    stages.progress.done(1)

    stages.begin("Linking names", len(content.entries))
    rows = kept.load("bodies") if kept else {}
    linked, found, changes = link_content(content, config, jobs, stages.progress.done, rows)
    diagnostics += found
    if has_errors(diagnostics):
        return Understood(None, content, tuple(sorted(diagnostics)))
    if kept:
        kept.change("bodies", *changes)

    stages.begin("Deriving knowledge", 1)
    base, found = make_knowledge_base(content, linked, config)
    diagnostics += found
    plan, found = plan_site(base, config)
    diagnostics += found
    stages.progress.done(1)
    stages.end()
    return Understood(plan, content, tuple(sorted(diagnostics)))
