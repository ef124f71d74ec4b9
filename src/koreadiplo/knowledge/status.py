"""The status of two countries' relations over time, from the effects of events and the continuity of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..diagnostics import Diagnostic
from ..model.dates import END, Date, Day
from ..model.entries import Country, Event
from ..model.parts import Status

SpanStatus = Literal["unrecorded", "none", "established", "suspended", "severed", "war"]
"""“none” is said only of the time before a recorded change: of a pair without any, nothing is known."""

Pair = tuple[str, str]
"""The slugs of two countries, in alphabetical order."""

Effects = Mapping[Pair, list[tuple[Event, Status]]]
"""What events do to each pair."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and how exactly it is known: “7 July 1884”, “about 1885”."""

    day: Day
    printed: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Change:
    moment: Moment
    status: SpanStatus
    event: Event | None
    since: Moment
    continues: Pair | None = None


@dataclass(frozen=True, slots=True)
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
    return _beginning(start), None if end.latest == END else Moment(end.latest, end.last)


def _beginning(date: Date) -> Moment:
    return Moment(date.earliest, date.first or "an unknown date")


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
            outside = (_outside(*own, pair, self._countries) for own in self._effects.get(pair, []))
            return (), [problem for problem in outside if problem]
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
        if former := self._former(pair):
            former_pair, last, wars = former
            if last.event:
                changes = [_Change(start, last.status, last.event, last.since, former_pair)]
        for number, (event, effect) in enumerate(own, 1):
            if problem := _contradiction(event, effect, changes[-1], own[number:], pair, self._countries):
                diagnostics.append(problem)
            elif effect == "war":
                wars.append(event)
            else:
                status: SpanStatus = "established" if effect == "restored" else effect
                since = _beginning(event.date)
                changes.append(_Change(max(since, start, key=lambda m: m.day), status, event, since))
        if len(changes) > 1 and changes[0].status == "unrecorded":
            changes[0] = replace(changes[0], status="none")
        return _History(end, changes, wars, diagnostics)

    def _former(self, pair: Pair) -> tuple[Pair, _Change, list[Event]] | None:
        """Find what a pair takes over when it begins: the last change and the wars of one of its former pairs.

        Of several, that counts whose relations changed last. What a former pair does later, where a state outlives the
        one that continues it, is its own.
        """
        start = max(self._countries[slug].exists.earliest for slug in pair)
        latest_start = max(self._countries[slug].exists.latest_start for slug in pair)
        found: list[tuple[Pair, _Change, list[Event]]] = []
        for former in _former_pairs(pair, self._countries):
            if history := self._history(former):
                last = [change for change in history.changes if change.moment.day <= latest_start][-1]
                wars = [war for war in history.wars if war.date.earliest <= latest_start and war.date.latest > start]
                if last.event or wars:
                    found.append((former, last, wars))
        return max(found, key=lambda item: item[1].moment.day) if found else None


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
    later: Iterable[tuple[Event, Status]],
    pair: Pair,
    countries: Mapping[str, Country],
) -> Diagnostic | None:
    """Report an effect that does not fit what came before; `later` are the effects that come after it."""
    if outside := _outside(event, effect, pair, countries):
        return outside
    if effect == last.status and last.event:
        but = f"they were {effect} already, by {_named(last.event)}."
        hint = "Remove one of the two effects, or add the event that changed the relations between them."
    elif effect == "restored" and last.status not in ("suspended", "severed"):
        hint = "Write established, or add the event that suspended or severed them."
        broken = next((event for event, effect in later if effect in ("suspended", "severed")), None)
        if last.event:
            but = f"they were {last.status}, by {_named(last.event)}, and neither suspended nor severed since."
        elif broken:
            but = f"what broke them off, {_named(broken)}, comes later."
            hint = "Correct one of the two dates or give it more exactly, or write established."
        else:
            but = "no event suspends or severs them."
    else:
        return None
    return _report(event, effect, pair, countries, but, hint)


def _outside(event: Event, effect: Status, pair: Pair, countries: Mapping[str, Country]) -> Diagnostic | None:
    """Report an effect on what could have no relations at the time."""
    concerned = [countries[slug] for slug in pair]
    absent = [country for country in concerned if not country.exists.overlaps(event.date)]
    hint = "Correct the event's date or countries, or the countries' “exists”."
    if territory := next((country.title for country in concerned if not country.sovereign), None):
        but = f"{territory} is not sovereign and has no relations."
    elif absent:
        lives = " and ".join(f"{country.title} ({country.exists})" for country in absent)
        but = f"{lives} did not exist then."
    elif life_of(pair, countries) is None:
        but = "the two never existed together."
    else:
        return None
    return _report(event, effect, pair, countries, but, hint)


def _report(
    event: Event, effect: Status, pair: Pair, countries: Mapping[str, Country], but: str, hint: str
) -> Diagnostic:
    sides = " and ".join(countries[slug].title for slug in pair)
    does = f"has {sides} at war" if effect == "war" else f"has relations of {sides} {effect}"
    place = event.locate("effect" if event.effect else "effects")
    message = f"“{event.title}” ({event.date}) {does}, but {but}"
    return Diagnostic(event.path, *place, "status-contradiction", message, hint)


def _named(event: Event) -> str:
    return f"“{event.title}” ({event.date}; {event.id})"


def _spans(changes: list[_Change], end: Moment | None) -> list[Span]:
    ends = [change.moment for change in changes[1:]]
    spans = [
        Span(c.status, c.moment, until, c.event.id if c.event else None, c.since, c.continues)
        for c, until in zip(changes, [*ends, end], strict=True)
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
