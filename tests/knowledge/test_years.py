"""What is known of years of two made-up states, A from 1800 and B from 1810, and of an heir of A."""

from typing import TypeVar

import pytest
from samples import country, entry, event

from koreadiplo.knowledge.relations import make_relations
from koreadiplo.knowledge.years import Change, Year, make_years
from koreadiplo.model.entries import Entry, Event

Any = TypeVar("Any", bound=Entry)

A, B = country("a", "1800/1890-05-01"), country("b", "1810/..")
HEIR = country("d", "1890-05-01/..", "continues: a")


def years(*entries: Entry) -> dict[int, Year]:
    events = [entry for entry in entries if isinstance(entry, Event)]
    relations, diagnostics = make_relations(entries, ())
    assert diagnostics == []
    return dict(make_years(entries, sorted(events, key=lambda event: (event.date, event.id)), relations))


def slugs(entries: tuple[Any, ...]) -> list[str]:
    return [entry.slug for entry in entries]


def told(change: Change) -> str:
    """Write a change: “1 May 1850: none → established, by events/e”."""
    before = change.before.status if change.before else ""
    after = f"{change.after.status}, by {change.after.event}" if change.after else ""
    return f"{change.moment.printed}: {before} → {after}"


def effect(slug: str, date: str, status: str, countries: str = "a b") -> Entry:
    return event(slug, date, countries, f"effect: {status}")


# Which years there are


@pytest.mark.parametrize(
    ("date", "numbers"),
    [
        ("1850-03-04", [1850]),
        ("1850", [1850]),
        ("1850/1853", [1850, 1853]),
        ("1850-06-25/..", [1850]),
        ("1850~/1853", [1853]),
        ("1850~", []),
        ("1850?", []),
        ("185X", []),
        ("18XX", []),
    ],
)
def test_an_event_makes_the_years_of_its_ends_that_are_certain(date: str, numbers: list[int]) -> None:
    assert list(years(A, B, event("e", date, "a b"))) == numbers


def test_years_are_in_order() -> None:
    known = years(event("late", "1870", "a"), event("long", "1850/1880", "a"), event("old", "-0056", "a"), A)
    assert list(known) == [-56, 1850, 1870, 1880]
    assert [year.number for year in known.values()] == list(known)


# What happened


def test_what_happened_went_on_and_may_have_been() -> None:
    known = years(
        A,
        event("first", "1850-01-02", "a"),
        event("last", "1850-12-30", "a"),
        event("roughly", "1850-05~", "a"),
        event("doubtful", "1850?", "a"),
        event("begins", "1850-02/1860", "a"),
        event("ends", "1840/1850-03", "a"),
        event("through", "1840/1860", "a"),
        event("open", "1840/..", "a"),
        event("until", "../1860", "a"),
        event("decade", "185X", "a"),
        event("vague-start", "1850~/1860", "a"),
        event("vague-end", "1840/185X", "a"),
        event("before", "1849", "a"),
        event("after", "1851", "a"),
    )
    assert slugs(known[1850].events) == ["ends", "doubtful", "first", "begins", "roughly", "last"]
    assert slugs(known[1850].ongoing) == ["until", "through", "open"]
    assert slugs(known[1850].vague) == ["vague-end", "decade", "vague-start"]


def test_a_war_is_going_on_in_the_years_between() -> None:
    known = years(A, B, effect("war", "1850-06-25/1853-07-27", "war"), event("visit", "1851", "a"))
    assert [slugs(known[year].events) for year in known] == [["war"], ["visit"], ["war"]]
    assert [slugs(known[year].ongoing) for year in known] == [[], ["war"], []]


# States


def test_states_of_any_day_of_the_year_in_order_of_their_beginning() -> None:
    event_of = [event(f"e{year}", f"{year}", "b") for year in (1809, 1810, 1889, 1890, 1891)]
    known = years(HEIR, B, A, country("c", "1805/1889"), *event_of)
    assert {year: slugs(known[year].countries) for year in known} == {
        1809: ["a", "c"],
        1810: ["a", "c", "b"],
        1889: ["a", "c", "b"],
        1890: ["a", "b", "d"],
        1891: ["b", "d"],
    }


# Relations


