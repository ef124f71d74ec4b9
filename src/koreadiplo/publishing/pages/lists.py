"""The pages that list others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...knowledge import LineageRelation, Relation
from ...linking import LINEAGES
from ...model.entries import Article, Country, Event, Statistic, Term
from ...model.sources import Source
from ..shelf import (
    A_TO_Z,
    ALL_LINEAGES,
    ALL_TOPICS,
    ARTICLES,
    COUNTRIES,
    DISAGREEMENTS,
    HOME,
    RELATIONS,
    SOURCES,
    STATISTICS,
    TOPICS,
    Shelf,
)
from ..views import (
    TOC_FROM,
    DisagreementsPage,
    GlossaryPage,
    Group,
    ListPage,
    Ref,
    RelationsPage,
    SourceLine,
    SourcesPage,
    Subject,
    TocLine,
    TopicPage,
)
from .listings import KIND_PATHS, length_of_card, of_kinds, relations_listing
from .parts import ROOM, Listing, Lists, Section, by_letter, sorting

ALL = "all"
"""Where the parts of a list of everything stand, below the list."""
_OVERVIEWS = {
    ARTICLES.url: "All articles.",
    COUNTRIES.url: "All states and territories.",
    STATISTICS.url: "All statistics.",
    ALL_LINEAGES.url: "The lineages of states.",
    ALL_TOPICS.url: "All topics.",
}
_POINT = 600
"""Bytes of HTML for what a side says of a point, with its source."""


def topic_lists(slug: str, shelf: Shelf) -> Lists:
    """Give the lists of a topic's page: its entries by kind."""
    ids = (entry.id for entry in shelf.base.entries.values() if slug in entry.topics)
    kinds = of_kinds(shelf.by_kind(ids), shelf, "summaries")
    return Lists(shelf.topic(slug), (HOME, ALL_TOPICS), tuple(kinds), ROOM)


def topic_page(slug: str, shelf: Shelf) -> TopicPage:
    """Make the page of a topic."""
    here = shelf.topic(slug)
    description = f"Everything on {here.title.lower()}: articles, events, terms and statistics."
    return TopicPage(
        url=here.url,
        title=here.title,
        description=description,
        breadcrumbs=(HOME, ALL_TOPICS, here),
        edit_url=shelf.edit_url(),
        groups=topic_lists(slug, shelf).groups(KIND_PATHS),
    )


def overview_lists(shelf: Shelf) -> tuple[Lists, ...]:
    """Give the lists of all articles, countries, statistics, lineages and topics."""
    base, config = shelf.base, shelf.config

    def every(kind: type[Article | Country | Statistic]) -> list[str]:
        found = shelf.by_kind(entry.id for entry in base.entries.values() if isinstance(entry, kind))
        return [id_ for ids in found.values() for id_ in ids]

    lists = (
        (ARTICLES, "article", every(Article)),
        (COUNTRIES, "country", every(Country)),
        (STATISTICS, "statistic", every(Statistic)),
        (ALL_LINEAGES, "lineages", [f"{LINEAGES}/{slug}" for slug in config.lineages]),
        (ALL_TOPICS, "topics", [f"{TOPICS}/{slug}" for slug in config.topics]),
    )
    return tuple(_list_of_all(here, [_in_letters(here, ids, shelf, "summaries", id_)]) for here, id_, ids in lists)


def overview_page(lists: Lists) -> ListPage:
    """Make the page of the list of all articles, countries, statistics, lineages or topics."""
    return ListPage(
        url=lists.page.url,
        title=lists.page.title,
        description=_OVERVIEWS[lists.page.url],
        breadcrumbs=(HOME, lists.page),
        groups=lists.groups([ALL]),
    )


def relations_lists(shelf: Shelf) -> Lists:
    """Give the lists of all relations: of lineages, and of states."""
    base = shelf.base

    def of(title: str, path: str, relations: Sequence[Relation | LineageRelation]) -> Listing[Any]:
        listing = relations_listing(title, path, relations, shelf)
        return replace(listing, section=lambda relation: by_letter(shelf.relation_title(relation)))

    sides = of("Between sides", "sides", base.lineage_relations)
    return _list_of_all(RELATIONS, [sides, of("Between states", ALL, base.relations)])


def relations_page(shelf: Shelf) -> RelationsPage:
    """Make the list of all relations, of lineages before those of states."""
    lists = relations_lists(shelf)
    return RelationsPage(
        url=RELATIONS.url,
        title=RELATIONS.title,
        description="All relations of lineages and of states.",
        breadcrumbs=(HOME, RELATIONS),
        of_lineages=lists.group("sides"),
        of_states=lists.group(ALL),
    )


