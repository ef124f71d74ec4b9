"""The command `init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import app


@app.command("init", epilog='Examples:  koreadiplo init nordic --title "The Nordic States"  ·  koreadiplo init .')
def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new site; it is made if need be.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What the site is called.")] = "A New Site",
) -> None:
    """Begin a site of another subject.

    It holds two invented states, what happened between them and a place, to be replaced by your own; a workflow that
    publishes it on GitHub Pages, and settings for Visual Studio Code.
    """
    from ..editing.beginning import FolderNotEmpty, begin_site

    try:
        written = begin_site(folder, title)
    except FolderNotEmpty as refusal:
        raise typer.BadParameter(f"{refusal} Choose an empty folder, or a new one.", param_hint="DIR") from None
    except ValueError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--title") from None
    except OSError as failure:
        typer.echo(f"The site can't be written. {failure}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {len(written)} files into {folder}. See the site:")
    if folder.resolve() != Path.cwd():
        typer.echo(f'  cd "{folder}"')
    typer.echo("  koreadiplo serve")
    typer.echo("README.md there says how to go on.")
