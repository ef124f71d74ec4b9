"""Check the content of a site without building it."""

from __future__ import annotations

from pathlib import Path

from ..builder import Progress, understand
from ..diagnostics import Diagnostic
from ..knowledge import advise


def check(root: Path, jobs: int, progress: Progress, *, advice: bool = False) -> tuple[Diagnostic, ...]:
    """Find everything that a build would report, sorted by place; with `advice`, what could be better as well."""
    understood = understand(root, None, jobs, progress)
    if not advice or understood.plan is None:
        return understood.diagnostics
    shelf = understood.plan.shelf
    return tuple(sorted((*understood.diagnostics, *advise(shelf.base, shelf.config.language))))
