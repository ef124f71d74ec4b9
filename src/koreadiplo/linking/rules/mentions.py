"""Mentions: which entries a body links to, and the sentence that does so."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from ..context import SCHEME, Mention, state_of
from ..sentences import sentence_at


def install(md: MarkdownIt) -> None:
    """Add the rule at the very end, when all links are made."""
    md.core.ruler.push("mentions", _mentions)


def _mentions(state: StateCore) -> None:
    body = state_of(state.env)
    for token in state.tokens:
        if token.type != "inline":
            continue
        text, links = "", []
        for child in token.children or []:
            if child.type == "link_open" and str(child.attrs["href"]).startswith(SCHEME):
                target = str(child.attrs["href"]).removeprefix(SCHEME).partition("#")[0]
                links.append((len(text), target, not child.meta.get("found")))
            elif child.type in ("text", "code_inline"):
                text += child.content
            elif child.type in ("softbreak", "hardbreak"):
                text += " "
        for offset, target, by_hand in links:
            if target != body.entry.id:
                body.mentions.append(Mention(body.entry.id, target, by_hand, sentence_at(text, offset)))
