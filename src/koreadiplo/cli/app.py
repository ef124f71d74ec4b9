"""What all commands are part of."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Annotated

import typer

from .. import __version__

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"koreadiplo {__version__}")
        raise typer.Exit


@app.callback(epilog="Examples:  koreadiplo build  ·  koreadiplo check --format json  ·  koreadiplo build --help")
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build a static website from a knowledge base of bilateral relations."""


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # Nearly all that is made stays to the end: look seldom for what can be freed, and never when all ends.
    gc.set_threshold(100_000)
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # to look for any takes longer than to read 200 entries
    atexit.register(gc.freeze)
    app(prog_name="koreadiplo")
