"""The status of two countries' relations over time, from the effects of events and the continuity of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..diagnostics import Diagnostic
from ..model.dates import END, Date, Day
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


def life_of(pair: Pair, countries: Mapping[str, Country]) -> tuple[Moment, Moment | None] | None:
    """Give the time in which both states exist; None where they share no more than the day of a succession."""
    first, second = countries[pair[0]].exists, countries[pair[1]].exists
    start, end = max(first, second, key=lambda e: e.earliest), min(first, second, key=lambda e: e.latest)
    if not (first.earliest < second.latest and second.earliest < first.latest):
        return None
    return Moment(start.earliest, start.first), None if end.latest == END else Moment(end.latest, end.last)


def status_over_time(
    pair: Pair, countries: Mapping[str, Country], effects: Effects
) -> tuple[tuple[Span, ...], list[Diagnostic]]:
    """Work out the spans of a pair's status, from the first day that both exist to the end of either.

    Established, suspended, restored and severed hold from the event's earliest day until the next change; a war lasts
    for its event's interval, then what held otherwise returns. A relation ends with a state that no state continues.
    Changes that contradict each other are reported and, where they say nothing new, left out.
    """
    life = life_of(pair, countries)
    if life is None:
        return (), []
    start, end = life
    recorded = any(effect != "war" for _, effect in effects.get(pair, []))
    unchanged = _Change(start, "none" if recorded else "unrecorded", None, start)
    changes = [_inherited(pair, start, countries, effects) or unchanged]
    wars: list[Event] = []
    diagnostics: list[Diagnostic] = []
    for event, effect in sorted(effects.get(pair, []), key=lambda item: (item[0].date, item[0].id)):
        last = changes[-1]
        contradiction = _contradiction(event, effect, last, pair, countries, life)
        if contradiction:
            diagnostics.append(contradiction)
        elif effect == "war":
            wars.append(event)
        else:
            moment = Moment(event.date.earliest, event.date.first)
            status: SpanStatus = "established" if effect == "restored" else effect
            changes.append(_Change(moment, status, event.id, moment))
    spans = _spans(changes, end)
    for war in wars:
        spans = _overlay(spans, war, end)
    return tuple(spans), diagnostics


def _inherited(pair: Pair, start: Moment, countries: Mapping[str, Country], effects: Effects) -> _Change | None:
    """Find what the pair takes over from the states that its sides continue."""
    best: tuple[Span, Pair] | None = None
    for former in _former_pairs(pair, countries):
        spans, _ = status_over_time(former, countries, effects)
        if (
            spans
            and spans[-1].status not in ("none", "unrecorded")
            and (best is None or best[0].start.day < spans[-1].start.day)
        ):
            best = spans[-1], former
    if best is None:
        return None
    span, former = best
    return _Change(start, span.status, span.event, span.since, former)


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
    titles = " and ".join(countries[slug].title for slug in pair)
    start, end = life
    if event.date.latest < start.day or (end and event.date.earliest > end.day):
        until = f" until {end.printed}" if end else ""
        message = f"{titles} existed together from {start.printed}{until}; this event's effect lies outside that time."
        hint = "Correct the event's date or countries, or the countries' “exists”."
    elif effect == "established" and last.status == "established":
        message = f"Relations of {titles} were established already, by {last.event}."
        hint = "Remove one of the two effects, or add the event that severed the relations between them."
    elif effect == "restored" and last.status not in ("suspended", "severed"):
        by = f" (since {last.event})" if last.event else ""
        message = f"Relations of {titles} can't be restored: before, they were neither suspended nor severed{by}."
        hint = "Write established, or add the event that suspended or severed them."
    else:
        return None
    key = "effect" if event.effect else "effects"
    return Diagnostic(event.path, *event.locate(key), "status-contradiction", message, hint)


def _spans(changes: list[_Change], end: Moment | None) -> list[Span]:
    ends = [change.moment for change in changes[1:]]
    spans = [
        Span(change.status, change.moment, until, change.event, change.since, change.continues)
        for change, until in zip(changes, [*ends, end], strict=True)
    ]
    return [span for span in spans if span.end is None or span.start.day < span.end.day or len(spans) == 1]


def _overlay(spans: list[Span], war: Event, end: Moment | None) -> list[Span]:
    """Put a war over the spans; what it covers is cut away."""
    start = Moment(war.date.earliest, war.date.first)
    stop = _war_end(war.date, end)
    result: list[Span] = []
    for span in spans:
        if span.start.day < start.day:
            cut = start if span.end is None or span.end.day > start.day else span.end
            result.append(replace(span, end=cut))
    result.append(Span("war", start, stop, war.id, start))
    for span in spans:
        if stop and (span.end is None or span.end.day > stop.day):
            result.append(replace(span, start=stop) if span.start.day < stop.day else span)
    return result


def _war_end(date: Date, end: Moment | None) -> Moment | None:
    if date.latest == END or (end and date.latest >= end.day):
        return end
    return Moment(date.latest, date.last)
