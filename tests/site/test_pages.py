"""The shipped site in a browser: every kind of page opens, reads right and can be used, wherever it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from koreadiplo.builder import Understood
from koreadiplo.knowledge import KnowledgeBase

MakePage = Callable[..., Page]


@dataclass(frozen=True)
class Kind:
    """A page of some kind: its address, its heading, and texts that only its content can bring there."""

    url: str
    heading: str
    texts: tuple[str, ...]


KINDS = {
    "home": Kind("", "Korea and the Powers", ("A sourced reference work", "Korea and Russia to 1905")),
    "article": Kind(
        "articles/korea-and-russia-to-1905/",
        "Korea and Russia to 1905",
        ("The treaty of 1884", "Joseon sent musketeers", "8 February 1904"),
    ),
    "event": Kind(
        "events/1884-07-07-russo-korean-treaty/",
        "Russo-Korean Treaty of Amity and Commerce",
        ("7 July 1884", "25 June 1884", "established", "조러수호통상조약"),
    ),
    "country": Kind(
        "countries/soviet-union/",
        "Soviet Union",
        ("30 December 1922 – 26 December 1991", "Soviet Russia", "Союз Советских Социалистических Республик"),
    ),
    "term": Kind("glossary/kim-il-sung/", "Kim Il Sung", ("15 April 1912 – 8 July 1994", "김일성", "Kim Ir Sen")),
    "place": Kind("glossary/seoul/", "Seoul", ("37.57° N, 126.98° E", "서울")),
    "statistic": Kind(
        "statistics/trade-north-korea-russia/",
        "Trade between North Korea and the Soviet Union or Russia",
        ("billion US dollars", "2.3", "With the Soviet Union."),
    ),
    "source": Kind(
        "sources/lensen-1982/",
        "Balance of Intrigue: International Rivalry in Korea & Manchuria, 1884–1899",
        ("Tallahassee: University Presses of Florida, 1982", "Korea and Russia to 1905"),
    ),
    "relation": Kind(
        "relations/joseon-russian-empire/",
        "Joseon–Russian Empire",
        ("Diplomatic relations from 7 July 1884 until 12 October 1897", "2 November 1721 – 7 July 1884"),
    ),
    "relation of lineages": Kind(
        "relations/korea-russia/",
        "Korea–Russia",
        (
            "Diplomatic relations since 12 October 1948",
            "Diplomatic relations since 30 September 1990",
            "17 November 1905 – 29 August 1910",
        ),
    ),
    "lineage": Kind("lineages/korea/", "Korea", ("29 August 1910 – 15 August 1945", "Korea under Japanese rule")),
    "topic": Kind("topics/treaties/", "Treaties", ("Russo-Korean Treaty of Amity and Commerce", "6 July 1961")),
    "list": Kind("countries/", "Countries", ("All states and territories.", "Tsardom of Russia")),
    "relations": Kind("relations/", "Relations", ("North Korea–Soviet Union", "Joseon–Tsardom of Russia")),
    "timeline": Kind("timeline/", "Timeline", ("22 May 1882", "19–20 July 2000", "Vladimir Putin visits Pyongyang")),
    "decade": Kind("timeline/1930s/", "1930s", ("Without a certain year", "1937", "World War II")),
    "year": Kind("timeline/1990/", "1990", ("Soviet Union", "30 September 1990", "12 October 1948", "2.3 billion")),
    "events of a type": Kind("timeline/treaty/", "Timeline: treaties", ("1880s", "Mutual Defense Treaty")),
    "map": Kind("map/", "Map", ("The places of Korea and the Powers.", "Land: Natural Earth", "marked 1–2")),
    "A–Z": Kind("glossary/", "A–Z", ("38th parallel", "Sino-Soviet rivalry", "Tsardom of Russia")),
    "sources": Kind("sources/", "Sources", ("Erik van Ree", "Socialism in One Zone")),
    "disagreements": Kind("disagreements/", "Disagreements", ("Korean War", "26 July 1950", "25 June 1950")),
    "search": Kind("search/", "Search", ()),
    "about": Kind("about/", "About", ("Gregorian calendar", "common knowledge; no work cited", "CC BY 4.0")),
    "coverage": Kind("coverage/", "Coverage", ("koreadiplo check --advice", "North Korea–Soviet Union", "1970s")),
    "not found": Kind("404.html", "Page not found", ("There is nothing at this address",)),
}
EVENT = KINDS["event"].url
ARTICLE = KINDS["article"].url
BOX = "searchbox"
# Not `link.href`, which is no text in SVG.
ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


def open_kind(page: Page, site_url: str, kind: str) -> None:
    """Open a page of the kind; that of the search with results."""
    page.goto(site_url + KINDS[kind].url + ("?q=Korea" if kind == "search" else ""))
    if kind == "search":
        expect(page.locator("#results li")).not_to_have_count(0)


def shorten_lists(page: Page) -> None:
    """Leave a few lines of lists that go on alike, which tell as much as hundreds."""
    page.evaluate("""() => document.querySelectorAll('main :is(ol, tbody, ul)').forEach(
        list => [...list.children].slice(6, -2).forEach(line => line.remove()))""")


def test_every_template_has_a_kind(shipped: Understood) -> None:
    assert shipped.plan
    kinds = {kind.url for kind in KINDS.values()}
    assert {page.template for page in shipped.plan.pages} == {
        page.template for page in shipped.plan.pages if page.view.url in kinds
    }


@pytest.mark.parametrize("name", KINDS)
def test_page_opens(name: str, page: Page, site_url: str) -> None:
    kind = KINDS[name]
    response = page.goto(site_url + kind.url)
    assert response is not None
    assert response.ok
    expect(page.get_by_role("heading", level=1)).to_have_text(kind.heading)
    expect(page).to_have_title(re.compile(re.escape(kind.heading)))
    for text in kind.texts:
        expect(page.get_by_role("main").get_by_text(text).filter(visible=True).first).to_be_visible()


def test_pages_open_below_a_path(page: Page, below_url: str) -> None:
    """Style sheet and scripts come too: the page fixture notes what can't be loaded."""
    for kind in KINDS.values():
        page.goto(below_url + kind.url)
        expect(page.get_by_role("heading", level=1)).to_have_text(kind.heading)
        assert style_of(page) != BROWSER_STYLE, kind.url
        addresses = page.locator("a").evaluate_all(ADDRESSES)
        own = [address for address in addresses if "//127.0.0.1" in address]
        assert own, kind.url
        assert [address for address in own if not address.startswith(below_url)] == [], kind.url


