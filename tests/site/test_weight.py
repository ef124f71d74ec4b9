"""What a reader's browser loads, and that nothing moves while it does."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

MakePage = Callable[..., Page]

KB = 1000
ARTICLE = "articles/russia-and-south-korea-since-1990/"


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))


def _loaded(page: Path, pattern: str) -> list[Path]:
    return [(page.parent / name).resolve() for name in re.findall(pattern, page.read_text())]


def test_an_article_is_light(built_site: Path) -> None:
    for page in sorted((built_site / "articles").glob("*/index.html")):
        scripts = _loaded(page, r'<script src="([^"]+)"')
        others = _loaded(page, r'<link rel="(?:stylesheet|icon)" href="([^"]+)"')
        assert sum(map(_compressed, scripts)) <= 6 * KB
        assert sum(map(_compressed, [page, *scripts, *others])) <= 30 * KB, page


def test_nothing_holds_up_the_first_sight_of_a_page_but_the_style_sheet(built_site: Path) -> None:
    for page in built_site.rglob("index.html"):
        if "pagefind" not in page.parts:
            text = page.read_text()
            assert re.findall(r"<script(?![^>]* defer)", text) == [], page
            assert text.count('rel="stylesheet"') <= 1, page


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("path", ["", ARTICLE, "relations/korea-russia/", "timeline/"])
def test_nothing_moves_while_a_page_loads(make_page: MakePage, site_url: str, path: str, width: int) -> None:
    page = make_page(viewport={"width": width, "height": 800})
    page.goto(site_url + path)
    shifts = page.evaluate(
        """() => new Promise(done => {
          new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
            .observe({type: 'layout-shift', buffered: true});
          requestAnimationFrame(() => requestAnimationFrame(() => done([])));
        })"""
    )
    assert sum(shifts) < 0.01


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_what_a_search_needs_is_loaded_when_a_reader_is_about_to_search(
    make_page: MakePage, site_url: str, width: int
) -> None:
    page = make_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    page.goto(site_url + ARTICLE, wait_until="networkidle")
    assert not [url for url in asked if "search" in url or "pagefind" in url]
    with page.expect_request("**/pagefind.js"):
        page.locator("#site-search").focus()
    page.wait_for_load_state("networkidle")
    assert {"search/", "assets/search.js", "search/names.json", "pagefind/pagefind.js"} <= set(asked)
