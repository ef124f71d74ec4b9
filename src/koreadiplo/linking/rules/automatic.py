"""Names of entries in running text become links, the first in each section."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..context import SCHEME, BodyState, state_of
from ..matching import Match

_CLOSED = {"heading_open", "heading_close", "blockquote_open", "blockquote_close"}
_LINKS = {"link_open": 1, "nolink_open": 1, "link_close": -1, "nolink_close": -1}
_OBJECT = "\ufffc"
"""Stands in a block's text for what is no text: code, an image, the number of a note."""

_Placed = tuple[int, Token]
"""A token, and the offset in the block's text at which it begins."""


class _Scope:
    """What is linked already in the present section, and how many names in the present block."""

    def __init__(self, body: BodyState) -> None:
        self.linked: set[str] = set()
        self.in_paragraph = 0
        self.settings = body.shared

    def start_section(self) -> None:
        if self.settings.scope == "section":
            self.linked.clear()

    def may_link(self, target: str) -> bool:
        again = self.settings.scope == "all" or target not in self.linked
        return again and self.in_paragraph < self.settings.per_paragraph

    def add(self, target: str) -> None:
        self.linked.add(target)
        self.in_paragraph += 1


def install(md: MarkdownIt) -> None:
    """Add the rule at the end, when text is in one piece and all other links are made."""
    md.core.ruler.push("automatic_links", _automatic_links)


def _automatic_links(state: StateCore) -> None:
    body = state_of(state.env)
    if not body.shared.names.automatic:
        return
    scope, closed = _Scope(body), 0
    for token in state.tokens:
        if token.type in _CLOSED:
            closed += token.nesting
        if not closed and (token.tag == "h2" or token.type == "footnote_block_open"):  # the notes have a heading too
            scope.start_section()
        if not closed and token.type == "inline" and token.children:
            body.block, scope.in_paragraph = token, 0
            token.children = list(_linked(token.children, body, scope))


def _linked(children: list[Token], body: BodyState, scope: _Scope) -> Iterator[Token]:
    """Link the names in a block's text; neither marks nor line breaks part the words of a name."""
    matches = {match.start: match for match in body.shared.names.matcher.find("".join(map(_text, children)))}
    placed = list(_cut(children, [edge for match in matches.values() for edge in (match.start, match.end)]))
    opening, closing = dict[int, Token](), dict[int, Token]()
    depth = 0
    for index, (start, token) in enumerate(placed):
        depth += _LINKS.get(token.type, 0)
        if token.type == "link_open":
            scope.linked.add(str(token.attrs["href"]).removeprefix(SCHEME).partition("#")[0])
        elif token.type == "text" and start in matches and not depth:
            match = matches[start]
            first, last = _span(placed, index, match.end)
            target = _target(match, children, body, scope) if last else None
            if target:
                level = placed[first][1].level
                attributes: dict[str, str | int | float] = {"href": SCHEME + target}
                opening[first] = Token("link_open", "a", 1, attrs=attributes, meta={"found": True}, level=level)
                closing[last] = Token("link_close", "a", -1, level=level)
    for index, (_, token) in enumerate(placed):
        yield from (around[index] for around in (closing, opening) if index in around)
        yield token
    if len(placed) in closing:
        yield closing[len(placed)]


def _text(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return "" if token.nesting else _OBJECT


def _cut(children: Sequence[Token], edges: Sequence[int]) -> Iterator[_Placed]:
    """Yield the tokens of a block, those of text cut at the edges of names."""
    start = 0
    for child in children:
        end = start + len(_text(child))
        if child.type != "text":
            yield start, child
        else:
            inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
            for one, other in pairwise((start, *inner, end)):
                if one < other:
                    content = child.content[one - start : other - start]
                    yield one, Token("text", "", 0, content=content, level=child.level)
        start = end


def _span(placed: Sequence[_Placed], first: int, end: int) -> tuple[int, int]:
    """Find the tokens of a name, with the marks of which it has a part; (0, 0) where they hold other words too."""
    last = bisect_left(placed, end, lo=first, key=itemgetter(0))
    depth = lowest = 0
    for _, token in placed[first:last]:
        if token.type in _LINKS:
            return 0, 0
        depth += token.nesting
        lowest = min(lowest, depth)
    before, after = placed[first + lowest : first], placed[last : last + depth - lowest]
    if all(token.nesting > 0 for _, token in before) and all(token.nesting < 0 for _, token in after):
        return first + lowest, last + depth - lowest
    return 0, 0


def _target(match: Match, children: Sequence[Token], body: BodyState, scope: _Scope) -> str | None:
    candidates = body.shared.names.automatic[match.name]
    if body.nolink.issuperset(candidates):
        return None
    target = body.shared.names.choose(candidates, body.entry)
    if target is None:
        _report(match, children, body, candidates)
    elif target != body.entry.id and target not in body.nolink and scope.may_link(target):
        scope.add(target)
        return target
    return None


def _report(match: Match, children: Sequence[Token], body: BodyState, candidates: tuple[str, ...]) -> None:
    content = body.block.content if body.block else ""
    name = " ".join("".join(map(_text, children))[match.start : match.end].split())
    message = f"“{name}” could mean {', '.join(candidates)}; it stays without a link."
    hint = f"Link one by hand: [[{candidates[0]}|{name}]]; or name the country under “countries”."
    body.report(content, _place(match, children, content), "ambiguous-name", message, hint)


def _place(match: Match, children: Sequence[Token], content: str) -> int:
    """Find the offset of a name in the block as written, by looking for one piece of its text after another."""
    start = read = 0
    for child in children:
        text = _text(child)
        found = content.find(child.content, read) if child.content else -1
        if start <= match.start < start + len(text):
            if found >= 0:
                return found + match.start - start
            name = text[match.start - start : match.end - start]  # beside escapes, which the text no longer has
            for _ in range(text.count(name, 0, match.start - start) + 1):
                read = content.find(name, read) + 1
            return max(read - 1, 0)
        read = max(read, found + len(child.content))
        start += len(text)
    return 0