def test_a_change_and_how_relations_stand_after_it() -> None:
    known = years(A, B, event("early", "1840", "a"), effect("e", "1850-05-01", "established"), event("x", "1860", "a"))
    assert [told(change) for change in known[1850].changes] == ["1 May 1850: none → established, by events/e"]
    assert known[1850].changes[0].relation.sides == ("a", "b")
    assert known[1840].changes == known[1860].changes == ()
    assert [[span.status for _, span in year.standing] for year in known.values()] == [
        ["none"],
        ["established"],
        ["established"],
    ]


def test_all_changes_of_a_year_in_order_and_its_end() -> None:
    known = years(
        A,
        B,
        effect("e1", "1850-01-05", "established"),
        effect("e2", "1850-02-05", "suspended"),
        effect("e3", "1850-12-31", "restored"),
    )
    assert [told(change) for change in known[1850].changes] == [
        "5 January 1850: none → established, by events/e1",
        "5 February 1850: established → suspended, by events/e2",
        "31 December 1850: suspended → established, by events/e3",
    ]
    ((relation, span),) = known[1850].standing
    assert (relation.sides, span.status, span.since.printed) == (("a", "b"), "established", "31 December 1850")


def test_after_a_war_the_former_status_returns() -> None:
    known = years(
        A,
        B,
        effect("e", "1830", "established"),
        effect("war", "1850-06-25/1853-07-27", "war"),
        event("x", "1851", "a"),
    )
    assert [told(change) for change in known[1850].changes] == ["25 June 1850: established → war, by events/war"]
    assert [told(change) for change in known[1853].changes] == ["27 July 1853: war → established, by events/e"]
    standing = {year: [span.status for _, span in known[year].standing] for year in known}
    assert standing == {1830: ["established"], 1850: ["war"], 1851: ["war"], 1853: ["established"]}


def test_nothing_is_said_of_relations_of_which_nothing_is_recorded() -> None:
    known = years(A, B, event("visit", "1850", "a b"), event("late", "1890", "b"))
    assert known[1850].standing == known[1890].standing == ()
    assert known[1890].changes == ()


def test_an_heir_continues_relations_and_they_end_only_once() -> None:
    known = years(A, B, HEIR, effect("e", "1850", "established"), event("x", "1890-05-01", "d b"))
    assert [told(change) for change in known[1890].changes] == ["1 May 1890:  → established, by events/e"]
    assert known[1890].changes[0].relation.sides == ("b", "d")
    assert [relation.sides for relation, _ in known[1890].standing] == [("b", "d")]


def test_without_an_heir_they_end() -> None:
    known = years(A, B, effect("e", "1850", "established"), event("x", "1890", "b"), event("y", "1891", "b"))
    assert [told(change) for change in known[1890].changes] == ["1 May 1890: established → "]
    assert known[1890].standing == known[1891].standing == known[1891].changes == ()


# Treaties and statistics


def test_treaties_in_force_on_any_day_of_the_year() -> None:
    def treaty(slug: str, date: str, in_force: str = "") -> Entry:
        line = f"in_force: {in_force}" if in_force else ""
        return entry(f"events/{slug}", f"title: T\ntype: treaty\ndate: {date}\ncountries: [a, b]\n{line}")

    known = years(
        A,
        B,
        treaty("ended", "1840", "1840/1849-12-31"),
        treaty("ending", "1840", "1840/1850-01-01"),
        treaty("open", "1845", "1846/.."),
        treaty("coming", "1850", "1851/1860"),
        treaty("unknown", "1850"),
    )
    assert slugs(known[1850].treaties) == ["ending", "open"]
    assert slugs(known[1840].treaties) == ["ended", "ending"]
    assert slugs(known[1845].treaties) == ["ended", "ending"]


def test_statistics_of_the_year_and_not_of_longer_times() -> None:
    def statistic(slug: str, *dates: str) -> Entry:
        values = ", ".join(f"{{date: {date}, value: 1}}" for date in dates)
        return entry(f"statistics/{slug}", f"title: {slug}\ncountries: [a]\nunit: t\nvalues: [{values}]")

    known = years(
        A,
        event("x", "1850", "a"),
        statistic("trade", "1850-12-31", "1849", "1850~", "1850", "1851"),
        statistic("army", "1850-04/1851-03", "1850/1851", "185X", "1840/1860"),
    )
    values = [(entry.slug, value.date.text) for entry, value in known[1850].values]
    assert values == [("army", "1850-04/1851-03"), ("trade", "1850"), ("trade", "1850~"), ("trade", "1850-12-31")]
