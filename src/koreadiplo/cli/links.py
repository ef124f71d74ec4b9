"""The command `links`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..editing.formats import as_text
from .app import app
from .options import Jobs, Root, processors, site_root
from .terminal import showing_progress


class ReportFormat(StrEnum):
    """How `links` prints its report."""

    TEXT = "text"
    JSON = "json"


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
    from ..editing import changes, links
    from ..editing.passages import LinksUnknown, read_linked_site
    from ..linking import Unresolved

    folder = site_root(root)
    told: changes.Changes | links.EntryLinks | links.Report
    try:
        with showing_progress(quiet=True) as progress:
            if against is not None:
                told = changes.changes_since(folder, against, jobs or processors(), progress)
                text = changes.as_text(told, against)
            else:
                site = read_linked_site(folder, jobs or processors(), progress)
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
