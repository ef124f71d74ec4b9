"""The points on which sources disagree: those that editors recorded, and values of one date that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.dates import Date, parse_date
from ..model.entries import Entry, Statistic
from ..model.parts import Dispute, Value


@dataclass(frozen=True, slots=True)
class Saying:
    """What a source says that the entry does not; `source` is a slug, empty where none is given."""

    value: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Point:
    """One disagreement: what it is about, what the entry says, whom it follows, and what other sources say.

    `field` is the key of the disputed value (of a statistic “values”, with its EDTF date as `date`), empty for a claim;
    `own` is empty where the entry has no value. `note` is what the entry says of its own value.
    """

    about: str
    field: str
    date: str
    own: str
    followed: str | None
    note: str
    others: tuple[Saying, ...]


def find_disagreements(entry: Entry) -> tuple[Point, ...]:
    """List an entry's disagreements; what several sources say of one thing is one."""
    recorded: dict[tuple[str, str], list[Dispute]] = {}
    for dispute in entry.disputed:
        recorded.setdefault((dispute.claim or "", dispute.field or ""), []).append(dispute)
    points = (_recorded(entry, claim, field, disputes) for (claim, field), disputes in recorded.items())
    return (*points, *(_differing_values(entry) if isinstance(entry, Statistic) else ()))


def print_value(value: Value) -> str:
    """Write a statistic's value: “about 2.3”, “10–12”, “1,300,000”."""
    number = f"{value.value:,f}" if value.value is not None else f"{value.low:,f}–{value.high:,f}"
    number = number.replace("-", "−")
    return f"about {number}" if value.about else number


def _recorded(entry: Entry, claim: str, field: str, disputes: list[Dispute]) -> Point:
    return Point(
        about=claim or field.replace("_", " ").capitalize(),
        field=field,
        date="",
        own=_printed(getattr(entry, field)) if field else "",
        followed=next((dispute.followed for dispute in disputes if dispute.followed), None),
        note="",
        others=tuple(
            Saying(_as_field(entry, field, dispute.value), dispute.source, dispute.note or "") for dispute in disputes
        ),
    )


def _differing_values(entry: Statistic) -> Iterator[Point]:
    by_date: dict[str, list[Value]] = {}
    for value in entry.values:
        by_date.setdefault(value.date.text, []).append(value)
    for text, values in by_date.items():
        own = next((value for value in values if value.preferred), values[0])
        others = [value for value in values if print_value(value) != print_value(own)]
        if others:
            yield Point(
                about=f"Value for {own.date}",
                field="values",
                date=text,
                own=f"{print_value(own)} {entry.unit}",
                followed=own.source,
                note=own.note or "",
                others=tuple(
                    Saying(f"{print_value(value)} {entry.unit}", value.source or "", value.note or "")
                    for value in others
                ),
            )


def _as_field(entry: Entry, field: str, value: str) -> str:
    """Write another source's value as the field's own would be written: a date as a person writes it."""
    annotation = type(entry).model_fields[field].annotation if field else None
    return str(parse_date(value)) if annotation in (Date, Date | None) else value


def _printed(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
