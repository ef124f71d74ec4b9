"""The command `build`."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ..diagnostics import has_errors
from ..editing.formats import as_text, summary
from ..last_build import BuildResult
from ..publishing.outputs import OutputRefused
from ..updating import update
from .app import app
from .options import Jobs, Root, processors, site_root
from .terminal import in_colour, showing_progress

_NAMED = 10
"""So many pages are named that were rendered for the same reason."""


def _address(given: str | None) -> str | None:
    if not given:
        return None
    from pydantic_core import PydanticCustomError

    from ..config import normalise_base_url

    try:
        return normalise_base_url(given)
    except PydanticCustomError as error:
        raise typer.BadParameter(f"{error.message()}. {(error.context or {}).get('hint', '')}") from None


@app.command(
    "build",
    epilog="Examples:  koreadiplo build  ·  koreadiplo build --output public --base-url https://example.org/korea/",
)
def build_command(
    root: Root = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="The folder to write. [default: _site in the root]")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", callback=_address, help="Where the site will be published."),
    ] = None,
    jobs: Jobs = None,
    no_search: Annotated[bool, typer.Option("--no-search", help="Make no search index.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Forget what earlier builds left in the cache.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only what is wrong.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Print times, why pages were rendered, and the heaviest pages.")
    ] = False,
) -> None:
    """Build the site."""
    began = time.perf_counter()
    folder = site_root(root)
    place = (output or folder / "_site").resolve()
    try:
        with showing_progress(quiet) as progress:
            result = update(
                folder,
                place,
                progress,
                base_url=base_url,
                jobs=jobs or processors(),
                search=not no_search,
                clean=clean,
            )
    except OutputRefused as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--output") from None
    except OSError as failure:
        typer.echo(f"The build failed; the site is as it was. {failure}", err=True)
        raise typer.Exit(1) from None
    if result.diagnostics:
        typer.echo(as_text(result.diagnostics, in_colour), err=True)
    if has_errors(result.diagnostics):
        typer.echo(f"\nNothing was published: {summary(result.diagnostics)}.", err=True)
        raise typer.Exit(1)
    if not quiet:
        _say_what_was_built(result, time.perf_counter() - began, verbose, no_search)


def _say_what_was_built(result: BuildResult, seconds: float, verbose: bool, no_search: bool) -> None:
    counts = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in sorted(result.entries.items()))
    place = result.output
    if place.is_relative_to(Path.cwd()):
        place = place.relative_to(Path.cwd())
    if result.kept:
        typer.echo(f"Nothing has changed: the site of {result.pages} pages from {counts} stays as it is.")
    else:
        typer.echo(f"Built {result.pages} pages from {counts} in {seconds:.1f} s; {result.changed} files changed.")
    if verbose:
        for stage, duration in result.seconds.items():
            reused = " (the index was used again)" if result.index_reused and "search" in stage else ""
            typer.echo(f"  {stage:<22}{duration:6.2f} s{reused}")
        _say_why(result.rendered)
        typer.echo("Heaviest pages:")
        for name, size in result.heaviest:
            typer.echo(f"  {size / 1000:6.1f} KB  {name}")
    typer.echo(f"Look at it: open {place}{os.sep}index.html in a browser" + ("." if no_search else ";"))
    if not no_search:
        typer.echo(f"to search as well: python -m http.server --bind 127.0.0.1 --directory {_quoted(place)}")
        typer.echo("and open http://127.0.0.1:8000/")


def _say_why(rendered: Mapping[str, str]) -> None:
    """Say why pages were rendered: the files of those with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for name, why in rendered.items():
        by_reason.setdefault(why, []).append(name)
    if by_reason:
        typer.echo("Rendered, by what is new or has changed:")
    for why, names in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
        typer.echo(f"  {why}: {shown}")


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return kind[:-1] + "ies" if kind.endswith("y") else kind + "s"
