"""Lists of any length: what a page shows of its lists, and the pages of the parts of those that are too long for it.

A page whose lists fit shows them whole. Else each list of more than a few lines has pages of its own below the page's
address: `path/`, `path/2/`, … for a list in numbered pages, of which the page keeps the first lines; `path/a/`,
`path/a/2/`, … for one that goes by letter or decade, of which the page shows the way to each. Slugs never stand alone
at that depth, so no entry has such an address.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise, takewhile
from typing import Any, Generic, NamedTuple, TypeVar

from ..views import Group, Part, PartPage, Ref

ROOM = 140_000
"""Bytes of HTML for the lines of a page that is nothing but a list: with all around them it stays below 200 KB."""
BESIDE_A_TEXT = 120_000
"""The same for a page with a text, a map or pictures of its own."""
FIRST = 20
"""So many lines a page keeps of a list that it can't show whole."""
_JUMPS = 100
"""Beyond so many numbered pages a page leads to every second, third, … of them."""

_BYTES = {
    "dated": 300,
    "summaries": 320,
    "cards": 320,
    "relation_lines": 900,
    "bibliography": 450,
    "works": 450,
    "disputes": 300,
    "points": 1100,
    "lanes": 1000,
    "changes": 700,
    "values": 700,
}
"""What a line takes in HTML, for each macro of `lines.html`, if names are somewhat longer than usual."""

Item = TypeVar("Item")


class Section(NamedTuple):
    """A letter or decade, and how it is written in addresses."""

    title: str
    slug: str


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A list of a page: its items in order, and how they become the lines that the macro `look` draws.

    `path` is its place below the page's address, `name` says in the titles of its pages what it lists, if not its
    `title`. With `section` it is split by letter or decade, and its pages are in the order in which those occur. Where
    lines have texts of any length, `text` gives the bytes of an item's.
    """

    title: str
    path: str
    items: Sequence[Item]
    lines: Callable[[Sequence[Item]], Sequence[Any]]
    look: str = "dated"
    id: str = ""
    name: str | None = None
    section: Callable[[Item], Section] | None = None
    text: Callable[[Item], int] | None = None

    def size(self, item: Item) -> int:
        """Estimate the bytes of an item's line in HTML."""
        return _BYTES[self.look] + (self.text(item) if self.text else 0)

    @property
    def whole(self) -> int:
        """Estimate the bytes of all its lines."""
        return len(self.items) * _BYTES[self.look] + (sum(map(self.text, self.items)) if self.text else 0)


@dataclass(frozen=True)
class Lists:
    """The lists of the page `page`, which stands below `above` and has `room` bytes for their lines together."""

    page: Ref
    above: tuple[Ref, ...]
    lists: Sequence[Listing[Any]]
    room: int = BESIDE_A_TEXT

    def group(self, path: str) -> Group[Any]:
        """Show the list of this path."""
        (found,) = (listing for listing in self.lists if listing.path == path)
        return self._shown(found)

    def groups(self, paths: Iterable[str]) -> tuple[Group[Any], ...]:
        """Show the lists of these paths that have items."""
        return tuple(group for path in paths if (group := self.group(path)).lines or group.parts)

    def pages(self) -> Iterator[tuple[str, Callable[[], PartPage]]]:
        """Give the address of each part of the long lists, and what makes its page."""
        for listing in self.lists:
            if self._is_long(listing):
                pieces = _cut(listing, self.page.url)
                sections = _sections(pieces)
                for at, piece in enumerate(pieces):
                    yield piece.url, partial(_part_page, self, listing, pieces, sections, at)

    def _shown(self, listing: Listing[Any]) -> Group[Any]:
        if not self._is_long(listing):
            return Group(listing.title, listing.id, tuple(listing.lines(listing.items)))
        if listing.section:
            return Group(listing.title, listing.id, (), parts=_sections(_cut(listing, self.page.url)))
        more = Ref(f"All {len(listing.items):,} {listing.title.lower()}", f"{self.page.url}{listing.path}/")
        return Group(listing.title, listing.id, tuple(listing.lines(listing.items[: self._kept(listing)])), more)

    def _is_long(self, listing: Listing[Any]) -> bool:
        return self._size > self.room and len(listing.items) > self._kept(listing)

    def _kept(self, listing: Listing[Any]) -> int:
        """Count the first lines that have room on the page, if all of its lists are cut."""
        sizes = accumulate(map(listing.size, listing.items[:FIRST]))
        share = self.room // sum(bool(one.items) for one in self.lists)
        return max(1, sum(size <= share for size in sizes))

    @cached_property
    def _size(self) -> int:
        return sum(one.whole for one in self.lists)


