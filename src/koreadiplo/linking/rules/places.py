"""Keep track of the block whose text is parsed, so that inline rules can tell line and column."""

from __future__ import annotations

from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, normalize

from ..context import state_of


def install(md: MarkdownIt) -> None:
    """Put a parser of inline text that notes its block in the place of markdown-it's own; spare it what is in order."""
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _inline)


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _inline(state: StateCore) -> None:
    body = state_of(state.env)
    seen: Counter[tuple[int, str]] = Counter()
    for token in state.tokens:
        if token.type == "inline":
            place = (token.map[0] if token.map else 0, token.content)
            token.meta["repetition"] = seen[place]
            seen[place] += 1
            body.block = token
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
