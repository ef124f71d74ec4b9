"""The Markdown rules beyond CommonMark, in the order in which they apply; one rule in a file."""

from __future__ import annotations

from markdown_it import MarkdownIt

from . import (
    anchors,
    automatic,
    citations,
    images,
    languages,
    links,
    mentions,
    nolink,
    notes,
    places,
    quotes,
    tables,
    wikilinks,
)

RULES = [
    ("places", places.install),
    ("tables", tables.install),
    ("wikilinks", wikilinks.install),
    ("names without a link", nolink.install),
    ("citations", citations.install),
    ("notes", notes.install),
    ("links", links.install),
    ("images", images.install),
    ("anchors", anchors.install),
    ("automatic links", automatic.install),
    ("mentions", mentions.install),
    ("quotes", quotes.install),
    ("languages", languages.install),
]


def install_rules(md: MarkdownIt) -> None:
    """Add all rules to a parser."""
    for _, install in RULES:
        install(md)
