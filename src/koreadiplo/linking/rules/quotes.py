"""Straight quotation marks and apostrophes in bodies become those of print; code keeps them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines


def install(md: MarkdownIt) -> None:
    """Add markdown-it's own rule after those that look for the author's words in the file."""
    md.core.ruler.push("quotes", _quotes)


def _quotes(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and ('"' in token.content or "'" in token.content):
            process_inlines(token.children, state)