def glossary_lists(shelf: Shelf) -> Lists:
    """Give the list of the A to Z: terms, events, countries and lineages."""
    ids = [entry.id for entry in shelf.base.entries.values() if isinstance(entry, Term | Event | Country)]
    ids += [f"{LINEAGES}/{slug}" for slug in shelf.config.lineages]
    ids.sort(key=lambda id_: (sorting(shelf.ref(id_).title), shelf.ref(id_).kind))
    return _list_of_all(A_TO_Z, [_in_letters(A_TO_Z, ids, shelf, "cards")])


def glossary_page(shelf: Shelf) -> GlossaryPage:
    """Make the A to Z of terms, events, countries and lineages."""
    group = glossary_lists(shelf).group(ALL)
    letters: dict[Section, list[Ref]] = {}
    for ref in group.lines:
        letters.setdefault(by_letter(ref.title), []).append(ref)
    return GlossaryPage(
        url=A_TO_Z.url,
        title="A–Z",
        description="All terms, events, countries and lineages, by letter.",
        breadcrumbs=(HOME, A_TO_Z),
        letters=tuple(Group(title, f"letter-{slug}", tuple(refs)) for (title, slug), refs in letters.items()),
        parts=group.parts,
    )


def sources_lists(shelf: Shelf) -> Lists:
    """Give the list of all works cited, by author."""
    sources = sorted(shelf.base.sources.values(), key=lambda source: sorting(_author(source)))

    def lines(sources: Sequence[Source]) -> list[tuple[SourceLine, int]]:
        cited = shelf.base.citations
        return [(shelf.source_line(source.slug), len(cited.get(source.slug, ()))) for source in sources]

    listing = Listing(
        SOURCES.title, ALL, sources, lines, "bibliography", name="", section=lambda source: by_letter(_author(source))
    )
    return _list_of_all(SOURCES, [listing])


def sources_page(shelf: Shelf) -> SourcesPage:
    """Make the list of works cited."""
    return SourcesPage(
        url=SOURCES.url,
        title="Sources",
        description="All works cited.",
        breadcrumbs=(HOME, SOURCES),
        sources=sources_lists(shelf).group(ALL),
    )


def disagreements_lists(shelf: Shelf) -> Lists:
    """Give the list of the entries with points on which sources disagree."""
    base = shelf.base
    ids = sorted(base.disagreements, key=lambda id_: sorting(base.entries[id_].title))

    def lines(ids: Sequence[str]) -> list[Subject]:
        return [
            Subject(shelf.ref(id_), id_.replace("/", "."), tuple(map(shelf.disagreement, base.disagreements[id_])))
            for id_ in ids
        ]

    listing = _in_letters(DISAGREEMENTS, ids, shelf, "disputes")
    text = partial(_length_of_points, shelf=shelf)
    return _list_of_all(DISAGREEMENTS, [replace(listing, lines=lines, text=text)])


def disagreements_page(shelf: Shelf) -> DisagreementsPage:
    """Make the list of all points on which sources disagree."""
    group = disagreements_lists(shelf).group(ALL)
    subjects: tuple[Subject, ...] = group.lines
    return DisagreementsPage(
        url=DISAGREEMENTS.url,
        title="Disagreements",
        description="The points on which the sources disagree or err, and whom each entry follows.",
        breadcrumbs=(HOME, DISAGREEMENTS),
        toc=tuple(TocLine(2, subject.id, subject.ref.title) for subject in subjects)
        if len(subjects) >= TOC_FROM
        else (),
        subjects=subjects,
        parts=group.parts,
    )


def _list_of_all(here: Ref, lists: Sequence[Listing[Any]]) -> Lists:
    return Lists(here, (HOME,), lists, ROOM)


def _in_letters(here: Ref, ids: Sequence[str], shelf: Shelf, look: str, id_: str = "") -> Listing[str]:
    def letter(id_: str) -> Section:
        return by_letter(shelf.ref(id_).title)

    text = partial(length_of_card, shelf=shelf)
    return Listing(here.title, ALL, ids, shelf.refs, look, id_, name="", section=letter, text=text)


def _length_of_points(id_: str, shelf: Shelf) -> int:
    return sum(
        _POINT + len(point.note) + sum(_POINT + len(other.note) for other in point.others)
        for point in shelf.base.disagreements[id_]
    )


def _author(source: Source) -> str:
    for role in ("author", "editor"):
        names = source.csl.get(role)
        if isinstance(names, list) and names:
            return str(names[0].get("family") or names[0].get("literal") or "") or source.title
    return source.title
