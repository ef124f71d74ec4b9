"""Cells of tables: headers say that they are of a column, and alignment is a class.

markdown-it writes alignment as a style, which our content security policy forbids.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def install(md: MarkdownIt) -> None:
    """Add the rule after the parsing of blocks."""
    md.core.ruler.after("block", "tables", _tables)


def _tables(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "th_open":
            token.attrs["scope"] = "col"
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            alignment = str(token.attrs.pop("style")).removeprefix("text-align:")
            if alignment != "left":
                token.attrs["class"] = alignment