# What a reader does on a page


def test_a_name_in_the_text_leads_to_its_entry(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    page.get_by_role("paragraph").get_by_role("link", name="Manchuria", exact=True).click()
    expect(page).to_have_url(site_url + "glossary/manchuria/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Manchuria")
    page.locator(".backlinks").get_by_role(
        "link", name="Korea and Russia to 1905"
    ).click()  # and its entry tells who mentions it
    expect(page).to_have_url(site_url + ARTICLE)


def test_a_number_leads_to_its_note_and_back(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 800, "height": 400})
    page.goto(site_url + ARTICLE)
    number = page.locator("#note-3-ref")
    expect(number).to_have_text("3")
    number.click()
    expect(page).to_have_url(re.compile(r"#note-3$"))
    note = page.locator("#note-3")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("George Lensen, Balance of Intrigue")
    note.get_by_role("link", name="Back to the text").click()
    expect(page).to_have_url(re.compile(r"#note-3-ref$"))
    expect(number).to_be_in_viewport()


def test_contents_lead_to_headings(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 800, "height": 400})
    page.goto(site_url + ARTICLE)
    heading = page.get_by_role("heading", name="Expansion and war")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Expansion and war").click()
    expect(heading).to_be_in_viewport()


def test_names_are_marked_with_their_language(page: Page, site_url: str) -> None:
    page.goto(site_url + KINDS["term"].url)
    expect(page.locator("[lang=ko]")).to_have_text("김일성")
    expect(page.locator("[lang=ko-Hani]")).to_have_text("金日成")
    expect(page.locator("[lang=ru]").first).to_have_text("Ким Ир Сен")


