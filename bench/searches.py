"""Benchmark `search`: what the index of the world costs to make, and what readers load and wait for."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from . import report
from .builders import KOREADIPLO, KOREADIPLO_WITH_SEARCH, Builder
from .builds import FOLDER, build, lay_out
from .measure import CommandFailed, Cost
from .world import World

_ROUNDS = 5
_ASK = """query => new Promise((resolve, reject) => {
  const input = document.getElementById('site-search'), status = document.getElementById('search-status');
  const began = performance.now();
  new MutationObserver((_, observer) => {
    if (!status.textContent.includes(query)) return;
    observer.disconnect();
    resolve(performance.now() - began);
  }).observe(status, { childList: true, characterData: true, subtree: true });
  setTimeout(() => reject(new Error(`no answer to “${query}”`)), 30000);
  input.value = query;
  input.dispatchEvent(new Event('input', { bubbles: true }));
})"""
"""Ask on the search page as a reader who types does; milliseconds until the results are told."""


def main(arguments: Sequence[str]) -> None:
    """Build with and without search, then search in Chromium, and print a table of each."""
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="size [2000]; the world has 18915")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where the texts and the site go [{FOLDER}]")
    options = parser.parse_args(arguments)
    folder = options.folder.absolute() / str(options.articles)
    world = lay_out(options.articles, [KOREADIPLO], folder)
    try:
        costs = _build(world, folder)
    except CommandFailed as failure:
        sys.exit(str(failure))
    rows = [[name, *_printed(cost)] for name, cost in costs.items()]
    print(report.table(["build", "wall", "CPU", "peak memory"], rows))
    site = _Site(folder / KOREADIPLO.name / KOREADIPLO.output)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        rows = [[kind, *_search(browser, site, query)] for kind, query in _queries(world).items()]
        browser.close()
    site.shutdown()
    print(report.table(["search for", "first: loaded", "of it by searching", "later: wait"], rows))


def _build(world: World, folder: Path) -> dict[str, Cost]:
    def measured(builder: Builder, *, cold: bool = False) -> Cost:
        if cold:
            builder.clear(folder / KOREADIPLO.name)
        return build(builder, folder)

    costs = {
        "without search, cold": measured(KOREADIPLO, cold=True),
        "with search, cold": measured(KOREADIPLO_WITH_SEARCH, cold=True),
        "with search, nothing changed": measured(KOREADIPLO_WITH_SEARCH),
    }
    edit = KOREADIPLO.edits(world)[0]
    with edit.made_in(folder / KOREADIPLO.name):
        costs[f"with search, {edit.name}"] = measured(KOREADIPLO_WITH_SEARCH)
    build(KOREADIPLO_WITH_SEARCH, folder)
    return costs


def _printed(cost: Cost) -> list[str]:
    return [report.seconds([cost.wall]), report.seconds([cost.processor]), report.mebibytes([cost.memory])]


def _queries(world: World) -> dict[str, str]:
    """Choose what is searched for: words in the middle of the frequent ones, and names that many texts have."""
    words = Counter(word for text in world.texts[-300:] for word in re.findall(r"\b[a-z]{4,}\b", text.body))
    frequent = [word for word, _ in words.most_common(200)]
    term = next(text.title for text in world.texts if text.folder == "glossary" and " " in text.title)
    country = next(text.title for text in world.texts if text.folder == "countries")
    return {"a word": frequent[100], "a term": term, "a country": country, "two words": " ".join(frequent[150:152])}


def _search(browser: Browser, site: _Site, query: str) -> list[str]:
    """Search once on a page just opened, with nothing cached, then repeatedly: bytes loaded, and seconds waited."""
    page = browser.new_context().new_page()
    site.sent.clear()
    page.goto(f"{site.address}search/")
    page.evaluate(_ASK, query)
    whole = sum(site.sent.values())
    searching = sum(size for path, size in site.sent.items() if path.startswith(("/pagefind/", "/search/names")))
    waits = []
    for _ in range(_ROUNDS):
        page.evaluate(_ASK, "")
        waits.append(page.evaluate(_ASK, query) / 1000)
    page.context.close()
    return [_kilobytes(whole), _kilobytes(searching), report.seconds(waits)]


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} KB"


class _Site(ThreadingHTTPServer):
    """Serves a folder on the loopback, and counts by path the bytes that it sends; it compresses nothing.

    Counted here, since what the workers of a page load escapes the browser's own count.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_port}/"
        self.sent: Counter[str] = Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(SimpleHTTPRequestHandler):
    server: _Site

    def send_header(self, keyword: str, value: str) -> None:
        super().send_header(keyword, value)
        if keyword == "Content-Length":
            self.server.sent[self.path] += int(value)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def find_chromium() -> str:
    """Find the browser that the tests drive."""
    finder = Path(__file__).parents[1] / "tests" / "chromium.py"
    found = subprocess.run([sys.executable, finder], capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit(found.stderr or found.stdout)
    return found.stdout.strip()
