"""The command line: arguments in, one function called, words and an exit code out.

Exit codes: 0 done; 1 the content has errors (with --strict, warnings), or the build failed; 2 the command was not
understood. What commands call is imported when they are called: help, or a build in which nothing has changed, takes
less time than the stages take to load.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import __version__
from .diagnostics import Severity, has_errors
from .editing.formats import as_github, as_json, as_text, summary
from .folders import SETTINGS_FILE, find_root
from .last_build import BuildResult
from .publishing.outputs import OutputRefused
from .terminal import showing_progress
from .updating import update

_NAMED = 10
"""So many pages are named that were rendered for the same reason."""

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """How `check` prints what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class ReportFormat(StrEnum):
    """How `links` prints its report."""

    TEXT = "text"
    JSON = "json"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"koreadiplo {__version__}")
        raise typer.Exit


def _root(given: Path | None) -> Path:
    root = given.resolve() if given else find_root(Path.cwd())
    if root is None or not (root / SETTINGS_FILE).is_file():
        where = f"{given} holds" if given else "this folder and its parents hold"
        raise typer.BadParameter(f"{where} no {SETTINGS_FILE}.", param_hint="--root")
    return root


def _address(given: str | None) -> str | None:
    if not given:
        return None
    from pydantic_core import PydanticCustomError

    from .config import normalise_base_url

    try:
        return normalise_base_url(given)
    except PydanticCustomError as error:
        raise typer.BadParameter(f"{error.message()}. {(error.context or {}).get('hint', '')}") from None


Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        envvar="KOREADIPLO_ROOT",
        show_envvar=False,
        help=f"The folder that holds {SETTINGS_FILE}. [default: this folder or the nearest parent that does]",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, help="How many processes may work. [default: one for each processor]"),
]


@app.callback(epilog="Examples:  koreadiplo build  ·  koreadiplo check --format json  ·  koreadiplo build --help")
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build a static website from a knowledge base of bilateral relations."""


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
    folder = _root(root)
    place = (output or folder / "_site").resolve()
    try:
        with showing_progress(quiet) as progress:
            result = update(
                folder,
                place,
                progress,
                base_url=base_url,
                jobs=jobs or _processors(),
                search=not no_search,
                clean=clean,
            )
    except OutputRefused as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--output") from None
    except OSError as failure:
        typer.echo(f"The build failed; the site is as it was. {failure}", err=True)
        raise typer.Exit(1) from None
    if result.diagnostics:
        typer.echo(as_text(result.diagnostics), err=True)
    if has_errors(result.diagnostics):
        typer.echo(f"\nNothing was published: {summary(result.diagnostics)}.", err=True)
        raise typer.Exit(1)
    if not quiet:
        _say_what_was_built(result, time.perf_counter() - began, verbose, no_search)


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
    from .editing.check import check

    try:
        with showing_progress(quiet=True) as progress:
            diagnostics = check(_root(root), jobs or _processors(), progress, advice=advice)
    except OSError as failure:
        typer.echo(f"The content can't be read. {failure}", err=True)
        raise typer.Exit(1) from None
    if output_format is Format.JSON:
        typer.echo(as_json(diagnostics))
    elif output_format is Format.GITHUB:
        typer.echo(as_github(diagnostics), nl=bool(diagnostics))
    else:
        if diagnostics:
            typer.echo(as_text(diagnostics) + "\n")
        typer.echo(f"{summary(diagnostics).capitalize()}.")
    if has_errors(diagnostics) or (strict and any(d.severity is Severity.WARNING for d in diagnostics)):
        raise typer.Exit(1)


@app.command(
    "links",
    epilog="Examples:  koreadiplo links cold-war  ·  koreadiplo links --against main",
)
def links_command(
    entry: Annotated[
        str | None, typer.Argument(metavar="ENTRY", help="List the links to this entry alone: an id, slug or name.")
    ] = None,
    root: Root = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REV", help="Tell instead what changed since a revision of git."),
    ] = None,
    output_format: Annotated[
        ReportFormat, typer.Option("--format", help="How to print the report.")
    ] = ReportFormat.TEXT,
    jobs: Jobs = None,
) -> None:
    """Report where entries are linked, and which names aren't."""
    if entry is not None and against is not None:
        raise typer.BadParameter("it compares all entries; leave out ENTRY.", param_hint="--against")
    from .editing import changes, links
    from .editing.passages import LinksUnknown, read_linked_site
    from .linking import Unresolved

    folder = _root(root)
    told: changes.Changes | links.EntryLinks | links.Report
    try:
        with showing_progress(quiet=True) as progress:
            if against is not None:
                told = changes.changes_since(folder, against, jobs or _processors(), progress)
                text = changes.as_text(told, against)
            else:
                site = read_linked_site(folder, jobs or _processors(), progress)
                if entry is not None:
                    found = links.links_to(site, entry)
                    if isinstance(found, Unresolved):
                        raise typer.BadParameter(f"{found.message} {found.hint}", param_hint="ENTRY")
                    told = found
                    text = links.entry_as_text(told)
                else:
                    told = links.report_links(site)
                    text = links.as_text(told)
    except LinksUnknown as unknown:
        if unknown.diagnostics:
            typer.echo(as_text(unknown.diagnostics) + "\n", err=True)
        typer.echo(str(unknown), err=True)
        raise typer.Exit(1) from None
    except OSError as failure:
        typer.echo(f"The content can't be read. {failure}", err=True)
        raise typer.Exit(1) from None
    typer.echo(links.as_json(told) if output_format is ReportFormat.JSON else text)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # Nearly all that is made stays to the end: look seldom for what can be freed, and never when all ends.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    app(prog_name="koreadiplo")


def _processors() -> int:
    return os.cpu_count() or 1


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
