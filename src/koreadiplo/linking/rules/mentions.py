"""Mentions: which entries a body links to, and the sentence that does so."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from ...model.quotes import print_quotes
from ..context import SCHEME, Mention, state_of
from ..lines import tokens_with_lines, words_of
from ..sentences import sentence_at


def install(md: MarkdownIt) -> None:
    """Add the rule at the very end, when all links are made."""
    md.core.ruler.push("mentions", _mentions)


def _mentions(state: StateCore) -> None:
    body = state_of(state.env)
    for token in state.tokens:
        if token.type != "inline":
            continue
        text, links, ends = "", [], []
        first_line = body.entry.body_line + (token.map[0] if token.map else 0)
        for child, line in tokens_with_lines(token, first_line):
            if child.type == "link_open":
                links.append((len(text), str(child.attrs["href"]), not child.meta.get("found"), line))
            elif child.type == "link_close":
                ends.append(len(text))
            text += words_of(child).replace("\n", " ")
        for (start, href, by_hand, at), end in zip(links, ends, strict=True):
            target = href.removeprefix(SCHEME).partition("#")[0]
            if href.startswith(SCHEME) and target != body.entry.id:
                sentence = print_quotes(sentence_at(text, start))
                body.mentions.append(Mention(body.entry.id, target, by_hand, sentence, text[start:end], at))
