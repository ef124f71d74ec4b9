"""The pages that list others, and the home page."""

from __future__ import annotations

import unicodedata

from ...knowledge import LineageRelation, Relation
from ...model.dates import BEGINNING
from ...model.entries import GENERAL_KNOWLEDGE, Article, Country, Event, Statistic, Term
from ..addresses import NOT_FOUND
from ..shelf import (
    A_TO_Z,
    ABOUT,
    ALL_LINEAGES,
    ALL_TOPICS,
    ARTICLES,
    COUNTRIES,
    DISAGREEMENTS,
    HOME,
    KIND_TITLES,
    RELATIONS,
    SEARCH,
    SOURCES,
    STATISTICS,
    TOPICS,
    Shelf,
    period_ref,
)
from ..views import (
    TOC_FROM,
    AboutPage,
    DisagreementsPage,
    GlossaryPage,
    Group,
    HomePage,
    ListPage,
    NotFoundPage,
    Ref,
    RelationsPage,
    SearchPage,
    SourcesPage,
    Subject,
    TocLine,
    TopicPage,
)
from .pictures import relation_lines

_NEWEST = 8


def home_page(shelf: Shelf) -> HomePage:
    """Make the entrance; picks that lead nowhere and relations of which nothing is recorded are left out."""
    base, config = shelf.base, shelf.config
    dated = [e for e in base.entries.values() if isinstance(e, Article | Event) and (e.added or e.updated)]
    dated.sort(key=lambda e: (not isinstance(e, Article), e.title.casefold()))
    dated.sort(key=lambda e: max(d.earliest if d else BEGINNING for d in (e.added, e.updated)), reverse=True)
    known = [r for r in base.relations if r.id not in shelf.joined and any(span.event for span in r.spans)]
    relations: list[Relation | LineageRelation] = [*base.lineage_relations, *known]
    return HomePage(
        url="",
        title=config.title,
        description=config.description,
        edit_url=shelf.edit_url(),
        picks=shelf.refs(id_ for id_ in config.home.picks if shelf.has(id_)),
        relations=relation_lines(relations, shelf),
        lineages=shelf.refs(f"lineages/{slug}" for slug in config.lineages),
        topics=shelf.refs(f"{TOPICS}/{slug}" for slug in config.topics),
        decades=tuple(map(period_ref, dict.fromkeys(event.date.decade for event in base.timeline))),
        newest=shelf.refs(entry.id for entry in dated[:_NEWEST]),
        counts=_counts(shelf),
    )


def topic_page(slug: str, shelf: Shelf) -> TopicPage:
    """Make the page of a topic: its entries by kind."""
    ids = [entry.id for entry in shelf.base.entries.values() if slug in entry.topics]
    here = shelf.topic(slug)
    description = f"Everything on {here.title.lower()}: articles, events, terms and statistics."
    return TopicPage(
        url=here.url,
        title=here.title,
        description=description,
        breadcrumbs=(HOME, ALL_TOPICS, here),
        edit_url=shelf.edit_url(),
        groups=shelf.by_kind(ids),
    )


def overview_pages(shelf: Shelf) -> tuple[ListPage, ...]:
    """Make the lists of all articles, countries, statistics, lineages and topics."""
    base, config = shelf.base, shelf.config

    def every(kind: type[Article | Country | Statistic]) -> tuple[Group, ...]:
        return shelf.by_kind(entry.id for entry in base.entries.values() if isinstance(entry, kind))

    def plain(title: str, id_: str, refs: tuple[Ref, ...]) -> tuple[Group, ...]:
        return (Group(title, id_, refs),) if refs else ()

    lineages = shelf.refs(f"lineages/{slug}" for slug in config.lineages)
    topics = shelf.refs(f"{TOPICS}/{slug}" for slug in config.topics)
    return (
        _list(ARTICLES, "All articles.", every(Article)),
        _list(COUNTRIES, "All states and territories.", every(Country)),
        _list(STATISTICS, "All statistics.", every(Statistic)),
        _list(ALL_LINEAGES, "The lineages of states.", plain("Lineages", "lineages", lineages)),
        _list(ALL_TOPICS, "All topics.", plain("Topics", "topics", topics)),
    )


