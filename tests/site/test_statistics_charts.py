"""Charts of statistics in a browser: those of the shipped site, and those of a site that has every shape of them."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from samples import SITES, build_site, copy_site

SHIPPED = [
    *(f"statistics/{name}/" for name in ("korean-american-population", "koreans-in-the-former-soviet-union")),
    *(f"statistics/{name}/" for name in ("trade-north-korea-russia", "trade-south-korea-russia")),
    *(f"relations/{name}/" for name in ("korea-russia", "korea-united-states", "north-korea-soviet-union")),
]
MADE_UP = [
    *(f"statistics/{name}/" for name in ("balance", "exports", "garrison", "imports")),
    *(f"statistics/{name}/" for name in ("population", "rainfall", "tribute")),
    "relations/arcadia-borduria/",
]
FIGURE = "figure.statistics"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory, serve_directory: Callable[..., str]) -> str:
    """The address of the site of statistics of every shape."""
    site = copy_site(SITES / "statistics", tmp_path_factory.mktemp("figures") / "site")
    assert build_site(site).diagnostics == ()
    return serve_directory(site / "_site")


@pytest.fixture
def addresses(site_url: str, made_up: str) -> list[str]:
    """All pages with charts."""
    return [*(site_url + url for url in SHIPPED), *(made_up + url for url in MADE_UP)]


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_words_stand_clear_of_each_other_and_of_marks(width: int, page: Page, addresses: list[str]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses:
        page.goto(address)
        expect(page.locator(FIGURE)).not_to_have_count(0)
        assert page.evaluate(COLLISIONS) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


COLLISIONS = """() => {
    const faults = [];
    for (const figure of document.querySelectorAll('figure.statistics')) {
        const texts = [...figure.querySelectorAll('.chart text')].filter(text => text.getBoundingClientRect().width);
        const marks = [...figure.querySelectorAll('.chart .mark > :last-child')];
        const boxes = texts.map(text => text.getBoundingClientRect());
        const frame = figure.getBoundingClientRect();
        const meet = (a, b) => a.left < b.right - .5 && b.left < a.right - .5
            && a.top < b.bottom - 2 && b.top < a.bottom - 2;  // what is above and below letters doesn't count
        texts.forEach((text, at) => {
            const box = boxes[at];
            if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top)
                faults.push(`${text.textContent} is outside`);
            texts.slice(at + 1).forEach((other, after) => {
                if (meet(box, boxes[at + 1 + after])) faults.push(`${text.textContent} meets ${other.textContent}`);
            });
            for (const mark of marks)
                if (meet(box, mark.getBoundingClientRect())) faults.push(`${text.textContent} lies on a mark`);
        });
        for (const other of figure.querySelectorAll('figcaption, .key, details'))
            texts.forEach((text, at) => {
                if (meet(boxes[at], other.getBoundingClientRect())) faults.push(`${text.textContent} meets words`);
            });
    }
    return faults;
}"""


def test_words_and_marks_keep_their_size(page: Page, made_up: str) -> None:
    sizes = []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(made_up + "statistics/exports/")
        chart = page.get_by_role("img", name="Exports of Arcadia to Borduria")
        box = chart.locator(".mark > :last-child").first.bounding_box()
        assert box
        sizes.append((chart.locator("text").first.evaluate(FONT_SIZE), round(box["width"]), round(box["height"])))
    assert sizes[0] == sizes[1]
    assert sizes[0][0] >= 12


FONT_SIZE = "text => parseFloat(getComputedStyle(text).fontSize)"


def test_every_row_of_the_table_has_its_mark(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        for figure in page.locator(FIGURE).all():
            told = figure.locator(".mark > title").all_text_contents()
            table = figure.locator("table") if figure.locator("table").count() else page.locator("table.values")
            rows = table.locator("tr:has(td)").evaluate_all(ROWS)
            assert len(told) == len(rows) > 1, address
            for text, (date, value) in zip(told, rows, strict=True):
                assert text.startswith(f"{date}: {value} "), address


ROWS = """rows => rows.map(row => [
    row.querySelector('th').textContent, row.querySelector('.number').firstChild.textContent.trim()])"""


def test_a_chart_says_what_it_shows(page: Page, site_url: str) -> None:
    page.goto(site_url + "statistics/trade-north-korea-russia/")
    chart = page.get_by_role(
        "img", name="Trade between North Korea and the Soviet Union or Russia, in billion US dollars"
    )
    expect(chart).to_have_accessible_description(
        "3 values, 1990 to 2000; the highest 2.3 (1990), the lowest 0.1 (1995)."
    )
    expect(chart.locator(".mark").first).to_contain_text("1990: 2.3 billion US dollars a year. Andrei Lankov")
    expect(page.locator("figcaption")).to_have_text("billion US dollars a year")


def test_a_relation_shows_its_statistics_of_one_unit_together(page: Page, site_url: str) -> None:
    page.goto(site_url + "relations/korea-russia/")
    figure = page.locator(FIGURE)
    expect(figure).to_have_count(1)
    names = ["Trade between North Korea and the Soviet Union or Russia", "Trade between South Korea and Russia"]
    expect(figure.get_by_role("img", name="; ".join(names))).to_be_visible()
    expect(figure.get_by_role("listitem")).to_have_text(names)
    table = figure.get_by_role("table", name="billion US dollars a year")
    expect(table).to_be_hidden()
    figure.get_by_text("The figures").click()
    expect(table).to_be_visible()
    table.get_by_role("row", name="2003").get_by_role("link").click()
    expect(page.locator(":target")).to_contain_text("Russia–South Korea")
    figure.get_by_role("listitem").last.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(names[1])


def test_series_differ_without_colour(page: Page, made_up: str) -> None:
    page.goto(made_up + "relations/arcadia-borduria/")
    script = "groups => groups.map(group => group.querySelector('.mark > :last-child').outerHTML)"
    shapes = page.locator(".chart > g:has(.mark)").evaluate_all(script)
    assert len(set(shapes)) == len(shapes) == 3
    in_legend = page.locator(".legend .sample > g > :last-child").evaluate_all(
        "all => all.map(shape => shape.outerHTML)"
    )
    assert in_legend == shapes


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_stand_out(scheme: Literal["light", "dark"], page: Page, made_up: str) -> None:
    """Words differ from the ground by WCAG's 4.5 to 1, marks by its 3 to 1 for graphical objects."""
    page.emulate_media(color_scheme=scheme)
    page.goto(made_up + "relations/arcadia-borduria/")
    assert page.evaluate(FAINT) == []


FAINT = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number)
            .map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = light(getComputedStyle(document.body).backgroundColor);
    const contrast = colour => {
        const [a, b] = [light(colour), ground].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const faint = [];
    const asked = [['.chart text', 'fill', 4.5], ['.mark', 'stroke', 3], ['.way', 'stroke', 3]];
    for (const [selector, property, least] of asked)
        for (const element of document.querySelectorAll(selector))
            if (contrast(getComputedStyle(element)[property]) < least) faint.push(element.outerHTML);
    return faint;
}"""


def test_print_has_the_figures(page: Page, site_url: str) -> None:
    page.goto(site_url + "relations/korea-russia/")
    page.emulate_media(media="print")
    figure = page.locator(FIGURE)
    expect(figure.locator(".chart")).to_be_visible()
    expect(figure.get_by_role("table")).to_be_visible()
