"""The strip of the timeline: a bar for the events of each decade, and below it the states of each side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ...model.dates import Date
from ...model.decades import Decade
from .axis import Tick, TimeAxis

Room = Literal["narrow", "medium", "wide", "none"]
"""The narrowest page on which a label fits into its mark: one of 320, 720 or 1056 pixels, or none."""

_ROOMS: tuple[tuple[Room, int], ...] = (("narrow", 284), ("medium", 660), ("wide", 980))  # pages less their margins
_TALLEST, _COUNT, _TICKS = 72, 16, 22
_NAME, _LANE, _BETWEEN = 20, 22, 8
_LETTER, _MARGIN = 6.7, 12
_FEW = 50
"""One event in so many may lie before the strip, where that makes the rest twice as wide."""


@dataclass(frozen=True)
class Count:
    """How many events begin in a decade, and the address of its page."""

    decade: Decade
    events: int
    url: str


@dataclass(frozen=True)
class Life:
    """The time of a state, or of a territory that is none."""

    title: str
    exists: Date
    sovereign: bool
    url: str


@dataclass(frozen=True)
class Mark:
    """A bar of the strip: position and width in percent, the rest in pixels.

    It shows the `value` (“5 events”, “1392–1897”) of what has this `name`; `label` stands at it where there is room.
    """

    name: str
    value: str
    url: str
    at: float
    width: float
    y: int
    height: int
    label: str
    room: Room
    sovereign: bool = True


@dataclass(frozen=True)
class Side:
    """The bars of one side's states. `y` is where its name stands; it isn't `named` where its one state says it."""

    name: str
    named: bool
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Strip:
    """All of it: `base` is where the bars of the decades stand, `earlier` how many events lie before the axis.

    `territories` tells whether any of the states is none.
    """

    height: int
    base: int
    ticks: tuple[Tick, ...]
    decades: tuple[Mark, ...]
    sides: tuple[Side, ...]
    earlier: int
    territories: bool


def make_strip(counts: Sequence[Count], sides: Iterable[tuple[str, Sequence[Life]]]) -> Strip:
    """Lay out the strip of decades, in order of time and at least one, and of sides with their names.

    The axis begins with the first decade, but leaves out very few early events that would press all others together.
    """
    shown = _without_stragglers(counts)
    axis = TimeAxis(shown[0].decade.first, shown[-1].decade.last)
    most = max(count.events for count in shown)
    base = _COUNT + _TALLEST
    rows, y = [], base + _TICKS
    for name, lives in sides:
        lanes = _lanes([life for life in lives if _touches(axis, life.exists)])
        if lanes:
            named = [life.title for life in lives] != [name]
            y += _NAME if named else 0
            marks = [mark for number, lane in enumerate(lanes) for mark in _eras(lane, axis, y + _LANE * number)]
            rows.append(Side(name, named, y, tuple(marks)))
            y += _LANE * len(lanes) + _BETWEEN
    return Strip(
        height=y,
        base=base,
        ticks=axis.ticks,
        decades=tuple(_bar(count, axis, most) for count in shown),
        sides=tuple(rows),
        earlier=sum(count.events for count in counts) - sum(count.events for count in shown),
        territories=any(not mark.sovereign for side in rows for mark in side.marks),
    )


def _without_stragglers(counts: Sequence[Count]) -> Sequence[Count]:
    few, start = sum(count.events for count in counts) // _FEW, 0
    while counts[start].events <= few:
        few -= counts[start].events
        start += 1
    last, tight = counts[-1].decade.last, counts[start].decade.first
    return counts[start:] if last - counts[0].decade.first > 2 * (last - tight) else counts


def _touches(axis: TimeAxis, exists: Date) -> bool:
    return exists.earliest[0] <= axis.last and exists.latest[0] >= axis.first


def _lanes(lives: Iterable[Life]) -> list[list[Life]]:
    """Put each state into the first lane where it may follow the one before: in the year in which that ends, too."""
    lanes: list[list[Life]] = []
    for life in sorted(lives, key=lambda life: life.exists):
        lane = next((lane for lane in lanes if lane[-1].exists.earliest_end <= life.exists.latest_start), None)
        if lane is None:
            lanes.append([life])
        else:
            lane.append(life)
    return lanes


def _bar(count: Count, axis: TimeAxis, most: int) -> Mark:
    at, end = axis.at((count.decade.first, 1, 1)), axis.after((count.decade.last, 12, 31))
    height = max(round(_TALLEST * count.events / most), 2)
    return Mark(
        name=count.decade.name,
        value="1 event" if count.events == 1 else f"{count.events:,} events",
        url=count.url,
        at=at,
        width=round(end - at, 2),
        y=_COUNT + _TALLEST - height,
        height=height,
        label=str(count.events),
        room=_room(end - at, len(str(count.events)) * _LETTER + 2),
    )


def _eras(lane: Sequence[Life], axis: TimeAxis, y: int) -> Iterator[Mark]:
    ends = [min(life.exists.latest, after.exists.earliest) for life, after in pairwise(lane)]
    for life, last in zip(lane, [*ends, lane[-1].exists.latest], strict=True):
        at, end = axis.at(life.exists.earliest), axis.at(last)
        yield Mark(
            name=life.title,
            value=str(life.exists),
            url=life.url,
            at=at,
            width=round(end - at, 2),
            y=y,
            height=_LANE - 4,
            label=life.title,
            room=_room(end - at, _breadth(life.title) + _MARGIN),
            sovereign=life.sovereign,
        )


def _breadth(text: str) -> float:
    """Estimate a label's width in pixels; letters of East Asia are twice as wide."""
    return sum(_LETTER * (2 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in text)


def _room(share: float, needed: float) -> Room:
    return next((room for room, width in _ROOMS if share * width / 100 >= needed), "none")
