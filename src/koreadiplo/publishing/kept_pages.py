"""What pages were made from, so that those that would be made from the same are kept.

A page is a function of its view, of the templates that draw it, and of what all pages share. Of each of these the
digest is kept, of a view that of each field, which tells why a page is made again.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

_DIGEST = 8


class Made(NamedTuple):
    """Digests of what a page was made from, and the file as it was written.

    `languages` is empty for a page without words in other scripts; `view` has 8 bytes for each field. `size` is in
    bytes, `changed` the time of the file's last change in nanoseconds.
    """

    template: bytes
    site: bytes
    languages: bytes
    view: bytes
    size: int = 0
    changed: int = 0

    def pack(self) -> bytes:
        """Make bytes of it, to be kept."""
        return marshal.dumps(tuple(self))


def unpack(packed: bytes) -> Made:
    """Get back what `pack` made bytes of."""
    return Made(*marshal.loads(packed))


def digest(value: Any) -> bytes:
    """Digest a value of plain, frozen data."""
    return hashlib.blake2b(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), digest_size=_DIGEST).digest()


def digest_view(view: Any) -> bytes:
    """Digest each field of a view, in their order."""
    return b"".join([digest(getattr(view, name)) for name in _fields(view.__class__)])


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def differences(old: Made, new: Made, view: Any) -> str:
    """Say what a page is made from is not what it was: “template, body, backlinks”; nothing if all is."""
    parts = [
        ("settings", old.site != new.site),
        ("template", old.template != new.template),
        ("words in other languages", bool(old.languages) and old.languages != new.languages),
    ]
    names = [name.replace("_", " ") for name in _fields(view.__class__)]
    if len(old.view) != len(new.view):
        return "another kind of page"
    pieces = range(0, len(new.view), _DIGEST)
    changed = [old.view[at : at + _DIGEST] != new.view[at : at + _DIGEST] for at in pieces]
    return ", ".join(name for name, differs in [*parts, *zip(names, changed, strict=True)] if differs)