def test_an_event_has_its_facts_and_neighbours(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + EVENT)
    facts = page.get_by_role("complementary", name="Facts")
    expect(facts.get_by_role("time")).to_have_attribute("datetime", "1884-07-07")
    expect(definition(facts, "Old Style")).to_have_text("25 June 1884")
    expect(definition(facts, "Place").get_by_role("link")).to_have_text("Seoul")
    expect(definition(facts, "Effect on relations")).to_have_text("Joseon–Russian Empire: established")
    in_time = [f"{event.id}/" for event in sorted(base.timeline, key=lambda event: event.date.earliest)]
    at = in_time.index(EVENT)
    for to, there in (("next", at + 1), ("prev", at), ("prev", at - 1), ("next", at)):
        page.locator(f"a[rel={to}]").click()
        expect(page).to_have_url(site_url + in_time[there])


def definition(facts: Locator, term: str) -> Locator:
    """Find what a list of facts says of a term."""
    return facts.locator("div").filter(has=facts.page.get_by_text(term, exact=True)).locator("dd")


def test_a_relation_has_its_status_over_time(page: Page, site_url: str) -> None:
    page.goto(site_url + KINDS["relation"].url)
    table = page.get_by_role("table", name="Joseon–Russian Empire")
    expect(table.get_by_role("row")).to_have_count(3)
    row = table.get_by_role("row", name="7 July 1884 – 12 October 1897")
    expect(row).to_contain_text("Diplomatic relations")
    row.get_by_role("link", name="Russo-Korean Treaty of Amity and Commerce").click()
    expect(page).to_have_url(site_url + EVENT)


def test_a_relation_of_lineages_has_a_lane_for_each_pair(page: Page, site_url: str) -> None:
    page.goto(site_url + KINDS["relation of lineages"].url)
    table = page.get_by_role("table", name="Status of relations")
    for pair in ("Joseon–Russian Empire", "North Korea–Soviet Union", "South Korea–Soviet Union", "Russia–South Korea"):
        expect(page.locator(".lane").get_by_role("link", name=pair, exact=True)).to_be_visible()
        expect(page.get_by_role("group", name=pair, exact=True)).to_be_visible()
        expect(table.get_by_role("rowheader", name=pair, exact=True)).to_be_visible()
    empire = table.locator("tbody").filter(has_text="Korean Empire–Russian Empire")
    expect(empire).to_contain_text("Continued from Joseon–Russian Empire, since 7 July 1884")
    expect(empire).to_contain_text("Relations severed")
    page.locator(".lane").get_by_role("link", name="North Korea–Russia", exact=True).click()
    expect(page).to_have_url(site_url + "relations/north-korea-russia/")


def test_a_statistic_has_a_table_with_sources(page: Page, site_url: str) -> None:
    page.goto(site_url + KINDS["statistic"].url)
    table = page.get_by_role("table", name="billion US dollars")
    rows = [row.split("\t") for row in table.inner_text().splitlines() if row[:1].isdigit()]
    assert [row[:3] for row in rows] == [
        ["1990", "2.3", "With the Soviet Union."],
        ["1995", "0.1", "With Russia."],
        ["2000", "0.1", "With Russia."],
    ]
    source = table.get_by_role("row", name="1990").get_by_role("link")
    source.click()
    expect(page.locator(":target")).to_contain_text("Andrei Lankov")


