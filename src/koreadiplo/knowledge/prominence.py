"""Who and what matters in a group of entries: the terms that most of them name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from ..linking import LinkedBody
from ..model.entries import Entry, Event, Term

_LEAST = 2
"""What only one entry names may be there by chance."""


def find_prominent(
    members: Collection[str], entries: Mapping[str, Entry], bodies: Mapping[str, LinkedBody]
) -> tuple[Term, ...]:
    """List the terms that at least two entries name in their bodies or happened at, those that most name first."""
    if len(members) < _LEAST:
        return ()
    counts: Counter[str] = Counter()
    for id_ in members:
        named = {mention.target for mention in bodies[id_].mentions}
        entry = entries[id_]
        if isinstance(entry, Event) and entry.place:
            named.add(f"{Term.folder}/{entry.place}")
        counts.update(named)
    terms = [(count, entries.get(id_)) for id_, count in counts.items() if count >= _LEAST]
    found = [(count, term) for count, term in terms if isinstance(term, Term)]
    found.sort(key=lambda item: (-item[0], item[1].title.casefold(), item[1].id))
    return tuple(term for _, term in found)
