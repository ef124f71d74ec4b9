"""The command `rename`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..editing.refusal import Refused
from .app import app
from .options import Jobs, Root, processors, site_root
from .terminal import print_refusal, showing_progress


@app.command(
    "rename",
    epilog="Example:  koreadiplo rename glossary/kremlin moscow-kremlin",
)
def rename_command(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An id, or a slug that only one entry has.")],
    new_slug: Annotated[str, typer.Argument(metavar="NAME", help="The new name of its file, without .md.")],
    root: Root = None,
    jobs: Jobs = None,
) -> None:
    """Rename an entry, and change all that names it.

    The old address goes on to lead to it.
    """
    from ..editing.rename import rename

    try:
        with showing_progress(quiet=True) as progress:
            source, target, *others = rename(site_root(root), entry, new_slug, jobs or processors(), progress)
    except Refused as refusal:
        print_refusal(refusal)
        raise typer.Exit(1) from None
    except OSError as failure:
        typer.echo(f"Nothing was renamed. {failure}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Renamed {source} to {target}")
    for path in others:
        typer.echo(f"Changed {path}")
