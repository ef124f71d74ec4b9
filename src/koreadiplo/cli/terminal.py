"""How the command line speaks with whoever sits at it: progress, colours, refusals, and whether one can ask."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..diagnostics import Severity
from ..editing.formats import as_text
from ..editing.refusal import Refused

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PAUSE = 0.1
"""Seconds until a bar is drawn again."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


class _Bars:
    """A progress bar for each stage, drawn by whoever reports progress: a thread of its own would forbid forks."""

    task: TaskID

    def __init__(self, shown: ExitStack) -> None:
        self.shown, self.drawn = shown, 0.0

    @cached_property
    def bars(self) -> Progress:
        """The bars, from the first stage on: most commands show none, and rich takes a while to load."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn()
        console = Console(stderr=True)
        return self.shown.enter_context(Progress(*columns, console=console, transient=True, auto_refresh=False))

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
            typer.echo(f"{name}…", err=True)

    def done(self, steps: int) -> None:
        """Say nothing: a line for each step would be noise."""


@contextmanager
def showing_progress(quiet: bool) -> Iterator[_Bars | _Lines]:
    """Give what a build tells its progress to: bars on a terminal, lines elsewhere, nothing if it is to be quiet."""
    if quiet or not sys.stderr.isatty():
        yield _Lines(quiet)
        return
    with ExitStack() as shown:
        yield _Bars(shown)


def in_colour(severity: Severity) -> str:
    """Write a severity in its colour, which `typer.echo` leaves out where it prints to no terminal.

    Follows https://no-color.org/ for those who want none.
    """
    wanted = not os.environ.get("NO_COLOR")
    return typer.style(severity.value, fg=_COLOURS[severity], bold=True) if wanted else severity.value


def is_answered() -> bool:
    """Tell whether someone is there to answer questions."""
    return sys.stdin.isatty()


def shown_path(path: Path) -> Path:
    """Give a path as it is shown: from the current folder on where it lies there."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def print_refusal(refusal: Refused) -> None:
    """Print why nothing was done, after the errors in the content if these are why."""
    if refusal.diagnostics:
        typer.echo(as_text(refusal.diagnostics, in_colour) + "\n", err=True)
    typer.echo(str(refusal), err=True)
