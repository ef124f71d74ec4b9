"""Every kind of page by keyboard alone: all can be reached, in order, and it can be seen where one is."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_pages import ARTICLE, KINDS, open_kind, shorten_lists

MakePage = Callable[..., Page]
Stop = dict[str, Any]
MANY = 3000


@pytest.mark.parametrize("kind", KINDS)
def test_tab_passes_through_the_page(make_page: MakePage, site_url: str, kind: str) -> None:
    """WCAG 2.1.1 (Keyboard), 2.1.2 (No Trap), 2.4.1 (Bypass), 2.4.3 (Order), 2.4.7 and 2.4.11 (Focus Seen)."""
    page = make_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    open_kind(page, site_url, kind)
    page.evaluate("document.activeElement.blur()")
    shorten_lists(page)
    reachable = page.evaluate(REACHABLE)
    stops = walk(page, "Tab")
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert [name for place, name in reachable if place not in places] == []
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if stop["hidden"]] == []
    assert [(one["name"], other["name"]) for one, other in pairwise(stops) if is_back(one, other)] == []

    assert stops[0]["name"] == "Skip to the text"
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_be_in_viewport()

    if page.evaluate(STICKS):  # going back, a page scrolls up, below what stays in view
        page.set_viewport_size({"width": 768, "height": 600})
        page.locator(".site-footer a").last.focus()
        assert [stop["name"] for stop in walk(page, "Shift+Tab") if stop["hidden"]] == []


def walk(page: Page, key: str) -> list[Stop]:
    """Press the key until the focus leaves the page or comes to where it began; tell of each stop."""
    stops: list[Stop] = []
    for _ in range(MANY):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"{key} does not come to an end; at last it was at {stops[-1]['name']}")


def is_back(one: Stop, other: Stop) -> bool:
    """Tell whether the eye goes up and to the left, where there is no end of a column."""
    return other["top"] < one["top"] - 8 and other["left"] < one["left"] and not one["beside"]


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("kind", ["article", "search"])
def test_the_head_of_a_page_is_passed_as_it_is_read(page: Page, site_url: str, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site_url + KINDS[kind].url)
    head = page.locator(".site-header :is(a, input, button)")
    middles = head.evaluate_all("all => all.map(e => (box => (box.top + box.bottom) / 2)(e.getBoundingClientRect()))")
    assert len(middles) > 8
    assert [(one, other) for one, other in pairwise(middles) if other < one - 8] == []


def test_contents_lead_down_and_tab_goes_on_from_there(make_page: MakePage, site_url: str) -> None:
    page = make_page(viewport={"width": 800, "height": 400}, reduced_motion="reduce")
    page.goto(site_url + ARTICLE)
    heading = page.get_by_role("heading", name="Expansion and war")
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Expansion and war").press("Enter")
    expect(heading).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(heading.get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_is_folded_up_opens_and_is_passed_through(page: Page, site_url: str, key: str) -> None:
    page.goto(site_url + KINDS["timeline"].url)
    summary, first = (
        page.locator("summary"),
        page.get_by_role("table", name="Events by decade").get_by_role("link").first,
    )
    expect(first).to_be_hidden()
    summary.press(key)
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(key)
    expect(first).to_be_hidden()


def test_results_are_narrowed_by_keyboard(page: Page, site_url: str) -> None:
    open_kind(page, site_url, "search")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    while page.locator("select[name=kind]:focus").count() == 0:
        page.keyboard.press("Tab")
    page.keyboard.type("Stat")
    expect(page.locator("#results .label").first).to_contain_text("Statistic")
    expect(page.locator("#results li").filter(has_not_text="Statistic")).to_have_count(0)


def test_a_wide_table_is_scrolled_by_arrow_keys(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site_url + KINDS["statistic"].url)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    table = page.get_by_role("region", name="billion US dollars")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)


REACHABLE = """() => {
    window.places = new Map([...document.querySelectorAll('*')].map((element, place) => [element, place]));
    return [...places].filter(([element]) => element.tabIndex >= 0 && !element.disabled &&
        element.matches('a[href], button, input, select, textarea, summary, [tabindex]') &&
        element.checkVisibility({visibilityProperty: true})
    ).map(([element, place]) => [place, element.textContent.trim().slice(0, 40)]);
}"""

STICKS = "() => [...document.querySelectorAll('main *')].some(e => getComputedStyle(e).position === 'sticky')"

# A link in a picture is outlined by its shape.
STOP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shape = element.querySelector('.hit');
    const drawn = (part, kind, width) => part && getComputedStyle(part)[kind] !== 'none' &&
        parseFloat(getComputedStyle(part)[width]) >= 2;
    const outlined = drawn(element, 'outlineStyle', 'outlineWidth') || drawn(shape, 'stroke', 'strokeWidth');
    const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
    const hidden = ![...element.getClientRects()].some(box => box.width && points.some(([x, y]) =>
        element.contains(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height))));
    const {top, left} = element.getBoundingClientRect();
    const name = element.textContent.trim().slice(0, 40) || element.id || element.className;
    return {place: places.get(element), name, outlined, hidden, top: top + scrollY, left,
        beside: Boolean(element.closest('.skip, .facts, .toc, .beside'))};
}"""