def by_letter(title: str) -> Section:
    """Find the letter under which a title stands; what begins with none comes under “0–9”."""
    letter = sorting(title)[:1].upper()
    if not letter.isalpha():
        return Section("0–9", "0-9")
    return Section(letter, letter.lower() if letter.isascii() else f"u{ord(letter.lower()):04x}")


def sorting(title: str) -> str:
    """Give the form by which titles sort: without case and diacritics."""
    if title.isascii():
        return title.lower()
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


class _Piece(NamedTuple):
    """A page of a list: the items from `start` on, of as many as its section has; `number` counts from 1."""

    section: str
    number: int
    url: str
    items: Sequence[Any]
    start: int
    of: int


def _cut(listing: Listing[Any], url: str) -> list[_Piece]:
    sections: dict[Section, Sequence[Any]] = {}
    if listing.section:
        found: dict[Section, list[Any]] = {}
        for item in listing.items:
            found.setdefault(listing.section(item), []).append(item)
        sections.update(found)
    else:
        sections[Section("", "")] = listing.items
    pieces = []
    for (title, slug), items in sections.items():
        here = url + "".join(f"{part}/" for part in (listing.path, slug) if part)
        for number, (start, end) in enumerate(pairwise(_edges([listing.size(item) for item in items])), 1):
            place = here if number == 1 else f"{here}{number}/"
            pieces.append(_Piece(title, number, place, items[start:end], start, len(items)))
    return pieces


def _sections(pieces: Iterable[_Piece]) -> tuple[Part, ...]:
    return tuple(Part(piece.section, piece.url, piece.of) for piece in pieces if piece.section and not piece.start)


def _edges(sizes: Sequence[int]) -> list[int]:
    """Say where the pages of lines of these sizes begin, and where the last ends."""
    edges, full = [0], 0
    for at, size in enumerate(sizes):
        full += size
        if full > ROOM and at > edges[-1]:
            edges.append(at)
            full = size
    return [*edges, len(sizes)]


def _part_page(
    lists: Lists, listing: Listing[Any], pieces: Sequence[_Piece], sections: tuple[Part, ...], at: int
) -> PartPage:
    piece = pieces[at]
    alike = list(
        takewhile(
            lambda other: other.of == piece.of and other.section == piece.section, pieces[at - piece.number + 1 :]
        )
    )
    jumps = alike[:: -(-len(alike) // _JUMPS)] if len(alike) > 1 else ()
    name = listing.title.lower() if listing.name is None else listing.name
    title = ", ".join(filter(None, (": ".join(filter(None, (lists.page.title, name))), piece.section)))
    above = (*lists.above, lists.page)
    if piece.number > 1:
        above, title = (*above, Ref(title, alike[0].url)), f"{title}, page {piece.number}"
    lines = tuple(listing.lines(piece.items))
    told = _told(piece, len(listing.items)) + _from_to(lines)
    return PartPage(
        url=piece.url,
        title=title,
        description=f"{title}: {told}.",
        breadcrumbs=(*above, Ref(title, piece.url)),
        whole=lists.page,
        told=told,
        look=listing.look,
        lines=lines,
        sections=sections if len(sections) > 1 else (),
        pages=tuple(Part(str(other.number), other.url, len(other.items)) for other in jumps),
        previous=_step(pieces[at - 1]) if at else None,
        next=_step(pieces[at + 1]) if at + 1 < len(pieces) else None,
    )


def _step(piece: _Piece) -> Ref:
    page = f"page {piece.number}" if piece.of > len(piece.items) else ""
    return Ref(", ".join(filter(None, (piece.section, page))), piece.url)


def _told(piece: _Piece, total: int) -> str:
    """Say which lines of the list a part has: “251–500 of 756”, “14 of 756 in all”, “all 156”."""
    if len(piece.items) < piece.of:
        return f"{piece.start + 1:,}–{piece.start + len(piece.items):,} of {piece.of:,}"
    return f"{piece.of:,} of {total:,} in all" if piece.of < total else f"all {total:,}"


def _from_to(lines: Sequence[Any]) -> str:
    """Name the first and the last line, where lines are links or about one."""
    refs = [line if isinstance(line, Ref) else getattr(line, "ref", None) for line in (lines[0], lines[-1])]
    names = [ref.title for ref in refs if ref]
    return f", from “{names[0]}” to “{names[1]}”" if len(names) == 2 else ""
