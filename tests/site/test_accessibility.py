"""axe's rules (WCAG 2.2 A and AA, and best practice) on a page of every kind; those of looks in dark and narrow too."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from test_pages import KINDS, shorten_lists

MakePage = Callable[..., Page]

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


LOOKS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
"""The rules of which the outcome depends on how a page is shown; all others read what it says."""


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 1440, RULES), ("dark", 360, LOOKS)])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    make_page: MakePage, site_url: str, kind: str, scheme: str, width: int, rules: dict[str, Any]
) -> None:
    page = make_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(site_url + KINDS[kind].url)
    shorten_lists(page)
    results = Axe().run(page, options=rules)
    assert results.violations_count == 0, results.generate_report()
