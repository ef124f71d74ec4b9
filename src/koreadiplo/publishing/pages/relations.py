"""The pages of relations and lineages."""

from __future__ import annotations

from collections.abc import Collection

from ...knowledge import LineageRelation, Relation, find_prominent
from ...linking import LINEAGES
from ...model.entries import Statistic, Term
from ..addresses import address
from ..shelf import ALL_LINEAGES, HOME, RELATIONS, Shelf
from ..views import LineagePage, Ref, RelationPage
from .listings import lineage_lists, relation_lists
from .maps import map_of, places_of
from .pictures import lineage_picture, pairs_of
from .statistics import shared_charts

_PEOPLE = ("person", "people", "organisation")
_PLACES = ("place",)
_MOST = 12
_CHARTED = 20
"""So many statistics stand in charts; their list leads to the pages of all."""


def relation_page(relation: Relation | LineageRelation, shelf: Shelf) -> RelationPage:
    """Make the page of a pair of countries or of lineages."""
    base, of_lineages = shelf.base, isinstance(relation, LineageRelation)
    pairs = pairs_of(relation)
    members = dict.fromkeys(id_ for pair in pairs for id_ in pair.members)
    entries = [base.entries[id_] for id_ in members]
    events = shelf.events_in_time(members)
    statistics = [entry for entry in entries if isinstance(entry, Statistic)]
    lists = relation_lists(relation, shelf)
    status, shown = lists.group("pairs"), lists.group("events")
    title = shelf.relation_title(relation)
    folder = LINEAGES if of_lineages else "countries"
    first, second = (shelf.ref(f"{folder}/{slug}") for slug in relation.sides)
    terms = find_prominent(members, base.entries, base.bodies)
    return RelationPage(
        url=address(relation.id),
        title=title,
        description=describe_relation(title),
        breadcrumbs=(HOME, RELATIONS, Ref(title, address(relation.id))),
        sides=(first, second),
        of_lineages=of_lineages,
        status=status.lines[0],
        all_status=status.more,
        lineage_relation=shelf.ref(shelf.joined[relation.id].id) if relation.id in shelf.joined else None,
        decades=shelf.by_decade(events[: len(shown.lines)]),
        all_events=shown.more,
        treaties=lists.group("treaties"),
        visits=lists.group("visits"),
        statistics=lists.group("statistics"),
        charts=shared_charts(statistics[:_CHARTED], shelf),
        articles=lists.group("articles"),
        map=map_of(places_of(entries, shelf), title, shelf),
        people=_most_named(terms, _PEOPLE, shelf),
        places=_most_named(terms, _PLACES, shelf),
        disagreements=lists.group("disagreements"),
        disputed=sum(len(base.disagreements.get(entry.id, ())) for entry in entries),
        sources=lists.group("sources"),
    )


def describe_relation(title: str) -> str:
    """Say in a line what is found on the page of a relation."""
    return f"Relations of {title}: status over time, events, treaties, visits and sources."


def lineage_page(slug: str, shelf: Shelf) -> LineagePage:
    """Make the page of a lineage."""
    title = shelf.config.lineages[slug]
    states = shelf.states_of(slug)
    id_ = f"{LINEAGES}/{slug}"
    return LineagePage(
        url=address(id_),
        title=title,
        description=f"The states of {title} in order of time, and their relations.",
        breadcrumbs=(HOME, ALL_LINEAGES, Ref(title, address(id_))),
        edit_url=shelf.edit_url(),
        states=shelf.refs(country.id for country in states),
        picture=lineage_picture(slug, shelf),
        relations=lineage_lists(slug, shelf).group("relations"),
    )


def _most_named(terms: Collection[Term], types: tuple[str, ...], shelf: Shelf) -> tuple[Ref, ...]:
    return shelf.refs([term.id for term in terms if term.type in types][:_MOST])
