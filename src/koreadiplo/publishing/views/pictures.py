"""Pictures of time: what the macros of `charts.html` draw, and what the tables beside them say."""

from __future__ import annotations

from dataclasses import dataclass

from ..charts.axis import TimeAxis
from ..charts.lineage import StateRow
from ..charts.ribbon import Bar
from .common import Ref


@dataclass(frozen=True)
class SpanRow:
    """A span of a relation's status. `status` is a key for style sheets, `label` the words, `event` made it.

    `note` says where another state continued the relation. There is no `bar` where no picture shows the span.
    """

    status: str
    label: str
    period: str
    event: Ref | None
    note: str
    bar: Bar | None


@dataclass(frozen=True)
class Lane:
    """A relation of two states over time; `living` if both still exist, `marks` the places of its events in percent."""

    relation: Ref
    sentence: str
    spans: tuple[SpanRow, ...]
    living: bool
    marks: tuple[float, ...]


@dataclass(frozen=True)
class Ribbons:
    """Relations on one axis of time, none where nothing is recorded; `legend` has the statuses that occur."""

    lanes: tuple[Lane, ...]
    axis: TimeAxis | None
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SmallRibbon:
    """A relation over time at a glance: statuses with their bars in `rows` rows; `axis` is that of the whole list."""

    bars: tuple[tuple[str, int, Bar], ...]
    rows: int
    axis: TimeAxis


@dataclass(frozen=True)
class RelationLine:
    """A relation in a list. Each sentence says how a pair of states stands; that of one pair alone needs no title."""

    ref: Ref
    sentences: tuple[tuple[str, str], ...]
    ribbon: SmallRibbon | None


@dataclass(frozen=True)
class LineageState:
    """A state or territory of a lineage; `own` if the page is its own, `after` says what it follows."""

    ref: Ref
    after: str
    own: bool
    sovereign: bool
    row: StateRow


@dataclass(frozen=True)
class LineagePicture:
    """The states of a lineage on an axis of time, one in a row."""

    title: str
    states: tuple[LineageState, ...]
    axis: TimeAxis
