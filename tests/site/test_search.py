"""The search of the shipped site in a browser: what is found, in which order, and how the page behaves."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

import pytest
from playwright.sync_api import Locator, Page, expect

RIVALRY = "glossary/sino-soviet-rivalry/"
TREATY = "events/1884-07-07-russo-korean-treaty/"
NONSENSE = "xyzzyqwv"

# What is searched, and the page that must come first.
FIRST = {
    "Sino-Soviet": RIVALRY,
    "sino soviet split": RIVALRY,
    "1884": "timeline/1884/",
    "1880s": "timeline/1880s/",
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
    "mutual defense treaty": "events/1953-10-01-mutual-defense-treaty/",
    "mutual defense clause": "glossary/mutual-defence-clause/",
    "Balance of Intrigue": "sources/lensen-1982/",
    "lensen": "sources/lensen-1982/",
    "annexation of Korea": "events/1910-08-29-annexation-of-korea/",
    "lankov": "glossary/andrei-lankov/",
}
# What is searched, and pages that must all be among the first three.
AMONG_THREE = {
    "1905": ["timeline/1905/", "events/1905-11-28-american-legation-in-seoul-closes/"],
    "russia south korea trade": [
        "statistics/trade-south-korea-russia/",
        "events/2001-russian-south-korean-trade/",
    ],
    "korea": ["lineages/korea/"],
    "soviet union and korea": ["articles/soviet-union-and-korea-1917-1953/"],
    "putin": ["glossary/vladimir-putin/", "events/2000-07-19-putin-visits-pyongyang/"],
    "treaty 2000": ["events/2000-02-09-russian-north-korean-treaty/"],
    "1990 diplomatic relations": ["events/1990-09-30-soviet-south-korean-relations/"],
    "soviet union south korea": ["relations/south-korea-soviet-union/"],
    "soviet union south korea diplomatic relations": ["events/1990-09-30-soviet-south-korean-relations/"],
    "mutual defense": ["events/1953-10-01-mutual-defense-treaty/", "glossary/mutual-defence-clause/"],
    "russia": ["countries/russia/"],
    "north korea": ["countries/north-korea/"],
    "korean communist party": ["glossary/korean-communist-party/"],
    "DPRK": ["countries/north-korea/"],
    "treaties": ["topics/treaties/"],
}
# A page, and searches that must each have it among the first three: dates, persons, places, figures and other names of
# the three source entries, as people spell them.
FOUND = {
    "sources/lankov-korea/": "Encyclopedia of Russian History",
    "sources/us-korea/": "Dictionary of American History",
    "glossary/thirty-eighth-parallel/": "demarcation line",
    "statistics/trade-south-korea-russia/": "4.2 billion",
    "articles/koreans-in-russia-and-central-asia/": "Koreans in Russia",
    "articles/russia-and-south-korea-since-1990/": "4.2 billion",
    "articles/south-korea-and-the-soviet-union-to-1990/": "joint ventures",
    "events/17th-century-first-contacts/": "seventeenth century | 17th century",
    "events/1858-russia-on-the-lower-amur/": "1858 | 1861 | russia korea border | 14 kilometres | 17 kilometres border",
    "events/1866-08-general-sherman-incident/": "August 1866",
    "events/1871-06-american-expedition-to-korea/": "1871 | 250 Koreans | Shinmiyangyo | Korean War of 1871 | 신미양요",
    "events/1882-05-22-joseon-united-states-treaty/": "22 May 1882 | treaty of 1882 | 조미수호통상조약",
    "events/1884-07-07-russo-korean-treaty/": "7 July 1884 | July 7, 1884",
    "events/1885-first-russians-arrive-in-korea/": "1885",
    "events/1904-02-08-russo-japanese-war/": "1904 | Русско-японская война",
    "events/1905-11-17-japan-takes-over-korean-foreign-relations/": "17 November 1905 | 을사조약",
    "events/1905-11-28-american-legation-in-seoul-closes/": "28 November 1905",
    "events/1910-08-29-annexation-of-korea/": "1910",
    "events/1917-11-07-october-revolution/": "1917",
    "events/1925-korean-communist-party-founded/": "1925",
    "events/1928-korean-communist-party-disbanded/": "1928",
    "events/1930s-soviet-support-for-korean-guerrillas/": "1930s",
    "events/1937-08-21-deportation-of-koreans/": "deportation 1937",
    "events/1938-korean-labourers-on-sakhalin/": "coal mines",
    "events/1942-kim-il-sung-in-the-red-army/": "1942",
    "events/1945-08-11-soviet-army-enters-korea/": "11 August 1945",
    "events/1945-09-american-forces-occupy-southern-korea/": "40,000 | September 1945",
    "events/1948-10-12-soviet-north-korean-relations/": "12 October 1948",
    "events/1949-01-01-united-states-recognises-south-korea/": "1 January 1949",
    "events/1950-01-stalin-approves-attack/": "late 1949",
    "events/1950-06-25-korean-war/": "25 June 1950 | fighter jets | Корейская война | 26 July 1950 | 육이오 | 한국전쟁",
    "events/1961-07-06-soviet-north-korean-treaty/": "6 July 1961",
    "events/1965-10-03-immigration-act/": "1965 | Immigration Act 1965",
    "events/1976-koreagate/": "1976 | Koreagate | Korea-gate | bribes congressmen | 코리아게이트",
    "events/1979-05-south-korean-finnish-agreement/": "May 1979 | Finnish",
    "events/1980-korean-exports-change/": "1980 | consumer electronics | popular culture",
    "events/1986-07-28-vladivostok-speech/": "July 1986 | Vladivostok speech",
    "events/1988-09-16-krasnoyarsk-speech/": "September 1988 | Krasnoyarsk speech | August 1988",
    "events/1988-09-17-seoul-olympics/": "Seoul Olympics | Olympics 1988 | tourist ships",
    "events/1988-kotra-trade-memorandum/": "trade memorandum",
    "events/1988-rumoured-visit-of-rohs-adviser/": "rumored visit Moscow",
    "events/1989-04-soviet-trade-office-in-seoul/": "April 1989 | trade office",
    "events/1989-06-02-kim-young-sam-in-moscow/": "2 June 1989",
    "events/1989-06-kim-young-sam-meets-the-north-korean-ambassador/": "North Korean ambassador Moscow",
    "events/1989-07-south-korean-trade-office-in-moscow/": "July 1989",
    "events/1990-06-04-san-francisco-summit/": "June 1990",
    "events/1990-09-30-soviet-south-korean-relations/": "30 September 1990",
    "events/1990s-united-states-trade-surpluses/": "10 billion",
    "events/1991-end-of-subsidised-trade/": "2.3 billion | 0.1 billion",
    "events/1992-11-20-defence-protocol/": "20 November 1992 | warships visit 1992",
    "events/1997-07-23-hot-line-agreement/": "23 July 1997 | July 23 1997",
    "events/2000s-irkutsk-gas-fields/": "gas fields",
    "events/2000s-russian-debt-offer/": "1.7 billion",
    "events/2001-02-putin-visits-seoul/": "February 2001 | Putin Seoul",
    "events/2001-russian-south-korean-trade/": "2.9 billion | scrap metal | seafood",
    "events/2003-08-27-six-party-talks/": "six-party talks | six party talks | шестисторонние переговоры | 6자회담",
    "events/2004-09-roh-moo-hyun-in-moscow/": "September 2004",
    "events/2006-selection-of-the-first-south-korean-astronaut/": "first Korean astronaut",
    "events/2008-04-08-yi-so-yeon-flies-into-space/": "April 2008",
    "events/2009-05-25-north-korean-nuclear-test/": "25 May 2009 | nuclear test",
    "events/2009-05-27-north-korea-threatens-south-korea/": "nuclear war Moscow news agencies",
    "events/2009-05-lee-medvedev-phone-call/": "phone call Lee Medvedev",
    "events/2009-08-25-first-launch-of-naro-1/": "first satellite",
    "events/2013-01-30-naro-1-reaches-orbit/": "satellite launch",
    "glossary/aeroflot/": "Аэрофлот",
    "glossary/amur-river/": "Амур",
    "glossary/bilateralism/": "multilateralism | free trade agreements",
    "glossary/bill-clinton/": "Clinton",
    "glossary/busan/": "Pusan | Пусан | 부산 | 釜山 | 4,399,515",
    "glossary/caucasus/": "Caspian",
    "glossary/daewoo/": "Daewoo | 대우 | 22 March 1967 | chaebol",
    "glossary/dmitry-medvedev/": "Медведев",
    "glossary/ganghwa-island/": "Kanghwa",
    "glossary/general-sherman-ship/": "General Sherman",
    "glossary/george-w-bush/": "George Bush | George W Bush",
    "glossary/gyeongsang/": "Kyongsang | eight provinces",
    "glossary/hermit-kingdom/": "Hermit Kingdom",
    "glossary/hong-kong/": "Hong Kong | Macau",
    "glossary/hot-line/": "hot line | hotline",
    "glossary/human-rights-in-south-korea/": "human rights",
    "glossary/incheon/": "Jemulpo | Chemulpo | Inchon | 인천 | 4,700 people | 1883 | Чемульпо",
    "glossary/inter-korean-railway/": "inter-Korean railroad | railway",
    "glossary/international-space-station/": "ISS | Skylab",
    "glossary/irkutsk/": "Irkutsk | Ivan Pokhabov | 1652 | 1661",
    "glossary/jeolla/": "Chŏlla | Cholla | 전라도 | Gwangju",
    "glossary/jimmy-carter/": "Jimmy Carter",
    "glossary/kim-young-sam/": "Kim Young Sam | Kim Yong-sam | Ким Ён Сам",
    "glossary/korean-adoptees/": "war orphans | adoption",
    "glossary/korean-guerrillas-in-manchuria/": "guerrillas",
    "glossary/koryo-saram/": "Koryo-saram | koryo saram | 고려사람 | 고려인 | Корё-сарам",
    "glossary/kotra/": "KOTRA | Korean Trade Promotion Corporation",
    "glossary/krasnoyarsk/": "Krasnoyarsk | 973,891 | Yenisei",
    "glossary/kremlin/": "Кремль",
    "glossary/lee-bum-suk/": "Lee Bum-suk | Lee Beom Suk | 이범석",
    "glossary/lee-myung-bak/": "Lee Myung-bak | Yi Myung-bak",
    "glossary/lucky-goldstar/": "Lucky Goldstar",
    "glossary/manchuria/": "Manchuria",
    "glossary/mikhail-gorbachev/": "Gorbachev | Горбачев | Горбачёв",
    "glossary/nakhodka-free-economic-zone/": "Nakhodka | Находка",
    "glossary/new-thinking/": "new thinking",
    "glossary/nordpolitik/": "Nordpolitik | 북방정책",
    "glossary/proliferation-security-initiative/": "PSI | weapons of mass destruction",
    "glossary/pyongyang/": "Pyeongyang | P'yongyang | 3,255,388",
    "glossary/roh-moo-hyun/": "Roh Muhyeon | No Muhyŏn | No Muhyon | 노무현 | Но Му Хён | Но Му Хен",
    "glossary/roh-tae-woo/": "Roh Tae Woo | 노태우 | Ро Дэ У",
    "glossary/russian-debt-to-south-korea/": "debt",
    "glossary/russian-far-east/": "Baikal | timber fish oil metals",
    "glossary/russians-in-korea/": "Russians in Korea | Tatars",
    "glossary/sakhalin/": "Sahkalin | Saghalien | 사할린 | Сахалин",
    "glossary/san-francisco/": "San Francisco",
    "glossary/security-umbrella/": "security umbrella",
    "glossary/seoul/": "Сеул",
    "glossary/soyuz/": "Союз | Korolyov",
    "glossary/subsidised-trade/": "subsidized trade",
    "glossary/taedong-river/": "Taedong",
    "glossary/technology-transfer/": "high technology transfers",
    "glossary/trans-siberian-railway/": "Trans-Siberian Railroad | TSR",
    "glossary/tumen-river/": "Tumen | 두만강",
    "glossary/un-security-council/": "UN Security Council resolution",
    "glossary/vladimir-putin/": "Vladimir Vladimirovich Putin | 31 December 1999",
    "glossary/vladivostok/": "257 metres | Vladivostok | Владивосток | Mount Kholodilnik | Muravyov-Amursky",
    "glossary/volgograd/": "Volgograd | Stalingrad | Tsaritsyn",
    "glossary/w-b-preston/": "Preston | W.B. Preston",
    "glossary/washington-dc/": "Washington | 16 July 1790",
    "glossary/yevgeny-primakov/": "Yevgeni Primakov | Примаков",
    "glossary/yi-so-yeon/": "Yi So-yeon | 이소연",
    "countries/albania/": "Albania",
    "countries/finland/": "Finland",
    "countries/north-korea/": "Demilitarized Zone | 북한 | КНДР",
    "countries/russia/": "83 federal subjects | Россия | 러시아",
    "countries/singapore/": "63 islands",
    "countries/south-korea/": "대한민국 | ROK | 한국",
    "countries/ukraine/": "603,628 | Ukraine",
    "countries/united-states/": "미국 | USA | США | 美國",
    "statistics/american-service-members-in-the-korean-war/": "1.6 million",
    "statistics/cost-of-the-south-korean-astronaut-programme/": "20 billion",
    "statistics/korean-american-population/": "100,000 | 1.3 million | 1,076,872",
    "statistics/korean-wives-arriving-in-the-united-states/": "20,000",
    "statistics/koreans-in-the-former-soviet-union/": "500,000",
    "statistics/koreans-on-sakhalin/": "Sakhalin Koreans 300,000",
    "statistics/russians-in-south-korea/": "10,000 Russians",
    "statistics/south-korean-economic-growth/": "9 percent | economic growth 9 per cent",
    "statistics/soviets-at-the-seoul-olympics/": "6,000 Soviets",
    "relations/north-korea-united-states/": "united states north korea",
    "sources/baldwin-1974/": "Without Parallel",
    "sources/chung-1992/": "Il Yung Chung",
    "sources/lee-patterson-1986/": "Yur-Bok Lee | Wayne Patterson",
    "sources/ree-1989/": "van Ree",
    "sources/sutter-han-1990/": "Han Sungjoo",
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


MakePage = Callable[..., Page]


WIDTHS = [360, 768, 1440]
every_width = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture
def width(request: pytest.FixtureRequest) -> int:
    """The width of a phone, a tablet or a desk: each test has one, always the same, if it doesn't ask for all."""
    return WIDTHS[crc32(request.node.name.encode()) % len(WIDTHS)]


