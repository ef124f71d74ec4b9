"""What is known of each year in which an event falls whose date is known to the year or better."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from ..model.dates import END, Date
from ..model.entries import Country, Entry, Event, Statistic
from ..model.parts import Value
from .relations import Relation
from .status import Moment, Span

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Change:
    """A relation takes another status, at `moment`.

    `before` is None where a state continues the relations of another (`after.continues`) or has relations from its
    first day; `after` where the relation ends with one of its states and no other continues it.
    """

    relation: Relation
    moment: Moment
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year: what existed, happened, changed, stood at its end, was in force, and was counted.

    `events` begin or end in the year, `ongoing` ones go on all through it, and of the `vague` ones nobody knows
    whether they fall in it. `standing` gives the status of each relation of which one is recorded, at the year's end.
    """

    number: int
    countries: tuple[Country, ...]
    events: tuple[Event, ...]
    ongoing: tuple[Event, ...]
    vague: tuple[Event, ...]
    changes: tuple[Change, ...]
    standing: tuple[tuple[Relation, Span], ...]
    treaties: tuple[Event, ...]
    values: tuple[tuple[Statistic, Value], ...]


def make_years(
    entries: Collection[Entry], timeline: Sequence[Event], relations: Collection[Relation]
) -> Mapping[int, Year]:
    """Make the years, in order, by their numbers. An event that is dated less exactly makes none, but stands in them.

    Treaties are those whose `in_force` touches the year; values those of a date that touches it and is no longer than
    a year.
    """
    numbers = sorted({year for event in timeline for year in event.date.years})
    lives = sorted((e for e in entries if isinstance(e, Country)), key=lambda c: (c.exists, c.slug))
    statistics = sorted((e for e in entries if isinstance(e, Statistic)), key=lambda s: (s.title.casefold(), s.slug))
    values = [(s, v) for s in statistics for v in sorted(s.values, key=lambda v: v.date) if _is_short(v.date)]
    countries_of = _spread(numbers, ((country, *_reach(country.exists)) for country in lives))
    events_of = _spread(numbers, ((event, *_reach(event.date)) for event in timeline))
    treaties_of = _spread(numbers, ((event, *_reach(event.in_force)) for event in timeline if event.in_force))
    values_of = _spread(numbers, ((item, *_reach(item[1].date)) for item in values))
    changes_of = _spread(numbers, ((c, c.moment.day[0], c.moment.day[0]) for c in _changes(relations)))
    standing_of = _spread(numbers, _standing(relations))
    return {
        number: Year(
            number=number,
            countries=countries_of[number],
            events=tuple(e for e in events_of[number] if _place(e.date, number) == "in"),
            ongoing=tuple(e for e in events_of[number] if _place(e.date, number) == "through"),
            vague=tuple(e for e in events_of[number] if _place(e.date, number) == "about"),
            changes=tuple(sorted(changes_of[number], key=lambda change: (change.moment.day, change.relation.sides))),
            standing=standing_of[number],
            treaties=treaties_of[number],
            values=values_of[number],
        )
        for number in numbers
    }


def _spread(numbers: Sequence[int], items: Iterable[tuple[_Item, int, int]]) -> dict[int, tuple[_Item, ...]]:
    """Give each item to the years from its first to its last."""
    found: dict[int, list[_Item]] = {number: [] for number in numbers}
    for item, first, last in items:
        for number in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]:
            found[number].append(item)
    return {number: tuple(given) for number, given in found.items()}


def _reach(date: Date) -> tuple[int, int]:
    return date.earliest[0], date.latest[0]


def _place(date: Date, year: int) -> Literal["in", "through", "about"]:
    if year in date.years or date.earliest[0] == date.latest[0]:
        return "in"
    return "through" if date.latest_start[0] < year < date.earliest_end[0] else "about"


def _is_short(date: Date) -> bool:
    (year, *day), (last_year, *last_day) = date.earliest, date.latest
    return last_year == year or (last_year == year + 1 and last_day < day)


def _changes(relations: Collection[Relation]) -> Iterator[Change]:
    continued = {span.continues for relation in relations for span in relation.spans}
    for relation in relations:
        for before, after in pairwise((None, *relation.spans, None)):
            if after is None:
                if before and before.end and before.event and relation.sides not in continued:
                    yield Change(relation, before.end, before, None)
            elif before or after.event:
                yield Change(relation, after.start, before, after)


def _standing(relations: Collection[Relation]) -> Iterator[tuple[tuple[Relation, Span], int, int]]:
    for relation in relations:
        for span in relation.spans:
            if span.status != "unrecorded":
                # A span holds until the day on which the next begins: it is past by the end of that year.
                last = span.end.day[0] - 1 if span.end else END[0]
                yield (relation, span), span.start.day[0], last
