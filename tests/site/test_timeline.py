"""The timeline, decades and years of the shipped site in a browser: filters, their state in the address, the strip."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from koreadiplo.knowledge import KnowledgeBase
from koreadiplo.model.entries import Event

MakePage = Callable[..., Page]


def shown(page: Page) -> list[str]:
    """List the ids of the events that can be seen."""
    links = page.locator(".chronicle li:visible a").evaluate_all("links => links.map(link => link.href)")
    return [link.partition("/events/")[2].removesuffix("index.html").rstrip("/") for link in links]


def chosen(base: KnowledgeBase, fits: Callable[[Event], bool]) -> list[str]:
    return [event.slug for event in base.timeline if fits(event)]


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def choose(page: Page, name: str, option: str) -> None:
    page.get_by_label(name, exact=True).select_option(label=option)


# Filters


def test_each_filter_leaves_the_events_that_fit(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    every = chosen(base, lambda event: True)
    assert shown(page) == every
    expect(status(page)).to_have_text(f"{len(every)} events")
    cases: list[tuple[str, str, Callable[[Event], bool]]] = [
        ("Country", "Joseon", lambda event: "joseon" in event.countries),
        ("Topic", "Treaties", lambda event: "treaties" in event.topics),
        ("Type", "Visits", lambda event: event.type == "visit"),
    ]
    for name, option, fits in cases:
        choose(page, name, option)
        expected = chosen(base, fits)
        expect(status(page)).to_have_text(f"{len(expected)} of {len(every)} events")
        assert shown(page) == expected
        choose(page, name, "All")
        assert shown(page) == every


def test_filters_work_together(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    choose(page, "Country", "South Korea")
    choose(page, "Topic", "Trade")
    choose(page, "Type", "Agreements")
    expected = chosen(base, lambda e: "south-korea" in e.countries and "trade" in e.topics and e.type == "agreement")
    assert expected
    assert shown(page) == expected


def test_a_lineage_stands_for_all_its_states(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    choose(page, "Country", "All of Russia")
    expected = chosen(base, lambda e: any(base.countries[slug].lineage == "russia" for slug in e.countries))
    assert 0 < len(expected) < len(base.timeline)
    assert shown(page) == expected
    choose(page, "Country", "Russia")
    assert shown(page) == chosen(base, lambda e: "russia" in e.countries)


def test_decades_without_events_are_hidden_with_their_links(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    choose(page, "Type", "Treaties")
    decades = list(dict.fromkeys(event.date.decade.name for event in base.timeline if event.type == "treaty"))
    assert "1920s" not in decades
    expect(page.locator(".chronicle h2:visible")).to_have_text(decades)
    expect(page.get_by_role("navigation", name="Decades").get_by_role("link")).to_have_text(decades)


def test_where_nothing_fits_it_says_so_and_offers_to_clear(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    clear = page.get_by_role("button", name="Clear")
    expect(clear).to_be_hidden()
    choose(page, "Country", "Joseon")
    choose(page, "Topic", "Space")
    expect(status(page)).to_have_text("No event is like this.")
    assert shown(page) == []
    clear.click()
    assert len(shown(page)) == len(base.timeline)
    expect(clear).to_be_hidden()
    expect(page.get_by_label("Country")).to_be_focused()
    expect(page).to_have_url(site_url + "timeline/")


# The address


def test_what_is_chosen_stands_in_the_address_and_stays(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/")
    choose(page, "Country", "All of Korea")
    expect(page).to_have_url(site_url + "timeline/?country=all_korea")
    choose(page, "Topic", "Trade")
    choose(page, "Type", "Agreements")
    expect(page).to_have_url(site_url + "timeline/?country=all_korea&topic=trade&type=agreement")
    before = shown(page)
    page.reload()
    assert shown(page) == before
    expect(page.get_by_label("Country")).to_have_value("all_korea")
    expect(page.get_by_label("Topic")).to_have_value("trade")
    expect(page.get_by_label("Type")).to_have_value("agreement")
    choose(page, "Country", "All")
    expect(page).to_have_url(site_url + "timeline/?topic=trade&type=agreement")


def test_an_address_can_be_sent(page: Page, below_url: str, base: KnowledgeBase) -> None:
    page.goto(below_url + "timeline/?type=war&topic=war#d1950")
    assert shown(page) == chosen(base, lambda event: event.type == "war" and "war" in event.topics)
    choose(page, "Type", "All")
    expect(page).to_have_url(below_url + "timeline/?topic=war#d1950")


def test_values_that_there_are_not_are_left_aside(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + 'timeline/?country=atlantis&type=war&topic="><script>&other=1')
    assert shown(page) == chosen(base, lambda event: event.type == "war")
    expect(page.get_by_label("Country").locator("option:checked")).to_have_text("All")
    choose(page, "Type", "All")
    assert len(shown(page)) == len(base.timeline)
    expect(page).to_have_url(site_url + "timeline/?other=1")


def test_going_back_brings_back_what_was_chosen(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/")
    choose(page, "Type", "Wars")
    wars = shown(page)
    page.get_by_role("link", name="Korean War", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Korean War")
    page.go_back()
    expect(page).to_have_url(site_url + "timeline/?type=war")
    assert shown(page) == wars
    page.get_by_role("navigation", name="Decades").get_by_role("link", name="1950s").click()
    choose(page, "Type", "Treaties")
    treaties = shown(page)
    expect(page).to_have_url(site_url + "timeline/?type=treaty#d1950")
    page.go_back()
    expect(page).to_have_url(site_url + "timeline/?type=war")
    expect(page.get_by_label("Type")).to_have_value("war")
    assert shown(page) == wars
    page.go_forward()
    expect(page.get_by_label("Type")).to_have_value("treaty")
    assert shown(page) == treaties


def test_by_keyboard(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    page.get_by_label("Country").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Topic")).to_be_focused()
    page.keyboard.type("Space")
    assert shown(page) == chosen(base, lambda event: "space" in event.topics)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Type")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    assert len(shown(page)) == len(base.timeline)


def test_from_a_disk(page: Page, built_site: Path) -> None:
    root = built_site.as_uri() + "/timeline/"
    page.goto(root + "index.html?type=war")
    choose(page, "Country", "Soviet Union")
    expect(page).to_have_url(root + "index.html?type=war&country=soviet-union")
    before = shown(page)
    assert before
    page.reload()
    assert shown(page) == before
    page.get_by_role("heading", name="1930s").get_by_role("link").click()
    expect(page).to_have_url(root + "1930s/index.html")


# Without JavaScript


def test_without_javascript_pages_take_the_place_of_filters(
    make_page: MakePage, site_url: str, base: KnowledgeBase
) -> None:
    page = make_page(java_script_enabled=False)
    page.goto(site_url + "timeline/?type=war")
    assert len(shown(page)) == len(base.timeline)
    expect(page.locator("#filters")).to_be_hidden()
    ways = page.get_by_text(re.compile(r"^Events by country, topic or type$"))
    expect(ways).to_be_visible()
    cases = [
        ("country", "Joseon", lambda e: "joseon" in e.countries),
        ("topic", "Space", lambda e: "space" in e.topics),
        ("type", "Wars", lambda e: e.type == "war"),
    ]
    for way, name, fits in cases:
        page.goto(site_url + "timeline/")
        page.get_by_text("Events by").get_by_role("link", name=way).click()
        expect(page).to_have_url(site_url + f"timeline/#by-{way}")
        section = page.locator("section").filter(has=page.get_by_role("heading", name=f"By {way}"))
        section.get_by_role("link", name=name, exact=True).click()
        links = page.locator("main li a").evaluate_all("links => links.map(link => link.href)")
        found = {link.partition("/events/")[2].rstrip("/") for link in links if "/events/" in link}
        assert set(chosen(base, fits)) <= found


def test_with_javascript_the_filters_take_the_place_of_pages(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/")
    expect(page.locator("#filters")).to_be_visible()
    expect(page.get_by_text("Events by country")).to_be_hidden()


# The strip


def test_the_strip_has_a_title_a_description_and_tables(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    picture = page.get_by_role("group", name="Events by decade, and the states of each side")
    expect(picture).to_be_visible()
    expect(picture.locator("desc").first).to_have_text(re.compile("from the 1850s to the 2010s.*Korea, Russia"))
    page.get_by_text("The same as tables").click()
    rows = page.get_by_role("table", name="Events by decade").get_by_role("row").all_inner_texts()
    counted = dict(row.split("\t") for row in rows[1:])
    assert counted["1880s"] == str(sum(1 for event in base.timeline if event.date.decade.name == "1880s"))
    assert sum(map(int, counted.values())) == len(base.timeline)
    korea = page.get_by_role("table", name="Korea", exact=True)
    expect(korea.get_by_role("row", name="Korean Empire")).to_contain_text("12 October 1897 – 29 August 1910")
    korea.get_by_role("link", name="Korean Empire").click()
    expect(page).to_have_url(site_url + "countries/korean-empire/")


def test_its_bars_lead_to_decades_and_states_but_stop_no_keyboard(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/")
    for hint, url in (
        ("1980s: 15 events", "timeline/1980s/"),
        ("Soviet Union, 30 December 1922", "countries/soviet-union/"),
    ):
        page.goto(site_url + "timeline/")
        page.locator("svg.timeline-strip a").filter(has=page.locator("title").filter(has_text=hint)).locator(
            "rect"
        ).last.click()
        expect(page).to_have_url(site_url + url)
    page.goto(site_url + "timeline/")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_text("The same as tables")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_its_words_can_be_read(width: int, page: Page, site_url: str) -> None:
    """Labels lie within their bars and beside each other, in letters of a size that can be read."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + "timeline/")
    assert page.evaluate(MISPLACED) == []
    labels = page.locator("svg.timeline-strip text:visible").all_text_contents()
    assert {"Korea", "Russia", "United States", "Joseon", "South Korea", "Soviet Union", "1960"} <= set(labels)
    assert ("Korea under Japanese rule" in labels) == (width == 1440)


