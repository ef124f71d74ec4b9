"""Names of entries in running text become links, the first in each section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..context import SCHEME, BodyState, state_of

_CLOSED = {"heading_open": "heading_close", "blockquote_open": "blockquote_close"}


class _Scope:
    """What is linked already in the present section; in the present block, how many names, and how far it was read."""

    def __init__(self, body: BodyState) -> None:
        self.linked: set[str] = set()
        self.in_paragraph = 0
        self.read = 0
        self.settings = body.shared

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
    scope, closed_until = _Scope(body), ""
    for token in state.tokens:
        if closed_until:
            closed_until = "" if token.type == closed_until else closed_until
            continue
        if token.type == "heading_open" and token.tag == "h2" and body.shared.scope == "section":
            scope.linked.clear()
        closed_until = _CLOSED.get(token.type, "")
        if token.type == "inline" and token.children:
            body.block, scope.in_paragraph, scope.read = token, 0, 0
            token.children = list(_linked(token.children, body, scope))


def _linked(children: list[Token], body: BodyState, scope: _Scope) -> Iterator[Token]:
    """Link the names in a block's text; a name may be broken over two lines."""
    depth = 0
    for is_text, group in groupby(children, key=lambda child: child.type in ("text", "softbreak")):
        tokens = list(group)
        if is_text and not depth:
            text = "".join(token.content if token.type == "text" else "\n" for token in tokens)
            yield from _split(text, tokens[0].level, body, scope)
            continue
        for token in tokens:
            if token.type in ("link_open", "nolink_open"):
                depth += 1
                scope.linked.add(str(token.attrs.get("href", "")).removeprefix(SCHEME).partition("#")[0])
            elif token.type in ("link_close", "nolink_close"):
                depth -= 1
            yield token


def _split(text: str, level: int, body: BodyState, scope: _Scope) -> Iterator[Token]:
    at = 0
    for match in body.shared.names.matcher.find(text):
        candidates = body.shared.names.automatic[match.name]
        target = body.shared.names.choose(candidates, body.entry)
        if target is None:
            _report(body, text[match.start : match.end], candidates, scope)
            continue
        if target == body.entry.id or target in body.nolink or not scope.may_link(target):
            continue
        scope.add(target)
        yield from _texts(text[at : match.start], level)
        yield Token("link_open", "a", 1, attrs={"href": SCHEME + target}, meta={"found": True}, level=level)
        yield from _texts(text[match.start : match.end], level + 1)
        yield Token("link_close", "a", -1, level=level)
        at = match.end
    yield from _texts(text[at:], level)


def _texts(text: str, level: int) -> Iterator[Token]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Token("softbreak", "br", 0, level=level)
        if line:
            yield Token("text", "", 0, content=line, level=level)


def _report(body: BodyState, name: str, candidates: tuple[str, ...], scope: _Scope) -> None:
    content = body.block.content if body.block else name
    place = content.find(name, scope.read)
    scope.read = place + len(name)
    message = f"“{name}” could mean {', '.join(candidates)}; it stays without a link."
    hint = f"Link one by hand: [[{candidates[0]}|{name}]]; or name the country under “countries”."
    body.report(content, max(place, 0), "ambiguous-name", message, hint)
