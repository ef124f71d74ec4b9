"""Ribbons: the status of relations over time, as bars along an axis."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...knowledge import Relation, Span
from ...model.dates import BEGINNING, Day
from ...model.entries import Entry, Event
from .axis import TimeAxis

_NARROWEST = 0.6
"""The least width of a bar in percent: two pixels on a small screen."""
_MARKS = 200
_MARGIN = 20
"""Before the first and after the last thing shown, an axis leaves this part of its length, where there is time."""


@dataclass(frozen=True)
class Bar:
    """A time's place on an axis, in percent of its length.

    Where the time begins before the axis, `from_before` is set; `goes_on` where its end is open.
    """

    at: float
    width: float
    from_before: bool = False
    goes_on: bool = False

    @property
    def end(self) -> float:
        """The position at which the bar ends."""
        return round(self.at + self.width, 2)


def ribbon_axis(relations: Collection[Relation], entries: Mapping[str, Entry], horizon: Day) -> TimeAxis | None:
    """Make the axis for the ribbons of relations; None if nothing is recorded of their status.

    It begins with the first event or change of those whose status is recorded, so that centuries without any don't take
    the room, and ends with the last of them, or with the `horizon` if one of the relations lives.
    """
    recorded = [relation for relation in relations if is_recorded(relation)]
    if not recorded:
        return None
    ends = [relation.spans[-1].end for relation in relations]
    living = any(end is None for end in ends)
    last = horizon[0] if living else max(end.day[0] for end in ends if end)
    first = min(_first_record(relation, entries, horizon) for relation in recorded)[0]
    margin = (last - first) // _MARGIN
    earliest = min(relation.spans[0].start.day for relation in recorded)[0]
    return TimeAxis(max(first - margin, earliest), last if living else last + margin)


def is_recorded(relation: Relation) -> bool:
    """Tell whether any event says how the relation stood."""
    return any(span.event for span in relation.spans)


def ribbon(spans: Sequence[Span], axis: TimeAxis) -> tuple[Bar | None, ...]:
    """Place spans, which follow one another, on an axis; None for those that end before it begins.

    Short ones are widened until they can be seen, at the cost of their neighbours.
    """
    start = (axis.first, 1, 1)
    shown = [span for span in spans if span.end is None or span.end.day > start or span.start.day == start]
    if not shown:
        return (None,) * len(spans)
    end = shown[-1].end
    edges = spread([*(axis.at(span.start.day) for span in shown), axis.at(end.day) if end else 100.0])
    bars = [
        Bar(at, round(until - at, 2), from_before=span.start.day < start, goes_on=span.end is None)
        for span, (at, until) in zip(shown, pairwise(edges), strict=True)
    ]
    return (*(None,) * (len(spans) - len(shown)), *bars)


def marks(events: Iterable[Event], spans: Sequence[Span], axis: TimeAxis) -> tuple[float, ...]:
    """Place the beginnings of a relation's events on an axis, without those before it, and one of several at a place.

    What was going on when the relation began stands at its beginning. Very many stand half a percent apart.
    """
    days = {max(event.date.earliest, spans[0].start.day) for event in events}
    places = {axis.at(day) for day in days if axis.first <= day[0] <= axis.last}
    if len(places) > _MARKS:
        places = {round(place * 2) / 2 for place in places}
    return tuple(sorted(places))


def stack(bars: Sequence[Bar]) -> tuple[int, ...]:
    """Give each bar, in order of time, a row in which none overlaps another; the first row that is free is taken."""
    ends: list[float] = []
    rows = []
    for bar in bars:
        row = next((row for row, end in enumerate(ends) if end <= bar.at), len(ends))
        ends[row : row + 1] = [bar.end]
        rows.append(row)
    return tuple(rows)


def _first_record(relation: Relation, entries: Mapping[str, Entry], horizon: Day) -> Day:
    members = (entries[id_] for id_ in relation.members)
    days = [entry.date.earliest for entry in members if isinstance(entry, Event)]
    for span in relation.spans:
        days += [*([span.since.day] if span.event else []), *([span.end.day] if span.end else [])]
    return max(min((day for day in days if day != BEGINNING), default=horizon), relation.spans[0].start.day)


def spread(edges: Sequence[float]) -> list[float]:
    """Move positions from 0 to 100, in order, until neighbours are as far apart as the narrowest bar is wide."""
    least = min(_NARROWEST, 100 / (len(edges) - 1))
    moved = [edges[0]]
    for edge in edges[1:]:
        moved.append(max(edge, moved[-1] + least))
    for index, edge in reversed(list(enumerate(moved))):
        moved[index] = min(edge, 100 - least * (len(moved) - 1 - index))
    return [round(edge, 2) for edge in moved]
