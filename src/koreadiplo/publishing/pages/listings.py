"""The lists on the pages of entries, sources, relations and lineages: all that grow with the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...knowledge import LineageRelation, Point, Relation
from ...linking import LINEAGES, Mention
from ...model.entries import GENERAL_KNOWLEDGE, Article, Country, Entry, Event, Statistic, Term
from ...model.sources import Source
from ..addresses import address
from ..charts.ribbon import is_recorded
from ..shelf import (
    A_TO_Z,
    ALL_LINEAGES,
    ARTICLES,
    COUNTRIES,
    HOME,
    KIND_TITLES,
    RELATIONS,
    SOURCES,
    STATISTICS,
    TIMELINE,
    Shelf,
)
from ..views import Ref
from ..wording import is_living
from .parts import BESIDE_A_TEXT, FIRST, ROOM, Listing, Lists
from .pictures import pairs_of, relation_lines, ribbons

SHELVES = {"article": ARTICLES, "event": TIMELINE, "country": COUNTRIES, "term": A_TO_Z, "statistic": STATISTICS}
KIND_PATHS = tuple(title.lower() for title in KIND_TITLES.values())
MENTIONS = tuple(f"mentioned/{path}" for path in KIND_PATHS)
_FEW = BESIDE_A_TEXT // 3000
"""So few lines of whatever look fit on a page."""


def of_kinds(by_kind: Mapping[str, Sequence[str]], shelf: Shelf, look: str = "dated") -> Iterator[Listing[str]]:
    """List entries, a list for each kind."""
    for kind, ids in by_kind.items():
        title = KIND_TITLES[kind]
        text = partial(length_of_card, shelf=shelf) if look == "summaries" else None
        yield Listing(title, title.lower(), ids, shelf.refs, look, kind, text=text)


def length_of_card(id_: str, shelf: Shelf) -> int:
    """Count the bytes of what a list tells of an entry."""
    return len(shelf.ref(id_).card.encode())


def entry_lists(entry: Entry, shelf: Shelf) -> Lists:
    """Give the lists of an entry's page: what belongs to one of its kind, and where it is mentioned."""
    here = Ref(entry.title, address(entry.id))
    return Lists(here, (HOME, SHELVES[entry.kind]), (*_own(entry, shelf), *_mentions(entry, shelf)))


def may_be_long(page: Entry | Relation | LineageRelation, shelf: Shelf) -> bool:
    """Tell at a glance whether any list of the page of an entry or relation can be too long for it."""
    base = shelf.base
    if isinstance(page, Relation | LineageRelation):
        pairs = pairs_of(page)
        entries = [base.entries[id_] for pair in pairs for id_ in pair.members]
        number = len(pairs) + sum(1 + len(e.sources) + len(base.disagreements.get(e.id, ())) for e in entries)
        return number > _FEW
    number = len(base.backlinks.get(page.id, ()))
    if isinstance(page, Country):
        number += len(shelf.named_with.get(page.slug, ()))
    elif isinstance(page, Term):
        number += len(shelf.events_at.get(page.slug, ()))
    else:
        relations = base.relations_of.get(page.id, ())
        number += len(relations) + (sum(len(r.members) for r in relations) if isinstance(page, Article) else 0)
    return number > _FEW


def source_lists(source: Source, shelf: Shelf) -> Lists:
    """Give the lists of a source's page: the entries that cite it."""
    cited_by = of_kinds(shelf.by_kind(shelf.base.citations.get(source.slug, ())), shelf)
    lists = [replace(listing, name=f"cited by {listing.title.lower()}") for listing in cited_by]
    return Lists(Ref(source.title, address(source.id)), (HOME, SOURCES), lists, ROOM)


def relation_lists(relation: Relation | LineageRelation, shelf: Shelf) -> Lists:
    """Give the lists of a relation's page."""
    base = shelf.base
    pairs = pairs_of(relation)
    if len(pairs) > FIRST:
        pairs = tuple(sorted(pairs, key=lambda pair: not is_living(pair)))
    members = dict.fromkeys(id_ for pair in pairs for id_ in pair.members)
    entries = [base.entries[id_] for id_ in members]
    events = shelf.events_in_time(members)
    points = [(entry.id, point) for entry in entries for point in base.disagreements.get(entry.id, ())]
    cited = dict.fromkeys(slug for entry in entries for slug in entry.sources)
    sources = sorted(cited, key=lambda slug: slug == GENERAL_KNOWLEDGE)

    def of_type(*types: str) -> list[str]:
        return [event.id for event in events if event.type in types]

    def cards(kind: type[Entry]) -> Listing[str]:
        title = KIND_TITLES[kind.__name__.lower()]
        ids = [entry.id for entry in entries if isinstance(entry, kind)]
        return Listing(title, title.lower(), ids, shelf.refs, "cards", text=partial(length_of_card, shelf=shelf))

    def disagreements(points: Iterable[tuple[str, Point]]) -> list[object]:
        return [(shelf.ref(id_), shelf.disagreement(point)) for id_, point in points]

    return Lists(
        Ref(shelf.relation_title(relation), address(relation.id)),
        (HOME, RELATIONS),
        (
            Listing(
                "Pairs of states", "pairs", pairs, lambda pairs: [ribbons(pairs, shelf)], "lanes", text=_length_of_lane
            ),
            cards(Article),
            Listing("Treaties and agreements", "treaties", of_type("treaty", "agreement"), shelf.refs),
            Listing("Visits and summits", "visits", of_type("visit", "summit"), shelf.refs),
            cards(Statistic),
            Listing("Events", "events", events, lambda events: shelf.refs(event.id for event in events)),
            Listing("Points of disagreement", "disagreements", points, disagreements, "points"),
            Listing("Sources", "sources", sources, shelf.source_lines, "works"),
        ),
    )


