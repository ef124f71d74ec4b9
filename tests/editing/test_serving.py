"""The preview, driven in a real browser while its site is edited."""

import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from samples import MINIMAL, build_site, copy_site

ARTICLE = "content/articles/arcadia-and-borduria.md"
ADDRESS = "articles/arcadia-and-borduria/"
PATIENCE = 30
"""Seconds that anything may take on a busy machine."""


class Serving:
    """A `koreadiplo serve` that runs, its address, and what it printed."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "koreadiplo", "serve", "--root", str(root), *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self.lines: list[str] = []
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.url = re.search(r"http://\S+", self.wait_for("Look at it"))[0]  # type: ignore[index]

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._more:
                self.lines.append(line.rstrip())
                self._more.notify_all()

    def wait_for(self, text: str, times: int = 1) -> str:
        """Wait until a line that holds a text is printed so many times."""

        def found() -> list[str]:
            return [line for line in self.lines if text in line]

        with self._more:
            assert self._more.wait_for(lambda: len(found()) >= times, PATIENCE), self.lines
        return found()[times - 1]

    def settle(self) -> None:
        """Wait until the site and its index are built."""
        self.wait_for("Made the search index")

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file of the site, in one step as editors save."""
        file = self.root / name
        new = file.with_name(f".{file.name}.new")
        new.write_text(change(file.read_text("utf-8")), "utf-8")
        new.replace(file)

    def end(self, by: signal.Signals = signal.SIGINT) -> None:
        if self.process.poll() is None:
            self.process.send_signal(by)
        self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(MINIMAL, tmp_path / "site")


@pytest.fixture
def serving(site: Path) -> Iterator[Serving]:
    serving = Serving(site)
    try:
        serving.settle()
        yield serving
    finally:
        serving.end()
    assert "Traceback" not in "\n".join(serving.lines)


@pytest.fixture
def article(serving: Serving, page: Page) -> Page:
    """The article, open in a browser, scrolled, with a mark that a new page lacks."""
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(serving.url + ADDRESS)
    expect(page.locator("main")).to_be_visible()
    page.evaluate("window.scrollTo(0, 200); document.body.dataset.old = ''")
    return page


def add(line: str) -> Callable[[str], str]:
    return lambda text: f"{text.rstrip()}\n\n{line}\n"


def test_what_is_edited_is_shown_where_the_reader_was(serving: Serving, article: Page) -> None:
    serving.edit(ARTICLE, add("A line that is new."))
    expect(article.get_by_text("A line that is new.")).to_be_attached()
    assert article.evaluate("scrollY") == 200


def test_a_page_that_stays_the_same_is_left_alone(serving: Serving, article: Page) -> None:
    serving.edit("content/glossary/lily-river.md", add("It ends in a lake."))
    serving.wait_for("Made the search index", 2)
    assert article.evaluate("'old' in document.body.dataset")


def test_errors_are_shown_until_they_are_mended(serving: Serving, article: Page, page_problems: list[str]) -> None:
    serving.edit(ARTICLE, lambda text: text.replace("topics:", "topisc:"))
    wrong = article.get_by_role("alert")
    expect(wrong).to_contain_text(re.compile(rf"{ARTICLE}:\d+:1"))
    expect(wrong).to_contain_text("Did you mean topics?")
    expect(article.locator("h1").first).to_be_visible()
    serving.wait_for("the last good site stays")
    assert any("[unknown-key]" in line for line in serving.lines)
    serving.edit(ARTICLE, lambda text: text.replace("topisc:", "topics:"))
    expect(wrong).to_have_count(0)
    assert article.evaluate("'old' in document.body.dataset")


def test_errors_can_be_put_away(serving: Serving, article: Page) -> None:
    serving.edit(ARTICLE, lambda text: text.replace("topics:", "topisc:"))
    expect(article.get_by_role("alert")).to_be_visible()
    article.keyboard.press("Escape")
    expect(article.get_by_role("alert")).to_have_count(0)
    serving.edit(ARTICLE, lambda text: text.replace("title:", "titel:"))
    expect(article.get_by_role("alert")).to_contain_text("titel")
    article.get_by_role("button", name="Hide").click()
    expect(article.get_by_role("alert")).to_have_count(0)