def test_decades_and_letters_lead_down_the_lists(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 800, "height": 400})
    for url, link, heading in (("timeline/", "1980s", "1980s"), ("glossary/", "T", "T")):
        page.goto(site_url + url)
        target = page.get_by_role("heading", name=heading, exact=True)
        expect(target).not_to_be_in_viewport()
        page.locator(".jumps").get_by_role("link", name=link, exact=True).click()
        expect(target).to_be_in_viewport()


def test_the_timeline_has_every_event_in_order(page: Page, site_url: str, base: KnowledgeBase) -> None:
    page.goto(site_url + "timeline/")
    items = page.get_by_role("main").get_by_role("listitem").filter(has=page.locator("a[href*='events/']"))
    links = items.evaluate_all("items => items.map(item => item.querySelector('a').href)")
    listed = [link.removeprefix(site_url).rstrip("/") for link in links]
    assert sorted(listed) == sorted(event.id for event in base.timeline)
    days = [base.entries[id_].period().earliest for id_ in listed]
    assert days == sorted(days)
    for text, id_ in zip(items.all_inner_texts(), listed, strict=True):
        assert base.entries[id_].title in text
        assert str(base.entries[id_].period()) in text


def test_the_home_page_shows_what_was_picked(page: Page, site_url: str, shipped: Understood) -> None:
    assert shipped.plan
    page.goto(site_url)
    picks = shipped.plan.shelf.config.home.picks
    assert picks
    for id_ in picks:
        title = shipped.plan.shelf.base.entries[id_].title
        link = page.get_by_role("main").get_by_role("link", name=title, exact=True).first
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", f"{id_}/")


def test_the_list_of_events_is_the_timeline(page: Page, site_url: str) -> None:
    page.goto(site_url + "events/")
    expect(page).to_have_url(site_url + "timeline/")