def lineage_lists(slug: str, shelf: Shelf) -> Lists:
    """Give the lists of a lineage's page: its relations, of lineages before those of states alone."""
    own = {country.slug for country in shelf.states_of(slug)}
    joined = [relation for relation in shelf.base.lineage_relations if slug in relation.sides]
    single = [pair for pair in shelf.base.relations if own & set(pair.sides) and pair.id not in shelf.joined]
    return Lists(
        shelf.ref(f"{LINEAGES}/{slug}"),
        (HOME, ALL_LINEAGES),
        [relations_listing("Relations", "relations", [*joined, *single], shelf)],
    )


def relations_listing(
    title: str, path: str, relations: Sequence[Relation | LineageRelation], shelf: Shelf
) -> Listing[Relation | LineageRelation]:
    """List relations with small ribbons."""
    return Listing(
        title, path, relations, lambda some: relation_lines(some, shelf), "relation_lines", text=_length_of_ribbon
    )


def _length_of_ribbon(relation: Relation | LineageRelation) -> int:
    return 100 * sum(len(pair.spans) for pair in pairs_of(relation))


def _length_of_lane(relation: Relation) -> int:
    """Count the bytes of its spans in the ribbon and the table, and those of the marks of its events."""
    return 1000 * len(relation.spans) + 60 * min(len(relation.members), 200)


def _own(entry: Entry, shelf: Shelf) -> Iterator[Listing[Any]]:
    match entry:
        case Article():
            yield Listing("Events", "events", _events_of(entry, shelf), shelf.refs)
            yield _relations_of(entry, shelf)
        case Event():
            yield _relations_of(entry, shelf)
        case Term():
            yield Listing("Events", "events", shelf.events_at.get(entry.slug, ()), shelf.refs)
        case Country():
            yield from _of_country(entry, shelf)


def _of_country(entry: Country, shelf: Shelf) -> Iterator[Listing[Any]]:
    named = [id_ for id_ in shelf.named_with.get(entry.slug, ()) if id_ != entry.id]
    relations = [relation for id_ in named if isinstance(relation := shelf.relations.get(id_), Relation)]
    recorded = [relation for relation in relations if is_recorded(relation)]
    others = [relation.id for relation in relations if not is_recorded(relation)]

    yield Listing(
        "Relations", "relations", recorded, lambda some: [ribbons(some, shelf)], "lanes", text=_length_of_lane
    )
    yield Listing("Relations without a recorded status", "relations/others", others, shelf.refs)
    yield from of_kinds(shelf.by_kind(id_ for id_ in named if id_ in shelf.base.entries), shelf)


def _relations_of(entry: Entry, shelf: Shelf) -> Listing[str]:
    ids = [relation.id for relation in shelf.base.relations_of.get(entry.id, ())]
    return Listing("Relations", "relations", ids, shelf.refs)


def _events_of(entry: Article, shelf: Shelf) -> list[str]:
    """List the events of an article's relations that it names or that share its topics, in its time."""
    relations = shelf.base.relations_of.get(entry.id, ())
    members = dict.fromkeys(id_ for relation in relations for id_ in relation.members)
    named = {mention.target for mention in shelf.base.bodies[entry.id].mentions}
    return [
        event.id
        for event in shelf.events_in_time(members)
        if event.date.overlaps(entry.date) and (event.id in named or set(event.topics) & set(entry.topics))
    ]


def _mentions(entry: Entry, shelf: Shelf) -> Iterator[Listing[Mention]]:
    def lines(mentions: Sequence[Mention]) -> list[Ref]:
        return [shelf.ref(mention.source).saying(mention.sentence) for mention in mentions]

    for (kind, mentions), path in zip(shelf.backlinks(entry.id).items(), MENTIONS, strict=True):
        title = KIND_TITLES[kind]
        name = f"mentioned in {title.lower()}"
        yield Listing(title, path, mentions, lines, "summaries", kind, name, text=lambda m: len(m.sentence.encode()))