def test_entries_come_go_and_change_their_names(serving: Serving, page: Page, page_problems: list[str]) -> None:
    page.goto(serving.url + "glossary/")
    lake = serving.root / "content" / "glossary" / "swan-lake.md"
    lake.write_text("---\ntitle: Swan Lake\ntype: place\n---\n\nA lake.\n", "utf-8")
    page.get_by_role("main").get_by_role("link", name="Swan Lake").click()
    expect(page).to_have_title(re.compile("Swan Lake"))
    lake.rename(lake.with_name("lake-of-swans.md"))
    expect(page).to_have_title(re.compile("not found", re.IGNORECASE))
    page.goto(serving.url + "glossary/lake-of-swans/")
    expect(page).to_have_title(re.compile("Swan Lake"))
    lake.with_name("lake-of-swans.md").unlink()
    expect(page).to_have_title(re.compile("not found", re.IGNORECASE))
    assert all("404" in problem for problem in page_problems)
    page_problems.clear()


def test_a_style_sheet_is_changed_without_a_new_page(serving: Serving, article: Page) -> None:
    assets = serving.root / "templates" / "assets"
    assets.mkdir(parents=True)
    (assets / "site.css").write_text("body { outline: 3px solid rgb(1, 2, 3); }")
    expect(article.locator("body")).to_have_css("outline-color", "rgb(1, 2, 3)")
    (assets / "site.css").write_text("body { outline: 3px solid rgb(4, 5, 6); }")
    expect(article.locator("body")).to_have_css("outline-color", "rgb(4, 5, 6)")
    assert article.evaluate("'old' in document.body.dataset")


def test_templates_and_settings_are_followed(serving: Serving, article: Page) -> None:
    templates = serving.root / "templates"
    templates.mkdir()
    (templates / "about.html").write_text('{% extends "base.html" %}{% block main %}<h1>Ours</h1>{% endblock %}')
    article.goto(serving.url + "about/")
    expect(article.get_by_role("heading", name="Ours")).to_be_visible()
    (templates / "about.html").write_text("{% nonsense %}")
    expect(article.get_by_role("alert")).to_contain_text("templates/about.html:1:1")
    (templates / "about.html").unlink()
    expect(article.get_by_role("heading", name="Ours")).to_have_count(0)
    serving.edit("site.toml", lambda text: re.sub("(?m)^title = .*", 'title = "Another name"', text))
    expect(article).to_have_title(re.compile("Another name"))


def test_many_quick_saves_are_one_change(serving: Serving, article: Page) -> None:
    for number in range(20):
        (serving.root / ARTICLE).write_text(f"{(serving.root / ARTICLE).read_text('utf-8')}\nSave {number}.\n", "utf-8")
    expect(article.get_by_text("Save 19.")).to_be_attached()
    serving.wait_for("Made the search index", 2)
    assert sum("Built" in line for line in serving.lines) == 2


def test_the_search_follows(serving: Serving, page: Page) -> None:
    serving.edit("content/glossary/lily-river.md", add("Its source is a xylograph."))
    page.goto(serving.url + "search/?q=xylograph")
    expect(page.locator("#results a")).to_have_text("Lily")


def test_shows_what_is_wrong_before_there_is_a_site(site: Path, page: Page, page_problems: list[str]) -> None:
    article = site / ARTICLE
    good = article.read_text("utf-8")
    article.write_text(good.replace("title:", "titel:"), "utf-8")
    serving = Serving(site)
    try:
        page.goto(serving.url)
        expect(page.get_by_role("alert")).to_contain_text("titel")
        article.write_text(good, "utf-8")
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.get_by_role("navigation").first).to_be_visible()
        page.goto("about:blank")
    finally:
        serving.end()
    assert all("404" in problem for problem in page_problems)
    page_problems.clear()


@pytest.mark.parametrize("_", range(5))
def test_can_be_ended_as_soon_as_it_has_begun(_: int, site: Path) -> None:
    Serving(site).end()


def test_takes_the_next_free_port_and_says_so(serving: Serving, site: Path) -> None:
    port = str(urlsplit(serving.url).port)
    other = Serving(site, "--port", port)
    try:
        assert other.url != serving.url
        assert f"Port {port} is taken." in other.lines[0]
    finally:
        other.end()


