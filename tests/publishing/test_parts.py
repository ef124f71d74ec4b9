"""Lists that are too long for a page: a made-up base of some thousands of entries, and the mechanism by itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from urllib.parse import urljoin

import pytest
from samples import SETTINGS, Silent, write_site

from koreadiplo.builder import understand
from koreadiplo.publishing.pages import parts
from koreadiplo.publishing.pages.parts import FIRST, Listing, Lists, by_letter
from koreadiplo.publishing.plan import Plan, PlannedPage
from koreadiplo.publishing.render import render_site
from koreadiplo.publishing.views import Group, PartPage, Ref

MOST = 200_000
LINEAGES = """
[lineages]
north = "The North"
south = "The South"
"""
HERE = Ref("Salt", "glossary/salt/")
HOME = Ref("Home", "")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SENTENCE = (
    "The envoys of both courts went to the river for Salt and stayed until the ice broke in the spring of that year. "
)


def listing(titles: Sequence[str], **more: object) -> Listing[str]:
    options: dict[str, object] = {"look": "dated", **more}
    return Listing("Events", "events", titles, lambda some: [Ref(title, "x/") for title in some], **options)


def lists(*listings: Listing[str], room: int = 30_000) -> Lists:
    return Lists(HERE, (HOME,), listings, room)


def names(number: int) -> list[str]:
    return [f"{LETTERS[at // 10 % 26]}{at:04}" for at in range(number)]


def made(shown: Lists) -> list[PartPage]:
    return [make_view() for _, make_view in shown.pages()]


def test_lists_that_fit_together_stay_whole() -> None:
    both = lists(listing(names(50)), replace(listing(names(50)), path="others"))
    assert [(len(group.lines), group.more, group.parts) for group in both.groups(["events", "others"])] == [
        (50, None, ()),
        (50, None, ()),
    ]
    assert made(both) == []


def test_lists_that_do_not_keep_their_first_lines_and_lead_to_all() -> None:
    both = lists(listing(names(1000)), replace(listing(names(FIRST)), path="others"))
    long, short = both.groups(["events", "others"])
    assert [ref.title for ref in long.lines] == names(1000)[:FIRST]
    assert long.more == Ref("All 1,000 events", "glossary/salt/events/")
    assert (len(short.lines), short.more) == (FIRST, None)
    assert {page.url.removeprefix(HERE.url) for page in made(both)} == {"events/", "events/2/", "events/3/"}


def test_numbered_pages_have_every_line_once_and_follow_one_another() -> None:
    pages = made(lists(listing(names(1000))))
    assert [ref.title for page in pages for ref in page.lines] == names(1000)
    assert [page.title for page in pages] == ["Salt: events", "Salt: events, page 2", "Salt: events, page 3"]
    first, second, last = pages
    assert (first.previous, first.next) == (None, Ref("page 2", "glossary/salt/events/2/"))
    assert (second.previous, last.next) == (Ref("page 1", "glossary/salt/events/"), None)
    assert second.told == f"467–932 of 1,000, from “{second.lines[0].title}” to “{second.lines[-1].title}”"
    assert [ref.title for ref in second.breadcrumbs] == ["Home", "Salt", "Salt: events", "Salt: events, page 2"]
    assert [(part.title, part.url) for part in second.pages] == [
        ("1", "glossary/salt/events/"),
        ("2", "glossary/salt/events/2/"),
        ("3", "glossary/salt/events/3/"),
    ]


def test_letters_have_pages_and_those_of_many_lines_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROOM", 3000)  # ten lines
    titles = ["Åland", *(f"a{at:02}" for at in range(11)), "Émile", "1904", "Жук"]
    shown = lists(listing(titles, section=by_letter, name=""), room=0)
    shown = replace(shown, lists=[replace(shown.lists[0], items=[*titles, *(f"z{at}" for at in range(9))])])
    group = shown.group("events")
    assert (group.lines, group.more) == ((), None)
    assert [(part.title, part.url.removeprefix(HERE.url), part.count) for part in group.parts] == [
        ("A", "events/a/", 12),
        ("E", "events/e/", 1),
        ("0–9", "events/0-9/", 1),
        ("Ж", "events/u0436/", 1),
        ("Z", "events/z/", 9),
    ]
    pages = {page.url.removeprefix(HERE.url): page for page in made(shown)}
    assert list(pages) == ["events/a/", "events/a/2/", "events/e/", "events/0-9/", "events/u0436/", "events/z/"]
    assert {len(page.sections) for page in pages.values()} == {5}
    assert [len(page.pages) for page in pages.values()] == [2, 2, 0, 0, 0, 0]
    second = pages["events/a/2/"]
    assert (second.previous, second.next) == (
        Ref("A, page 1", "glossary/salt/events/a/"),
        Ref("E", "glossary/salt/events/e/"),
    )
    assert pages["events/z/"].told.startswith("9 of 24 in all")


def test_very_many_numbered_pages_are_led_to_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROOM", 300)
    pages = made(lists(listing(names(250))))
    assert len(pages) == 250
    assert [part.title for part in pages[7].pages][:3] == ["1", "4", "7"]


def test_every_line_has_a_macro() -> None:
    written = (Path(__file__).parents[2] / "templates" / "lines.html").read_text()
    assert set(parts._BYTES) <= set(re.findall(r"{% macro (\w+)\(lines", written))


# A base in which everything is too long


def _base() -> dict[str, str]:
    files: dict[str, str] = {}

    def put(id_: str, keys: str, body: str = SENTENCE) -> None:
        files[f"{id_}.md"] = f"---\n{keys}---\n\n{body}\n"

    slugs = [f"{LETTERS[at % 26]}-land-{at}" for at in range(60)]
    for at, slug in enumerate(slugs):
        side = "north" if at % 2 else "south"
        put(f"countries/{slug}", f"title: The Kingdom of {slug}\nexists: 1700/..\nlineage: {side}\n", "")
    for at, (one, other) in enumerate(list(combinations(slugs, 2))[:480]):
        keys = f"summary: {SENTENCE}\ncountries: [{one}, {other}]\ntopics: [trade]\ndate: 1800/1900\nsources: [s1]\n"
        put(
            f"articles/{LETTERS[at % 3]}-{at}",
            f"title: {LETTERS[at % 3]} history of {one} and {other}\n{keys}",
            SENTENCE * 3,
        )
    for at in range(900):
        other = slugs[at % 58 + 2] if at < 58 else slugs[1]
        effect = "effect: established\n" if at < 58 else ""
        date = "1850-05-06/1999" if at % 2 else f"18{at % 90 + 10}-05-06"
        if at < 150:
            date = "1850-05-06"
        dispute = f"disputed: [{{claim: Who came first, value: {SENTENCE * 2}, source: s2, note: {SENTENCE}}}]\n"
        keys = (
            f"date: {date}\ncountries: [{slugs[0]}, {other}]\ntype: {'treaty' if at % 2 else 'visit'}\nplace: place-1\n"
        )
        keys += f"topics: [trade]\nsources: [s{at % 400}]\nin_force: 1850/2000\n" if at % 2 else ""
        title = f"title: The {LETTERS[at % 26]} embassy goes to the court of {other}, {at}\n"
        put(f"events/{at}-embassy", title + keys + effect + dispute, f"{at}. {SENTENCE}")
    put(
        "events/congress",
        f"title: The congress of all\ndate: 1860\ntype: conference\ncountries: [{', '.join(slugs)}]\n",
    )
    put("glossary/salt", "title: Salt\ntype: thing\n")
    for at in range(200):
        where = f"coordinates: {{lat: {at % 80 - 40}, lon: {at * 1.5 - 150}}}\n"
        put(f"glossary/place-{at}", f"title: {LETTERS[at % 26]}town of the river {at}\ntype: place\n{where}")
    for at in range(450):
        values = ", ".join(f"{{date: {year}, value: {at}, source: s{at % 400}}}" for year in (1850, 1900))
        keys = f"countries: [{slugs[0]}, {slugs[1]}]\nunit: tonnes a year\nvalues: [{values}]\n"
        put(f"statistics/{at}-trade", f"title: {LETTERS[at % 26]} trade of the kingdoms, {at}\n{keys}")
    works = [
        f"- {{id: s{at}, type: book, title: {SENTENCE[:90]} {at}, author: [{{family: {LETTERS[at % 26]}son}}]}}"
        for at in range(400)
    ]
    files["sources.yaml"] = "references:\n" + "\n".join(works) + "\n"
    return files


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    understood = understand(write_site(tmp_path_factory.mktemp("big"), _base(), SETTINGS + LINEAGES), None, 1, Silent())
    assert understood.plan, understood.diagnostics[:5]
    return understood.plan


class Texts:
    """Takes pages, by address."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def write(self, name: str, data: bytes) -> bool:
        self.texts[name.removesuffix("index.html")] = data.decode()
        return True

    def keep(self, name: str, size: int, changed: int) -> bool:
        return False

    def last_change(self, name: str) -> int:
        return 0


