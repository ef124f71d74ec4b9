"""The status of relations in words."""

from __future__ import annotations

from ..knowledge import Relation, Span
from .shelf import Shelf
from .views import SpanRow

LABELS = {
    "none": "No diplomatic relations",
    "established": "Diplomatic relations",
    "suspended": "Relations suspended",
    "severed": "Relations severed",
    "war": "War",
}


def status_sentence(relation: Relation, shelf: Shelf) -> str:
    """Say how a relation stands, or stood at its end."""
    if not relation.spans:
        return "No diplomatic relations"
    last = relation.spans[-1]
    since = last.since.printed
    if last.end is None:
        return LABELS["none"] if last.status == "none" else f"{LABELS[last.status]} since {since}{_taken(last, shelf)}"
    ended = [shelf.base.countries[slug].title for slug in relation.sides if _ends(slug, last, shelf)]
    continued = _continuing(relation, shelf)
    if last.status == "none":
        return f"No diplomatic relations until the end of {' and '.join(ended)} on {last.end.printed}"
    sentence = f"{LABELS[last.status]} from {since} until {last.end.printed}"
    return f"{sentence}, then continued by {continued}" if continued else sentence


def is_living(relation: Relation) -> bool:
    """Tell whether both sides still exist."""
    return bool(relation.spans) and relation.spans[-1].end is None


def span_rows(relation: Relation, shelf: Shelf) -> tuple[SpanRow, ...]:
    """Put a relation's status over time into rows."""
    rows = []
    for span in relation.spans:
        period = f"{span.start.printed} – {span.end.printed}" if span.end else f"since {span.start.printed}"
        made_here = span.event and not span.continues
        event = shelf.ref(span.event) if span.event and made_here else None
        note = ""
        if span.continues:
            former = " and ".join(shelf.base.countries[slug].title for slug in span.continues)
            note = f"Continued from {former}, since {span.since.printed}"
        rows.append(SpanRow(span.status, LABELS[span.status], period, event, note))
    return tuple(rows)


def _taken(span: Span, shelf: Shelf) -> str:
    if not span.continues:
        return ""
    return f" (begun by {' and '.join(shelf.base.countries[slug].title for slug in span.continues)})"


def _ends(slug: str, span: Span, shelf: Shelf) -> bool:
    return span.end is not None and shelf.base.countries[slug].exists.latest <= span.end.day


def _continuing(relation: Relation, shelf: Shelf) -> str:
    """Name the state that goes on with the relation, if one does."""
    heir = shelf.heirs.get(relation.sides)
    sides = [slug for slug in heir.sides if slug not in relation.sides] if heir else []
    return " and ".join(shelf.base.countries[slug].title for slug in sides)
