"""The home page, and the pages of the site itself."""

from __future__ import annotations

from ...knowledge import LineageRelation, Relation
from ...linking import LINEAGES
from ...model.dates import BEGINNING
from ...model.entries import GENERAL_KNOWLEDGE, Article, Event
from ..addresses import NOT_FOUND
from ..shelf import ABOUT, HOME, KIND_TITLES, RELATIONS, SEARCH, TOPICS, Shelf, period_ref
from ..views import AboutPage, HomePage, NotFoundPage, Ref, SearchPage
from .pictures import relation_lines

_NEWEST = 8
_RELATIONS = 20
"""So many relations stand on the home page."""


def home_page(shelf: Shelf) -> HomePage:
    """Make the entrance; picks that lead nowhere and relations of which nothing is recorded are left out."""
    base, config = shelf.base, shelf.config
    dated = [e for e in base.entries.values() if isinstance(e, Article | Event) and (e.added or e.updated)]
    dated.sort(key=lambda e: (not isinstance(e, Article), e.title.casefold()))
    dated.sort(key=lambda e: max(d.earliest if d else BEGINNING for d in (e.added, e.updated)), reverse=True)
    known = [r for r in base.relations if r.id not in shelf.joined and any(span.event for span in r.spans)]
    relations: list[Relation | LineageRelation] = [*base.lineage_relations, *known]
    all_relations = Ref(f"All {len(base.lineage_relations) + len(base.relations):,} relations", RELATIONS.url)
    return HomePage(
        url="",
        title=config.title,
        description=config.description,
        edit_url=shelf.edit_url(),
        picks=shelf.refs(id_ for id_ in config.home.picks if shelf.has(id_)),
        relations=relation_lines(relations[:_RELATIONS], shelf),
        all_relations=all_relations if len(relations) > _RELATIONS else None,
        lineages=shelf.refs(f"{LINEAGES}/{slug}" for slug in config.lineages),
        topics=shelf.refs(f"{TOPICS}/{slug}" for slug in config.topics),
        decades=tuple(map(period_ref, dict.fromkeys(event.date.decade for event in base.timeline))),
        newest=shelf.refs(entry.id for entry in dated[:_NEWEST]),
        counts=_counts(shelf),
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


def _counts(shelf: Shelf) -> tuple[tuple[str, int], ...]:
    kinds = [entry.kind for entry in shelf.base.entries.values()]
    return (
        *((title, kinds.count(kind)) for kind, title in KIND_TITLES.items() if kind in kinds),
        *((("Sources", len(shelf.base.sources)),) if shelf.base.sources else ()),
    )
