"""What the command line prints to, and how it shows the progress of a build."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


_PAUSE = 0.1
"""Seconds until a bar is drawn again."""


class _Bar:
    """A progress bar for each stage, drawn by whoever reports progress: a thread of its own would forbid forks."""

    def __init__(self, bars: Progress) -> None:
        self.bars, self.task, self.drawn = bars, TaskID(0), 0.0

    def stage(self, name: str, steps: int) -> None:
        self.task = self.bars.add_task(name, total=max(steps, 1))
        self.bars.refresh()

    def done(self, steps: int) -> None:
        self.bars.advance(self.task, steps)
        if time.monotonic() > self.drawn + _PAUSE:
            self.bars.refresh()
            self.drawn = time.monotonic()


class _Lines:
    """A plain line for each stage, or none."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet

    def stage(self, name: str, steps: int) -> None:
        if not self.quiet:
            err.print(f"{name}…")

    def done(self, steps: int) -> None:
        """Say nothing: a line for each step would be noise."""


@contextmanager
def showing_progress(quiet: bool) -> Iterator[_Bar | _Lines]:
    """Give what a build tells its progress to: bars on a terminal, lines elsewhere, nothing if it is to be quiet."""
    if quiet or not err.is_terminal:
        yield _Lines(quiet)
        return
    columns = TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=err, transient=True, auto_refresh=False) as bars:
        yield _Bar(bars)