@pytest.fixture
def page(make_page: MakePage, width: int) -> Page:
    """An empty page."""
    page = make_page()
    page.set_viewport_size({"width": width, "height": 800})
    return page


def test_the_page_that_is_meant_comes_first(search_pages: list[Page]) -> None:
    answers = search_all(search_pages, FIRST)
    assert {query: order[:5] for query, order in answers.items() if order[:1] != [FIRST[query]]} == {}


def test_the_pages_that_are_meant_are_among_the_first(search_pages: list[Page]) -> None:
    answers = search_all(search_pages, AMONG_THREE)
    missed = {query: order for query, order in answers.items() if not set(AMONG_THREE[query]) <= set(order[:3])}
    assert {query: order[:6] for query, order in missed.items()} == {}


def test_what_the_sources_tell_of_is_found(search_pages: list[Page]) -> None:
    wanted = {query: page for page, queries in FOUND.items() for query in queries.split(" | ")}
    answers = search_all(search_pages, wanted)
    assert {query: order[:3] for query, order in answers.items() if wanted[query] not in order[:3]} == {}


@pytest.fixture
def search_pages(make_page: Callable[..., Page], site_url: str) -> list[Page]:
    """Several search pages: one alone spends its time waiting for more to be typed."""
    pages = [make_page() for _ in range(8)]
    for page in pages:
        open_search(page, site_url)
    return pages


