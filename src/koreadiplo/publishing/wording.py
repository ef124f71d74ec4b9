"""What is derived, in words: the status of relations, types of events, and why entries are related."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge import Related, Relation
from .charts.ribbon import Bar
from .shelf import Shelf
from .views import SpanRow

LABELS = {
    "unrecorded": "Diplomatic status not recorded",
    "none": "No diplomatic relations",
    "established": "Diplomatic relations",
    "suspended": "Relations suspended",
    "severed": "Relations severed",
    "war": "War",
}

EVENT_TYPES = {
    "treaty": "Treaties",
    "agreement": "Agreements",
    "visit": "Visits",
    "summit": "Summits",
    "establishment": "Relations established",
    "war": "Wars",
    "incident": "Incidents",
    "conference": "Conferences",
    "speech": "Speeches",
    "trade": "Trade",
    "migration": "Migration",
    "state": "States founded and ended",
    "other": "Other events",
}
"""The types of events, in the order in which readers choose from them."""


def status_sentence(relation: Relation, shelf: Shelf) -> str:
    """Say how a relation stands, or stood at its end."""
    last = relation.spans[-1]
    label, since = LABELS[last.status], last.since.printed
    if last.status in ("none", "unrecorded"):
        wars = [span for span in relation.spans if span.status == "war" and span.event]
        before = [f"War, {shelf.base.entries[span.event].period()}" for span in wars if span.event]
        return "; ".join([*before, label[0].lower() + label[1:] if before else label])
    if last.end is None:
        return f"{label} since {since}" + (
            f", continued from {shelf.pair_title(last.continues)}" if last.continues else ""
        )
    heir = shelf.heirs.get(relation.sides)
    then = f", then continued as {shelf.pair_title(heir.sides)}" if heir else ""
    return f"{label} from {since} until {last.end.printed}{then}"


def reason(related: Related, shelf: Shelf) -> str:
    """Say why an entry is related to another: “Names this entry; shares Joseon, Treaties”."""
    links = {
        (True, True): ["the two name each other"],
        (True, False): ["named here"],
        (False, True): ["names this entry"],
    }
    parts = links.get((related.names, related.named_by), [])
    shared = [shelf.country(slug).title for slug in related.countries]
    shared += [shelf.topic(slug).title for slug in related.topics]
    if shared:
        parts.append(f"shares {', '.join(shared)}")
    if not parts:
        parts.append("both name " + " and ".join(shelf.ref(id_).title for id_ in related.both_name[:2]))
    return _sentence("; ".join(parts))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def is_living(relation: Relation) -> bool:
    """Tell whether both sides still exist."""
    return relation.spans[-1].end is None


def span_rows(relation: Relation, bars: Iterable[Bar | None], shelf: Shelf) -> tuple[SpanRow, ...]:
    """Put a relation's status over time into rows, with the bar of each span in a picture."""
    rows = []
    for span, bar in zip(relation.spans, bars, strict=True):
        period = f"since {span.start.printed}"
        if span.end:
            ends = dict.fromkeys((span.start.printed, span.end.printed))
            period = " – ".join(ends)
        event = shelf.ref(span.event) if span.event else None
        note = ""
        if span.continues:
            note = f"Continued from {shelf.pair_title(span.continues)}, since {span.since.printed}"
        rows.append(SpanRow(span.status, LABELS[span.status], period, event, note, bar))
    return tuple(rows)
