"""Previews of links in a browser: by mouse, by keyboard, by touch, read aloud, and without anything of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

MakePage = Callable[..., Page]

ARTICLE = "articles/korea-and-russia-to-1905/"


@pytest.fixture(params=[360, 768, 1440])
def page(request: pytest.FixtureRequest, make_page: MakePage) -> Page:
    """An empty page, of a phone, a tablet and a desk in turn."""
    page = make_page()
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


def _card(page: Page) -> Locator:
    return page.locator("#preview")


def _link(page: Page, name: str) -> Locator:
    return page.locator(".prose").get_by_role("link", name=name, exact=True).first


def _boxes(page: Page, link: Locator) -> tuple[dict[str, float], dict[str, float]]:
    box, card = link.bounding_box(), _card(page).bounding_box()
    assert box
    assert card
    return dict(box), dict(card)


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return across and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]


def test_hovering_shows_title_names_dates_and_definition(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    _link(page, "Amur").hover()
    expect(_card(page)).to_be_visible()
    expect(_card(page)).to_contain_text("Amur River")
    expect(_card(page)).to_contain_text("River of north-eastern Asia")
    expect(_card(page).locator("[lang=ru]")).to_have_text("Амур")
    page.mouse.move(2, 2)
    expect(_card(page)).to_be_hidden()


def test_an_events_card_gives_its_date(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    _link(page, "treaty of amity and commerce").hover()
    expect(_card(page)).to_contain_text("Russo-Korean Treaty of Amity and Commerce")
    expect(_card(page)).to_contain_text("Treaty, 7 July 1884")


def test_the_card_can_be_hovered_itself_and_dismissed(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    _link(page, "Amur").hover()
    expect(_card(page)).to_be_visible()
    _card(page).hover()
    page.clock.install()
    page.clock.run_for(2000)
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_card(page)).to_be_hidden()


def test_passing_over_a_link_opens_nothing(page: Page, site_url: str) -> None:
    page.clock.install()
    page.goto(site_url + ARTICLE)
    _link(page, "Amur").hover()
    page.clock.run_for(100)
    page.mouse.move(2, 2)
    page.clock.run_for(2000)
    expect(_card(page)).to_be_hidden()


def test_focus_opens_and_escape_closes_and_nothing_is_trapped(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    first, second = page.locator(".prose a.previewed").nth(0), page.locator(".prose a.previewed").nth(1)
    page.locator(".toc a").last.focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_card(page)).to_be_hidden()
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(_card(page)).to_be_hidden()


def test_a_focused_link_is_described_without_repeating_its_name(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    link = _link(page, "Amur")
    expect(link).not_to_have_attribute("aria-describedby", "preview-text")
    page.keyboard.press("Tab")  # so that focus counts as moved by keyboard
    link.focus()
    expect(link).to_have_accessible_name("Amur")
    expect(link).to_have_accessible_description(
        "Place River of north-eastern Asia that flows into the sea opposite Sakhalin and forms for a long way "
        "the border of Russia and China."
    )
    page.keyboard.press("Escape")
    expect(link).not_to_have_attribute("aria-describedby", "preview-text")


@pytest.mark.parametrize(("width", "height"), [(320, 480), (360, 700), (1440, 900), (1440, 260)])
def test_the_card_never_covers_its_link_nor_leaves_the_window(
    make_page: MakePage, site_url: str, width: int, height: int
) -> None:
    page = make_page(viewport={"width": width, "height": height})
    page.goto(site_url + ARTICLE)
    links = page.locator(".prose a.previewed")
    assert links.count() > 20
    page.keyboard.press("Tab")
    for number in range(0, links.count(), 3):
        link = links.nth(number)
        link.scroll_into_view_if_needed()
        link.focus()
        expect(_card(page)).to_be_visible()
        box, card = _boxes(page, link)
        assert not _overlap(box, card), (number, box, card)
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
        assert card["y"] >= 0
        assert card["y"] + card["height"] <= height


def test_a_tap_follows_the_link(make_page: MakePage, site_url: str) -> None:
    page = make_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 700})
    page.goto(site_url + ARTICLE)
    _link(page, "Amur").tap()
    page.wait_for_url("**/glossary/amur-river/")


def test_a_long_press_shows_the_card_and_stays_on_the_page(make_page: MakePage, site_url: str) -> None:
    page = make_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 700})
    page.goto(site_url + ARTICLE)
    link = _link(page, "Amur")
    link.scroll_into_view_if_needed()
    box, finger = link.bounding_box(), page.context.new_cdp_session(page)
    assert box
    at = {"x": box["x"] + 5, "y": box["y"] + box["height"] / 2}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    expect(_card(page)).to_be_visible()
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(_card(page)).to_be_visible()
    assert page.url.endswith(ARTICLE)
    page.locator("h1").tap()
    expect(_card(page)).to_be_hidden()
    link.tap()
    page.wait_for_url("**/glossary/amur-river/")


def test_without_javascript_a_link_is_a_link(make_page: MakePage, site_url: str) -> None:
    page = make_page(java_script_enabled=False)
    page.goto(site_url + ARTICLE)
    assert page.get_by_text("River of north-eastern Asia").count() == 0
    _link(page, "Amur").click()
    page.wait_for_url("**/glossary/amur-river/")


def test_from_the_disk_nothing_is_fetched(page: Page, built_site: Path) -> None:
    page.goto((built_site / ARTICLE / "index.html").as_uri())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _link(page, "Amur").hover()
    expect(_card(page)).to_contain_text("River of north-eastern Asia")
    assert [url for url in asked if "favicon" not in url] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_card_open(make_page: MakePage, site_url: str, scheme: str) -> None:
    page = make_page(color_scheme=scheme)
    page.goto(site_url + ARTICLE)
    page.keyboard.press("Tab")
    _link(page, "Amur").focus()
    expect(_card(page)).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