@pytest.fixture(scope="module")
def written(plan: Plan) -> dict[str, str]:
    """The pages that list others, those with lists of their own beside a text, and the parts of both, by address."""
    alone = {"article", "event", "country", "term", "statistic", "source", "relation"}
    whole = {page.view.whole.url for page in plan.pages if page.template == "part"}
    chosen = [page for page in plan.pages if page.template not in alone or page.url in whole]
    output = Texts()
    render_site(replace(plan, pages=tuple(chosen), redirects=()), output, {}, {}, 1, lambda number: None)
    return output.texts


def _parts(plan: Plan, under: str) -> list[PlannedPage]:
    return [page for page in plan.pages if page.template == "part" and page.url.startswith(under)]


def test_no_page_passes_200_kilobytes(written: dict[str, str]) -> None:
    sizes = Counter({url: len(text.encode()) for url, text in written.items()})
    assert [item for item in sizes.most_common(5) if item[1] > MOST] == []
    assert sum(size > MOST // 3 for size in sizes.values()) > 10  # else the base is too small to show anything


@pytest.mark.parametrize(
    "under",
    [
        *("articles/all/", "statistics/all/", "relations/all/", "glossary/all/", "sources/all/"),
        *(
            "disagreements/all/",
            "map/all/",
            "topics/trade/events/",
            "sources/s1/articles/",
            "lineages/north/relations/",
        ),
        *("glossary/salt/mentioned/events/", "glossary/place-1/events/", "timeline/treaty/1850s/"),
        *("countries/a-land-0/events/", "countries/a-land-0/relations/", "relations/a-land-0-b-land-1/events/"),
        *("relations/north-south/pairs/", "relations/north-south/disagreements/", "relations/north-south/sources/"),
        *("events/congress/relations/", "timeline/1850/events/", "timeline/1850/changes/", "timeline/1850/statistics/"),
        *("timeline/1880/going-on/", "timeline/1880/treaties/", "timeline/1890s/ongoing/"),
    ],
)
def test_each_long_list_has_parts(plan: Plan, under: str) -> None:
    assert [page.url for page in _parts(plan, under)] != []


def test_links_lead_to_pages_that_there_are(plan: Plan, written: dict[str, str]) -> None:
    known = {page.url for page in plan.pages} | {redirect.url for redirect in plan.redirects}
    base = "https://sample.example/"
    broken = {
        target
        for url, text in written.items()
        for href in re.findall(r'<a [^>]*href="([^"#]+)', text)
        if (target := urljoin(base + url, href)).startswith(base)
        and target.removeprefix(base) not in known
        and not target.startswith(f"{base}assets/")
    }
    assert broken == set()
    anchors = {
        (url, id_)
        for url, text in written.items()
        for id_ in re.findall(r'href="#([^"]+)"', text)
        if f'id="{id_}"' not in text
    }
    assert anchors == set()


def test_each_part_is_reached_from_its_page(plan: Plan, written: dict[str, str]) -> None:
    for page in _parts(plan, ""):
        view = page.view
        assert isinstance(view, PartPage)
        if view.previous is None:
            links = {
                urljoin(f"/{view.whole.url}", href) for href in re.findall(r'href="([^"#]+)', written[view.whole.url])
            }
            assert f"/{page.url}" in links, page.url
        else:
            assert f'rel="next" href="{"../" * view.previous.url.count("/")}{page.url}"' in written[view.previous.url]


def test_a_part_says_where_in_the_list_it_is(written: dict[str, str]) -> None:
    def current(url: str) -> list[tuple[str, str]]:
        return re.findall(r'aria-current="(\w+)">([^<]+)</a></li>', written[url].partition("<main")[2])

    assert current("glossary/salt/mentioned/events/2/") == [("page", "2")]
    assert current("articles/all/b/") == [("page", "B")]
    (letter,) = {url for url in written if re.fullmatch("relations/all/t/2/", url)}
    assert current(letter) == [("page", "2")]  # all titles begin with one letter, to which nothing needs to lead


def test_nothing_is_lost(plan: Plan) -> None:
    base = plan.shelf.base

    def listed(under: str) -> Counter[str]:
        return Counter(line.url for page in _parts(plan, under) for line in page.view.lines)

    assert listed("articles/all/") == Counter(f"{id_}/" for id_ in base.entries if id_.startswith("articles/"))
    kinds = ("events/", "glossary/", "countries/")
    assert set(listed("glossary/all/")) == {f"{id_}/" for id_ in base.entries if id_.startswith(kinds)} | {
        "lineages/north/",
        "lineages/south/",
    }
    assert sum(listed("glossary/salt/mentioned/").values()) + _shown(plan, "glossary/salt/") == len(
        base.backlinks["glossary/salt"]
    )
    disputed = [line.ref.url for page in _parts(plan, "disagreements/all/") for line in page.view.lines]
    assert Counter(disputed) == Counter(f"{id_}/" for id_ in base.disagreements)


def _shown(plan: Plan, url: str) -> int:
    """Count the mentions that stand on the entry's page alone."""
    (page,) = [page for page in plan.pages if page.url == url]
    groups: tuple[Group[Ref], ...] = page.view.backlinks
    return sum(len(group.lines) for group in groups if not group.more)
