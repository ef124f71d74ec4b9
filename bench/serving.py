"""Benchmark `serve`: how long an editor waits from saving a file to seeing it in the browser."""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from koreadiplo.folders import SETTINGS_FILE

from . import report
from .builders import KOREADIPLO
from .builds import FOLDER, environment, lay_out
from .searches import find_chromium

_PAUSE = 4.0
"""Seconds between two edits, in which the build that follows one of the shipped content ends."""
_SHOWN = """line => new Promise(shown => {
  const look = () => document.body && document.body.innerText.includes(line) ? shown() : requestAnimationFrame(look);
  look();
})"""


def main(arguments: Sequence[str]) -> None:
    """Edit an entry while its own page is open, then while a page is open that shows it, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench serve", description=__doc__)
    parser.add_argument("--articles", type=int, help="size of a world; without it, the shipped content")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where the texts go [{FOLDER}]")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is done [7]")
    parser.add_argument("--pause", type=float, default=_PAUSE, help=f"seconds between edits [{_PAUSE}]")
    options = parser.parse_args(arguments)
    if options.articles:
        folder = options.folder.absolute() / str(options.articles)
        lay_out(options.articles, [KOREADIPLO], folder)
        root = folder / KOREADIPLO.name
    else:
        root = options.folder.absolute() / "serve"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree("content", root / "content")
        shutil.copy(SETTINGS_FILE, root)
    entry = sorted((root / "content" / "articles").glob("*.md"))[0]
    text = entry.read_text("utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "koreadiplo", "serve", "--root", str(root)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as serving:
        try:
            waits = _measure(serving, entry, text, options.rounds, options.pause)
        finally:
            serving.send_signal(signal.SIGINT)
            entry.write_text(text, "utf-8")
    print(
        report.table(
            ["page that is open", "from saving to seeing"], [[name, report.seconds(w)] for name, w in waits.items()]
        )
    )


def _measure(
    serving: subprocess.Popen[str], entry: Path, text: str, rounds: int, pause: float
) -> dict[str, list[float]]:
    assert serving.stdout
    said = iter(serving.stdout.readline, "")
    address = next(found[0] for line in said if (found := re.search(r"http://\S+/", line)))
    next(line for line in said if "Built" in line)
    waits: dict[str, list[float]] = {"that of the entry": [], "the list of articles": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}articles/{entry.stem}/")
        for number in range(rounds):
            time.sleep(pause)
            waits["that of the entry"].append(_wait(page, entry, f"{text}\nLine {number}.\n", f"Line {number}."))
        page.goto(f"{address}articles/")
        for number in range(rounds):
            time.sleep(pause)
            edited = re.sub("^title: .*", f"title: A title {number}", text, flags=re.MULTILINE)
            waits["the list of articles"].append(_wait(page, entry, edited, f"A title {number}"))
        browser.close()
    return waits


def _wait(page: Page, entry: Path, text: str, line: str) -> float:
    """Save a text, and wait until a line of it is seen."""
    began = time.perf_counter()
    entry.write_text(text, "utf-8")
    while True:
        try:
            page.evaluate(_SHOWN, line)
        except PlaywrightError:  # the page was loaded anew meanwhile
            continue
        return time.perf_counter() - began
