"""A site as editors count its links: the passages of its bodies, the links in them, the text between.

The bodies are parsed as a build parses them, by the same rules, so that nothing here can disagree with the pages.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from markdown_it.token import Token

from ..builder import Progress, understand
from ..config import Config
from ..diagnostics import Diagnostic, Severity
from ..linking import (
    SCHEME,
    LinkingContext,
    Mention,
    NameTable,
    links_by_hand,
    make_context,
    make_markdown,
    parse_body,
    text_of,
    tokens_with_lines,
)
from ..model.entries import Entry
from ..model.sources import Source

_CLOSED = {"heading_open", "heading_close", "blockquote_open", "blockquote_close"}
"""What opens and closes blocks in which no names are linked."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or a table's cell in the body of the entry `source`.

    `text` is that in which names are looked for, without marks. None are linked in the spans that are `closed`: in
    headings and quotations, links by hand and what is marked `nolink`. `lines` gives offsets of the text, and the line
    of the file from each on; `links` counts the links to pages of the site.
    """

    source: str
    path: str
    text: str
    closed: tuple[tuple[int, int], ...]
    lines: tuple[tuple[int, int], ...]
    links: int

    def is_open(self, start: int, end: int) -> bool:
        """Tell whether a name at this span of the text may be linked."""
        return all(end <= closed or start >= open_again for closed, open_again in self.closed)

    def place(self, offset: int) -> str:
        """Give path and line of an offset of the text."""
        return f"{self.path}:{self.lines[bisect_right(self.lines, (offset, sys.maxsize)) - 1][1]}"


@dataclass(frozen=True)
class LinkedSite:
    """The entries of a site by id, what they are called, the links in their bodies, and all that stands there.

    `links` are those to entries and lineages: no citations, nor other links to sources.
    """

    config: Config
    entries: Mapping[str, Entry]
    names: NameTable
    links: tuple[Mention, ...]
    passages: tuple[Passage, ...]


class LinksUnknown(Exception):
    """Why the links of a site can't be told; `diagnostics` are the errors in its content if that is why."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


def read_linked_site(root: Path, jobs: int, progress: Progress) -> LinkedSite:
    """Read the site of the folder `root`. Raises `LinksUnknown` where its content has errors."""
    understood = understand(root, None, jobs, progress)
    plan, content = understood.plan, understood.content
    errors = [problem for problem in understood.diagnostics if problem.severity is Severity.ERROR]
    if plan is None or content is None or errors:
        raise LinksUnknown("The content has errors, so its links can't be told.", errors)
    config, base = plan.shelf.config, plan.shelf.base
    mentions = [mention for body in base.bodies.values() for mention in body.mentions]
    context = make_context(content, config, base.bibliography)
    return LinkedSite(
        config,
        base.entries,
        context.names,
        tuple(mention for mention in mentions if not mention.target.startswith(f"{Source.folder}/")),
        tuple(_passages(content.entries, context)),
    )


def _passages(entries: Iterable[Entry], context: LinkingContext) -> Iterator[Passage]:
    markdown = make_markdown()
    for entry in entries:
        depth = 0
        tokens, _ = parse_body(markdown, entry, context)
        for token in tokens:
            if token.type in _CLOSED:
                depth += token.nesting
            if token.type == "inline" and token.children:
                yield _passage(token, entry, is_open=depth == 0)


def _passage(block: Token, entry: Entry, *, is_open: bool) -> Passage:
    first_line = entry.body_line + (block.map[0] if block.map else 0)
    parts = list(tokens_with_lines(block, first_line))
    links = sum(str(token.attrs.get("href", "")).startswith(SCHEME) for token, _ in parts)
    parts = list(_without_found_links(parts))
    tokens = [token for token, _ in parts]
    starts = list(accumulate((len(text_of(token)) for token in tokens), initial=0))
    text = "".join(map(text_of, tokens))
    closed = [(start, end) for start, end, _ in links_by_hand(tokens, starts)] if is_open else [(0, len(text))]
    lines = zip(starts, (line for _, line in parts), strict=False)
    return Passage(entry.id, entry.path, text, tuple(closed), tuple(lines), links)


def _without_found_links(parts: Iterable[tuple[Token, int]]) -> Iterator[tuple[Token, int]]:
    """Leave out the marks of links that no author made, and which are therefore not closed."""
    found = False
    for token, line in parts:
        if token.type == "link_open":
            found = bool(token.meta.get("found"))
        if not (found and token.type in ("link_open", "link_close")):
            yield token, line
