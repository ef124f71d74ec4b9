"""The status of two countries' relations over time, from the effects of events and the continuity of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..diagnostics import Diagnostic
from ..model.dates import END, Day
from ..model.entries import Country, Event, Status

SpanStatus = Literal["unrecorded", "none", "established", "suspended", "severed", "war"]
"""“none” is said only of the time before a recorded change: of a pair without any, nothing is known."""

Pair = tuple[str, str]
"""The slugs of two countries, in alphabetical order."""

Effects = Mapping[Pair, list[tuple[Event, Status]]]
"""What events do to each pair."""


@dataclass(frozen=True)
class Moment:
    """A day, and how exactly it is known: “7 July 1884”, “about 1885”."""

    day: Day
    printed: str


@dataclass(frozen=True)
class Span:
    """A time through which a status held; `end` is the start of what follows, None where it goes on.

    `event` made the status, at `since`, which is earlier than `start` where a state continues another's relations
    (`continues` is then the pair that had it before).
    """

    status: SpanStatus
    start: Moment
    end: Moment | None
    event: str | None
    since: Moment
    continues: Pair | None = None


@dataclass(frozen=True)
class _Change:
    moment: Moment
    status: SpanStatus
    event: str | None
    since: Moment
    continues: Pair | None = None


@dataclass(frozen=True)
class _History:
    """All that happened to a pair: changes in order of time, the first at the start of its life, and wars."""

    end: Moment | None
    changes: list[_Change]
    wars: list[Event]
    diagnostics: list[Diagnostic]


def life_of(pair: Pair, countries: Mapping[str, Country]) -> tuple[Moment, Moment | None] | None:
    """Give the time in which both states exist; None where they share no more than the day of a succession."""
    first, second = countries[pair[0]].exists, countries[pair[1]].exists
    start, end = max(first, second, key=lambda e: e.earliest), min(first, second, key=lambda e: e.latest)
    if not (first.earliest < second.latest and second.earliest < first.latest):
        return None
    return Moment(start.earliest, start.first or "unknown"), None if end.latest == END else Moment(end.latest, end.last)


class Statuses:
    """Works out how the relations of each pair stood over time; what one pair needs of another is worked out once."""

    def __init__(self, countries: Mapping[str, Country], effects: Effects) -> None:
        self._countries, self._effects = countries, effects
        self._histories: dict[Pair, _History | None] = {}

    def spans(self, pair: Pair) -> tuple[tuple[Span, ...], list[Diagnostic]]:
        """Give the spans of a pair's status, from the first day that both exist to the end of either.

        Established, suspended, restored and severed hold from the event's earliest day until the next change; a war
        lasts for its event's interval, then what held otherwise returns. A relation ends with a state that no state
        continues. Changes that contradict each other are reported and, where they say nothing new, left out.
        """
        history = self._history(pair)
        if history is None:
            own = self._effects.get(pair, [])
            return (), [_outside(event, pair, self._countries, "The two never existed together") for event, _ in own]
        spans = _spans(history.changes, history.end)
        for war in history.wars:
            spans = _overlay(spans, war, history.end)
        return tuple(spans), history.diagnostics

    def _history(self, pair: Pair) -> _History | None:
        if pair not in self._histories:
            life = life_of(pair, self._countries)
            self._histories[pair] = self._make_history(pair, life) if life else None
        return self._histories[pair]

    def _make_history(self, pair: Pair, life: tuple[Moment, Moment | None]) -> _History:
        start, end = life
        own = sorted(self._effects.get(pair, []), key=lambda item: (item[0].date, item[0].id))
        changes = [_Change(start, "unrecorded", None, start)]
        wars: list[Event] = []
        diagnostics: list[Diagnostic] = []
        if former := self._last_former(pair):
            former_pair, history = former
            last = history.changes[-1]
            if last.event:
                changes = [_Change(start, last.status, last.event, last.since, former_pair)]
            wars = [war for war in history.wars if war.date.latest > start.day]
        for event, effect in own:
            if problem := _contradiction(event, effect, changes[-1], pair, self._countries, life):
                diagnostics.append(problem)
            elif effect == "war":
                wars.append(event)
            else:
                status: SpanStatus = "established" if effect == "restored" else effect
                since = Moment(event.date.earliest, event.date.first or "unknown")
                changes.append(_Change(max(since, start, key=lambda m: m.day), status, event.id, since))
        if len(changes) > 1 and changes[0].status == "unrecorded":
            changes[0] = replace(changes[0], status="none")
        return _History(end, changes, wars, diagnostics)

    def _last_former(self, pair: Pair) -> tuple[Pair, _History] | None:
        """Find the pair, among the states that the two sides continue, whose relations changed last."""
        found: list[tuple[Day, Pair, _History]] = []
        for former in _former_pairs(pair, self._countries):
            history = self._history(former)
            if history and (history.changes[-1].event or history.wars):
                found.append((history.changes[-1].moment.day, former, history))
        if not found:
            return None
        _, former, history = max(found, key=lambda item: item[0])
        return former, history


def _former_pairs(pair: Pair, countries: Mapping[str, Country]) -> Iterable[Pair]:
    sides = [[slug, *_continued(slug, countries)] for slug in pair]
    for first in sides[0]:
        for second in sides[1]:
            former = (first, second) if first < second else (second, first)
            if former != pair and first != second:
                yield former


def _continued(slug: str, countries: Mapping[str, Country]) -> Iterable[str]:
    """Yield the states that one continues, if they are older: a circle of states continues nothing."""
    exists = countries[slug].exists
    return [former for former in countries[slug].continues if countries[former].exists.earliest < exists.earliest]


def _contradiction(
    event: Event,
    effect: Status,
    last: _Change,
    pair: Pair,
    countries: Mapping[str, Country],
    life: tuple[Moment, Moment | None],
) -> Diagnostic | None:
    start, end = life
    titles = " and ".join(countries[slug].title for slug in pair)
    territory = next((countries[slug].title for slug in pair if not countries[slug].sovereign), None)
    if territory:
        return _outside(event, pair, countries, f"{territory} is not sovereign and has no relations")
    if event.date.latest < start.day or (end and event.date.earliest > end.day):
        until = f" until {end.printed}" if end else ""
        return _outside(event, pair, countries, f"They existed together from {start.printed}{until}")
    if effect == last.status:
        message = f"Relations of {titles} were {effect} already, by {last.event}."
        hint = "Remove one of the two effects, or add the event that changed the relations between them."
    elif effect == "restored" and last.status not in ("suspended", "severed"):
        by = f" (since {last.event})" if last.event else ""
        message = f"Relations of {titles} can't be restored: before, they were neither suspended nor severed{by}."
        hint = "Write established, or add the event that suspended or severed them."
    else:
        return None
    return _report(event, message, hint)


def _outside(event: Event, pair: Pair, countries: Mapping[str, Country], reason: str) -> Diagnostic:
    titles = " and ".join(countries[slug].title for slug in pair)
    message = f"The effect on {titles} says nothing. {reason}."
    return _report(event, message, "Correct the event's date or countries, or the countries' “exists”.")


def _report(event: Event, message: str, hint: str) -> Diagnostic:
    place = event.locate("effect" if event.effect else "effects")
    return Diagnostic(event.path, *place, "status-contradiction", message, hint)


def _spans(changes: list[_Change], end: Moment | None) -> list[Span]:
    ends = [change.moment for change in changes[1:]]
    spans = [
        Span(change.status, change.moment, until, change.event, change.since, change.continues)
        for change, until in zip(changes, [*ends, end], strict=True)
    ]
    lasting = [span for span in spans if span.end is None or span.start.day < span.end.day]
    return lasting or spans[-1:]


def _overlay(spans: list[Span], war: Event, end: Moment | None) -> list[Span]:
    """Put a war over the spans; what it covers is cut away."""
    first = spans[0].start
    since = Moment(war.date.earliest, war.date.first or "unknown")
    start = since if since.day > first.day else first
    lasts = war.date.latest == END or (end and war.date.latest >= end.day)
    stop = end if lasts else Moment(war.date.latest, war.date.last)
    before = [
        replace(span, end=start if span.end is None or span.end.day > start.day else span.end)
        for span in spans
        if span.start.day < start.day
    ]
    after = [
        replace(span, start=stop) if span.start.day < stop.day else span
        for span in spans
        if stop and stop is not end and (span.end is None or span.end.day > stop.day)
    ]
    return [*before, Span("war", start, stop, war.id, since), *after]
