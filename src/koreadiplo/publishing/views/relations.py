"""The pages of relations and lineages."""

from __future__ import annotations

from dataclasses import dataclass

from .common import Disagreement, Group, Page, Ref, RelationLine, SourceLine
from .maps import Map
from .statistics import SharedChart


@dataclass(frozen=True)
class SpanRow:
    """A span of a relation's status. `status` is a key for style sheets, `label` the words.

    `event` made it; it is None where another state continued the relation, which `note` then says.
    """

    status: str
    label: str
    period: str
    event: Ref | None
    note: str


@dataclass(frozen=True)
class Lane:
    """One pair of states within the relation of two lineages; `living` if both still exist."""

    relation: Ref
    sentence: str
    spans: tuple[SpanRow, ...]
    living: bool


@dataclass(frozen=True, kw_only=True)
class RelationPage(Page):
    """The relation of two countries (one lane, its own) or of two lineages (a lane for each pair of states)."""

    sides: tuple[Ref, Ref]
    of_lineages: bool
    lanes: tuple[Lane, ...]
    lineage_relation: Ref | None
    decades: tuple[Group, ...]
    treaties: tuple[Ref, ...]
    visits: tuple[Ref, ...]
    statistics: tuple[Ref, ...]
    charts: tuple[SharedChart, ...]
    articles: tuple[Ref, ...]
    map: Map | None
    disagreements: tuple[tuple[Ref, Disagreement], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True)
class LineagePage(Page):
    """The states of one side, in order of time, and its relations."""

    states: tuple[Ref, ...]
    relations: tuple[RelationLine, ...]