def test_answers_this_machine_alone(serving: Serving) -> None:
    place = urlsplit(serving.url)
    assert place.hostname == "127.0.0.1"
    connection = HTTPConnection(place.netloc)
    connection.request("GET", "/", headers={"Host": "elsewhere.example"})
    assert connection.getresponse().status == 400
    connection.close()


def test_an_error_that_was_put_away_is_shown_when_it_comes_back(serving: Serving, article: Page) -> None:
    wrong = article.get_by_role("alert")
    for attempt in (1, 2):
        serving.edit(ARTICLE, lambda text: text.replace("topics:", "topisc:"))
        expect(wrong).to_be_visible()
        article.keyboard.press("Escape")
        expect(wrong).to_have_count(0)
        serving.edit(ARTICLE, lambda text: text.replace("topisc:", "topics:"))
        serving.wait_for("Made the search index", attempt + 1)
    assert article.evaluate("'old' in document.body.dataset")


def test_a_page_that_was_not_seen_meanwhile_is_shown_anew(serving: Serving, page: Page) -> None:
    page.goto(serving.url + "search/?q=xylograph")
    expect(page.get_by_role("status").first).to_contain_text("No results")
    see = "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
    see += " document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(see, True)
    serving.edit("content/glossary/lily-river.md", add("Its source is a xylograph."))
    serving.wait_for("Made the search index", 2)
    page.evaluate(see, False)
    expect(page.locator("#results a")).to_have_text("Lily")


def test_a_page_of_an_earlier_preview_is_shown_anew(site: Path, page: Page, page_problems: list[str]) -> None:
    serving = Serving(site)
    serving.settle()
    page.goto(serving.url + ADDRESS)
    serving.end()
    serving.edit(ARTICLE, add("A line that is new."))
    other = Serving(site, "--port", str(urlsplit(serving.url).port))
    try:
        assert other.url == serving.url
        expect(page.get_by_text("A line that is new.")).to_be_attached()
        page.goto("about:blank")
    finally:
        other.end()
    page_problems.clear()


def test_is_left_alone_by_builds(serving: Serving, article: Page) -> None:
    build_site(serving.root, clean=True)
    article.reload()
    expect(article.get_by_role("heading", level=1)).to_be_visible()
    serving.edit(ARTICLE, add("A line that is new."))
    expect(article.get_by_text("A line that is new.")).to_be_attached()


def test_refuses_a_host_that_is_not_here(site: Path) -> None:
    command = [sys.executable, "-m", "koreadiplo", "serve", "--root", str(site), "--host", "192.0.2.1"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "192.0.2.1 is no address of this machine" in done.stderr.replace("\n", " ")


WITHOUT_WATCH = """
import signal, sys
from pathlib import Path
from koreadiplo.editing.serving import Failure, server

async def watch(*_):
    raise OSError("no more watches")

def tell(result, indexed):
    if isinstance(result, Failure):
        print(result.message)
        signal.raise_signal(signal.SIGINT)

server.watch = watch
server.serve(Path(sys.argv[1]), "127.0.0.1", 8000, 1, print, tell)
"""


def test_tells_when_changes_are_no_longer_followed(site: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_WATCH, str(site)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE)
    assert "Changes are no longer followed: OSError('no more watches')." in done.stdout


def test_tells_that_it_has_ended(site: Path, page: Page, page_problems: list[str]) -> None:
    serving = Serving(site)
    try:
        serving.settle()
        page.goto(serving.url)
        expect(page.locator("main")).to_be_visible()
    finally:
        serving.end()
    expect(page.get_by_text("The preview has ended")).to_be_visible()
    page_problems.clear()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="tells processes by /proc")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [True, False])
def test_leaves_no_process_behind(site: Path, by: signal.Signals, busy: bool) -> None:
    serving = Serving(site)
    with urllib.request.urlopen(serving.url + ".koreadiplo/news"):
        if not busy:
            serving.settle()
        started = _descendants(serving.process.pid)
        assert started
        serving.end(by)
    deadline = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{process}").exists() for process in started):
        assert time.monotonic() < deadline, started
        threading.Event().wait(0.05)


def _descendants(pid: int) -> set[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}
