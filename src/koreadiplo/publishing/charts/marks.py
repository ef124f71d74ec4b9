"""What stands for a value in a chart. Places are in percent: of the width from the left, of the height from the top."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """A mark's number, above or below the height `y`; it begins, is centred or ends there (SVG's `text-anchor`)."""

    y: float
    above: bool
    anchor: str


@dataclass(frozen=True)
class Mark:
    """A value: its number as `text`, and `told` with date, unit and source.

    `years` is the stretch of a date that is longer than a year, or not known well (`rough`); `span` that from the
    highest to the lowest value. A mark is `hollow` where the value is not exact, and stands `aside` where the entry
    follows another value for the same date.
    """

    x: float
    y: float
    years: tuple[float, float] | None
    span: tuple[float, float] | None
    rough: bool
    hollow: bool
    aside: bool
    text: str
    told: str
    label: Label | None = None


@dataclass(frozen=True)
class Line:
    """What joins two marks."""

    x1: float
    y1: float
    x2: float
    y2: float
