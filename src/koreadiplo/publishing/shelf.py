"""What every page is made from: the knowledge base, the settings, and links to any page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from ..config import Config
from ..folders import SETTINGS_FILE
from ..knowledge import KnowledgeBase, LineageRelation, Pair, Point, Relation
from ..linking import LINEAGES, Mention
from ..model.decades import Decade, name_year
from ..model.entries import GENERAL_KNOWLEDGE, Country, Entry, Event, Term
from .addresses import address
from .charts.plane import XY, project, unroll
from .previews import make_previews
from .views import Disagreement, Group, Preview, Ref, Saying, SourceLine

TOPICS = "topics"
HOME = Ref("Home", "")
A_TO_Z = Ref("A–Z", "glossary/")
TIMELINE = Ref("Timeline", "timeline/")
MAP = Ref("Map", "map/")
SOURCES = Ref("Sources", "sources/")
DISAGREEMENTS = Ref("Disagreements", "disagreements/")
SEARCH = Ref("Search", "search/")
ABOUT = Ref("About", "about/")
COVERAGE = Ref("Coverage", "coverage/")
RELATIONS = Ref("Relations", "relations/")
ARTICLES = Ref("Articles", "articles/")
COUNTRIES = Ref("Countries", "countries/")
STATISTICS = Ref("Statistics", "statistics/")
ALL_LINEAGES = Ref("Lineages", f"{LINEAGES}/")
ALL_TOPICS = Ref("Topics", f"{TOPICS}/")

KIND_TITLES = {
    "article": "Articles",
    "event": "Events",
    "country": "Countries",
    "term": "Terms",
    "statistic": "Statistics",
}


@dataclass(frozen=True)
class Shelf:
    """Reach any page's data by id, as the links and lines that page builders need.

    `joined` gives the relation of lineages that holds a relation of states, `heirs` the relation that continues a
    pair's, `places_in_time` where in the timeline an event stands, `events_at` the events at a place (by its slug),
    `named_with` the entries and relations of a country (by its slug), `previews` of the pages that bodies link to,
    `places` where on the plane of maps a term lies, so that all maps are cut in the widest gap between places,
    `decades` are those in which an event begins, `ranks` gives each entry its place in the lists of its kind.
    """

    base: KnowledgeBase
    config: Config
    relations: Mapping[str, Relation | LineageRelation]
    joined: Mapping[str, LineageRelation]
    heirs: Mapping[Pair, Relation]
    places_in_time: Mapping[str, int]
    events_at: Mapping[str, list[str]]
    named_with: Mapping[str, list[str]]
    previews: Mapping[str, Preview]
    places: Mapping[str, XY]
    decades: frozenset[Decade]
    ranks: Mapping[str, int]
    refs_made: dict[str, Ref] = field(default_factory=dict, init=False, compare=False)

    def has(self, id_: str) -> bool:
        """Tell whether a page of this id exists."""
        folder, _, slug = id_.partition("/")
        if folder in (LINEAGES, TOPICS):
            return slug in (self.config.lineages if folder == LINEAGES else self.config.topics)
        return id_ in self.base.entries or id_ in self.base.sources or id_ in self.relations

    def ref(self, id_: str) -> Ref:
        """Make the link to a page."""
        ref = self.refs_made.get(id_)
        if ref is None:
            ref = self.refs_made[id_] = self._ref(id_)
        return ref

    def _ref(self, id_: str) -> Ref:
        folder, _, slug = id_.partition("/")
        if folder == LINEAGES:
            return Ref(self.config.lineages[slug], address(id_), "Lineage")
        if folder == TOPICS:
            return Ref(self.config.topics[slug], address(id_), "Topic")
        if id_ in self.relations:
            return Ref(self.relation_title(self.relations[id_]), address(id_), "Relation")
        if id_ in self.base.sources:
            return Ref(self.base.sources[id_].title, address(id_), "Source")
        entry = self.base.entries[id_]
        card = entry.summary or self.base.bodies[id_].lead
        date = entry.period()
        return Ref(entry.title, address(id_), entry.kind.capitalize(), card, str(date) if date else "")

    def refs(self, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Make the links to several pages."""
        return tuple(self.ref(id_) for id_ in ids)

    def country(self, slug: str) -> Ref:
        """Make the link to a country."""
        return self.ref(f"countries/{slug}")

    def states_of(self, lineage: str) -> list[Country]:
        """List the states and territories of a lineage in order of time."""
        states = (country for country in self.base.countries.values() if country.lineage == lineage)
        return sorted(states, key=lambda country: (country.exists, country.slug))

    def topic(self, slug: str) -> Ref:
        """Make the link to a topic."""
        return self.ref(f"{TOPICS}/{slug}")

    def relation_title(self, relation: Relation | LineageRelation) -> str:
        """Name a relation after its sides: “Korea–Russia”."""
        if isinstance(relation, Relation):
            return self.pair_title(relation.sides)
        return "–".join(self.config.lineages[slug] for slug in relation.sides)

    def pair_title(self, pair: Pair) -> str:
        """Name two countries together: “Joseon–Russian Empire”."""
        return "–".join(self.base.countries[slug].title for slug in pair)

    def by_kind(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Group entries by kind; events in order of time, the others by title."""
        found: dict[str, list[str]] = {kind: [] for kind in KIND_TITLES}
        for id_ in sorted(set(ids), key=self.ranks.__getitem__):
            found[self.base.entries[id_].kind].append(id_)
        return found

    def events_in_time(self, ids: Iterable[str]) -> list[Event]:
        """Pick the events among entries, in order of time."""
        return [
            self.base.timeline[at]
            for at in sorted(self.places_in_time[id_] for id_ in ids if id_ in self.places_in_time)
        ]

    def backlinks(self, id_: str) -> dict[str, list[Mention]]:
        """Group the mentions of an entry by the kind of those that mention it; links by hand come first."""
        groups: dict[str, list[Mention]] = {kind: [] for kind in KIND_TITLES}
        for mention in self.base.backlinks.get(id_, ()):
            groups[self.base.entries[mention.source].kind].append(mention)
        for mentions in groups.values():
            mentions.sort(key=lambda mention: (not mention.by_hand, self.ranks[mention.source]))
        return groups

    def by_decade(self, events: Iterable[Event]) -> tuple[Group[Ref], ...]:
        """Group events, in order of time, by the decade in which they begin."""
        decades: dict[Decade, list[str]] = {}
        for event in events:
            decades.setdefault(event.date.decade, []).append(event.id)
        return tuple(Group(decade.name, f"d{decade.first}", self.refs(ids)) for decade, ids in decades.items())

    def edit_url(self, path: str = SETTINGS_FILE) -> str:
        """Give the address at which readers can suggest a change to a file; empty where the settings name none."""
        return (self.config.edit_url or "").replace("{path}", path)

    def source_line(self, slug: str) -> SourceLine:
        """Make a source's line in a bibliography."""
        url = "" if slug == GENERAL_KNOWLEDGE else address(f"sources/{slug}")
        return SourceLine(Markup(self.base.bibliography[slug]), url)

    def source_lines(self, slugs: Iterable[str]) -> tuple[SourceLine, ...]:
        """Make a bibliography; common knowledge comes last."""
        unique = sorted(dict.fromkeys(slugs), key=lambda slug: slug == GENERAL_KNOWLEDGE)
        return tuple(self.source_line(slug) for slug in unique)

    def disagreement(self, point: Point, id_: str = "") -> Disagreement:
        """Make a disagreement's lines; with an id where addresses within the page lead to it."""
        return Disagreement(
            id=id_,
            about=point.about,
            own=point.own,
            followed=self.source_line(point.followed) if point.followed else None,
            note=point.note,
            others=tuple(Saying(other.value, self._sayer(other.source), other.note) for other in point.others),
        )

    def _sayer(self, slug: str) -> SourceLine:
        return self.source_line(slug) if slug else SourceLine(Markup("No source given"), "")


def period_ref(period: int | Decade) -> Ref:
    """Make the link to the page of a year or a decade."""
    name = period.name if isinstance(period, Decade) else name_year(period)
    return Ref(name, f"{TIMELINE.url}{name.lower().replace(' ', '-')}/")


def make_shelf(base: KnowledgeBase, config: Config) -> Shelf:
    """Arrange a knowledge base for page builders."""
    relations: dict[str, Relation | LineageRelation] = {relation.id: relation for relation in base.lineage_relations}
    relations.update((relation.id, relation) for relation in base.relations)
    return Shelf(
        base=base,
        config=config,
        relations=relations,
        joined={pair.id: joined for joined in base.lineage_relations for pair in joined.relations},
        heirs={span.continues: relation for relation in base.relations for span in relation.spans if span.continues},
        places_in_time={event.id: index for index, event in enumerate(base.timeline)},
        events_at=_index((event.id, (event.place,)) for event in base.timeline if event.place),
        named_with=_index(
            [
                *((entry.id, entry.countries) for entry in base.entries.values()),
                *((relation.id, relation.sides) for relation in base.relations),
            ]
        ),
        previews=make_previews(base, config),
        places=_places(base.entries.values()),
        decades=frozenset(event.date.decade for event in base.timeline),
        ranks={id_: rank for ids in _by_kind(base.entries.values()) for rank, id_ in enumerate(ids)},
    )


def _places(entries: Iterable[Entry]) -> dict[str, XY]:
    found = {
        term.id: project(float(term.coordinates.lat), float(term.coordinates.lon))
        for term in entries
        if isinstance(term, Term) and term.coordinates
    }
    return dict(zip(found, unroll(list(found.values())), strict=True))


def _index(items: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, keys in items:
        for key in keys:
            found.setdefault(key, []).append(id_)
    return found


def _by_kind(entries: Iterable[Entry]) -> Iterable[list[str]]:
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    return ([entry.id for entry in sorted(alike, key=_order)] for alike in kinds.values())


def _order(entry: Entry) -> tuple[object, ...]:
    if isinstance(entry, Event):
        return (entry.date.earliest, entry.date.latest, entry.id)
    return (entry.title.casefold(), entry.id)
