"""The points on which sources disagree: those that editors recorded, and values of one date that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.dates import Date, parse_date
from ..model.entries import Entry, Statistic, Value


@dataclass(frozen=True)
class Point:
    """One disagreement: what it is about, what the entry says, what another source says, whom the entry follows."""

    about: str
    own: str
    value: str
    source: str
    followed: str | None
    note: str


def find_disagreements(entry: Entry) -> tuple[Point, ...]:
    """List an entry's disagreements."""
    recorded = (
        Point(
            about=dispute.claim or (dispute.field or "").replace("_", " ").capitalize(),
            own=_printed(getattr(entry, dispute.field)) if dispute.field else "",
            value=_as_field(entry, dispute.field, dispute.value),
            source=dispute.source,
            followed=dispute.followed,
            note=dispute.note or "",
        )
        for dispute in entry.disputed
    )
    return (*recorded, *(_differing_values(entry) if isinstance(entry, Statistic) else ()))


def print_value(value: Value) -> str:
    """Write a statistic's value: “about 2.3”, “10–12”, “1,300,000”."""
    number = f"{value.value:,f}" if value.value is not None else f"{value.low:,f}–{value.high:,f}"
    number = number.replace("-", "−")
    return f"about {number}" if value.about else number


def _differing_values(entry: Statistic) -> Iterator[Point]:
    by_date: dict[str, list[Value]] = {}
    for value in entry.values:
        by_date.setdefault(value.date.text, []).append(value)
    for values in by_date.values():
        own = next((value for value in values if value.preferred), values[0])
        for value in values:
            if value is not own and print_value(value) != print_value(own):
                unit = entry.unit
                yield Point(
                    about=f"Value for {value.date}",
                    own=f"{print_value(own)} {unit}",
                    value=f"{print_value(value)} {unit}",
                    source=value.source or "",
                    followed=own.source,
                    note=value.note or "",
                )


def _as_field(entry: Entry, field: str | None, value: str) -> str:
    """Write another source's value as the field's own would be written: a date as a person writes it."""
    annotation = type(entry).model_fields[field].annotation if field else None
    return str(parse_date(value)) if annotation in (Date, Date | None) else value


def _printed(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
