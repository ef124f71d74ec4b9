"""What helps reading, in a browser: contents that follow, notes beside the text, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

MakePage = Callable[..., Page]

ARTICLE = "articles/korea-and-russia-to-1905/"


@pytest.fixture(params=[360, 768, 1440])
def page(request: pytest.FixtureRequest, make_page: MakePage) -> Page:
    """An empty page, of a phone, a tablet and a desk in turn."""
    page = make_page()
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


def _colour(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def _top(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["y"]


def test_the_contents_follow_the_reading(make_page: MakePage, site_url: str) -> None:
    page = make_page(viewport={"width": 1440, "height": 700})
    page.goto(site_url + ARTICLE)
    current = page.locator(".toc [aria-current]")
    expect(current).to_have_count(0)
    for heading in ("A common border", "Expansion and war", "Distant contacts"):
        page.get_by_role("heading", name=heading).evaluate("heading => heading.scrollIntoView({behavior: 'instant'})")
        expect(current).to_have_text(heading)
        expect(page.locator(".toc")).to_be_in_viewport()


@pytest.mark.parametrize("width", [960, 1440])
def test_notes_stand_beside_their_references_where_there_is_room(
    make_page: MakePage, site_url: str, width: int
) -> None:
    page = make_page(viewport={"width": width, "height": 900})
    page.goto(site_url + ARTICLE)
    notes = page.locator(".notes li")
    assert notes.count() == 4
    text, bottom = page.locator(".prose p").first.bounding_box(), 0.0
    assert text
    for number in range(1, 5):
        box = page.locator(f"#note-{number}").bounding_box()
        assert box
        assert box["x"] >= text["x"] + text["width"]
        assert box["x"] + box["width"] <= width
        assert box["y"] >= bottom
        assert box["y"] + box["height"] > _top(page, f"#note-{number}-ref")
        bottom = box["y"] + box["height"]
    assert abs(_top(page, "#note-3") - _top(page, "#note-3-ref")) < 10


def test_notes_stand_at_the_foot_on_a_narrow_page_and_in_print(make_page: MakePage, site_url: str) -> None:
    page = make_page(viewport={"width": 768, "height": 900})
    page.goto(site_url + ARTICLE)
    assert _top(page, "#note-1") > _top(page, ".prose > p:last-of-type")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".notes.beside")).to_have_count(1)
    page.emulate_media(media="print")
    assert _top(page, "#note-1") > _top(page, ".prose > p:last-of-type")
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()


def test_a_note_that_is_followed_shows_the_way_back(make_page: MakePage, site_url: str) -> None:
    page = make_page(viewport={"width": 1440, "height": 900})
    page.goto(site_url + ARTICLE)
    back = page.locator("#note-3 .note-back")
    expect(back).to_be_hidden()
    page.locator("#note-3-ref").click()
    expect(back).to_be_visible()
    back.click()
    assert page.url.endswith("#note-3-ref")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_switch_between_light_and_dark_is_remembered(make_page: MakePage, site_url: str, system: str) -> None:
    page = make_page(color_scheme=system)
    page.goto(site_url)
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", "true" if system == "dark" else "false")
    before = _colour(page)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false" if system == "dark" else "true")
    after = _colour(page)
    assert after != before
    page.goto(site_url + ARTICLE)
    assert _colour(page) == after
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    assert _colour(page) == after
    page.emulate_media(color_scheme=system)
    switch.press("Enter")
    assert _colour(page) == before
    page.reload()
    assert _colour(page) == before
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    assert _colour(page) == after, "the system's choice holds again"


def test_without_javascript_there_is_no_switch_and_notes_are_at_the_foot(make_page: MakePage, site_url: str) -> None:
    page = make_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto(site_url + ARTICLE)
    expect(page.locator(".theme")).to_be_hidden()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()


def test_from_the_disk_the_switch_works(make_page: MakePage, built_site: Path) -> None:
    page = make_page(color_scheme="light")  # in a context of its own, since the choice is remembered
    page.goto((built_site / "index.html").as_uri())
    before = _colour(page)
    page.get_by_role("button", name="Dark colours").click()
    assert _colour(page) != before


def test_a_heading_is_a_link_to_itself(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    page.get_by_role("heading", name="A common border", exact=True).get_by_role("link").press("Enter")
    assert page.url.endswith("#a-common-border")


def test_a_page_says_how_to_cite_it(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    cite = page.locator(".cite")
    expect(cite).to_contain_text("“Korea and Russia to 1905.” Korea and the Powers. Last modified November 21, 2026.")
    expect(cite.locator("pre").first).to_be_hidden()
    for name, text in (("BibTeX", "title = {{Korea and Russia to 1905}}"), ("RIS", "TI  - Korea and Russia to 1905\n")):
        cite.get_by_text(name, exact=True).click()
        assert text in cite.locator("details[open] pre").last.inner_text()
    for key, value in (
        ("citation_title", "Korea and Russia to 1905"),
        ("citation_online_date", "2026/11/21"),
        ("DC.date", "2026-11-21"),
        ("DC.identifier", f"https://koreadiplo.example/{ARTICLE}"),
    ):
        expect(page.locator(f'meta[name="{key}"]')).to_have_attribute("content", value)
