"""The pages of relations and lineages."""

from __future__ import annotations

from collections.abc import Collection

from ...knowledge import LineageRelation, Relation, find_prominent
from ...linking import LINEAGES
from ...model.entries import Article, Event, Statistic, Term
from ..addresses import address
from ..shelf import ALL_LINEAGES, HOME, RELATIONS, Shelf
from ..views import LineagePage, Ref, RelationPage
from .maps import map_of, places_of
from .pictures import lineage_picture, relation_lines, ribbons
from .statistics import shared_charts

_TREATIES = ("treaty", "agreement")
_VISITS = ("visit", "summit")
_PEOPLE = ("person", "people", "organisation")
_PLACES = ("place",)
_MOST = 12


def relation_page(relation: Relation | LineageRelation, shelf: Shelf) -> RelationPage:
    """Make the page of a pair of countries or of lineages."""
    base, of_lineages = shelf.base, isinstance(relation, LineageRelation)
    pairs = relation.relations if isinstance(relation, LineageRelation) else (relation,)
    members = dict.fromkeys(id_ for pair in pairs for id_ in pair.members)
    entries = [base.entries[id_] for id_ in members]
    events = shelf.events_in_time(members)
    statistics = [entry for entry in entries if isinstance(entry, Statistic)]
    title = shelf.relation_title(relation)
    folder = LINEAGES if of_lineages else "countries"
    first, second = (shelf.ref(f"{folder}/{slug}") for slug in relation.sides)
    terms = find_prominent(members, base.entries, base.bodies)
    points = [(entry.id, point) for entry in entries for point in base.disagreements.get(entry.id, ())]
    return RelationPage(
        url=address(relation.id),
        title=title,
        description=describe_relation(title),
        breadcrumbs=(HOME, RELATIONS, Ref(title, address(relation.id))),
        sides=(first, second),
        of_lineages=of_lineages,
        status=ribbons(pairs, shelf),
        lineage_relation=shelf.ref(shelf.joined[relation.id].id) if relation.id in shelf.joined else None,
        decades=shelf.by_decade(events),
        treaties=_of_type(events, _TREATIES, shelf),
        visits=_of_type(events, _VISITS, shelf),
        statistics=shelf.refs(statistic.id for statistic in statistics),
        charts=shared_charts(statistics, shelf),
        articles=shelf.refs(entry.id for entry in entries if isinstance(entry, Article)),
        map=map_of(places_of(entries, shelf), title, shelf),
        people=_most_named(terms, _PEOPLE, shelf),
        places=_most_named(terms, _PLACES, shelf),
        disagreements=tuple((shelf.ref(id_), shelf.disagreement(point)) for id_, point in points),
        sources=shelf.source_lines(slug for entry in entries for slug in entry.sources),
    )


def describe_relation(title: str) -> str:
    """Say in a line what is found on the page of a relation."""
    return f"Relations of {title}: status over time, events, treaties, visits and sources."


def lineage_page(slug: str, shelf: Shelf) -> LineagePage:
    """Make the page of a lineage."""
    title = shelf.config.lineages[slug]
    states = shelf.states_of(slug)
    joined = [relation for relation in shelf.base.lineage_relations if slug in relation.sides]
    own = {country.slug for country in states}
    single = [pair for pair in shelf.base.relations if own & set(pair.sides) and pair.id not in shelf.joined]
    id_ = f"{LINEAGES}/{slug}"
    return LineagePage(
        url=address(id_),
        title=title,
        description=f"The states of {title} in order of time, and their relations.",
        breadcrumbs=(HOME, ALL_LINEAGES, Ref(title, address(id_))),
        edit_url=shelf.edit_url(),
        states=shelf.refs(country.id for country in states),
        picture=lineage_picture(slug, shelf),
        relations=relation_lines([*joined, *single], shelf),
    )


def _most_named(terms: Collection[Term], types: tuple[str, ...], shelf: Shelf) -> tuple[Ref, ...]:
    return shelf.refs([term.id for term in terms if term.type in types][:_MOST])


def _of_type(events: list[Event], types: tuple[str, ...], shelf: Shelf) -> tuple[Ref, ...]:
    return shelf.refs(event.id for event in events if event.type in types)
