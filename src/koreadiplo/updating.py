"""A site brought up to date: its builds take turns, and one that would make the same again is left out.

What is imported here is little, and quick to load: the stages are not, and a build that is left out needs none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from .diagnostics import has_errors
from .folders import CACHE, SERVED, SETTINGS_FILE, default_templates
from .last_build import BuildResult, observe, recall, remember

if TYPE_CHECKING:
    from .builder import Progress

_LOCK = "lock"


def update(
    root: Path,
    output: Path,
    progress: Progress,
    *,
    base_url: str | None = None,
    jobs: int = 1,
    search: bool = True,
    clean: bool = False,
) -> BuildResult:
    """Build the site of the folder `root` into `output` as `builder.build` does, if anything has changed since.

    `clean` forgets what earlier builds left in the cache. Builds of one site take turns.
    """
    cache = root / CACHE
    with turn(cache, progress):
        if clean:
            _clear(cache)
        folders = root / "content", root / "templates", default_templates()
        inputs = observe(folders, [(root / SETTINGS_FILE).read_bytes(), base_url, search])
        if last := recall(cache, inputs, output):
            return last
        from .builder import build  # and with it all stages

        result = build(root, output, progress, base_url=base_url, jobs=jobs, search=search)
        if not has_errors(result.diagnostics):
            remember(cache, inputs, result)
        return result


def _clear(cache: Path) -> None:
    for found in cache.iterdir():
        if found.name in (_LOCK, SERVED.name):  # a preview may be shown
            continue
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink()


@contextmanager
def turn(cache: Path, progress: Progress) -> Iterator[None]:
    """Wait for other builds with this cache; they wait for the end of the context."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.stage("Waiting for another build", 1)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
