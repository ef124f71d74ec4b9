"""Dates in prose that differ from the date of the event that is linked beside them. Reads English.

It is meant to find slips, not to understand sentences: where a date may belong to something else than the event, it
is left alone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..diagnostics import Diagnostic
from ..linking import LinkedBody, Mention
from ..model.dates import Date, parse_date
from ..model.entries import Entry, Event

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:(?P<day>[1-3]?\d) )?(?P<month>{_MONTH})|(?P<month_first>{_MONTH}) (?P<day_second>[1-3]?\d),) "
    r"(?P<year>\d{4})\b"
    r"|\b(?P<from>1\d{3}|20\d\d)[–-](?P<to>\d{4}|\d\d)\b"
    r"|(?<=\b[Ii]n )(?P<in>\d{4})\b|(?<=\bof )(?P<of>\d{4})\b|(?<=\()(?P<bracket>\d{4})(?=[),])"
    r"|\b(?P<loose>1\d{3}|20\d\d)\b"
)
"""A day, a month, two years, a year that stands as one (“in 1884”, “of 1884”, “(1884)”), or what may be a year."""
_OPEN = re.compile(r"\b(?:and|or|to|from|since|after|before|until|till|between|by)\s+$|[–/-]\s*$", re.IGNORECASE)
"""Before a date: it is one side of a period, or the bound of one."""
_BARRIER = re.compile(
    r"\b(?:and|or|but|while|when|where|which|who|whom|that|as|after|before|since|until|till|following|from|than|by|with"
    r"|later|earlier|ago|then)\b|[;:)—]| – ",
    re.IGNORECASE,
)
"""Between a date and a link: they need not belong together."""
_BESIDE = re.compile(
    r"\b(?:after|before|until|till|since|during|following|despite|eve of|end of|years|months|weeks|days)\b[^,;:]*$",
    re.IGNORECASE,
)
"""Before a link: the sentence tells of something else than the event."""
_MOST_WORDS, _MOST_WORDS_BEHIND_A_COMMA = 8, 3


@dataclass(frozen=True)
class _Found:
    """A date at its place in a sentence; `loose` if it may be a mere number, or one end of a period."""

    start: int
    end: int
    date: Date
    loose: bool


def differing_dates(entries: Mapping[str, Entry], bodies: Mapping[str, LinkedBody]) -> Iterator[Diagnostic]:
    """Find sentences that link to one event and give a date beside the link that is not the event's.

    A sentence in which any date fits is right: so does a date that the event has in another calendar or another source,
    and, in an event's own text, its own date.
    """
    for id_, body in bodies.items():
        for mention in _sole_mentions(body.mentions, entries):
            event, entry = entries[mention.target], entries[id_]
            found = list(_dates(mention.sentence))
            if isinstance(event, Event) and not any(_fits(item.date, event, entry) for item in found):
                beside = next((item for item in found if not item.loose and _belongs(item, mention)), None)
                if beside:
                    yield _report(mention.sentence[beside.start : beside.end], mention, event, entry)


def _sole_mentions(mentions: Iterable[Mention], entries: Mapping[str, Entry]) -> Iterator[Mention]:
    """Give the mentions of events that stand alone in their sentence."""
    by_sentence: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if isinstance(entries.get(mention.target), Event):
            by_sentence.setdefault(mention.sentence, {}).setdefault(mention.target, mention)
    for events in by_sentence.values():
        if len(events) == 1:
            yield from events.values()


def _dates(text: str) -> Iterator[_Found]:
    for match in _DATE.finditer(text):
        part = match.groupdict()
        open_ended = bool(_OPEN.search(text, 0, match.start()))
        if part["from"]:
            last = part["from"][: 4 - len(part["to"])] + part["to"]
            written = f"{part['from']}/{last}"
        else:
            written = next(part[name] for name in ("year", "in", "of", "bracket", "loose") if part[name])
            month, day = part["month"] or part["month_first"], part["day"] or part["day_second"]
            if month and not open_ended:
                written += f"-{_MONTHS[month]:02}" + (f"-{int(day):02}" if day else "")
        if date := _parsed(written):
            yield _Found(match.start(), match.end(), date, loose=bool(part["loose"]) or open_ended)


@cache
def _parsed(text: str) -> Date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _fits(date: Date, event: Event, entry: Entry) -> bool:
    own = [event.date, event.old_style, event.in_force, entry.date if isinstance(entry, Event) else None]
    others = [_parsed(dispute.value) for dispute in event.disputed if dispute.field == "date"]
    return any(known.overlaps(date) for known in (*own, *others) if known)


def _belongs(found: _Found, mention: Mention) -> bool:
    """Tell whether a date stands so near to a link that it can only be meant for it."""
    start = mention.sentence.find(mention.text)
    end = start + len(mention.text)
    if start <= found.start and found.end <= end:
        return True
    gap = mention.sentence[end : found.start] if found.start >= end else mention.sentence[found.end : start]
    commas = gap.count(",") + gap.count("(")
    most = _MOST_WORDS_BEHIND_A_COMMA if commas else _MOST_WORDS
    return not (
        _BARRIER.search(gap) or _BESIDE.search(mention.sentence, 0, start) or commas > 1 or len(gap.split()) > most
    )


def _report(written: str, mention: Mention, event: Event, entry: Entry) -> Diagnostic:
    line = entry.body.split("\n")[mention.line - entry.body_line]
    column = max(line.find(written), line.find(mention.text), 0) + 1
    message = f"“{written}” stands with “{event.title}”, whose date is {event.date} ({event.id})."
    hint = "Correct the text or the event; or name in the sentence what else happened then."
    return Diagnostic(entry.path, mention.line, column, "differing-date", message, hint)
