"""Headings get ids made of their words, each once on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ...model.quotes import print_quotes
from ..context import Heading, state_of

_RESERVED = re.compile(r"note-\d+(-ref(-\d+)?)?|notes|main|results|(site-)?search(-status|-hint|-more)?")
"""Ids that pages have of their own."""


def install(md: MarkdownIt) -> None:
    """Add the rule after the parsing of inline text."""
    md.core.ruler.push("anchors", _anchors)


def plain_text(token: Token) -> str:
    """Give the words of an inline token without marks, notes and line breaks."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def heading_id(text: str, taken: Container[str]) -> str:
    """Make an id of a heading's words: small letters of any script and digits, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    base = "-".join(words) or "section"
    number, slug = 1, base
    while slug in taken or _RESERVED.fullmatch(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def _anchors(state: StateCore) -> None:
    body = state_of(state.env)
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open":
            if opening.tag == "h1":
                body.block = inline
                message = "A page has one main heading, and the entry's title is it."
                body.report(inline.content, 0, "second-title", message, "Begin headings with ## or ###.")
            text = plain_text(inline)
            slug = heading_id(text, {heading.id for heading in body.headings})
            opening.attrs["id"] = slug
            body.headings.append(Heading(int(opening.tag[1]), slug, print_quotes(text)))