def test_navigation_marks_where_one_is(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    expect(page.get_by_role("navigation", name="Main").locator("[aria-current=page]")).to_have_text("Timeline")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Home").click()
    expect(page).to_have_url(site_url)


@pytest.mark.parametrize("address", ["nothing", "events/nothing/at/all/"])
@pytest.mark.parametrize("place", ["site_url", "below_url"])
def test_an_unknown_address_gives_a_page_that_leads_on(
    address: str, place: str, page: Page, page_problems: list[str], request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(place)
    response = page.goto(url + address)
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert style_of(page) != BROWSER_STYLE
    (problem,) = page_problems  # the browser notes the 404 of the page itself, and of nothing else
    assert "404" in problem
    assert problem.endswith(f"({url}{address})")
    page_problems.clear()
    page.get_by_role("main").get_by_role("link", name="A–Z").click()
    expect(page).to_have_url(url + "glossary/")


# By keyboard


def test_the_first_tab_reaches_a_link_to_the_text(page: Page, site_url: str) -> None:
    page.goto(site_url + ARTICLE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("name", ["home", "article", "timeline", "search", "not found"])
def test_slash_leads_to_the_search_box(name: str, page: Page, site_url: str) -> None:
    page.goto(site_url + KINDS[name].url)
    box = page.get_by_role(BOX)
    box.blur()
    expect(box).not_to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press("/")  # there it is a character as any other
    expect(box).to_have_value("/")


def test_focus_can_be_seen(page: Page, site_url: str) -> None:
    page.goto(site_url + "about/")
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        shown = focused.evaluate("element => (s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(element))")
        assert shown[0] != "none", focused.inner_text()
        assert float(shown[1].removesuffix("px")) >= 2, focused.inner_text()


# From a disk, and without JavaScript

BROWSER_STYLE = ('"Times New Roman"', "rgba(0, 0, 0, 0)", "8px")


def style_of(page: Page) -> tuple[str, ...]:
    """Give font, background and margin of the page: a browser's own where the style sheet was not read."""
    script = "(s => [s.fontFamily, s.backgroundColor, s.margin])(getComputedStyle(document.body))"
    return tuple(page.evaluate(script))


def test_a_page_without_style_sheet_has_the_browser_style(page: Page) -> None:
    page.set_content("<!doctype html><p>Text")
    assert style_of(page) == BROWSER_STYLE


def test_the_site_works_from_a_disk(page: Page, built_site: Path) -> None:
    root = built_site.as_uri() + "/"
    page.goto(root + "index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Korea and the Powers")
    assert style_of(page) != BROWSER_STYLE
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(root + "timeline/index.html")
    page.get_by_role("link", name="Korean War", exact=True).click()
    expect(page).to_have_url(root + "events/1950-06-25-korean-war/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Korean War")
    assert style_of(page) != BROWSER_STYLE
    page.get_by_role("link", name="Korea and the Powers", exact=True).click()
    expect(page).to_have_url(root + "index.html")


def test_no_link_leads_to_a_folder_from_a_disk(page: Page, built_site: Path) -> None:
    for name, kind in KINDS.items():
        if name == "not found":  # its links are for servers
            continue
        page.goto(f"{built_site.as_uri()}/{kind.url}index.html")
        addresses = [address.partition("#")[0] for address in page.locator("a").evaluate_all(ADDRESSES)]
        own = [address for address in addresses if address.startswith("file:")]
        assert own, name
        assert [address for address in own if not address.endswith(".html")] == [], name


def test_search_from_a_disk_says_that_it_needs_a_server(page: Page, built_site: Path) -> None:
    root = built_site.as_uri() + "/"
    page.goto(root + "index.html")
    page.get_by_role(BOX).fill("Joseon")
    page.keyboard.press("Enter")
    expect(page).to_have_url(root + "search/index.html?q=Joseon")
    expect(page.get_by_role("status")).to_contain_text("needs a web server")
    page.get_by_role("main").get_by_role("link", name="A–Z").click()
    expect(page).to_have_url(root + "glossary/index.html")


def test_pages_read_without_javascript(make_page: MakePage, site_url: str) -> None:
    page = make_page(java_script_enabled=False)
    page.goto(site_url + ARTICLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Korea and Russia to 1905")
    expect(page.get_by_text("Joseon sent musketeers")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    expect(page.get_by_role("link", name="Korean War", exact=True)).to_be_visible()


def test_search_without_javascript_leads_to_the_lists(make_page: MakePage, site_url: str) -> None:
    page = make_page(java_script_enabled=False)
    page.goto(site_url + ARTICLE)
    page.get_by_role(BOX).fill("Joseon")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(site_url + "search/?q=Joseon")
    instead = page.locator("noscript p")  # by text or role, Playwright finds nothing within noscript
    expect(instead).to_be_visible()
    expect(instead).to_contain_text("Search needs JavaScript")
    instead.locator("a").filter(has_text="A–Z").click()
    expect(page).to_have_url(site_url + "glossary/")


# How it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out(scheme: Literal["light", "dark"], page: Page, site_url: str) -> None:
    """Text and ground differ by the contrast that WCAG asks for, 4.5 to 1."""
    page.emulate_media(color_scheme=scheme)
    for name in ("article", "relation of lineages", "home"):
        page.goto(site_url + KINDS[name].url)
        ground = [float(part) for part in re.findall(r"[\d.]+", style_of(page)[1])]
        assert (sum(ground[:3]) > 600) == (scheme == "light"), name
        assert page.evaluate(LOW_CONTRAST) == [], name


LOW_CONTRAST = """() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [r, g, b] = numbers(colour).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        for (; element; element = element.parentElement) {
            const colour = getComputedStyle(element).backgroundColor;
            if ((numbers(colour)[3] ?? 1) === 1) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
    const low = new Set();
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own || !element.checkVisibility({visibilityProperty: true})) continue;
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
        if ((a + 0.05) / (b + 0.05) < 4.5) low.add(`${element.localName}.${element.className}: ` +
            `${getComputedStyle(element).color} on ${ground(element)}`);
    }
    return [...low];
}"""
