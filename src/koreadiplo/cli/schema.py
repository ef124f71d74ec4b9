"""The command `schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..editing.formats import as_text
from .app import app
from .options import Root, site_root


@app.command("schema", epilog="Examples:  koreadiplo schema  ·  koreadiplo schema schemas")
def schema_command(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The folder to write. [default: .vscode in the root]", show_default=False),
    ] = None,
    root: Root = None,
) -> None:
    """Write the files by which editors' programs complete and explain what is typed.

    They are JSON Schemas of each kind of entry, of the works cited and of the settings, with the names that the site
    has, and snippets for VS Code. Write them again when countries, topics, sources or terms were added.
    """
    from ..editing.editor_files import FOLDER, write_editor_files

    site = site_root(root)
    place = folder or site / FOLDER
    try:
        written, diagnostics = write_editor_files(site, place)
    except OSError as failure:
        typer.echo(f"The files can't be written. {failure}", err=True)
        raise typer.Exit(1) from None
    if diagnostics:
        typer.echo(as_text(diagnostics), err=True)
        raise typer.Exit(1)
    typer.echo(f"Wrote {len(written)} files into {place}.")