@pytest.mark.parametrize("query", [NONSENSE, "Madagascar", "Wonsan", "Koreabcdefghijkl"])
def test_a_word_that_stands_nowhere_gives_no_result_but_a_way_on(
    query: str, page: Page, site_url: str, shipped_root: Path
) -> None:
    """Pagefind itself would answer with pages that have its beginning, “won” or “korea”."""
    holding = [
        file.name
        for file in (shipped_root / "content").rglob("*.*")
        if query.lower() in file.read_text("utf-8").lower()
    ]
    assert holding == []  # else another word must be taken here
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


@every_width
def test_the_home_page_searches(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").fill("Sino-Soviet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site_url + "search/?q=Sino-Soviet")
    expect(results(page).first).to_have_text("Sino-Soviet rivalry")
    expect(page.get_by_role("searchbox")).to_have_value("Sino-Soviet")


@every_width
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


@every_width
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


@every_width
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


@every_width
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


@every_width
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


# Narrowing, other names, nearest names


@every_width
def test_results_can_be_narrowed_and_the_address_keeps_it(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    expect(page.get_by_role("combobox", name="Kind")).to_be_hidden()
    everything = search(page, "treaty")
    page.get_by_role("combobox", name="Country").select_option("Joseon")
    page.get_by_role("combobox", name="Decade").select_option("1880s")
    expect(page).to_have_url(f"{site_url}search/?q=treaty&country=Joseon&decade=1880s")
    addresses = results(page).evaluate_all("links => links.map(link => link.href)")
    assert site_url + TREATY in addresses
    assert len(addresses) < len(everything)
    page.reload()
    expect(results(page)).to_have_count(len(addresses))
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Joseon")
    page.get_by_role("combobox", name="Country").select_option("All")
    page.get_by_role("combobox", name="Decade").select_option("All")
    expect(page).to_have_url(f"{site_url}search/?q=treaty")
    expect(results(page)).to_have_count(len(everything))


def test_a_result_says_by_which_other_name_it_was_found(page: Page, site_url: str) -> None:
    open_search(page, site_url)
    for query, label in (("Pusan", "also: Pusan"), ("Пусан", "also: Пусан"), ("부산", "also: 부산")):
        search(page, query)
        item = page.locator("#results li").filter(has=page.get_by_role("link", name="Busan"))
        expect(item.locator(".label")).to_contain_text(label)
    search(page, "Busan")
    expect(page.locator("#results li").first.locator(".label")).not_to_contain_text("also")


@pytest.mark.parametrize(("name", "language"), [("Пусан", "ru"), ("부산", "ko"), ("釜山", "ko-Hani")])
def test_words_in_other_scripts_are_marked(page: Page, site_url: str, name: str, language: str) -> None:
    open_search(page, site_url, name)
    expect(page.locator(f"#search-status [lang={language}]")).to_have_text(name)
    expect(page.locator(f"#results .label [lang={language}]").first).to_have_text(name)
    expect(page.locator("#results a").first).to_have_text("Busan")
    expect(page.locator("#results a [lang]")).to_have_count(0)


@pytest.mark.parametrize(("query", "name"), [("Perestorika", "Perestroika"), ("Gorbchaev", "Mikhail Gorbachev")])
def test_a_misspelt_name_leads_to_the_nearest(page: Page, site_url: str, query: str, name: str) -> None:
    open_search(page, site_url, query)
    expect(page.get_by_role("status")).to_contain_text("No results")
    page.get_by_text("Nearest names").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
