"""The timeline and its decades, years and types, from a site of few events and from one of more than a page holds."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest
from samples import Silent, build_site, write_site

from koreadiplo.builder import understand
from koreadiplo.model.entries import EventType
from koreadiplo.publishing.plan import Plan
from koreadiplo.publishing.views import DecadePage, EventListPage, Page, Period, TimelinePage, YearPage
from koreadiplo.publishing.wording import EVENT_TYPES

SETTINGS = """\
title = "Sample"
description = "A site made up for a test."
language = "en"
base_url = "https://sample.example/"

[topics]
trade = "Trade"
war = "War"

[lineages]
lily = "The Lily"
rose = "The Rose"
"""
COUNTRIES = {
    "countries/old.md": "---\ntitle: Old Lily\nexists: 0500/1910-05-06\nlineage: lily\n---\n",
    "countries/new.md": "---\ntitle: New Lily\nexists: 1910-05-06/..\nlineage: lily\nsucceeds: old\n---\n",
    "countries/rose.md": "---\ntitle: Rose\nexists: 0700/..\nlineage: rose\n---\n",
    "countries/far.md": "---\ntitle: Far\nexists: 1905/..\nsovereign: false\n---\n",
}


def event(name: str, date: str, countries: str = "old", more: str = "") -> dict[str, str]:
    """Make an event's file; a visit, if `more` says nothing else."""
    kind = "" if "type:" in more else "type: visit\n"
    text = f"---\ntitle: {name}\ndate: {date}\ncountries: [{countries}]\n{kind}{more}---\n\nIt happened.\n"
    return {f"events/{name}.md": text}


FEW = (
    event("treaty", "1904-05-05", "old, rose", "type: treaty\ntopics: [trade, war]\neffect: established\n")
    | event("century", "19XX")
    | event("decade", "190X", "old, far")
    | event("about", "1905~")
    | event("other", "1907~")
    | event("long", "1905-03/1911")
    | event("later", "1911-02-03", "new, rose", "type: war\n")
)


def plan(root: Path, files: dict[str, str], settings: str = SETTINGS) -> Plan:
    understood = understand(write_site(root, files, settings), None, 1, Silent())
    assert understood.plan, understood.diagnostics
    return understood.plan


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan(tmp_path_factory.mktemp("few"), COUNTRIES | FEW)


