"""Related entries: those that link to each other, or share countries and topics that few others share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
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


class RelatedEntries(Mapping[str, tuple[Related, ...]]):
    """Up to six entries for each that are not among those it names under `see_also`, the closest first.

    What two entries share counts by its rarity: its inverse document frequency in bits (Spärck Jones, 1972). An
    entry is compared with others when it is asked for.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        bodies: Mapping[str, LinkedBody],
        see_also: Mapping[str, Collection[str]],
    ) -> None:
        self._entries, self._see_also = entries, see_also
        self._links = {id_: {m.target for m in body.mentions if m.target in entries} for id_, body in bodies.items()}
        self._sharing: dict[_Trait, list[str]] = defaultdict(list)
        for entry in entries.values():
            for trait in self._traits(entry):
                self._sharing[trait].append(entry.id)
        self._weights = {
            shared: round(log2(len(entries) / shared) * _UNIT) for shared in range(2, _COMMON + 1) if entries
        }

    def __getitem__(self, id_: str) -> tuple[Related, ...]:
        scores: dict[str, int] = defaultdict(int)
        for trait in self._traits(self._entries[id_]):
            ids = self._sharing[trait]
            if 1 < len(ids) <= _COMMON:
                weight = self._weights[len(ids)]
                for other in ids:
                    scores[other] += weight
        for left_out in (id_, *self._see_also[id_]):
            scores.pop(left_out, None)
        least = max([_LEAST * _UNIT, *nlargest(_MOST, scores.values())[_MOST - 1 :]])
        close = [other for other, score in scores.items() if score >= least]
        close.sort(key=lambda other: (-scores[other], other))
        return tuple(self._why(self._entries[id_], self._entries[other]) for other in close[:_MOST])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def _traits(self, entry: Entry) -> list[_Trait]:
        """List what entries may share: what they name (itself too), two countries, a topic, or one in a country."""
        return [
            *(("name", id_) for id_ in self._links[entry.id] | {entry.id}),
            *(("countries", *pair) for pair in combinations(sorted(entry.countries), 2)),
            *(("topic", topic) for topic in entry.topics),
            *(("topic", topic, country) for topic in entry.topics for country in entry.countries),
        ]

    def _why(self, entry: Entry, other: Entry) -> Related:
        links = self._links
        both = links[entry.id] & links[other.id]
        return Related(
            id=other.id,
            names=other.id in links[entry.id],
            named_by=entry.id in links[other.id],
            countries=tuple(slug for slug in entry.countries if slug in other.countries),
            topics=tuple(slug for slug in entry.topics if slug in other.topics),
            both_name=tuple(sorted(both, key=lambda id_: (len(self._sharing["name", id_]), id_))),
        )
