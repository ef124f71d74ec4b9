"""Words in other scripts carry the tag of their language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..context import state_of
from ..scripts import Languages


def install(md: MarkdownIt) -> None:
    """Add the rule at the end, when names are links."""
    md.core.ruler.push("languages", _languages)


def _languages(state: StateCore) -> None:
    body = state_of(state.env)
    languages = body.shared.languages
    if not languages.may_mark(state.src) and "&" not in state.src:  # which begins the name of a character
        return
    body.foreign = True
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_marked(token.children, languages))


def _marked(children: list[Token], languages: Languages) -> Iterator[Token]:
    """Mark the words in a block's text; a mark may go on over several lines."""
    for is_text, group in groupby(children, key=lambda child: child.type in ("text", "softbreak")):
        tokens = list(group)
        text = "".join(token.content if token.type == "text" else "\n" for token in tokens)
        if not (is_text and languages.may_mark(text)):
            yield from tokens
            continue
        for piece, tag in languages.parts(text):
            if tag:
                yield Token("language_open", "span", 1, attrs={"lang": tag})
            yield from _lines(piece)
            if tag:
                yield Token("language_close", "span", -1)


def _lines(text: str) -> Iterator[Token]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        if line:
            yield Token("text", "", 0, content=line)
