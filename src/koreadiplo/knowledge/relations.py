"""Relations, derived: pairs of countries, and of lineages, that events and articles name together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..diagnostics import Diagnostic
from ..model.entries import Article, Country, Entry, Event, Statistic
from .status import Effects, Pair, Span, Statuses, life_of


@dataclass(frozen=True, slots=True)
class Relation:
    """Two countries that have to do with each other; `members` are the ids of the entries that name both."""

    sides: Pair
    members: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def id(self) -> str:
        """Folder and slug of its page."""
        return "relations/" + "-".join(self.sides)


@dataclass(frozen=True, slots=True)
class LineageRelation:
    """Two lineages, and the relations of their states in order of time; `id` is folder and slug of its page."""

    id: str
    sides: Pair
    relations: tuple[Relation, ...]


def make_relations(entries: Collection[Entry], focus: Collection[str]) -> tuple[tuple[Relation, ...], list[Diagnostic]]:
    """Find all pairs of countries that an event or an article names together while both exist.

    With a `focus`, only pairs that have a side in one of its lineages. Territories without sovereignty have none.
    """
    countries = {entry.slug: entry for entry in entries if isinstance(entry, Country)}
    members: dict[Pair, list[str]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Article | Event):
            for pair in _pairs(entry.countries, countries):
                if _meet(pair, entry, countries) and _in_focus(pair, countries, focus):
                    members[pair].append(entry.id)
    for entry in entries:
        if isinstance(entry, Statistic):
            for pair in _pairs(entry.countries, countries):
                if pair in members:
                    members[pair].append(entry.id)
    effects = _effects(entries, countries)
    statuses = Statuses(countries, effects)
    relations: list[Relation] = []
    diagnostics: list[Diagnostic] = []
    for pair in sorted({*members, *effects}):
        spans, problems = statuses.spans(pair)
        diagnostics += problems
        if pair in members:
            relations.append(Relation(pair, tuple(members[pair]), spans))
    return tuple(relations), diagnostics


def make_lineage_relations(
    relations: Collection[Relation], countries: Mapping[str, Country]
) -> tuple[LineageRelation, ...]:
    """Join the relations of states into those of lineages, where a side has several states."""
    states: dict[str, int] = defaultdict(int)
    for country in countries.values():
        if country.lineage:
            states[country.lineage] += 1
    joined: dict[Pair, list[Relation]] = defaultdict(list)
    for relation in relations:
        first, second = sorted(countries[slug].lineage or "" for slug in relation.sides)
        if first and first != second and max(states[first], states[second]) > 1:
            joined[first, second].append(relation)
    taken = {relation.id for relation in relations}
    result = []
    for sides in sorted(joined):
        id_ = "relations/" + "-".join(sides)
        # A lineage may be named like its present state, and so be its relations.
        id_ += "-lineages" if id_ in taken else ""
        in_time = sorted(joined[sides], key=lambda r: (_start(r, countries), r.sides))
        result.append(LineageRelation(id_, sides, tuple(in_time)))
    return tuple(result)


def _pairs(slugs: Iterable[str], countries: Mapping[str, Country]) -> Iterable[Pair]:
    sovereign = sorted({slug for slug in slugs if slug in countries and countries[slug].sovereign})
    return combinations(sovereign, 2)


def _meet(pair: Pair, entry: Article | Event, countries: Mapping[str, Country]) -> bool:
    life = life_of(pair, countries)
    if life is None or any(pair[not side] in countries[slug].continues for side, slug in enumerate(pair)):
        return False
    start, end = life
    return entry.date.latest >= start.day and (end is None or entry.date.earliest <= end.day)


def _in_focus(pair: Pair, countries: Mapping[str, Country], focus: Collection[str]) -> bool:
    return not focus or any(countries[slug].lineage in focus for slug in pair)


def _effects(entries: Iterable[Entry], countries: Mapping[str, Country]) -> Effects:
    effects: Effects = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Event):
            for effect in entry.effects:
                first, second = sorted(effect.between)
                if first in countries and second in countries and first != second:
                    effects[first, second].append((entry, effect.status))
    return effects


def _start(relation: Relation, countries: Mapping[str, Country]) -> tuple[int, int, int]:
    return max(countries[slug].exists.earliest for slug in relation.sides)
