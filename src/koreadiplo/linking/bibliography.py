"""The works cited, formatted once for all their uses.

citeproc-py, the Python implementation of CSL, formats them by `note-style.csl`.
"""

from __future__ import annotations

import html
import warnings
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ..model.entries import GENERAL_KNOWLEDGE
from ..model.quotes import print_quotes
from ..model.sources import Source

_STYLE = Path(__file__).with_name("note-style.csl")


def format_sources(sources: Collection[Source]) -> Mapping[str, str]:
    """Format each source as HTML without a final full stop, by its slug; the reserved source is among them."""
    formatted = {GENERAL_KNOWLEDGE: "Common knowledge; no work cited"}
    if not sources:
        return formatted
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of CSL variables that it does not know
        items = CiteProcJSON([_printed(source.csl) for source in sources])
        style = CitationStylesStyle(str(_STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, items, formatter.html)
        for source in sources:
            bibliography.register(Citation([CitationItem(source.slug)]))
        for source, item in zip(sources, bibliography.bibliography(), strict=True):
            formatted[source.slug] = str(item).strip().removesuffix(".")
    return formatted


def _printed(value: Any) -> Any:
    """Escape all text in a CSL item, since citeproc passes mark-up through, and print its quotation marks."""
    if isinstance(value, str):
        return html.escape(print_quotes(value), quote=False)
    if isinstance(value, list):
        return [_printed(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key == "id" else _printed(item) for key, item in value.items()}
    return value
