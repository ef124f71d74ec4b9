"""The command `check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..diagnostics import Severity, has_errors
from ..editing.formats import as_github, as_json, as_text, summary
from .app import app
from .options import Jobs, Root, processors, site_root
from .terminal import in_colour, showing_progress


class Format(StrEnum):
    """How `check` prints what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.command(
    "check",
    epilog="Examples:  koreadiplo check --advice  ·  koreadiplo check --format github",
)
def check_command(
    root: Root = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print what is found.")] = Format.TEXT,
    advice: Annotated[
        bool, typer.Option("--advice", help="Print as well what could be better, or is missing.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where there are warnings too.")] = False,
    jobs: Jobs = None,
) -> None:
    """Check the content without building the site."""
    from ..editing.check import check

    folder = site_root(root)
    try:
        with showing_progress(quiet=True) as progress:
            diagnostics = check(folder, jobs or processors(), progress, advice=advice)
    except OSError as failure:
        typer.echo(f"The content can't be read. {failure}", err=True)
        raise typer.Exit(1) from None
    if output_format is Format.JSON:
        typer.echo(as_json(diagnostics))
    elif output_format is Format.GITHUB:
        here = Path.cwd()  # a workflow runs at the top of the repository
        below = folder.relative_to(here).as_posix() if folder.is_relative_to(here) else ""
        typer.echo(as_github(diagnostics, below), nl=bool(diagnostics))
    else:
        if diagnostics:
            typer.echo(as_text(diagnostics, in_colour) + "\n")
        typer.echo(f"{summary(diagnostics).capitalize()}.")
    if has_errors(diagnostics) or (strict and any(d.severity is Severity.WARNING for d in diagnostics)):
        raise typer.Exit(1)
