"""Advice to editors: what may be a slip, and what is missing. Nothing of it is wrong for certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic
from ..model.entries import Event, Statistic, Term
from ..model.parts import Value
from .base import KnowledgeBase
from .disagreements import print_value
from .gaps import Gap, find_gaps
from .prose_dates import differing_dates

_LONGEST_DEFINITION = 50
"""In words. Lists and previews show a definition whole, and a reader takes one in at a glance."""


def advise(base: KnowledgeBase, language: str) -> list[Diagnostic]:
    """Compare entries with each other, and list what is missing; dates in prose only where the language is English."""
    titles = {entry.id: entry.title for entry in base.entries.values()}
    for relation in base.relations:
        titles[relation.id] = "–".join(base.countries[slug].title for slug in relation.sides)
    is_english = language.partition("-")[0].lower() == "en"
    return [
        *_similar_events(base),
        *_repeated_values(base),
        *_long_definitions(base),
        *_unused_sources(base),
        *(differing_dates(base.entries, base.bodies) if is_english else ()),
        *(_missing(gap, base, titles) for gap in find_gaps(base)),
    ]


def _similar_events(base: KnowledgeBase) -> Iterator[Diagnostic]:
    """Find events of one type between the same countries at one time, of which neither names the other."""
    alike: dict[tuple[str, frozenset[str]], list[Event]] = {}
    for event in base.timeline:
        alike.setdefault((event.type, frozenset(event.countries)), []).append(event)
    for events in alike.values():
        for number, event in enumerate(events, 1):
            # Each event is reported once at most, which keeps this linear where many events are alike.
            for later in events[number:]:
                if later.date.earliest > event.date.latest:
                    break
                if not (_names(event, later, base) or _names(later, event, base)):
                    yield _similar(later, event, base)
                    break


def _names(event: Event, other: Event, base: KnowledgeBase) -> bool:
    return other.id in base.see_also[event.id] or any(m.target == other.id for m in base.bodies[event.id].mentions)


def _similar(event: Event, other: Event, base: KnowledgeBase) -> Diagnostic:
    countries = " and ".join(base.countries[slug].title for slug in event.countries)
    message = (
        f"“{event.title}” ({event.date}) may be “{other.title}” ({other.date}; {other.id}): both are of the type "
        f"{event.type}, of one time and of {countries}, and neither names the other."
    )
    hint = "Make one entry of the two if they are the same, else name one in the text or the see_also of the other."
    return Diagnostic(event.path, *event.locate("date"), "similar-events", message, hint)


def _repeated_values(base: KnowledgeBase) -> Iterator[Diagnostic]:
    for entry in base.entries.values():
        if isinstance(entry, Statistic):
            by_date: dict[str, list[int]] = {}
            for index, value in enumerate(entry.values):
                by_date.setdefault(value.date.text, []).append(index)
            for indices in by_date.values():
                if problem := _repetition([entry.values[index] for index in indices]):
                    place = entry.locate("values", indices[-1])
                    yield Diagnostic(entry.path, *place, "repeated-value", *problem)


def _repetition(values: list[Value]) -> tuple[str, str] | None:
    """Say what is wrong with the values of one date: message and hint."""
    said = Counter((print_value(value), value.source) for value in values)
    (value, source), times = said.most_common(1)[0]
    if times > 1:
        by = f" after {source}" if source else ""
        return f"The value {value} for {values[0].date}{by} stands here {times} times.", "Write it once."
    preferred = sum(value.preferred for value in values)
    if len({print_value(value) for value in values}) == 1 or preferred == 1:
        return None
    which = "none is preferred" if not preferred else f"{preferred} are preferred"
    listed = " and ".join(f"{value} ({source or 'no source'})" for value, source in said)
    hint = "Add preferred: true to the one that the entry follows; or make two statistics, if two things were counted."
    return f"The values for {values[0].date} differ, {listed}, and {which}.", hint


def _long_definitions(base: KnowledgeBase) -> Iterator[Diagnostic]:
    """Find terms whose first paragraph is too long to be a definition; where there is a summary, that is shown."""
    for entry in base.entries.values():
        if isinstance(entry, Term) and not entry.summary:
            words = len(base.bodies[entry.id].lead.split())
            if words > _LONGEST_DEFINITION:
                row = next(row for row, line in enumerate(entry.body.split("\n")) if line.strip())
                message = f"The definition of “{entry.title}” has {words} words; lists and previews show them all."
                hint = (
                    f"Define it in {_LONGEST_DEFINITION} words at most, and tell the rest in a second paragraph; "
                    "or add a summary."
                )
                yield Diagnostic(entry.path, entry.body_line + row, 1, "long-definition", message, hint)


def _unused_sources(base: KnowledgeBase) -> Iterator[Diagnostic]:
    for source in base.sources.values():
        if source.slug not in base.citations:
            message = f"Nothing cites {source.slug}, “{source.title}”."
            hint = "Cite it where something rests on it, or remove it."
            yield Diagnostic(source.path, source.line, 1, "unused-source", message, hint)


_WORDS = {
    "empty-decade": (
        "{title} has no event in the {note}; this one is the nearest.",
        "Add what happened then, if anything did.",
    ),
    "missing-source": (
        "“{title}” cites no source.",
        "Add sources: […], or [@general-knowledge] to what any handbook confirms.",
    ),
    "common-knowledge-only": (
        "“{title}” rests on common knowledge alone.",
        "Look for a work that can be cited.",
    ),
    "single-source": (
        "“{title}” rests on one source alone, {note}.",
        "Look for another that confirms or corrects it.",
    ),
    "open-dispute": (
        "The dispute “{note}” doesn't say which source is followed, or why.",
        "Add followed: … and note: …, unless the point must stay open.",
    ),
    "old-as-of": (
        "“{title}” tells what was so in {note}, long before the newest entry.",
        "Bring it up to date, and its as_of.",
    ),
    "missing-name": (
        "“{title}” has no native name.",
        "Add names: {{el: …}}, with a language tag and the name in its script.",
    ),
    "missing-summary": (
        "“{title}” has no summary, so lists can't say what it is.",
        "Add a line “summary: …”; to a term or a country, a first paragraph.",
    ),
    "orphan": (
        "No other entry names “{title}”, and no list shows it but that of its kind.",
        "Name it in a text or a see_also where it belongs, or give it topics or countries.",
    ),
}
"""What is said of each kind of gap, and what to do."""


def _missing(gap: Gap, base: KnowledgeBase, titles: Mapping[str, str]) -> Diagnostic:
    entry = base.entries[gap.entry]
    message, hint = (text.format(title=titles[gap.about], note=gap.note) for text in _WORDS[gap.code])
    return Diagnostic(entry.path, *entry.locate(gap.key), gap.code, message, hint)
