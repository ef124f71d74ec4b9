"""The works cited, formatted once for all their uses.

citeproc-py, the Python implementation of CSL, formats them by `note-style.csl`.
"""

from __future__ import annotations

import hashlib
import html
import json
import warnings
from collections.abc import Collection, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from ..model.entries import GENERAL_KNOWLEDGE
from ..model.quotes import print_quotes
from ..model.sources import Source

_STYLE = Path(__file__).with_name("note-style.csl")


def format_sources(sources: Collection[Source], kept: MutableMapping[str, bytes]) -> Mapping[str, str]:
    """Format each source as HTML without a final full stop, by its slug; the reserved source is among them.

    `kept` is what an earlier call left of what it made of its sources, and is left as this one made it.
    """
    name = hashlib.sha256(repr([(source.slug, source.csl) for source in sources]).encode()).hexdigest()
    if name not in kept:
        kept.clear()
        kept[name] = json.dumps(_format(sources) if sources else {}).encode()
    return {GENERAL_KNOWLEDGE: "Common knowledge; no work cited", **json.loads(kept[name])}


def _format(sources: Collection[Source]) -> dict[str, str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of CSL variables that it does not know
        items = CiteProcJSON([_printed(source.csl) for source in sources])
        style = CitationStylesStyle(str(_STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, items, formatter.html)
        for source in sources:
            bibliography.register(Citation([CitationItem(source.slug)]))
        formatted = zip(sources, bibliography.bibliography(), strict=True)
        return {source.slug: str(item).strip().removesuffix(".") for source, item in formatted}


def _printed(value: Any) -> Any:
    """Escape all text in a CSL item, since citeproc passes mark-up through, and print its quotation marks."""
    if isinstance(value, str):
        return html.escape(print_quotes(value), quote=False)
    if isinstance(value, list):
        return [_printed(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key == "id" else _printed(item) for key, item in value.items()}
    return value
