"""What templates see: one view model for each kind of page, and `Site`. Plain, frozen data.

Addresses (`url`) are relative to the site's root ("events/1884-07-07-treaty/"); templates make them relative to their
page with the filter `link`. Texts of type `Markup` are HTML, all others are plain.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

TOC_FROM = 3
"""With so many headings a page has a table of contents."""


@dataclass(frozen=True)
class Ref:
    """Another page as a link needs it; `card` is its definition or summary, `date` as a person writes it."""

    title: str
    url: str
    kind: str = ""
    card: str = ""
    date: str = ""


@dataclass(frozen=True)
class Group:
    """Links under a heading; `id` is for addresses within the page."""

    title: str
    id: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class TocLine:
    """A line of a page's table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Site:
    """What all pages share."""

    title: str
    description: str
    language: str
    base_url: str
    licence: str
    licence_url: str
    navigation: tuple[Ref, ...]
    version: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. `url` is "" for the home page; `edit_url` is empty for pages that are derived."""

    url: str
    title: str
    description: str
    breadcrumbs: tuple[Ref, ...] = ()
    edit_url: str = ""


@dataclass(frozen=True)
class Name:
    """A name in the script of a language; `language` is a BCP 47 tag, `language_name` its English name."""

    text: str
    language: str
    language_name: str


@dataclass(frozen=True)
class SourceLine:
    """A source as a bibliography prints it; `url` is empty for common knowledge."""

    formatted: Markup
    url: str


@dataclass(frozen=True)
class Disagreement:
    """A point on which a source says something else than the entry."""

    about: str
    own: str
    value: str
    source: SourceLine
    followed: SourceLine | None
    note: str


@dataclass(frozen=True, kw_only=True)
class EntryPage(Page):
    """What the pages of all entries have.

    `lead` says in one line what the entry is (“Treaty, 7 July 1884”); `toc` lists the headings of the body, where it
    has enough of them; `wikidata` is an item's id there.
    """

    lead: str
    toc: tuple[TocLine, ...]
    body: Markup
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    countries: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    sources: tuple[SourceLine, ...]
    see_also: tuple[Ref, ...]
    disagreements: tuple[Disagreement, ...]
    backlinks: tuple[Group, ...]
    as_of: str
    added: str
    updated: str
    wikidata: str


@dataclass(frozen=True, kw_only=True)
class ArticlePage(EntryPage):
    """An article, with the relations it is about, and those of their events that it names or that share its topics."""

    summary: str
    date: str
    relations: tuple[Ref, ...]
    events: tuple[Ref, ...]


@dataclass(frozen=True)
class EffectLine:
    """What an event did to a relation: “established”."""

    relation: Ref
    status: str


@dataclass(frozen=True, kw_only=True)
class EventPage(EntryPage):
    """An event. `machine_date` is for `<time datetime>`, empty where HTML has no form for it."""

    type: str
    date: str
    machine_date: str
    old_style: str
    in_force: str
    place: Ref | None
    effects: tuple[EffectLine, ...]
    relations: tuple[Ref, ...]
    previous: Ref | None
    next: Ref | None


@dataclass(frozen=True)
class RelationLine:
    """A relation in a list, with its status in a sentence."""

    ref: Ref
    sentence: str


@dataclass(frozen=True, kw_only=True)
class CountryPage(EntryPage):
    """A state or territory."""

    exists: str
    sovereign: bool
    lineage: Ref | None
    continues: tuple[Ref, ...]
    continued_by: tuple[Ref, ...]
    succeeds: tuple[Ref, ...]
    succeeded_by: tuple[Ref, ...]
    relations: tuple[RelationLine, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class TermPage(EntryPage):
    """A glossary term. `coordinates` as a person writes them, empty where it has none."""

    type: str
    date: str
    coordinates: str
    events: tuple[Ref, ...]


@dataclass(frozen=True)
class ValueRow:
    """A row of a statistic's table."""

    date: str
    value: str
    source: SourceLine | None
    note: str
    preferred: bool


@dataclass(frozen=True, kw_only=True)
class StatisticPage(EntryPage):
    """A quantity over time. `has_notes` tells whether any row has a note."""

    unit: str
    values: tuple[ValueRow, ...]
    has_notes: bool


@dataclass(frozen=True, kw_only=True)
class SourcePage(Page):
    """A work cited; `note` is what it is good for."""

    formatted: Markup
    note: str
    address: str
    cited_by: tuple[Group, ...]


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
    articles: tuple[Ref, ...]
    disagreements: tuple[tuple[Ref, Disagreement], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True)
class LineagePage(Page):
    """The states of one side, in order of time, and its relations."""

    states: tuple[Ref, ...]
    relations: tuple[RelationLine, ...]


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list of pages in groups: all articles, countries, statistics, relations, lineages or topics."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class TopicPage(ListPage):
    """A topic and its entries by kind."""


@dataclass(frozen=True, kw_only=True)
class TimelinePage(Page):
    """All events by decade."""

    decades: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryPage(Page):
    """The A to Z of terms, events, countries and lineages, by first letter."""

    letters: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    """All works cited, and how many entries cite each."""

    sources: tuple[tuple[SourceLine, int], ...]


@dataclass(frozen=True, kw_only=True)
class DisagreementsPage(Page):
    """All points of disagreement, by entry."""

    entries: tuple[tuple[Ref, tuple[Disagreement, ...]], ...]


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
    """The entrance."""

    picks: tuple[Ref, ...]
    relations: tuple[RelationLine, ...]
    lineages: tuple[Ref, ...]
    topics: tuple[Ref, ...]
    newest: tuple[Ref, ...]
    counts: tuple[tuple[str, int], ...]
