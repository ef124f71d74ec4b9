"""Bodies as an earlier build linked them, so that one after an edit links only those that the edit touches.

They are kept as rows of bytes by name: one for each body, and one for the context by which all of them are what they
are. What comes out with them is, byte for byte, what comes out without.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..diagnostics import has_errors
from ..model.entries import Entry
from .bodies import Outcome, pack, unpack
from .context import LinkingContext
from .context_changes import find_changes

_CONTEXT = "context"
"""The name of the row of the context; those of bodies are ids."""
_DIGEST_SIZE = 16


class Kept(NamedTuple):
    """What an earlier build left: by id the outcomes that still hold, and the names of the rows that don't."""

    outcomes: Mapping[str, Outcome]
    stale: frozenset[str]
    has_context: bool


class RowChanges(NamedTuple):
    """The rows to be written, by name, and the names of those to be removed, once a body is linked.

    Either all of it is to be done or nothing: rows of bodies are worth nothing but with that of their context.
    """

    values: Mapping[str, bytes]
    gone: frozenset[str]


def take_kept(rows: dict[str, bytes], entries: Sequence[Entry], context: LinkingContext) -> Kept:
    """Find the bodies that linking would make again as they are in the rows of an earlier build.

    Rows are removed as they are read: all bodies together are large, and should not be in memory twice.
    """
    names = frozenset(rows)
    outcomes: dict[str, Outcome] = {}
    packed = rows.pop(_CONTEXT, None)
    changes = find_changes(pickle.loads(packed), context) if packed else None
    for entry in entries if changes else ():
        row = rows.pop(entry.id, b"")
        if changes and row[:_DIGEST_SIZE] == _digest(entry):
            outcome = unpack(entry, row[_DIGEST_SIZE:])
            if not changes.touch(outcome.trace, outcome.body.html_bytes):
                outcomes[entry.id] = outcome
    rows.clear()
    return Kept(outcomes, names.difference(outcomes), has_context=bool(changes and not changes.any()))


def changes_to_keep(
    kept: Kept, linked: Mapping[str, Outcome], entries: Sequence[Entry], context: LinkingContext
) -> RowChanges:
    """Tell what another build needs of what was linked now; a body with errors is linked each time."""
    sound = {id_ for id_, outcome in linked.items() if not has_errors(outcome.diagnostics)}
    anew = {entry.id: entry for entry in entries if entry.id in sound}
    return RowChanges(_Rows(anew, linked, None if kept.has_context else context), kept.stale - sound - {_CONTEXT})


class _Rows(Mapping[str, bytes]):
    """Rows that are made when they are asked for, one at a time."""

    def __init__(
        self, entries: Mapping[str, Entry], outcomes: Mapping[str, Outcome], context: LinkingContext | None
    ) -> None:
        self._entries, self._outcomes, self._context = entries, outcomes, context

    def __getitem__(self, name: str) -> bytes:
        if name == _CONTEXT and self._context:
            return _pack_context(self._context)
        return _digest(self._entries[name]) + pack(self._outcomes[name])

    def __iter__(self) -> Iterator[str]:
        yield from (_CONTEXT,) if self._context else ()
        yield from self._entries

    def __len__(self) -> int:
        return len(self._entries) + bool(self._context)


def _digest(entry: Entry) -> bytes:
    """Sum up the file that an entry is made of, all that linking knows of it."""
    place = entry.path, entry.front_line, entry.body_line, len(entry.front_matter)
    text = f"{place}{entry.front_matter}{entry.body}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).digest()


def _pack_context(context: LinkingContext) -> bytes:
    """Make bytes of a context, without what it has worked out to find names."""
    bare = replace(context, names=replace(context.names), languages=replace(context.languages))
    return pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)