MISPLACED = """() => {
    const strip = document.querySelector('svg.timeline-strip'), found = [];
    const box = element => element.getBoundingClientRect();
    const texts = [...strip.querySelectorAll('text')].filter(text => text.checkVisibility());
    for (const text of texts) {
        if (parseFloat(getComputedStyle(text).fontSize) < 11) found.push(`small: ${text.textContent}`);
        if (box(text).right > document.documentElement.clientWidth) found.push(`outside: ${text.textContent}`);
        const era = text.closest('a')?.querySelector('.era');
        if (era && (box(text).left < box(era).left || box(text).right > box(era).right))
            found.push(`wider than its bar: ${text.textContent}`);
        for (const other of texts) {
            const [a, b] = [box(text), box(other)];
            if (other !== text && a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
                found.push(`over another: ${text.textContent}, ${other.textContent}`);
        }
    }
    return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stands_out_without_colour(scheme: Literal["light", "dark"], page: Page, site_url: str) -> None:
    """Each bar has an edge or a ground that differs from the page; a territory's edge is broken."""
    page.emulate_media(color_scheme=scheme)
    page.goto(site_url + "timeline/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator("svg.timeline-strip .bar").first.evaluate("bar => getComputedStyle(bar).fill") != paper
    eras = page.locator("svg.timeline-strip .era")
    styles = eras.evaluate_all(
        "all => all.map(era => (s => [s.stroke, s.strokeDasharray, era.classList.contains('territory')])"
        "(getComputedStyle(era)))"
    )
    assert all(stroke not in ("none", paper) for stroke, _, _ in styles)
    assert {(dashes != "none", territory) for _, dashes, territory in styles} == {(True, True), (False, False)}


# Decades and years


def test_a_decade_leads_to_its_years_and_to_the_decades_beside_it(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/")
    page.get_by_role("heading", name="1880s").get_by_role("link").click()
    expect(page).to_have_url(site_url + "timeline/1880s/")
    expect(page.get_by_text("The treaty by which Joseon and the Russian Empire")).to_be_visible()
    page.get_by_role("navigation", name="Decades before and after").get_by_role("link", name="1900s").click()
    expect(page).to_have_url(site_url + "timeline/1900s/")
    page.get_by_role("heading", name="1905").get_by_role("link").click()
    expect(page).to_have_url(site_url + "timeline/1905/")


def test_what_is_known_of_1884(page: Page, site_url: str) -> None:
    page.goto(site_url + "timeline/1884/")
    states = page.get_by_role("complementary", name="States in 1884")
    for state in ("Joseon", "Russian Empire", "United States", "Japan"):
        expect(states.get_by_role("link", name=state)).to_be_visible()
    main = page.locator(".after")
    expect(main.get_by_role("heading")).to_have_text(
        [
            "What happened",
            "Going on",
            "Relations that changed",
            "How relations stood at the end of 1884",
            "Treaties in force",
        ]
    )
    expect(main.locator("#changes + ul")).to_contain_text("No diplomatic relations → then Diplomatic relations")
    table = page.get_by_role("table", name="Status of relations at the end of 1884")
    expect(table.get_by_role("row", name="Joseon–Russian Empire")).to_contain_text("7 July 1884")
    expect(table.get_by_role("row", name="Joseon–United States")).to_contain_text("22 May 1882")
    expect(main.locator("#treaties + ul")).to_contain_text("19 May 1883 – 29 August 1910")
    years = page.get_by_role("navigation", name="Years before and after")
    years.get_by_role("link", name="1885").click()
    expect(page).to_have_url(site_url + "timeline/1885/")
    years.get_by_role("link", name="1884").click()
    expect(page).to_have_url(site_url + "timeline/1884/")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="1880s").click()
    expect(page).to_have_url(site_url + "timeline/1880s/")


def test_an_event_leads_to_its_year(page: Page, site_url: str) -> None:
    page.goto(site_url + "events/1950-06-25-korean-war/")
    page.get_by_role("link", name="The year 1950").click()
    expect(page).to_have_url(site_url + "timeline/1950/")


def test_the_longest_decades_and_years_fit_a_narrow_page(page: Page, site_url: str, built_site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    longest = sorted((built_site / "timeline").glob("*/index.html"), key=lambda file: -file.stat().st_size)[:20]
    wide = []
    for name in (file.parent.name for file in longest):
        page.goto(f"{site_url}timeline/{name}/")
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(name)
    assert wide == []
