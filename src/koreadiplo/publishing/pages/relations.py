"""The pages of relations and lineages."""

from __future__ import annotations

from ...knowledge import LineageRelation, Relation
from ...linking import LINEAGES
from ...model.entries import Article, Event, Statistic
from ..addresses import address
from ..shelf import ALL_LINEAGES, HOME, RELATIONS, Shelf
from ..views import Lane, LineagePage, Ref, RelationLine, RelationPage
from ..wording import is_living, span_rows, status_sentence
from .maps import map_of, places_of
from .statistics import shared_charts

_TREATIES = ("treaty", "agreement")
_VISITS = ("visit", "summit")


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
    points = [(entry.id, point) for entry in entries for point in base.disagreements.get(entry.id, ())]
    return RelationPage(
        url=address(relation.id),
        title=title,
        description=f"Relations of {title}: status over time, events, treaties, visits and sources.",
        breadcrumbs=(HOME, RELATIONS, Ref(title, address(relation.id))),
        sides=(first, second),
        of_lineages=of_lineages,
        lanes=tuple(_lane(pair, shelf) for pair in pairs),
        lineage_relation=shelf.ref(shelf.joined[relation.id].id) if relation.id in shelf.joined else None,
        decades=shelf.by_decade(events),
        treaties=_of_type(events, _TREATIES, shelf),
        visits=_of_type(events, _VISITS, shelf),
        statistics=shelf.refs(statistic.id for statistic in statistics),
        charts=shared_charts(statistics, shelf),
        articles=shelf.refs(entry.id for entry in entries if isinstance(entry, Article)),
        map=map_of(places_of(entries, shelf), title, shelf),
        disagreements=tuple((shelf.ref(id_), shelf.disagreement(point)) for id_, point in points),
        sources=shelf.source_lines(slug for entry in entries for slug in entry.sources),
    )


def lineage_page(slug: str, shelf: Shelf) -> LineagePage:
    """Make the page of a lineage."""
    title = shelf.config.lineages[slug]
    states = sorted(
        (country for country in shelf.base.countries.values() if country.lineage == slug),
        key=lambda country: (country.exists, country.slug),
    )
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
        relations=(
            *(relation_line(relation, shelf) for relation in joined),
            *(relation_line(pair, shelf) for pair in single),
        ),
    )


def relation_line(relation: Relation | LineageRelation, shelf: Shelf) -> RelationLine:
    """Make a relation's line in a list."""
    sentence = status_sentence(relation, shelf) if isinstance(relation, Relation) else _of_living(relation, shelf)
    return RelationLine(shelf.ref(relation.id), sentence)


def _of_living(relation: LineageRelation, shelf: Shelf) -> str:
    """Say how each living pair of two lineages stands."""
    living = [pair for pair in relation.relations if is_living(pair)]
    if not living:
        return "No states of both sides exist together today"
    return "; ".join(f"{shelf.relation_title(pair)}: {_lower(status_sentence(pair, shelf))}" for pair in living)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _lane(relation: Relation, shelf: Shelf) -> Lane:
    return Lane(
        shelf.ref(relation.id), status_sentence(relation, shelf), span_rows(relation, shelf), is_living(relation)
    )


def _of_type(events: list[Event], types: tuple[str, ...], shelf: Shelf) -> tuple[Ref, ...]:
    return shelf.refs(event.id for event in events if event.type in types)
