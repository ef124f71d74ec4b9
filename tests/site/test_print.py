"""Every kind of page on paper: what is read, and nothing that only leads elsewhere; dark on white, in full size."""

import re
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from test_pages import ARTICLE, KINDS, open_kind

MakePage = Callable[..., Page]

# A4 with margins of 2 centimetres, in pixels of 1/96 inch.
PAPER = {"width": 643, "height": 971}
MARGIN = "20mm"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_printed_dark_on_white_without_what_only_leads_elsewhere(
    make_page: MakePage, site_url: str, kind: str
) -> None:
    page = make_page(color_scheme="light", viewport=PAPER)
    open_kind(page, site_url, kind)
    page.locator(".theme").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(PALE) == []
    assert page.locator("nav:visible, form:visible, button:visible, select:visible, .skip:visible").count() == 0
    assert page.locator("summary:visible, .note-back:visible, #preview:visible").count() == 0
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_a_page_stands_on_the_paper(page: Page, site_url: str, kind: str) -> None:
    open_kind(page, site_url, kind)
    printed = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), MARGIN))
    assert {round(scale, 2) for scale in scales(printed)} == {0.75}, "what is too wide for the paper makes all smaller"
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(TOO_TALL, PAPER["height"]) == []
    assert page.evaluate(SCROLLED) == []


def scales(pdf: bytes) -> list[float]:
    """Give how many points a CSS pixel has on each page, from the two matrices with which Chromium begins it."""
    streams = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(stream))
        except zlib.error:
            continue  # a stream of another kind
    number = rb"([\d.]+) 0 0 -?[\d.]+ [\d.-]+ [\d.-]+ cm\n"
    pages = [re.match(number + rb"q\n[^q]*?\nq\n" + number, stream) for stream in streams]
    return [float(page[1]) * float(page[2]) for page in pages if page]


def test_links_to_elsewhere_are_printed_with_their_address(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    page.emulate_media(media="print")
    link = page.locator(".prose > p a").first
    after = "link => getComputedStyle(link, '::after').content"
    assert "http" not in link.evaluate(after)  # within the site
    link.evaluate("link => { link.rel = 'external'; link.href = 'https://example.org/a/long/address'; }")
    assert link.evaluate(after) == '" <https://example.org/a/long/address>"'
    page.goto(site_url + "sources/state-department-south-korea/")
    address = page.locator("a.address")
    expect(address).to_have_text(re.compile("^https://"))
    assert "http" not in address.evaluate(after)  # it is its own text


def test_notes_and_sources_are_printed(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site_url + ARTICLE)
    page.emulate_media(media="print")
    expect(page.locator("#note-3")).to_contain_text("George Lensen, Balance of Intrigue")
    expect(page.locator("#note-3")).to_be_visible()
    expect(page.locator(".sources li").first).to_be_visible()
    expect(page.locator(".cite .address")).to_have_text(f"https://koreadiplo.example/{ARTICLE}")
    expect(page.locator(".cite .address")).to_be_visible()


# Words on marks of maps are white on red.
PALE = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(
            c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pale = new Set();
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own || !element.checkVisibility({visibilityProperty: true}) || element.closest('.marks')) continue;
        const style = getComputedStyle(element);
        const colour = element.closest('svg') ? style.fill : style.color;
        if (1.05 / (light(colour) + 0.05) < 4.5) pale.add(`${element.localName}.${element.className}: ${colour}`);
    }
    return [...pale];
}"""

TOO_TALL = """height => [...document.querySelectorAll('body *')].filter(element =>
    (element.matches('img, svg') || getComputedStyle(element).breakInside === 'avoid') &&
    element.getBoundingClientRect().height > height
).map(element => `${element.localName}: ${element.textContent.trim().slice(0, 40)}`)"""

SCROLLED = """() => [...document.querySelectorAll('main *')].filter(element => element.checkVisibility() &&
    !element.closest('svg, .unseen') && !/visible/.test(getComputedStyle(element).overflowX) &&
    (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)
).map(element => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)"""
