"""Where files name an entry by its slug or id: in fields, wikilinks and Markdown links, as a build understands them.

What names an entry by a name of its own is no such reference: it goes on to lead there whatever the file is called.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..linking import (
    WIKILINK,
    InlineParser,
    LinkingContext,
    fold,
    make_markdown,
    names_by_name,
    parse_body,
    state_of,
)
from ..model.entries import Country, Entry, Event, Term
from ..model.positions import locate_value
from ..reading.references import references_of
from .exact_text import Edit, ExactText

_CODE_OR_LINK = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\\.|(?:\[\[|\]\()[ <]*(?P<text>[^\]\[|\\#)> ]+)")
_KINDS = {"country": Country.folder, "place": Term.folder}


class _Written(NamedTuple):
    """What a link in a body is written with, and where: line and column of the file."""

    rule: str
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Renaming:
    """An entry's id before and after, and what stands for a bare slug: the new one, or the id where that is needed."""

    old: str
    new: str
    context: LinkingContext

    @property
    def old_slug(self) -> str:
        """What the file is called before."""
        return self.old.partition("/")[2]

    @property
    def new_slug(self) -> str:
        """What the file is called after."""
        return self.new.partition("/")[2]

    @property
    def bare(self) -> str:
        """What a bare slug becomes where any entry may be meant: the id, if another has it or it is a name too."""
        names = self.context.names
        others = set(names.slugs.get(self.new_slug, ())) - {self.old}
        is_name = self.old in names.automatic.get(fold(self.new_slug).text, ())
        return self.new if others or is_name else self.new_slug

    def replacement(self, written: str) -> str | None:
        """Give what a reference becomes that may mean any entry; None where it means another or names by a name."""
        if written == self.old:
            return self.new
        if written != self.old_slug or self.context.names.resolve(written) != self.old:
            return None
        return None if names_by_name(self.context.names, written, self.old) else self.bare

    def edits(self, entry: Entry, exact: ExactText) -> set[Edit]:
        """Find all that is to be changed in the file of an entry, but for its own former names."""
        return {*self._in_fields(entry, exact), *self._in_body(entry, exact)}

    def _in_fields(self, entry: Entry, exact: ExactText) -> Iterator[Edit]:
        for keys, old, new in self._named(entry):
            start, end = (exact.text.find(entry.front_matter) + at for at in locate_value(entry.front_matter, keys))
            if (at := exact.text.find(old, start, end)) >= 0:
                yield Edit(at, at + len(old), new)

    def _named(self, entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Yield where fields name the entry, how, and how they will."""
        folder = self.old.partition("/")[0]
        for kind, slug, keys in references_of(entry):
            if slug == self.old_slug and _KINDS.get(kind) == folder:
                yield keys, slug, self.new_slug
        if isinstance(entry, Event) and entry.effect is None and folder == Country.folder:
            for index, effect in enumerate(entry.effects):
                for side, slug in enumerate(effect.between):
                    if slug == self.old_slug:
                        yield ("effects", index, "between", side), slug, self.new_slug
        for field in ("see_also", "nolink"):
            for index, written in enumerate(getattr(entry, field)):
                if new := self.replacement(written):
                    yield (field, index), written, new

    def _in_body(self, entry: Entry, exact: ExactText) -> Iterator[Edit]:
        _, env = parse_body(_markdown(), entry, self.context)
        for rule, text, line, column in env.get("written", ()):
            for at in _places(exact, text, line, column):
                if rule == "link":
                    yield from self._in_address(entry, text, at)
                elif new := self.replacement(text):
                    yield Edit(at, at + len(text), new)
        for definition in env.get("references", {}).values():
            first, last = (exact.offset(entry.body_line + row, 1) for row in definition["map"])
            if (address := exact.text.find("]:", first, last)) >= 0 and definition["href"]:
                yield from self._in_address(entry, definition["href"], address, last, exact.text)

    def _in_address(
        self, entry: Entry, address: str, start: int, end: int | None = None, text: str | None = None
    ) -> Iterator[Edit]:
        """Find the file's name in the address of a link, which stands at `start` or somewhere from there to `end`."""
        parts = urlsplit(address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.id), unquote(parts.path)))
        if parts.scheme or address.startswith("//") or path != f"{self.old}.md":
            return
        name = f"{self.old_slug}.md"
        at = start + parts.path.rfind(name) if text is None else text.find(name, start, end)
        if at >= start:
            yield Edit(at, at + len(name), f"{self.new_slug}.md")


def _places(exact: ExactText, text: str, line: int, column: int) -> Iterator[int]:
    """Find where on a line a link is written with a text: at its column, or in the links of a table's row.

    In a row with an escaped bar columns are not those of the file: there it is looked for in all links outside of code.
    """
    at = exact.offset(line, column)
    if exact.text.startswith(text, at):
        yield at
        return
    row = exact.text.split("\n")[line - 1]
    for found in _CODE_OR_LINK.finditer(row):
        if found["text"] == text.partition("#")[0]:
            yield exact.offset(line, 1) + found.start("text")


def _markdown() -> MarkdownIt:
    """Make a parser that notes what each link by hand is written with."""
    markdown = make_markdown()
    ruler = markdown.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name, find in (("wikilink", _wikilink), ("link", _address)):
        ruler.at(name, _noting(name, rules[name], find))
    markdown.inline = InlineParser(markdown.inline)
    return markdown


_Rule = Callable[[StateInline, bool], bool]
_Find = Callable[[StateInline, int], tuple[int, str] | None]


def _noting(name: str, rule: _Rule, find: _Find) -> _Rule:
    def noting(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent and (found := find(state, start)):
            offset, text = found
            place = state_of(state.env).position(state.src, offset)
            state.env.setdefault("written", []).append(_Written(name, text, *place))
        return True

    return noting


def _wikilink(state: StateInline, start: int) -> tuple[int, str] | None:
    match = WIKILINK.match(state.src, start)
    return (match.start(1), match[1].strip().partition("#")[0]) if match else None


def _address(state: StateInline, start: int) -> tuple[int, str] | None:
    """Find the address in `[text](address)`; there is none where the text refers to a definition."""
    helpers: Any = state.md.helpers
    at = helpers.parseLinkLabel(state, start) + 1
    if state.src[at : at + 1] != "(":
        return None
    at += 1
    while state.src[at : at + 1].isspace():
        at += 1
    found = helpers.parseLinkDestination(state.src, at, state.posMax)
    brackets = state.src[at : at + 1] == "<"
    return (at + brackets, state.src[at + brackets : found.pos - brackets]) if found.ok else None
