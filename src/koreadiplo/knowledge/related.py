"""Related entries: those that link to each other, or share countries and topics that few others share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from math import log2

from ..linking import LinkedBody
from ..model.entries import Entry

_MOST = 6
_COMMON = 60
"""What more entries than these share brings none of them together."""
_UNIT = 1 << 32
"""Parts of a bit in which is counted: whole numbers add up to the same in any order, which a set doesn't keep."""
_LEAST = 2
"""So many bits of information must join two entries: what a quarter of all share brings two."""

_Trait = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """An entry that has to do with another, and why.

    They link (`names`: the other names it, `named_by`: it names the other), have countries and topics (slugs) in
    common, or name the same entries (`both_name`: ids, those first that few others name).
    """

    id: str
    names: bool
    named_by: bool
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    both_name: tuple[str, ...]


def find_related(
    entries: Mapping[str, Entry], bodies: Mapping[str, LinkedBody], see_also: Mapping[str, Collection[str]]
) -> dict[str, tuple[Related, ...]]:
    """Find up to six entries for each that are not among those it names under `see_also`, the closest first.

    What two entries share counts by its rarity: its inverse document frequency in bits (Spärck Jones, 1972).
    """
    links = {id_: {m.target for m in body.mentions if m.target in entries} for id_, body in bodies.items()}
    sharing: dict[_Trait, list[str]] = defaultdict(list)
    traits = {id_: [sharing[trait] for trait in _traits(entry, links[id_])] for id_, entry in entries.items()}
    for id_, own in traits.items():
        for ids in own:
            ids.append(id_)
    weights = {shared: round(log2(len(entries) / shared) * _UNIT) for shared in range(2, _COMMON + 1) if entries}
    related = {}
    for id_, own in traits.items():
        scores: dict[str, int] = defaultdict(int)
        for ids in own:
            if 1 < len(ids) <= _COMMON:
                weight = weights[len(ids)]
                for other in ids:
                    scores[other] += weight
        for left_out in (id_, *see_also[id_]):
            scores.pop(left_out, None)
        least = max([_LEAST * _UNIT, *nlargest(_MOST, scores.values())[_MOST - 1 :]])
        close = [other for other, score in scores.items() if score >= least]
        close.sort(key=lambda other: (-scores[other], other))
        related[id_] = tuple(_why(entries[id_], entries[other], links, sharing) for other in close[:_MOST])
    return related


def _traits(entry: Entry, links: Collection[str]) -> list[_Trait]:
    """List what entries may share: what they name (each names itself), two countries, a topic, or one in a country.

    They have an order, in which their weights are added: sums of floats depend on it.
    """
    return [
        *(("name", id_) for id_ in sorted({entry.id, *links})),
        *(("countries", *pair) for pair in combinations(sorted(entry.countries), 2)),
        *(("topic", topic) for topic in entry.topics),
        *(("topic", topic, country) for topic in entry.topics for country in entry.countries),
    ]


def _why(
    entry: Entry, other: Entry, links: Mapping[str, set[str]], sharing: Mapping[_Trait, Collection[str]]
) -> Related:
    both_name = sorted(links[entry.id] & links[other.id], key=lambda id_: (len(sharing["name", id_]), id_))
    return Related(
        id=other.id,
        names=other.id in links[entry.id],
        named_by=entry.id in links[other.id],
        countries=tuple(slug for slug in entry.countries if slug in other.countries),
        topics=tuple(slug for slug in entry.topics if slug in other.topics),
        both_name=tuple(both_name),
    )
