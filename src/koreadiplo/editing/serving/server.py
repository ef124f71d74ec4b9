"""The server of a preview: its pages, with a script that shows them anew."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ...folders import SERVED
from ...publishing.addresses import file_of
from .preview import Preview, Told
from .rebuilder import Place, Rebuilder
from .watching import watch

_CLIENT = Path(__file__).with_name("client")
_PREFIX = "/.koreadiplo"
_SITE = "shown"
_LOOPBACK = ("127.0.0.1", "localhost")
_ANY = ("", "0.0.0.0")
_PORTS = 100
"""So many ports are tried."""
_EXCHANGE = 0.05
"""Seconds within which one site has taken the place of another."""
_NO_SITE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>
<body><p>There is no site yet: it is being built.</p></body></html>"""


class PortsTaken(Exception):
    """No port is free."""


class HostUnknown(Exception):
    """The host is no address of this machine."""


def serve(
    root: Path,
    host: str,
    port: int,
    jobs: int,
    begun: Callable[[str], None],
    told: Told,
) -> None:
    """Serve the site of the folder `root` at a port, or the next that is free, until interrupted.

    `begun` is called with its address. Raises `PortsTaken`, `HostUnknown`, and `OSError` where the disk fails.
    """
    listening = _listen(host, port)
    cache = root / SERVED
    site = cache / _SITE
    site.mkdir(parents=True, exist_ok=True)
    place = Place(root, site, cache)
    rebuilder = Rebuilder(place, jobs)
    try:
        preview = Preview(rebuilder, told)
        config = uvicorn.Config(_application(place, rebuilder, preview, host), log_level="error", access_log=False)
        begun(f"http://{host}:{listening.getsockname()[1]}/")
        asyncio.run(_Server(config, preview).serve([listening]))
    except KeyboardInterrupt:
        pass
    finally:
        rebuilder.close()


def _listen(host: str, port: int) -> socket.socket:
    for tried in range(port, min(port + _PORTS, 2**16)):
        listening = socket.socket()
        if os.name != "nt":  # there it would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, tried))
            listening.listen()
        except OSError as error:
            listening.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise HostUnknown(f"{host} is no address of this machine.") from None
        else:
            return listening
    raise PortsTaken(f"No port from {port} on is free.")


class _Server(uvicorn.Server):
    """Ends what waits for news before it waits for all requests to end."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._preview.close()
        await super().shutdown(sockets)


def _application(place: Place, rebuilder: Rebuilder, preview: Preview, host: str) -> Starlette:
    def changed(paths: Iterable[str]) -> None:
        files = (Path(path) for path in paths)
        preview.change(file.relative_to(place.root).as_posix() for file in files if file.is_relative_to(place.root))

    def tell_of_end(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            preview.fail(f"Changes are no longer followed: {error!r}. Start again.")

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(preview.run()), asyncio.create_task(watch(place.root, changed))]
        for task in tasks:
            task.add_done_callback(tell_of_end)
        yield
        for task in tasks:
            task.cancel()
        rebuilder.interrupt()  # else its thread would be waited for
        await asyncio.gather(*tasks, return_exceptions=True)

    async def news(request: Request) -> Response:
        page = file_of(request.query_params.get("page", "").removeprefix("/"))
        states = (f"data: {state}\n\n" async for state in preview.states(page))
        return StreamingResponse(states, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    # Pages elsewhere could reach this server by a name of theirs that leads to this machine.
    hosts = ["*"] if host in _ANY else [*_LOOPBACK, host]
    return Starlette(
        routes=[
            Route(f"{_PREFIX}/news", news),
            Mount(_PREFIX, StaticFiles(directory=_CLIENT)),
            Mount("/", _Pages(preview, place.output)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        lifespan=running,
    )


class _Pages(StaticFiles):
    """The files of a site, its pages with the script that shows them anew."""

    def __init__(self, preview: Preview, site: Path) -> None:
        super().__init__(directory=site, html=True)
        self._preview = preview

    async def get_response(self, path: str, scope: Scope) -> Response:
        newer = self._preview.page(file_of(scope["path"].removeprefix("/")))
        response = _with_client(newer.decode()) if newer else await self._of_site(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response

    async def _of_site(self, path: str, scope: Scope) -> Response:
        response = await self._found(path, scope)
        if response is None or response.status_code == HTTPStatus.NOT_FOUND:
            await asyncio.sleep(_EXCHANGE)
            response = await self._found(path, scope)
        if response is None:
            return _with_client(_NO_SITE, HTTPStatus.NOT_FOUND)
        if isinstance(response, FileResponse) and Path(response.path).suffix == ".html":
            return _with_client(Path(response.path).read_text("utf-8"), response.status_code)
        return response

    async def _found(self, path: str, scope: Scope) -> Response | None:
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND:
                raise
            return None


def _with_client(page: str, status: int = HTTPStatus.OK) -> Response:
    """Make the answer of a page; its ETag tells what it says, whichever build made it."""
    etag = hashlib.sha256(page.encode()).hexdigest()[:32]
    script = f'<script src="{_PREFIX}/client.js" data-etag="{etag}" defer></script>'
    before, end, after = page.partition("</head>")
    return HTMLResponse(f"{before}{script}{end}{after}", status, {"ETag": f'"{etag}"'})
