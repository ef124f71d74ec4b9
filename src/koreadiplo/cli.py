"""The command line: arguments in, one function called, words and an exit code out.

Exit codes: 0 done; 1 the content has errors (with --strict, warnings), or the build failed; 2 the command was not
understood.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic_core import PydanticCustomError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from . import __version__
from .builder import BuildResult, build
from .config import SETTINGS_FILE, find_root, normalise_base_url
from .diagnostics import Severity, has_errors
from .editing.check import as_github, as_json, as_text, check, summary
from .publishing.outputs import OutputRefused
from .publishing.search import SearchFailed

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_out = Console(highlight=False, soft_wrap=True, emoji=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


class Format(StrEnum):
    """How `check` prints what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class _Bar:
    """A progress bar for each stage."""

    def __init__(self, bars: Progress) -> None:
        self.bars, self.task = bars, TaskID(0)

    def stage(self, name: str, steps: int) -> None:
        self.task = self.bars.add_task(name, total=max(steps, 1))

    def done(self, steps: int) -> None:
        self.bars.advance(self.task, steps)


class _Lines:
    """A plain line for each stage, or none."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet

    def stage(self, name: str, steps: int) -> None:
        if not self.quiet:
            _err.print(f"{name}…")

    def done(self, steps: int) -> None:
        """Say nothing: a line for each step would be noise."""


@contextmanager
def _progress(quiet: bool) -> Iterator[_Bar | _Lines]:
    if quiet or not _err.is_terminal:
        yield _Lines(quiet)
        return
    columns = TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=_err, transient=True) as bars:
        yield _Bar(bars)


def _version(wanted: bool) -> None:
    if wanted:
        _out.print(f"koreadiplo {__version__}")
        raise typer.Exit


def _root(given: Path | None) -> Path:
    root = given.resolve() if given else find_root(Path.cwd())
    if root is None or not (root / SETTINGS_FILE).is_file():
        where = f"{given} holds" if given else "this folder and its parents hold"
        raise typer.BadParameter(f"{where} no {SETTINGS_FILE}.", param_hint="--root")
    return root


def _address(given: str | None) -> str | None:
    try:
        return normalise_base_url(given) if given else None
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
    verbose: Annotated[bool, typer.Option("--verbose", help="Print times and the heaviest pages too.")] = False,
) -> None:
    """Build the site."""
    began = time.perf_counter()
    folder = _root(root)
    place = (output or folder / "_site").resolve()
    try:
        with _progress(quiet) as progress:
            result = build(
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
    except (SearchFailed, OSError) as failure:
        _err.print(f"The build failed; the site is as it was. {failure}", markup=False)
        raise typer.Exit(1) from None
    if result.diagnostics:
        _err.print(as_text(result.diagnostics), markup=False)
    if has_errors(result.diagnostics):
        _err.print(f"\nNothing was published: {summary(result.diagnostics)}.", markup=False)
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
    try:
        with _progress(quiet=True) as progress:
            diagnostics = check(_root(root), jobs or _processors(), progress, advice=advice)
    except OSError as failure:
        _err.print(f"The content can't be read. {failure}", markup=False)
        raise typer.Exit(1) from None
    if output_format is Format.JSON:
        print(as_json(diagnostics))
    elif output_format is Format.GITHUB:
        print(as_github(diagnostics), end="\n" if diagnostics else "")
    else:
        if diagnostics:
            _out.print(as_text(diagnostics) + "\n", markup=False)
        _out.print(f"{summary(diagnostics).capitalize()}.", markup=False)
    if has_errors(diagnostics) or (strict and any(d.severity is Severity.WARNING for d in diagnostics)):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    app(prog_name="koreadiplo")


def _processors() -> int:
    return os.cpu_count() or 1


def _say_what_was_built(result: BuildResult, seconds: float, verbose: bool, no_search: bool) -> None:
    counts = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in sorted(result.entries.items()))
    place = result.output
    if place.is_relative_to(Path.cwd()):
        place = place.relative_to(Path.cwd())
    _out.print(f"Built {result.pages} pages from {counts} in {seconds:.1f} s; {result.changed} files changed.")
    if verbose:
        for stage, duration in result.seconds.items():
            reused = " (the index was used again)" if result.index_reused and "search" in stage else ""
            _out.print(f"  {stage:<22}{duration:6.2f} s{reused}")
        _out.print("Heaviest pages:")
        for name, size in result.heaviest:
            _out.print(f"  {size / 1000:6.1f} KB  {name}", markup=False)
    _out.print(f"Look at it: open {place}{os.sep}index.html in a browser" + ("." if no_search else ";"), markup=False)
    if not no_search:
        _out.print(
            f"to search as well: python -m http.server --bind 127.0.0.1 --directory {_quoted(place)}", markup=False
        )
        _out.print("and open http://127.0.0.1:8000/", markup=False)


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return kind[:-1] + "ies" if kind.endswith("y") else kind + "s"
