"""axe's rules (WCAG 2.2 A and AA, and best practice) on a page of every kind, in light and dark, wide and narrow."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from test_pages import KINDS, shorten_lists

MakePage = Callable[..., Page]

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(make_page: MakePage, site_url: str, kind: str, scheme: str, width: int) -> None:
    page = make_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(site_url + KINDS[kind].url)
    shorten_lists(page)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
