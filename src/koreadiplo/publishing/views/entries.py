"""The pages of entries and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..charts.series import Chart
from .common import Disagreement, Group, Name, Page, Preview, Ref, SourceLine, TocLine, Version
from .maps import Map
from .pictures import LineagePicture, Ribbons
from .statistics import ValueRow


@dataclass(frozen=True, kw_only=True)
class EntryPage(Page):
    """What the pages of all entries have.

    `lead` says in one line what the entry is (“Treaty, 7 July 1884”); `toc` lists the headings of the body, where it
    has enough of them; `previews` are those of the pages to which the body links; the cards of `related` say why they
    are; `map` shows the entry's places, where it has any; `wikidata` is an item's id there. `disputed` gives for fields
    of which sources differ (“date”) the id of the note on this page.
    """

    lead: str
    toc: tuple[TocLine, ...]
    body: Markup
    previews: tuple[Preview, ...]
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    countries: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    sources: tuple[SourceLine, ...]
    see_also: tuple[Ref, ...]
    related: tuple[Ref, ...]
    disagreements: tuple[Disagreement, ...]
    disputed: Mapping[str, str]
    backlinks: tuple[Group[Ref], ...]
    as_of: str
    added: str
    updated: str
    version: Version | None
    wikidata: str
    map: Map | None = None


@dataclass(frozen=True, kw_only=True)
class ArticlePage(EntryPage):
    """An article, with the relations it is about, and those of their events that it names or that share its topics."""

    summary: str
    date: str
    relations: Group[Ref]
    events: Group[Ref]


@dataclass(frozen=True)
class EffectLine:
    """What an event did to a relation: “established”."""

    relation: Ref
    status: str


@dataclass(frozen=True, kw_only=True)
class EventPage(EntryPage):
    """An event. `machine_date` is for `<time datetime>`, empty where HTML has no form for it.

    `year` is the page of the year in which it begins, where that is known.
    """

    type: str
    date: str
    machine_date: str
    year: Ref | None
    old_style: str
    in_force: str
    place: Ref | None
    effects: tuple[EffectLine, ...]
    relations: Group[Ref]
    previous: Ref | None
    next: Ref | None


@dataclass(frozen=True, kw_only=True)
class CountryPage(EntryPage):
    """A state or territory. `status` shows its relations; `relations` lists those of which no status is recorded.

    `all_status` is the page on which `status` goes on, None where it shows all.
    """

    exists: str
    sovereign: bool
    lineage: Ref | None
    continues: tuple[Ref, ...]
    continued_by: tuple[Ref, ...]
    succeeds: tuple[Ref, ...]
    succeeded_by: tuple[Ref, ...]
    picture: LineagePicture | None
    status: Ribbons
    all_status: Ref | None
    relations: Group[Ref]
    groups: tuple[Group[Ref], ...]


@dataclass(frozen=True, kw_only=True)
class TermPage(EntryPage):
    """A glossary term. `coordinates` as a person writes them, empty where it has none."""

    type: str
    date: str
    coordinates: str
    events: Group[Ref]


@dataclass(frozen=True, kw_only=True)
class StatisticPage(EntryPage):
    """A quantity over time; `chart` is None where there is but one date."""

    unit: str
    chart: Chart | None
    values: tuple[ValueRow, ...]


@dataclass(frozen=True, kw_only=True)
class SourcePage(Page):
    """A work cited; `note` is what it is good for, `container` the work of which it is a part."""

    formatted: Markup
    container: str
    note: str
    address: str
    cited_by: tuple[Group[Ref], ...]
