"""The command `serve`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from ..diagnostics import has_errors
from ..editing.formats import as_text, summary
from ..last_build import BuildResult
from .app import app
from .options import Jobs, Root, processors, site_root

if TYPE_CHECKING:
    from ..editing.serving import Failure

_PORT = 8000


@app.command(
    "serve",
    epilog="Examples:  koreadiplo serve  ·  koreadiplo serve --port 8080",
)
def serve_command(
    root: Root = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port, or if it is taken the next free.")
    ] = _PORT,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen at. Others than this let other machines in.")
    ] = "127.0.0.1",
    jobs: Jobs = None,
) -> None:
    """Show the site in a browser while you edit it."""
    from ..editing.serving import HostUnknown, PortsTaken, serve

    def begun(address: str) -> None:
        taken = "" if f":{port}/" in address else f"Port {port} is taken. "
        typer.echo(f"{taken}Look at it: {address} (Ctrl+C ends this)")

    try:
        serve(site_root(root), host, port, jobs or processors(), begun, _say)
    except PortsTaken as taken:
        raise typer.BadParameter(str(taken), param_hint="--port") from None
    except HostUnknown as unknown:
        raise typer.BadParameter(str(unknown), param_hint="--host") from None
    except OSError as failure:
        typer.echo(f"The site can't be served. {failure}", err=True)
        raise typer.Exit(1) from None


def _say(result: BuildResult | Failure, indexed: bool) -> None:
    now = time.strftime("%H:%M:%S")
    if not isinstance(result, BuildResult):
        typer.echo(f"{now} The build failed; the last good site stays. {result.message}", err=True)
        return
    seconds = sum(result.seconds.values())
    if indexed:
        typer.echo(f"{now} Made the search index in {seconds:.1f} s.")
        return
    if result.diagnostics:
        typer.echo(as_text(result.diagnostics), err=True)
    if has_errors(result.diagnostics):
        typer.echo(f"{now} {summary(result.diagnostics).capitalize()}; the last good site stays.", err=True)
    elif result.changed:
        typer.echo(f"{now} Built in {seconds:.1f} s; {result.changed} files changed.")
