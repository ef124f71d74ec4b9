"""The search of the shipped site in a browser: what is found, in which order, and how the page behaves."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

RIVALRY = "glossary/sino-soviet-rivalry/"
TREATY = "events/1884-07-07-russo-korean-treaty/"
NONSENSE = "xyzzyqwv"

# What is searched, and the page that must come first.
FIRST = {
    "Sino-Soviet": RIVALRY,
    "sino soviet split": RIVALRY,
    "1884 treaty": TREATY,
    "treaty of 1884": TREATY,
    "조러수호통상조약": TREATY,
    "朝露修好通商條約": TREATY,
    "Joseon–Russian Empire": "relations/joseon-russian-empire/",
    "joseon russian empire": "relations/joseon-russian-empire/",
    "korea-russia": "relations/korea-russia/",
    "South Korea–Soviet Union": "relations/south-korea-soviet-union/",
    "north korea russia": "relations/north-korea-russia/",
    "조선": "countries/joseon/",
    "Chosŏn": "countries/joseon/",
    "chosun": "countries/joseon/",
    "korean empire": "countries/korean-empire/",
    "대한제국": "countries/korean-empire/",
    "USSR": "countries/soviet-union/",
    "СССР": "countries/soviet-union/",
    "소련": "countries/soviet-union/",
    "united states": "countries/united-states/",
    "Kim Il Sung": "glossary/kim-il-sung/",
    "Kim Il-sung": "glossary/kim-il-sung/",
    "kim ilsong": "glossary/kim-il-sung/",
    "김일성": "glossary/kim-il-sung/",
    "김이": "glossary/kim-il-sung/",  # on the way to 김일: an input method writes it letter by letter
    "金日成": "glossary/kim-il-sung/",
    "Ким Ир Сен": "glossary/kim-il-sung/",
    "Сталин": "glossary/josef-stalin/",
    "stalin": "glossary/josef-stalin/",
    "Putin Pyongyang 2000": "events/2000-07-19-putin-visits-pyongyang/",
    "perestroika": "glossary/perestroika/",
    "KAL 007": "events/1983-09-01-kal-007/",
    "38th parallel": "glossary/thirty-eighth-parallel/",
    "korean war": "events/1950-06-25-korean-war/",
    "russo-japanese war": "events/1904-02-08-russo-japanese-war/",
    "world war ii": "events/1939-09-01-world-war-ii/",
    "1961 treaty": "events/1961-07-06-soviet-north-korean-treaty/",
    "destalinization": "glossary/de-stalinization/",
    "seoul": "glossary/seoul/",
    "서울": "glossary/seoul/",
    "Пхеньян": "glossary/pyongyang/",
    "mutual defense": "glossary/mutual-defence-clause/",
    "Balance of Intrigue": "sources/lensen-1982/",
    "lensen": "sources/lensen-1982/",
    "annexation of Korea": "events/1910-08-29-annexation-of-korea/",
    "lankov": "glossary/andrei-lankov/",
}
# What is searched, and pages that must all be among the first three.
AMONG_THREE = {
    "russia south korea trade": [
        "statistics/trade-south-korea-russia/",
        "events/2001-russian-south-korean-trade/",
    ],
    "korea": ["lineages/korea/"],
    "soviet union and korea": ["articles/soviet-union-and-korea-1917-1953/"],
    "putin": ["glossary/vladimir-putin/", "events/2000-07-19-putin-visits-pyongyang/"],
    "treaty 2000": ["events/2000-02-09-russian-north-korean-treaty/"],
    "1990 diplomatic relations": ["events/1990-09-30-soviet-south-korean-relations/"],
    "soviet union south korea": [
        "relations/south-korea-soviet-union/",
        "events/1990-09-30-soviet-south-korean-relations/",
    ],
    "russia": ["countries/russia/"],
    "north korea": ["countries/north-korea/"],
    "korean communist party": ["glossary/korean-communist-party/"],
    "DPRK": ["countries/north-korea/"],
    "treaties": ["topics/treaties/"],
}


def results(page: Page) -> Locator:
    """Find the links of the results."""
    return page.locator("#results a")


def open_search(page: Page, url: str, query: str = "") -> None:
    page.goto(f"{url}search/" + (f"?q={quote(query)}" if query else ""))


def found(page: Page, query: str) -> list[str]:
    """Wait for the results of a query; give their addresses, relative to the site."""
    expect(page.get_by_role("status")).to_contain_text(f"“{query}”")
    root = page.url.partition("search/")[0]
    links = results(page).evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if not link.startswith(root)] == []
    return [link.removeprefix(root) for link in links]


def search(page: Page, query: str) -> list[str]:
    """Type a query into the box of the search page, and wait for its results."""
    page.get_by_role("searchbox").fill(query)
    return found(page, query)


def search_all(pages: list[Page], queries: Iterable[str]) -> dict[str, list[str]]:
    """Search in several pages at a time, each of which serves one query after the other."""
    waiting = list(queries)
    answers = {}
    while waiting:
        asked = list(zip(pages, waiting, strict=False))
        del waiting[: len(asked)]
        for page, query in asked:
            page.get_by_role("searchbox").fill(query)
        answers.update({query: found(page, query) for page, query in asked})
    return answers


# What is found


def test_the_page_that_is_meant_comes_first(search_pages: list[Page]) -> None:
    answers = search_all(search_pages, FIRST)
    assert {query: order[:5] for query, order in answers.items() if order[:1] != [FIRST[query]]} == {}


def test_the_pages_that_are_meant_are_among_the_first(search_pages: list[Page]) -> None:
    answers = search_all(search_pages, AMONG_THREE)
    missed = {query: order for query, order in answers.items() if not set(AMONG_THREE[query]) <= set(order[:3])}
    assert {query: order[:6] for query, order in missed.items()} == {}


@pytest.fixture
def search_pages(make_page: Callable[..., Page], site_url: str) -> list[Page]:
    """Several search pages: one alone spends its time waiting for more to be typed."""
    pages = [make_page() for _ in range(4)]
    for page in pages:
        open_search(page, site_url)
    return pages


@pytest.mark.parametrize("query", [NONSENSE, "Kazakhstan", "Wonsan", "Koreabcdefghijkl"])
def test_a_word_that_stands_nowhere_gives_no_result_but_a_way_on(query: str, page: Page, site_url: str) -> None:
    """Pagefind itself would answer with pages that have its beginning, “won” or “korea”."""
    open_search(page, site_url, query)
    expect(page.get_by_role("status")).to_contain_text(f"No results for “{query}”")
    expect(results(page)).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="A–Z").click()
    expect(page).to_have_url(site_url + "glossary/")


def test_an_unknown_word_beside_a_known_one(page: Page, site_url: str) -> None:
    """Whatever is shown, it is not claimed that nothing has the known word."""
    open_search(page, site_url)
    shown = search(page, f"perestroika {NONSENSE}")
    assert shown == [] or shown[0] == "glossary/perestroika/"


# How the page behaves


def test_the_home_page_searches(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").fill("Sino-Soviet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site_url + "search/?q=Sino-Soviet")
    expect(results(page).first).to_have_text("Sino-Soviet rivalry")
    expect(page.get_by_role("searchbox")).to_have_value("Sino-Soviet")


def test_every_page_searches(page: Page, site_url: str) -> None:
    page.goto(site_url + TREATY)
    page.get_by_role("searchbox").fill("김일성")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{site_url}search/?q={quote('김일성')}")
    expect(results(page).first).to_have_text("Kim Il Sung")


def test_works_below_a_path(page: Page, below_url: str) -> None:
    page.goto(below_url)
    page.get_by_role("searchbox").fill("38th parallel")
    page.keyboard.press("Enter")
    expect(page).to_have_url(below_url + "search/?q=38th+parallel")
    results(page).first.click()
    expect(page).to_have_url(below_url + "glossary/thirty-eighth-parallel/")


def test_the_page_for_unknown_addresses_searches(page: Page, below_url: str, page_problems: list[str]) -> None:
    page.goto(below_url + "some/old/address")
    page_problems.clear()  # the 404 itself
    page.get_by_role("searchbox").fill("perestroika")
    page.keyboard.press("Enter")
    expect(page).to_have_url(below_url + "search/?q=perestroika")
    expect(results(page).first).to_have_text("Perestroika")


def test_an_address_shows_its_results(page: Page, site_url: str) -> None:
    open_search(page, site_url, "1884 treaty")
    expect(page.get_by_role("searchbox")).to_have_value("1884 treaty")
    first = results(page).first
    expect(first).to_have_text("Russo-Korean Treaty of Amity and Commerce")
    expect(first).to_have_attribute("href", re.compile(f"{TREATY}$"))


def test_the_address_follows_what_is_typed(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Сталин")
    expect(results(page).first).to_have_text("Josef Stalin")
    expect(page).to_have_url(f"{site_url}search/?q={quote('Сталин')}")
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Josef Stalin")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Сталин")
    expect(results(page).first).to_have_text("Josef Stalin")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_url(f"{site_url}search/")
    expect(results(page)).to_have_count(0)
    expect(page.get_by_role("status")).to_be_empty()


def test_the_status_says_how_many_are_found(page: Page, site_url: str) -> None:
    open_search(page, site_url, "金日成")
    expect(page.get_by_role("status")).to_have_text("1 result for “金日成”")
    expect(results(page)).to_have_count(1)
    shown = search(page, "perestroika")
    assert len(shown) > 1
    expect(page.get_by_role("status")).to_have_text(f"{len(shown)} results for “perestroika”")


def test_many_results_come_in_parts(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    shown = search(page, "Soviet")
    assert len(shown) == 20
    number = int(page.get_by_role("status").inner_text().split()[0])
    assert number > 40
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(20)).to_be_focused()
    while more.is_visible():
        count = results(page).count()
        more.click()
        expect(results(page)).not_to_have_count(count)
    all_found = results(page).evaluate_all("links => links.map(link => link.href)")
    assert len(all_found) == len(set(all_found))
    expect(page.get_by_role("status")).to_have_text(f"{len(all_found)} results for “Soviet”")


def test_a_result_says_what_it_is_and_why_it_was_found(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    search(page, "Sungari")
    item = page.locator("#results li").filter(has=page.get_by_role("link", name="to 1905"))
    expect(item).to_contain_text("Article")
    expect(item.get_by_role("mark")).to_have_text(["Sungari"])
    expect(item).to_contain_text("on the Sungari and the Amur")


def test_what_is_found_is_never_markup(page: Page, site_url: str) -> None:
    query = "<img src=x onerror=alert(1)>"
    open_search(page, site_url, query)
    expect(page.get_by_role("status")).to_contain_text(f"“{query}”")
    expect(page.locator("main img")).to_have_count(0)


def test_results_can_be_reached_by_arrow_keys(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    shown = search(page, "perestroika")
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site_url + shown[0])


def test_enter_in_the_box_searches_again_without_leaving(page: Page, site_url: str) -> None:
    open_search(page, site_url, "perestroika")
    expect(results(page).first).to_have_text("Perestroika")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("“perestroika”")
    expect(page).to_have_url(site_url + "search/?q=perestroika")


def test_says_so_when_the_index_cannot_be_loaded(page: Page, site_url: str, page_problems: list[str]) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    open_search(page, site_url, "perestroika")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("main").get_by_role("link", name="A–Z")).to_be_visible()
    page_problems.clear()