MANY_FILES = (
    COUNTRIES
    | {k: v for i in range(252) for k, v in event(f"nineties-{i}", f"{1990 + i % 9}").items()}
    | {k: v for i in range(150) for k, v in event(f"noughties-{i}", f"{2000 + i % 10}").items()}
    | event("vague", "199X")
    | event("about", "1999~")
    | event("treaty", "2001", "old, rose", "type: treaty\n")
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """405 events, 254 of them in a decade; of one type 404."""
    files = {k: v.replace("1910-05-06", "2020") for k, v in MANY_FILES.items()}
    return plan(tmp_path_factory.mktemp("many"), files)


def at(plan: Plan, url: str) -> Page:
    (view,) = [page.view for page in plan.pages if page.view.url == url]
    return view


def times(plan: Plan) -> list[str]:
    """List the addresses below the timeline."""
    return [url.removeprefix("timeline/") for page in plan.pages if (url := page.view.url).startswith("timeline/")]


def listed(periods: Iterable[Period]) -> dict[str, list[str]]:
    return {period.title: [line.ref.title for line in period.lines] for period in periods}


def test_all_types_have_a_name_for_many() -> None:
    assert sorted(EVENT_TYPES) == sorted(get_args(EventType))
    assert len(set(EVENT_TYPES.values())) == len(EVENT_TYPES)


def test_there_is_a_page_for_each_decade_certain_year_and_type(few: Plan) -> None:
    decades, years, types = ["1900s/", "1910s/"], ["1904/", "1905/", "1911/"], ["treaty/", "visit/", "war/"]
    assert times(few) == ["", *decades, *years, *types]


def test_the_timeline_has_all_events_below_their_decades(few: Plan) -> None:
    timeline = at(few, "timeline/")
    assert isinstance(timeline, TimelinePage)
    assert timeline.whole
    assert timeline.count == 7
    assert listed(timeline.periods) == {
        "1900s": ["decade", "century", "treaty", "about", "long", "other"],
        "1910s": ["later"],
    }
    assert [period.url for period in timeline.periods] == ["timeline/1900s/", "timeline/1910s/"]
    assert [[ref.title for ref in period.years] for period in timeline.periods] == [["1904", "1905"], ["1911"]]


def test_events_say_what_they_can_be_chosen_by(few: Plan) -> None:
    lines = {line.ref.title: line for period in at(few, "timeline/").periods for line in period.lines}
    treaty, decade = lines["treaty"], lines["decade"]
    assert (treaty.countries, treaty.topics, treaty.type) == ("old rose all_lily all_rose", "trade war", "treaty")
    assert (decade.countries, decade.topics, decade.type) == ("old far all_lily", "", "visit")


def test_filters_offer_what_occurs_and_lead_to_pages_that_have_it(few: Plan) -> None:
    country, topic, type_ = at(few, "timeline/").choices
    assert [(group.title, [option.value for option in group.options]) for group in country.groups] == [
        ("The Lily", ["all_lily", "old", "new"]),
        ("The Rose", ["rose"]),
        ("Other countries", ["far"]),
    ]
    assert [option.label for option in country.groups[0].options] == ["All of The Lily", "Old Lily", "New Lily"]
    assert [option.url for group in country.groups for option in group.options if option.url] == [
        "countries/old/#part.event",
        "countries/new/#part.event",
        "countries/rose/#part.event",
        "countries/far/#part.event",
    ]
    assert [(option.value, option.url) for option in topic.groups[0].options] == [
        ("trade", "topics/trade/#event"),
        ("war", "topics/war/#event"),
    ]
    assert [option.url for option in type_.groups[0].options] == [
        "timeline/treaty/",
        "timeline/visit/",
        "timeline/war/",
    ]


def test_a_decade_has_its_events_by_year(few: Plan) -> None:
    decade = at(few, "timeline/1900s/")
    assert isinstance(decade, DecadePage)
    assert listed(decade.periods) == {
        "Without a certain year": ["decade", "century"],
        "1904": ["treaty"],
        "1905": ["about", "long"],
        "1907": ["other"],
    }
    assert [period.url for period in decade.periods] == ["", "timeline/1904/", "timeline/1905/", ""]
    assert (decade.previous, decade.choices) == (None, ())
    assert decade.next is not None
    assert decade.next.url == "timeline/1910s/"
    assert [ref.title for ref in at(few, "timeline/1910s/").ongoing.lines] == ["long"]


def test_a_year_leads_to_the_years_beside_it(few: Plan) -> None:
    years = [at(few, f"timeline/{year}/") for year in (1904, 1905, 1911)]
    assert [year.previous and year.previous.title for year in years] == [None, "1904", "1905"]
    assert [year.next and year.next.title for year in years] == ["1905", "1911", None]
    assert [[crumb.title for crumb in year.breadcrumbs] for year in years[-1:]] == [
        ["Home", "Timeline", "1910s", "1911"]
    ]


def test_a_year_tells_what_is_known_of_it(few: Plan) -> None:
    year = at(few, "timeline/1904/")
    assert isinstance(year, YearPage)
    assert [(group.title, [state.ref.title for state in group.states]) for group in year.states] == [
        ("The Lily", ["Old Lily"]),
        ("Other countries", ["Rose"]),
    ]
    assert [ref.title for ref in year.events.lines] == ["treaty"]
    assert [ref.title for ref in year.vague.lines] == ["decade", "century"]
    (change,) = year.changes.lines
    assert (change.relation.title, change.date) == ("Old Lily–Rose", "5 May 1904")
    assert change.before == ("none", "No diplomatic relations")
    assert change.after == ("established", "Diplomatic relations")
    assert change.event is not None
    assert change.event.url == "events/treaty/"
    (row,) = year.standing
    assert (row.label, row.since) == ("Diplomatic relations", "5 May 1904")


def test_states_say_when_in_the_year_they_began_and_ended(tmp_path: Path) -> None:
    found = plan(tmp_path, COUNTRIES | FEW | event("end", "1910"))
    states = {state.ref.title: state.note for group in at(found, "timeline/1910/").states for state in group.states}
    assert states == {"Old Lily": "until 6 May 1910", "New Lily": "from 6 May 1910", "Far": "territory", "Rose": ""}
    (change,) = at(found, "timeline/1910/").changes.lines
    assert (change.before[0], change.after, change.event) == ("established", ("", ""), None)
    assert change.note == "Old Lily ends, and the relation with it"


def test_years_before_christ_have_addresses_too(tmp_path: Path) -> None:
    country = {"countries/old.md": "---\ntitle: Old\nexists: -0099/..\n---\n"}
    found = plan(tmp_path, country | event("founding", "-0056") | event("next", "-0055/0012"))
    assert times(found) == ["", "50s-bc/", "57-bc/", "56-bc/", "12/", "visit/"]
    assert [crumb.title for crumb in at(found, "timeline/57-bc/").breadcrumbs] == [
        "Home",
        "Timeline",
        "50s BC",
        "57 BC",
    ]


def test_without_events_the_timeline_is_empty(tmp_path: Path) -> None:
    found = plan(tmp_path, COUNTRIES)
    timeline = at(found, "timeline/")
    assert (timeline.periods, timeline.strip, timeline.choices, timeline.count) == ((), None, (), 0)
    assert times(found) == [""]
    assert build_site(tmp_path).diagnostics == ()


def test_very_many_relations_are_counted(few: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    from koreadiplo.publishing.pages import years

    assert at(few, "timeline/1911/").tally == ()
    monkeypatch.setattr(years, "_STANDING", 0)
    page = years.year_page(1904, few.shelf)
    assert (page.standing, page.tally) == ((), (("established", "Diplomatic relations", 1),))


# More than a page holds


def test_of_very_many_events_the_timeline_shows_decades(many: Plan) -> None:
    timeline = at(many, "timeline/")
    assert not timeline.whole
    assert [(period.title, period.count, period.lines) for period in timeline.periods] == [
        ("1990s", 254, ()),
        ("2000s", 151, ()),
    ]
    assert timeline.choices  # they lead to the pages of countries, topics and types


def test_each_event_stands_on_the_page_of_its_decade_or_year(many: Plan) -> None:
    nineties, noughties = at(many, "timeline/1990s/"), at(many, "timeline/2000s/")
    years = {str(year): list[str]() for year in range(1990, 1999)}
    assert listed(nineties.periods) == {"Without a certain year": ["vague"], **years, "1999": ["about"]}
    assert [period.count for period in nineties.periods] == [1, *[28] * 9, 1]
    assert nineties.choices == ()
    assert sum(len(lines) for lines in listed(noughties.periods).values()) == 151
    assert [choice.name for choice in noughties.choices] == ["country", "type"]  # none of them has a topic
    assert len(at(many, "timeline/1995/").events.lines) == 28


def test_a_type_of_very_many_events_has_a_page_for_each_decade(many: Plan) -> None:
    visits = at(many, "timeline/visit/")
    assert isinstance(visits, EventListPage)
    assert [(period.count, period.url, period.lines) for period in visits.periods] == [
        (254, "timeline/visit/1990s/", ()),
        (150, "timeline/visit/2000s/", ()),
    ]
    assert len(at(many, "timeline/visit/2000s/").lines) == 150
    assert [ref.title for ref in at(many, "timeline/visit/2000s/").breadcrumbs] == [
        "Home",
        "Timeline",
        "Timeline: visits",
        "Timeline: visits, 2000s",
    ]
    assert [len(period.lines) for period in at(many, "timeline/treaty/").periods] == [1]


@pytest.mark.parametrize("number", [400, 405])
def test_no_page_passes_200_kilobytes(number: int, tmp_path: Path) -> None:
    """With long names, many countries and topics, and definitions of the usual length."""
    files = dict(list(MANY_FILES.items())[: number + len(COUNTRIES)])
    more = "topics: [trade, war]\n"
    for index, name in enumerate(files):
        if name.startswith("events/") and "topics" not in files[name]:
            text = files[name].replace("[old]", "[old, rose, far]").replace("type: visit\n", f"type: visit\n{more}")
            text = text.replace("title: ", "title: The envoys of the two courts meet at the river for the time of ")
            files[name] = text.replace("It happened.", f"It happened at a place far from both, {index}. " * 4)
    files = {k: v.replace("1910-05-06", "2020") for k, v in files.items()}
    root = write_site(tmp_path, files, SETTINGS)
    build_site(root)
    sizes = {page.parent.name: page.stat().st_size for page in (root / "_site" / "timeline").rglob("index.html")}
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > 200_000} == {}
    assert (sizes["timeline"] > 100_000) == (number == 400)
