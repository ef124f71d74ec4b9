"""What the Markdown rules know and gather while one body is parsed."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Position
from ..model.entries import Entry
from .names import NameTable, Unresolved
from .scripts import Languages

SCHEME = "kb:"
"""Marks links to ids in a linked body (`href="kb:events/1884-treaty#notes"`); pages put addresses in their place."""


class Heading(NamedTuple):
    """A heading of a body; `text` is plain."""

    level: int
    id: str
    text: str


class Mention(NamedTuple):
    """A link from an entry's body to the entry `target`; `by_hand` if its author made it.

    `sentence` and `text`, the words of the link, are without marks; `line` is that of the file. A citation is a mention
    of the source without words.
    """

    source: str
    target: str
    by_hand: bool
    sentence: str
    text: str
    line: int


class Trace(NamedTuple):
    """What a body refers to by hand, and so relies on: as long as that stays what it is, so does the linked body.

    `names` are the texts that were looked up in the name table, `works` keys of the bibliography, `images` paths;
    `foreign` tells whether words in it may be marked as of another language. Names found in the text are no part of
    it: these can be found again (`context_changes.py`).
    """

    names: tuple[str, ...]
    works: tuple[str, ...]
    images: tuple[str, ...]
    foreign: bool


class AnchorUse(NamedTuple):
    """A link to a heading of another entry, to be checked when all headings are known."""

    target: str
    anchor: str
    path: str
    position: Position


@dataclass(frozen=True, eq=False)
class LinkingContext:
    """What all bodies share: names, formatted sources, images, how often a name is linked, and other languages."""

    names: NameTable
    bibliography: Mapping[str, str]
    images: frozenset[str]
    scope: Literal["page", "section", "all"]
    per_paragraph: int
    languages: Languages


@dataclass
class BodyState:
    """What the rules gather while they parse one body; thrown away after it.

    `block` is the inline token whose text is being parsed; its `meta["repetition"]` says how many blocks of the same
    text stand before it on its line, as cells of a table may; the text of a note within a paragraph has none.
    """

    id: str
    entry: Entry
    shared: LinkingContext
    lines: list[str]
    nolink: frozenset[str] = frozenset()
    block: Token | None = None
    in_image: bool = False
    headings: list[Heading] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    anchor_uses: list[AnchorUse] = field(default_factory=list)
    citations: dict[str, int] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    looked_up: dict[str, None] = field(default_factory=dict)
    works: dict[str, None] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)
    foreign: bool = False

    def resolve(self, text: str) -> str | Unresolved:
        """Find the id that a reference means."""
        self.looked_up[text] = None
        return self.shared.names.resolve(text)

    def trace(self) -> Trace:
        """Give what the body relies on."""
        return Trace(tuple(self.looked_up), tuple(self.works), tuple(self.images), self.foreign)

    def report(self, text: str, offset: int, code: str, message: str, hint: str) -> None:
        """Report a problem at an offset of the text that an inline rule reads."""
        line, column = self.position(text, offset)
        self.diagnostics.append(Diagnostic(self.entry.path, line, column, code, message, hint))

    def line(self, text: str, offset: int) -> int:
        """Give the line in the file of an offset in `text`, the content of the present block or a part of it."""
        content = self.block.content if self.block else text
        return self.entry.body_line + self._first_row() + content.count("\n", 0, max(content.find(text), 0) + offset)

    def position(self, text: str, offset: int) -> Position:
        """Give the place in the file of an offset in `text`, the content of the present block or a part of it."""
        content = self.block.content if self.block else text
        at = max(content.find(text), 0) + offset
        row = content.count("\n", 0, at)
        written = content.split("\n")[row]
        line = self._first_row() + row
        indent = -1
        for _ in range(self.block.meta.get("repetition", 0) + 1 if self.block and row == 0 else 1):
            indent = self.lines[line].find(written, indent + 1) if line < len(self.lines) else 0
        column = at - (content.rfind("\n", 0, at) + 1)
        return self.entry.body_line + line, max(indent, 0) + column + 1

    def _first_row(self) -> int:
        """Find the line of the body on which the present block begins; that of a note in a paragraph is unknown."""
        if self.block is None:
            return 0
        if self.block.map:
            return self.block.map[0]
        written = self.block.content.partition("\n")[0]
        return next((row for row, line in enumerate(self.lines) if written in line), 0)


def state_of(env: MutableMapping[str, Any]) -> BodyState:
    """Get the state of the body that is being parsed from markdown-it's environment."""
    state: BodyState = env["body"]
    return state
