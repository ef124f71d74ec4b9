"""Mentions: which entries a body links to, and the sentence that does so."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...model.quotes import print_quotes
from ..context import SCHEME, BodyState, Mention, state_of
from ..lines import tokens_with_lines, words_of
from ..sentences import sentence_starts


def install(md: MarkdownIt) -> None:
    """Add the rule at the very end, when all links are made."""
    md.core.ruler.push("mentions", _mentions)


def _mentions(state: StateCore) -> None:
    body = state_of(state.env)
    for token in state.tokens:
        if token.type == "inline" and any(child.type == "link_open" for child in token.children or ()):
            _add(body, token)


def _add(body: BodyState, block: Token) -> None:
    links: list[tuple[int, str, bool, int]] = []
    ends: list[int] = []
    words: list[str] = []
    read = 0
    for child, line in tokens_with_lines(block, body.entry.body_line + (block.map[0] if block.map else 0)):
        if child.type == "link_open":
            links.append((read, str(child.attrs["href"]), not child.meta.get("found"), line))
        elif child.type == "link_close":
            ends.append(read)
        elif not child.nesting:
            words.append(written := words_of(child))
            read += len(written)
    text = "".join(words).replace("\n", " ")
    starts = [0, *sentence_starts(text), len(text)]
    sentences: dict[int, str] = {}
    for (start, href, by_hand, line), end in zip(links, ends, strict=True):
        target = href.removeprefix(SCHEME).partition("#")[0]
        if href.startswith(SCHEME) and target != body.id:
            place = bisect_right(starts, start, 1, len(starts) - 1)
            if place not in sentences:
                sentences[place] = print_quotes(text[starts[place - 1] : starts[place]].strip())
            body.mentions.append(Mention(body.id, target, by_hand, sentences[place], text[start:end], line))
