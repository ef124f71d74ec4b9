"""Names of entries in running text become links, the first in each section."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..context import SCHEME, BodyState, state_of
from ..matching import Match

_CLOSED = {"heading_open", "heading_close", "blockquote_open", "blockquote_close"}
_OBJECT = "\ufffc"
"""Stands in a block's text for what is no text: code, an image, the number of a note."""


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
        if not target or self.in_paragraph >= self.settings.per_paragraph:
            return False
        return self.settings.scope == "all" or target not in self.linked

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
    blocks = list(_open_blocks(state.tokens))
    scope, section = _Scope(body), 0
    found = body.shared.names.matcher.find_in(["".join(block.texts) for block in blocks])
    for block, matches in zip(blocks, found, strict=True):
        if block.section != section:
            scope.start_section()
            section = block.section
        body.block, scope.in_paragraph = block.token, 0
        block.token.children = _linked(block, matches, body, scope)


class _Block(NamedTuple):
    """A block in which names may be linked: its tokens but empty ones, the text of each, the number of its section."""

    token: Token
    children: list[Token]
    texts: list[str]
    section: int


def _open_blocks(tokens: Iterable[Token]) -> Iterator[_Block]:
    closed = section = 0
    for token in tokens:
        if token.type == "inline":
            if token.children and not closed:
                children = [child for child in token.children if child.content or child.type != "text"]
                yield _Block(token, children, list(map(text_of, children)), section)
        elif token.type in _CLOSED:
            closed += token.nesting
        if not closed and (token.tag == "h2" or token.type == "footnote_block_open"):  # the notes have a heading too
            section += 1


def _linked(block: _Block, matches: Iterable[Match], body: BodyState, scope: _Scope) -> list[Token]:
    """Link the names in a block's text; neither marks nor line breaks part the words of a name."""
    children = block.children
    starts = list(accumulate(map(len, block.texts), initial=0))
    by_hand = links_by_hand(children, starts)
    additions: defaultdict[int, list[tuple[int, Token]]] = defaultdict(list)
    read = 0
    for match in matches:
        while read < len(by_hand) and by_hand[read][0] <= match.start:
            scope.linked.add(by_hand[read][2])
            read += 1
        if by_hand and any(start < match.end and match.start < end for start, end, _ in by_hand):
            continue
        target = _meant(match.name, body)
        if target is not None and not scope.may_link(target):
            continue
        places = _around(match, children, starts)
        if places and target is None:
            _report(match, children, body)
        elif places and target is not None:
            scope.add(target)
            (first, begin), (last, end) = places
            additions[first].append((begin, _opening(target)))
            additions[last].append((end, _CLOSING))
    scope.linked.update(target for _, _, target in by_hand[read:])
    return _with(additions, children) if additions else children


_CLOSING = Token("link_close", "a", -1)


@lru_cache(maxsize=10_000)
def _opening(target: str) -> Token:
    """Make the mark that opens a link; one for all links to the target, since nothing changes it."""
    return Token("link_open", "a", 1, attrs={"href": SCHEME + target}, meta={"found": True})


def text_of(token: Token) -> str:
    """Give what stands for a token in the text of its block in which names are looked for."""
    if token.type == "text":
        return token.content
    if token.nesting:
        return ""
    return "\n" if token.type in ("softbreak", "hardbreak") else _OBJECT


def links_by_hand(children: Sequence[Token], starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """Give start, end and target of the links in a block, and of what is to have none."""
    links: list[tuple[int, int, str]] = []
    outer: list[int] = []
    for start, token in zip(starts, children, strict=False):
        if not token.nesting:
            continue
        if token.type in ("link_open", "nolink_open"):
            outer.append(len(links))
            links.append((start, start, str(token.attrs.get("href", "")).removeprefix(SCHEME).partition("#")[0]))
        elif token.type in ("link_close", "nolink_close"):
            opened, _, target = links[outer[-1]]
            links[outer.pop()] = opened, start, target
    return links


def _around(match: Match, children: Sequence[Token], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Find the token, and the offset in its text, before which a name's link begins and ends.

    Marks of which the name has a part are in the link; where these hold other words too, there is no place for one.
    """
    first = bisect_right(starts, match.start) - 1
    begin = first, match.start - starts[first]
    if match.end < starts[first + 1]:
        return [begin, (first, match.end - starts[first])]
    last = bisect_left(starts, match.end) - 1
    end = (last, match.end - starts[last]) if match.end < starts[last + 1] else (last + 1, 0)
    if first == last:
        return [begin, end]
    depth = lowest = 0
    for token in children[first:last]:
        depth += token.nesting
        lowest = min(lowest, depth)
    opened, closed = children[first + lowest : first], children[last + 1 : last + 1 + depth - lowest]
    if (opened and begin[1]) or (closed and end[1]):
        return []
    if any(token.nesting <= 0 for token in opened) or any(token.nesting >= 0 for token in closed):
        return []
    return [(begin[0] - len(opened), begin[1]), (end[0] + len(closed), end[1])]


def _with(additions: Mapping[int, Sequence[tuple[int, Token]]], children: Sequence[Token]) -> list[Token]:
    """Put tokens before others, or at an offset of their text; what is left of such a text is in the same token."""
    tokens: list[Token] = []
    done = 0
    for index, added in sorted(additions.items()):
        tokens += children[done:index]
        done = index
        at = 0
        for offset, token in added:
            if offset > at:
                tokens.append(Token("text", "", 0, content=children[index].content[at:offset]))
            tokens.append(token)
            at = offset
        if at:
            children[index].content = children[index].content[at:]
    return tokens + list(children[done:])


def _meant(name: str, body: BodyState) -> str | None:
    """Tell which entry a name means: empty for one that is not to be linked here, None where that stays open."""
    candidates = body.shared.names.automatic[name]
    target: str | None
    if len(candidates) == 1:
        (target,) = candidates
    elif body.nolink.issuperset(candidates):
        return ""
    else:
        target = body.shared.names.choose(candidates, body.entry)
    return "" if target == body.id or target in body.nolink else target


def _report(match: Match, children: Sequence[Token], body: BodyState) -> None:
    candidates = body.shared.names.automatic[match.name]
    content = body.block.content if body.block else ""
    name = " ".join("".join(map(text_of, children))[match.start : match.end].split())
    message = f"“{name}” could mean {', '.join(candidates)}; it stays without a link."
    hint = f"Link one by hand: [[{candidates[0]}|{name}]]; or name the country under “countries”."
    body.report(content, _place(match, children, content), "ambiguous-name", message, hint)


def _place(match: Match, children: Sequence[Token], content: str) -> int:
    """Find the offset of a name in the block as written, by looking for one piece of its text after another."""
    start = read = 0
    for child in children:
        text = text_of(child)
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