def relations_page(shelf: Shelf) -> RelationsPage:
    """Make the list of all relations, of lineages before those of states."""
    base = shelf.base
    lines = relation_lines([*base.lineage_relations, *base.relations], shelf)
    return RelationsPage(
        url=RELATIONS.url,
        title=RELATIONS.title,
        description="All relations of lineages and of states.",
        breadcrumbs=(HOME, RELATIONS),
        of_lineages=lines[: len(base.lineage_relations)],
        of_states=lines[len(base.lineage_relations) :],
    )


def glossary_page(shelf: Shelf) -> GlossaryPage:
    """Make the A to Z of terms, events, countries and lineages."""
    ids = [entry.id for entry in shelf.base.entries.values() if isinstance(entry, Term | Event | Country)]
    ids += [f"lineages/{slug}" for slug in shelf.config.lineages]
    letters: dict[str, list[Ref]] = {}
    for ref in sorted(shelf.refs(ids), key=lambda ref: (_sorting(ref.title), ref.kind)):
        first = _sorting(ref.title)[:1].upper()
        letters.setdefault(first if first.isalpha() else "0–9", []).append(ref)
    return GlossaryPage(
        url=A_TO_Z.url,
        title="A–Z",
        description="All terms, events, countries and lineages, by letter.",
        breadcrumbs=(HOME, A_TO_Z),
        letters=tuple(
            Group(letter, f"letter-{letter.lower().replace('–', '-')}", tuple(refs)) for letter, refs in letters.items()
        ),
    )


def sources_page(shelf: Shelf) -> SourcesPage:
    """Make the list of works cited."""
    sources = sorted(shelf.base.sources.values(), key=lambda s: _sorting(_first_author(s.csl) or s.title))
    return SourcesPage(
        url=SOURCES.url,
        title="Sources",
        description="All works cited.",
        breadcrumbs=(HOME, SOURCES),
        sources=tuple(
            (shelf.source_line(source.slug), len(shelf.base.citations.get(source.slug, ()))) for source in sources
        ),
    )


def disagreements_page(shelf: Shelf) -> DisagreementsPage:
    """Make the list of all points on which sources disagree."""
    ids = sorted(shelf.base.disagreements, key=lambda id_: _sorting(shelf.base.entries[id_].title))
    subjects = tuple(
        Subject(shelf.ref(id_), id_.replace("/", "."), tuple(map(shelf.disagreement, shelf.base.disagreements[id_])))
        for id_ in ids
    )
    return DisagreementsPage(
        url=DISAGREEMENTS.url,
        title="Disagreements",
        description="The points on which the sources disagree or err, and whom each entry follows.",
        breadcrumbs=(HOME, DISAGREEMENTS),
        toc=tuple(TocLine(2, subject.id, subject.ref.title) for subject in subjects)
        if len(subjects) >= TOC_FROM
        else (),
        subjects=subjects,
    )


def search_page() -> SearchPage:
    """Make the search page."""
    return SearchPage(url=SEARCH.url, title="Search", description="Search all entries.", breadcrumbs=(HOME, SEARCH))


def about_page(shelf: Shelf) -> AboutPage:
    """Make the page that says what the knowledge base is."""
    return AboutPage(
        url=ABOUT.url,
        title="About",
        description=f"What {shelf.config.title} is and how to read it.",
        breadcrumbs=(HOME, ABOUT),
        counts=_counts(shelf),
        common_knowledge=len(shelf.base.citations.get(GENERAL_KNOWLEDGE, ())),
    )


def not_found_page() -> NotFoundPage:
    """Make the page for addresses that lead nowhere."""
    return NotFoundPage(url=NOT_FOUND, title="Page not found", description="There is no page at this address.")


def _list(here: Ref, description: str, groups: tuple[Group, ...]) -> ListPage:
    return ListPage(url=here.url, title=here.title, description=description, breadcrumbs=(HOME, here), groups=groups)


def _counts(shelf: Shelf) -> tuple[tuple[str, int], ...]:
    kinds = [entry.kind for entry in shelf.base.entries.values()]
    return (
        *((title, kinds.count(kind)) for kind, title in KIND_TITLES.items() if kind in kinds),
        *((("Sources", len(shelf.base.sources)),) if shelf.base.sources else ()),
    )


def _first_author(csl: dict[str, object]) -> str:
    for role in ("author", "editor"):
        names = csl.get(role)
        if isinstance(names, list) and names:
            return str(names[0].get("family") or names[0].get("literal") or "")
    return ""


def _sorting(title: str) -> str:
    """Give the form by which titles sort: without case and diacritics."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
