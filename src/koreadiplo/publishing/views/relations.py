"""The pages of relations and lineages."""

from __future__ import annotations

from dataclasses import dataclass

from .common import Disagreement, Group, Page, Ref, SourceLine
from .maps import Map
from .pictures import LineagePicture, RelationLine, Ribbons
from .statistics import SharedChart


@dataclass(frozen=True, kw_only=True)
class RelationPage(Page):
    """The relation of two countries or of two lineages; `status` has one lane, its own, or one for each pair of states.

    `people` (and organisations) and `places` are those that its entries name most.
    """

    sides: tuple[Ref, Ref]
    of_lineages: bool
    status: Ribbons
    lineage_relation: Ref | None
    decades: tuple[Group, ...]
    treaties: tuple[Ref, ...]
    visits: tuple[Ref, ...]
    statistics: tuple[Ref, ...]
    charts: tuple[SharedChart, ...]
    articles: tuple[Ref, ...]
    people: tuple[Ref, ...]
    places: tuple[Ref, ...]
    map: Map | None
    disagreements: tuple[tuple[Ref, Disagreement], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True)
class LineagePage(Page):
    """The states of one side, in order of time, with a picture where there are several, and its relations."""

    states: tuple[Ref, ...]
    picture: LineagePicture | None
    relations: tuple[RelationLine, ...]
