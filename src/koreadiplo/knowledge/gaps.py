"""What the knowledge base lacks: times without events, entries with few sources, and the like.

A gap is no fault. Nothing here looks at a clock: what is old is old beside the newest entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..model.dates import BEGINNING, Day
from ..model.decades import decade_of
from ..model.entries import GENERAL_KNOWLEDGE, Country, Entry, Event, Term
from .base import KnowledgeBase

YEARS_UNTIL_OLD = 10
"""So many years before the newest date of the content, what an entry tells is old."""

_NAMED = ("person", "people", "place", "organisation")


@dataclass(frozen=True)
class Gap:
    """Something that is missing; the code tells what, `note` says it more closely in a few words.

    `about` is the id of the page that lacks it, an entry or a relation; `key` of the entry `entry` is where to mend it.
    """

    code: str
    about: str
    entry: str
    key: str
    note: str = ""


def find_gaps(base: KnowledgeBase) -> tuple[Gap, ...]:
    """Find all that is missing, in the order of the rules."""
    return tuple(gap for code, rule in RULES for gap in rule(base, code))


def works_cited(base: KnowledgeBase) -> Mapping[str, frozenset[str]]:
    """Give the slugs of the sources that each entry cites, by its id."""
    cited: dict[str, set[str]] = {id_: set() for id_ in base.entries}
    for slug, ids in base.citations.items():
        for id_ in ids:
            cited[id_].add(slug)
    return {id_: frozenset(slugs) for id_, slugs in cited.items()}


def _empty_decades(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    """Go through the decades of each relation, from its first event to its last, and through those of its status."""
    newest = _newest(base)
    for relation in base.relations:
        events = [entry for id_ in relation.members if isinstance(entry := base.entries[id_], Event)]
        events.sort(key=lambda event: event.date)
        spans = [span for span in relation.spans if span.event and span.status != "severed"]
        nearest = events[0].id if events else next((span.event for span in spans), None)
        if nearest is None:
            continue
        # Of a decade in which relations lasted for less than five years, no event is missing.
        first = min([_decade(span.start.day, 4) for span in spans] + [event.date.decade.first for event in events[:1]])
        last = max((_decade(span.end.day if span.end else newest, -5) for span in spans), default=first)
        reached = first - 10
        stops = [(event.date.decade.first, _decade(event.date.latest), event.id) for event in events]
        for start, end, id_ in [*stops, (last + 10, last, nearest)]:
            if start > reached + 10:
                note = "–".join(dict.fromkeys((str(decade_of(reached + 10)), str(decade_of(start - 10)))))
                yield Gap(code, relation.id, nearest, "date", note)
            if end >= reached:
                reached, nearest = end, id_


def _missing_source(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    for id_, cited in works_cited(base).items():
        if not cited:
            yield Gap(code, id_, id_, "title")


def _common_knowledge_only(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    for id_, cited in works_cited(base).items():
        if cited == {GENERAL_KNOWLEDGE}:
            yield Gap(code, id_, id_, "sources")


def _single_source(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    for id_, cited in works_cited(base).items():
        if len(cited) == 1 and GENERAL_KNOWLEDGE not in cited:
            (slug,) = cited
            yield Gap(code, id_, id_, "sources", slug)


def _old(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    newest = _newest(base)
    for entry in base.entries.values():
        if entry.as_of and newest[0] - entry.as_of.latest[0] > YEARS_UNTIL_OLD:
            yield Gap(code, entry.id, entry.id, "as_of", str(entry.as_of))


def _open_dispute(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    """Find disagreements of which the entry does not say whom it follows, or why."""
    for id_, points in base.disagreements.items():
        for point in points:
            reasons = [point.note, *(other.note for other in point.others)]
            if not point.date and not (point.followed and any(reasons)):
                yield Gap(code, id_, id_, "disputed", point.about)


def _missing_name(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    for entry in base.entries.values():
        if not entry.names and (isinstance(entry, Country) or (isinstance(entry, Term) and entry.type in _NAMED)):
            yield Gap(code, entry.id, entry.id, "title")


def _missing_summary(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    """Find entries of which nothing can be said in a list; the first paragraph of terms and countries serves there."""
    for entry in base.entries.values():
        defined = isinstance(entry, Term | Country) and base.bodies[entry.id].lead
        if not entry.summary and not defined:
            yield Gap(code, entry.id, entry.id, "title")


def _orphan(base: KnowledgeBase, code: str) -> Iterator[Gap]:
    named = {*base.backlinks, *(id_ for ids in base.see_also.values() for id_ in ids)}
    named |= {f"{Term.folder}/{event.place}" for event in base.timeline if event.place}
    for entry in base.entries.values():
        named |= {f"{Country.folder}/{slug}" for slug in _states_named(entry)}
    for entry in base.entries.values():
        listed = entry.topics or entry.countries or _states_named(entry) or getattr(entry, "lineage", None)
        if entry.id not in named and not listed:
            yield Gap(code, entry.id, entry.id, "title")


def _states_named(entry: Entry) -> tuple[str, ...]:
    return (*entry.countries, *entry.continues, *entry.succeeds) if isinstance(entry, Country) else entry.countries


def _newest(base: KnowledgeBase) -> Day:
    dates = (date for entry in base.entries.values() for date in (entry.as_of, entry.added, entry.updated) if date)
    return max((date.latest for date in dates), default=BEGINNING)


def _decade(day: Day, years_later: int = 0) -> int:
    return decade_of(day[0] + years_later).first


RULES: list[tuple[str, Callable[[KnowledgeBase, str], Iterator[Gap]]]] = [
    ("empty-decade", _empty_decades),
    ("missing-source", _missing_source),
    ("common-knowledge-only", _common_knowledge_only),
    ("single-source", _single_source),
    ("open-dispute", _open_dispute),
    ("old-as-of", _old),
    ("missing-name", _missing_name),
    ("missing-summary", _missing_summary),
    ("orphan", _orphan),
]
"""The code of each kind of gap, and the function that finds all gaps of the kind."""
