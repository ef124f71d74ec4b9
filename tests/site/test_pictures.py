"""Pictures of time in a browser: legible in little room, reached by keyboard, saying what their tables say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from samples import SITES, build_site, copy_site

from koreadiplo.builder import Understood
from koreadiplo.knowledge import KnowledgeBase

WITH_PICTURES = (
    "",
    "relations/",
    "relations/korea-russia/",
    "relations/joseon-russian-empire/",
    "relations/north-korea-united-states/",
    "relations/south-korea-soviet-union/",
    "countries/south-korea/",
    "countries/russia/",
    "countries/united-states/",
    "lineages/korea/",
    "lineages/russia/",
)


@pytest.fixture(scope="module")
def ribbons_url(tmp_path_factory: pytest.TempPathFactory, serve_directory: Callable[[Path], str]) -> str:
    """The address of a site in which relations go through every status."""
    root = copy_site(SITES / "ribbons", tmp_path_factory.mktemp("ribbons") / "site")
    assert build_site(root).diagnostics == ()
    return serve_directory(root / "_site")


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_words_of_pictures_neither_overlap_nor_leave_the_page(width: int, page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for url in WITH_PICTURES:
        page.goto(site_url + url)
        words = page.evaluate(WORDS)
        assert words, url
        assert [word for word in words if word["left"] < 0 or word["right"] > width] == [], url
        assert list(overlapping(words)) == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url


WORDS = """() => {
    const words = [];
    for (const picture of document.querySelectorAll('.picture, .small-ribbon')) {
        const walker = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode, within = node.parentElement;
            if (!node.data.trim() || within.closest('title, desc') || !within.checkVisibility()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const boxes = within.localName === 'text' ? [within.getBoundingClientRect()] : range.getClientRects();
            for (const box of boxes)
                words.push({text: node.data.trim(), left: box.left, right: box.right, top: box.top, end: box.bottom});
        }
    }
    return words;
}"""


def overlapping(words: list[dict[str, Any]]) -> Any:
    """Give the texts of boxes that lie over each other by more than the pixel that lines share."""
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["end"], other["end"]) - max(one["top"], other["top"])
            if across > 1 and down > 3:
                yield one["text"], other["text"]


@pytest.mark.parametrize("url", ["relations/north-south/", "relations/doria-elis/", "countries/elis/"])
def test_a_picture_says_what_its_table_says(url: str, page: Page, ribbons_url: str) -> None:
    page.goto(ribbons_url + url)
    drawn = page.locator(".strip").evaluate_all(DRAWN)
    rows = page.locator(".spans tbody").evaluate_all(TOLD)
    assert sum(map(len, drawn)) > 5
    assert drawn == rows
    described = page.locator(".strip > desc").all_text_contents()
    assert described == ["; ".join(row.partition(": ")[0] for row in lane) for lane in rows]


DRAWN = """strips => strips.map(strip =>
    [...strip.querySelectorAll('.hit')].map(hit => hit.parentElement.querySelector('title').textContent))"""
TOLD = """bodies => bodies.map(body => [...body.rows].filter(row => row.cells.length > 1).map(row => {
    const status = row.querySelector('.status').textContent, event = row.querySelector('a');
    return `${status}, ${row.cells[0].textContent}` + (event ? `: ${event.textContent}` : '');
}))"""


def test_a_picture_of_the_shipped_relations_says_what_their_table_says(page: Page, site_url: str) -> None:
    page.goto(site_url + "relations/korea-russia/")
    described = page.locator(".strip > desc").all_text_contents()
    for text in (
        "No diplomatic relations, 2 November 1721 – 7 July 1884; Diplomatic relations, 7 July 1884 – 12 October 1897",
        "Diplomatic relations, 12 October 1897 – 17 November 1905; "
        "Relations severed, 17 November 1905 – 29 August 1910",
        "Diplomatic relations, since 26 December 1991",
    ):
        assert text in described


def test_each_span_leads_to_the_event_that_made_it(page: Page, site_url: str, base: KnowledgeBase) -> None:
    for relation in base.relations:
        if not any(span.event for span in relation.spans):
            continue
        page.goto(f"{site_url}{relation.id}/")
        links = page.locator(".strip a").evaluate_all("links => links.map(link => link.href.baseVal)")
        assert links == [f"../../{span.event}/" for span in relation.spans if span.event]
    page.goto(site_url + "relations/south-korea-soviet-union/")
    page.get_by_role("link", name="Diplomatic relations, 30 September 1990 – 26 December 1991").click()
    expect(page).to_have_url(site_url + "events/1990-09-30-soviet-south-korean-relations/")


def test_spans_can_be_reached_and_seen_by_keyboard(page: Page, ribbons_url: str) -> None:
    page.goto(ribbons_url + "relations/doria-elis/")
    spans = page.locator(".strip a")
    expect(spans).to_have_count(6)
    spans.first.focus()
    page.keyboard.press("Shift+Tab")
    for index in range(6):
        page.keyboard.press("Tab")
        expect(spans.nth(index)).to_be_focused()
        ring = spans.nth(index).locator(".hit")
        assert ring.evaluate("ring => (s => [s.stroke, parseFloat(s.strokeWidth)])(getComputedStyle(ring))") == [
            page.evaluate("getComputedStyle(document.querySelector('.spans a')).color"),
            3,
        ]
        box = ring.bounding_box()
        assert box
        assert box["height"] >= 24
    page.keyboard.press("Enter")
    expect(page).to_have_url(ribbons_url + "events/1880-end/")


def marks(page: Page) -> dict[str, list[Any]]:
    """Tell how each status in a legend is drawn: its colours, and all that can be seen without them."""
    return dict(page.locator(".ribbons .legend .span").evaluate_all(MARKS))


MARKS = """marks => marks.map(mark => {
    const style = getComputedStyle(mark), box = mark.getBBox();
    const pattern = style.fill.match(/#([^"']+)/);
    const drawn = pattern ? [...document.getElementById(pattern[1]).children].map(part => part.getAttribute('d')) : [];
    const ground = getComputedStyle(document.body).backgroundColor;
    return [mark.getAttribute('class'), [mark.localName, box.height, drawn.join(), style.strokeDasharray,
        style.fill === ground ? 'empty' : 'full']];
})"""


def test_statuses_differ_without_colour(page: Page, ribbons_url: str) -> None:
    page.goto(ribbons_url + "relations/north-south/")
    drawn = marks(page)
    assert {name.removeprefix("span span-") for name in drawn} == {
        "unrecorded",
        "none",
        "established",
        "suspended",
        "severed",
        "war",
    }
    assert len({tuple(mark) for mark in drawn.values()}) == len(drawn)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out(scheme: Literal["light", "dark"], page: Page, ribbons_url: str) -> None:
    """Marks and ground differ by the contrast that WCAG asks for of graphics, 3 to 1."""
    page.emulate_media(color_scheme=scheme)
    for url in ("relations/north-south/", "lineages/north/"):
        page.goto(ribbons_url + url)
        assert page.evaluate(LOW_CONTRAST) == [], url


LOW_CONTRAST = """() => {
    const numbers = colour => colour.startsWith('color(')
        ? colour.match(/[\\d.]+/g).map(part => part * 255) : colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [r, g, b] = numbers(colour).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = getComputedStyle(document.body).backgroundColor;
    const contrast = colour => {
        const [a, b] = [light(colour), light(ground)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const low = [];
    const shapes = '.span, .rug line, .arrow path, .plot .state line, .plot .state rect, pattern path:first-child';
    for (const shape of document.querySelectorAll(shapes)) {
        const style = getComputedStyle(shape);
        const drawn = [style.fill, style.stroke].filter(colour => /^(rgb|color)/.test(colour));
        if (drawn.length && Math.max(...drawn.map(contrast)) < 3) low.push(`${shape.getAttribute('class')}: ${drawn}`);
    }
    return low;
}"""


@pytest.mark.parametrize("width", [360, 1440])
def test_the_bar_of_a_state_leads_to_it(width: int, page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + "lineages/russia/")
    row = page.locator(".lineage li").filter(has=page.get_by_role("link", name="Soviet Union"))
    bar = row.locator("rect")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(site_url + "countries/soviet-union/")
    own = page.locator(".lineage [aria-current=page]")
    expect(own).to_have_text("Soviet Union")


def test_states_that_follow_begin_where_their_line_ends(page: Page, site_url: str) -> None:
    """Lines meet the bars that they join, however high the rows are."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site_url + "lineages/russia/")
        rows = page.locator(".lineage ol > li")
        for index in range(1, rows.count()):
            line, bar = rows.nth(index).locator("line").first.bounding_box(), box_of(rows.nth(index).locator("rect"))
            above = box_of(rows.nth(index - 1).locator("rect"))
            assert line
            assert abs(line["y"] + line["height"] - (bar["y"] + bar["height"] / 2)) < 3
            start = rows.nth(index - 1).locator("line[y2='1']").bounding_box()
            assert start
            assert above["y"] - 1 <= start["y"] <= above["y"] + above["height"]
            assert abs(start["y"] + start["height"] - line["y"]) <= 3


def box_of(part: Locator) -> dict[str, float]:
    box = part.bounding_box()
    assert box
    return dict(box)


def test_the_home_page_shows_relations_with_small_ribbons(page: Page, site_url: str, shipped: Understood) -> None:
    page.goto(site_url)
    line = page.get_by_role("main").get_by_role("listitem").filter(has=page.locator(".small-ribbon")).first
    expect(line.get_by_role("img", name="Status of relations: Korea–Russia")).to_be_visible()
    assert line.locator(".span-established").count() == 6
    expect(line.locator(".small-ribbon p").last).to_have_text(str(shipped.plan and shipped.plan.shelf.base.horizon[0]))


def test_the_table_of_a_country_is_folded_on_screen_and_open_in_print(page: Page, site_url: str) -> None:
    page.goto(site_url + "countries/south-korea/")
    table = page.get_by_role("table", name="Status of relations")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".spans")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_text("The same as a table").click()
    expect(table).to_be_visible()


def test_who_and_what_matters_in_a_relation(page: Page, site_url: str) -> None:
    page.goto(site_url + "relations/south-korea-soviet-union/")
    for heading, in_order in (
        ("People and organisations", ["Mikhail Gorbachev", "Sakhalin Koreans", "Aeroflot"]),
        ("Places", ["Moscow", "Busan", "Sakhalin"]),
    ):
        part = page.locator("section", has=page.get_by_role("heading", name=heading))
        names = part.locator("h2 + p").get_by_role("link").all_inner_texts()
        assert [name for name in names if name in in_order] == in_order


@pytest.mark.parametrize(
    "pair",
    [
        "korea-russia",
        "south-korea-soviet-union",
        "north-korea-soviet-union",
        "russia-south-korea",
        "north-korea-russia",
        "south-korea-united-states",
        "joseon-united-states",
        "korea-united-states",
    ],
)
def test_a_relation_has_ribbon_events_and_map(page: Page, site_url: str, pair: str) -> None:
    page.goto(f"{site_url}relations/{pair}/")
    expect(page.locator("figure.ribbons")).to_be_visible()
    expect(page.locator("figure.map").first).to_be_visible()
    expect(page.get_by_role("heading", name="Events", exact=True)).to_be_visible()
