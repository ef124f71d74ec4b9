"""Straight quotation marks and apostrophes in bodies become those of print; code keeps them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core.smartquotes import smartquotes


def install(md: MarkdownIt) -> None:
    """Add markdown-it's own rule after those that look for the author's words in the file."""
    md.options["typographer"] = True
    md.core.ruler.push("smartquotes", smartquotes)
