"""The home page, the pages that list others, and those of the site itself."""

from __future__ import annotations

from dataclasses import dataclass

from .common import Disagreement, Group, Page, Part, Ref, SourceLine, TocLine
from .maps import Map
from .pictures import RelationLine


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list of pages in groups: all articles, countries, statistics, lineages or topics."""

    groups: tuple[Group[Ref], ...]


@dataclass(frozen=True, kw_only=True)
class TopicPage(ListPage):
    """A topic and its entries by kind."""


@dataclass(frozen=True, kw_only=True)
class RelationsPage(Page):
    """All relations, with their ribbons on one axis of time."""

    of_lineages: Group[RelationLine]
    of_states: Group[RelationLine]


@dataclass(frozen=True, kw_only=True)
class MapPage(Page):
    """The map of all places; None where no place has coordinates. `parts` list them, where the map leaves some out."""

    map: Map | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryPage(Page):
    """The A to Z of terms, events, countries and lineages, by first letter; where it is too long, in `parts`."""

    letters: tuple[Group[Ref], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    """All works cited, and how many entries cite each."""

    sources: Group[tuple[SourceLine, int]]


@dataclass(frozen=True)
class Subject:
    """An entry and the points on which sources differ about it; `id` is for addresses within the page."""

    ref: Ref
    id: str
    points: tuple[Disagreement, ...]


@dataclass(frozen=True, kw_only=True)
class DisagreementsPage(Page):
    """All points of disagreement, by entry; `toc` lists the entries, where there are enough of them.

    Where the list is too long, `parts` have it.
    """

    toc: tuple[TocLine, ...]
    subjects: tuple[Subject, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CoverageGroup:
    """What is missing of one kind: pages, each with a few words; of `number` in all `more` are left out."""

    title: str
    explanation: str
    id: str
    lines: tuple[tuple[Ref, str], ...]
    number: int
    more: int


@dataclass(frozen=True, kw_only=True)
class CoveragePage(Page):
    """What the knowledge base lacks, by kind; `works` counts entries by the number of works that they cite."""

    works: tuple[tuple[str, int], ...]
    groups: tuple[CoverageGroup, ...]


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """The search page."""


@dataclass(frozen=True, kw_only=True)
class AboutPage(Page):
    """What the knowledge base is, in figures: entries by kind, and how many rest on common knowledge in part."""

    counts: tuple[tuple[str, int], ...]
    common_knowledge: int


@dataclass(frozen=True, kw_only=True)
class NotFoundPage(Page):
    """The page for addresses that lead nowhere. It is served at any address, so its links can't be relative."""


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The entrance. `all_relations` leads to those that have no room in `relations`."""

    picks: tuple[Ref, ...]
    relations: tuple[RelationLine, ...]
    all_relations: Ref | None
    lineages: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    decades: tuple[Ref, ...]
    newest: tuple[Ref, ...]
    counts: tuple[tuple[str, int], ...]
