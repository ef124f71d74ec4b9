"""The maps of the shipped site in a browser: land where there is land, and markers that lead to places."""

import base64
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
from documents import Document
from playwright.sync_api import Locator, Page, expect

from koreadiplo.publishing.charts.plane import Crop, project

ARTICLE = "articles/koreans-in-russia-and-central-asia/"
RELATION = "relations/korea-russia/"
PLACE = "glossary/seoul/"
ALL = "map/"

# On each page: points of land and of sea that no marker, line or label covers.
GROUND = {
    ARTICLE: ([(50, 87), (34, 113)], [(41.2, 133.5), (36, 123.5)]),
    RELATION: ([(45, 87), (64, 207)], [(25, 200), (40, 175)]),  # 207: Alaska, on the other side of the Pacific
    PLACE: ([(30, 113), (48, 105)], [(30, 150), (38.8, 133)]),
    ALL: ([(45, 93), (45, 257)], [(25, 200), (40, 175)]),
}
PIXELS = """async ([image, points]) => {
    const bytes = Uint8Array.from(atob(image), character => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return points.map(([x, y]) => [...context.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data]);
}"""
MakePage = Callable[..., Page]


def colours(page: Page, reader: Page, points: list[tuple[float, float]]) -> list[list[int]]:
    """Read the colours that the first map of a page has at points of the globe."""
    land = page.locator(".land").first
    frame = Crop(*(float(number) for number in (land.get_attribute("viewBox") or "").split()))
    shares = [frame.share(project(lat, lon)) for lat, lon in points]
    assert all(0 < number < 100 for share in shares for number in share)
    image = base64.b64encode(land.screenshot()).decode()
    # On a page of its own, since the policy of ours lets nobody read a picture.
    found: list[list[int]] = reader.evaluate(PIXELS, [image, [[share.x / 100, share.y / 100] for share in shares]])
    return found


def assert_land_is_drawn(page: Page, reader: Page, url: str, scheme: str) -> None:
    land, sea = (colours(page, reader, points) for points in GROUND[url])
    assert len({tuple(colour) for colour in sea}) == 1, (url, sea)
    assert len({tuple(colour) for colour in land}) == 1, (url, land)
    difference = sum(land[0][:3]) - sum(sea[0][:3])
    assert (difference < -100) if scheme == "light" else (difference > 80), (url, land, sea)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_land_is_where_it_should_be(scheme: Literal["light", "dark"], make_page: MakePage, site_url: str) -> None:
    page, reader = make_page(), make_page()
    page.emulate_media(color_scheme=scheme)
    for url in GROUND:
        page.goto(site_url + url)
        assert_land_is_drawn(page, reader, url, scheme)


def test_land_is_drawn_below_a_path_from_a_disk_without_javascript_and_in_print(
    make_page: MakePage, below_url: str, built_site: Path
) -> None:
    page, reader = make_page(), make_page()
    page.goto(below_url + ARTICLE)
    assert_land_is_drawn(page, reader, ARTICLE, "light")
    page.goto(f"{built_site.as_uri()}/{ARTICLE}index.html")
    assert_land_is_drawn(page, reader, ARTICLE, "light")
    page.emulate_media(media="print", color_scheme="dark")
    assert_land_is_drawn(page, reader, ARTICLE, "light")
    plain = make_page(java_script_enabled=False)
    plain.goto(below_url + ARTICLE)
    assert_land_is_drawn(plain, reader, ARTICLE, "light")


def marker(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def test_a_marker_leads_to_its_place(page: Page, site_url: str, built_site: Path) -> None:
    page.goto(site_url + ARTICLE)
    marker(page, "5 Central Asia").click()
    expect(page).to_have_url(site_url + "glossary/central-asia/")
    page.goto(f"{built_site.as_uri()}/{ARTICLE}index.html")
    marker(page, "9 Sakhalin").click()
    expect(page).to_have_url(f"{built_site.as_uri()}/glossary/sakhalin/index.html")


def test_a_marker_of_several_places_leads_to_what_tells_them_apart(page: Page, site_url: str) -> None:
    page.goto(site_url + RELATION)
    detail = page.get_by_role("img", name=re.compile("^Places .* in detail$")).first
    label = (detail.locator("title").text_content() or "").split()[1]
    page.get_by_role("link", name=re.compile(f"^{label} ")).first.click()
    expect(page.locator(":target .land")).to_have_accessible_name(f"Places {label} in detail")
    page.goto(site_url + ARTICLE)
    marker(page, "1–2 Moscow, Kremlin").click()
    expect(page.locator(":target")).to_have_text("Moscow marked 1–2")


def test_markers_are_reached_by_keyboard(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    markers = page.locator(".marks a")
    assert markers.count() > 3
    markers.first.focus()
    for index in range(markers.count()):
        expect(markers.nth(index)).to_be_focused()
        assert markers.nth(index).evaluate("a => getComputedStyle(a).outlineStyle") != "none"
        page.keyboard.press("Tab")
    expect(page.locator(".places a").first).to_be_focused()


def test_a_map_has_a_title_and_a_description(page: Page, site_url: str) -> None:
    page.goto(site_url + PLACE)
    picture = page.get_by_role("img", name="Map: where Seoul lies")
    expect(picture).to_have_accessible_description("Outline map of land and sea around Seoul, which is marked in it.")


BOXES = """markers => markers.map(marker => {
    const box = marker.querySelector('rect').getBoundingClientRect();
    return [box.left, box.right, box.top, box.bottom];
})"""


def test_no_markers_overlap_on_a_small_screen(page: Page, site_url: str, pages: list[Document]) -> None:
    """On any page: each is a target for fingers, lies within the screen, and covers no other."""
    page.set_viewport_size({"width": 360, "height": 700})
    marked = {document.url: len(document.tree.findall(".//ol[@class='places']/li")) for document in pages}
    most = sorted(filter(marked.get, marked), key=lambda url: -marked[url])[:20]
    assert marked[most[-1]] > 1
    for url in most:
        page.goto(site_url + url)
        for sheet in page.locator(".marks").all():
            boxes = sheet.locator("a").evaluate_all(BOXES)
            assert boxes, url
            for left, right, top, bottom in boxes:
                assert right - left > 23.9, url
                assert bottom - top > 23.9, url
                assert left >= 0, url
                assert right <= 360, url
            for one, other in combinations(boxes, 2):
                apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
                assert apart, (url, one, other)
