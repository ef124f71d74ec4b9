"""Fixtures: what comes with the project; and a Chromium, a page that tolerates no error, and servers of built sites."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromium
import pytest
from hosting import headers_of, read_headers
from hypothesis import HealthCheck, settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)
from samples import Silent

from koreadiplo.builder import Understood, understand
from koreadiplo.knowledge import KnowledgeBase

# A busy machine is no fault of the code.
settings.register_profile("koreadiplo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("koreadiplo")

PROJECT = Path(__file__).parents[1]

CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing that a page asks for leaves this machine, so that a stray request fails alike with a network and without.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
expect.set_options(timeout=15_000)  # in milliseconds; what holds at once on most machines takes longer on a busy one
OWN_HOSTS = {"127.0.0.1", "localhost", None}  # None: file:, data: and blob: have no host


@pytest.fixture(scope="session")
def shipped() -> Understood:
    """The content that comes with the project: read, linked and planned as pages."""
    return understand(PROJECT, None, 1, Silent())


@pytest.fixture(scope="session")
def base(shipped: Understood) -> KnowledgeBase:
    """The knowledge base that comes with the project."""
    assert shipped.plan, shipped.diagnostics
    return shipped.plan.shelf.base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. It runs without its sandbox (Playwright's default), as root can't use that."""
    try:
        executable = chromium.find()
    except chromium.ChromiumMissingError as missing:
        raise pytest.fail.Exception(str(missing), pytrace=False) from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong in ``page``. A test that means to cause an error asserts what is here, then clears it."""
    return []


@pytest.fixture(scope="session")
def shared_context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of all tests share, since it takes longer to make than most tests: the site stores nothing."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def make_page(
    browser: Browser, shared_context: BrowserContext, page_problems: list[str]
) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page; with options of Playwright's `new_context`, in a context of its own.

    The test fails where one of its pages logs an error or asks another host.
    """

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            page_problems.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def note_error(error: WebError) -> None:
        page_problems.append(f"page error: {error.error}")

    def note_request(request: Request) -> None:
        if urlsplit(request.url).hostname not in OWN_HOSTS:
            page_problems.append(f"request to another host: {request.url}")

    def note(context: BrowserContext) -> None:
        for event, function in (("console", note_message), ("weberror", note_error), ("request", note_request)):
            context.on(event, function)
            opened.callback(context.remove_listener, event, function)

    def make(**options: Any) -> Page:
        context = shared_context
        if options:
            context = browser.new_context(**options)
            opened.callback(context.close)
            note(context)
        page = context.new_page()
        opened.callback(page.close)
        return page

    with ExitStack() as opened:
        note(shared_context)
        yield make
    assert page_problems == []


@pytest.fixture
def page(make_page: Callable[..., Page]) -> Page:
    """An empty page; the test fails where it logs an error or asks another host."""
    return make_page()


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serve a folder as static hosts do: under a path, with 404.html for what isn't there, without listings.

    It sends the headers that the folder's file `_headers` asks for.
    """

    def __init__(self, *arguments: Any, prefix: str, directory: str) -> None:
        self.prefix = prefix
        asked = Path(directory, "_headers")
        self.rules = read_headers(asked.read_text("utf-8")) if asked.is_file() else {}
        super().__init__(*arguments, directory=directory)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "outside", "of", "the prefix"))
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self) -> None:
        for name, value in headers_of(self.rules, urlsplit(self.path).path).items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        not_found = Path(self.directory, "404.html")
        if self.path == "/favicon.ico":
            # A browser asks for it by itself, at the first page of a session that names no icon.
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        elif code == HTTPStatus.NOT_FOUND and not_found.is_file():
            body = not_found.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def _serving(directory: Path, prefix: str) -> Iterator[str]:
    handler = partial(_SiteHandler, directory=str(directory), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve_directory() -> Iterator[Callable[..., str]]:
    """A function ``(directory, prefix="/") -> URL`` that serves a folder until the end of the session."""
    with ExitStack() as servers:

        def serve(directory: Path, prefix: str = "/") -> str:
            return servers.enter_context(_serving(directory, prefix))

        yield serve
