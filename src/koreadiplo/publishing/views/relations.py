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

    `people` (and organisations) and `places` are those that its entries name most. `all_status` and `all_events` are
    the pages on which `status` and `decades` go on, None where they show all. `disputed` counts the disagreements.
    """

    sides: tuple[Ref, Ref]
    of_lineages: bool
    status: Ribbons
    all_status: Ref | None
    lineage_relation: Ref | None
    decades: tuple[Group[Ref], ...]
    all_events: Ref | None
    treaties: Group[Ref]
    visits: Group[Ref]
    statistics: Group[Ref]
    charts: tuple[SharedChart, ...]
    articles: Group[Ref]
    people: tuple[Ref, ...]
    places: tuple[Ref, ...]
    map: Map | None
    disagreements: Group[tuple[Ref, Disagreement]]
    disputed: int
    sources: Group[SourceLine]


@dataclass(frozen=True, kw_only=True)
class LineagePage(Page):
    """The states of one side, in order of time, with a picture where there are several, and its relations."""

    states: tuple[Ref, ...]
    picture: LineagePicture | None
    relations: Group[RelationLine]
