"""Lineages: the states of one side as bars in rows, joined by lines from those that end to those that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...model.dates import BEGINNING, END, Day
from ...model.entries import Country
from .axis import TimeAxis
from .ribbon import Bar, spread

JoinKind = Literal["continues", "succeeds"]
"""The same state in law, or another one that only follows."""


@dataclass(frozen=True)
class Join:
    """The part of a line between two states that lies in one row, at a position in percent of the axis.

    It runs down from the row's bar, through the row, or to its bar from above; `reach` is the position at which the
    bar ends where the line begins only after it.
    """

    at: float
    kind: JoinKind
    part: Literal["from", "through", "to"]
    reach: float | None = None


@dataclass(frozen=True)
class StateRow:
    """A state's bar, and what of the lines between states crosses its row."""

    bar: Bar
    joins: tuple[Join, ...]


def lineage_axis(states: Sequence[Country], horizon: Day) -> TimeAxis:
    """Make the axis for two states of a lineage or more, up to the `horizon` if one of them lives.

    Of a first state that is old the beginning is left out where it would take more than a third of the room.
    """
    ends = [state.exists.latest for state in states]
    last = horizon[0] if END in ends else max(ends)[0]
    first, second = sorted(state.exists.earliest for state in states)[:2]
    from_here = second[0] if second != BEGINNING else min(*(end[0] for end in ends), last)
    return TimeAxis(max(first[0], from_here - max((last - from_here) // 2, 1)), last)


def lineage_rows(states: Sequence[Country], axis: TimeAxis) -> tuple[StateRow, ...]:
    """Place the states of a lineage, in order of time, one in a row."""
    bars = [_bar(state, axis) for state in states]
    joins: list[list[Join]] = [[] for _ in states]
    for later, state in enumerate(states):
        for earlier in range(later):
            if kind := _kind(states[earlier], state):
                at, end = bars[later].at, bars[earlier].end
                joins[earlier].append(Join(at, kind, "from", reach=end if end < at else None))
                for between in range(earlier + 1, later):
                    joins[between].append(Join(at, kind, "through"))
                joins[later].append(Join(at, kind, "to"))
    return tuple(StateRow(bar, tuple(found)) for bar, found in zip(bars, joins, strict=True))


def _bar(state: Country, axis: TimeAxis) -> Bar:
    exists = state.exists
    goes_on = exists.latest == END
    at, end = spread([axis.at(exists.earliest), 100.0 if goes_on else axis.after(exists.latest)])
    before = exists.earliest == BEGINNING or exists.earliest < (axis.first, 1, 1)
    return Bar(at, round(end - at, 2), before, goes_on)


def _kind(earlier: Country, later: Country) -> JoinKind | None:
    if earlier.slug in later.continues:
        return "continues"
    return "succeeds" if earlier.slug in later.succeeds else None
