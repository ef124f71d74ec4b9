"""A site as editors count its links: the passages of its bodies, the links in them, the text between.

The bodies are parsed as a build parses them, by the same rules, so that nothing here can disagree with the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from markdown_it.token import Token

from ..builder import Progress, understand
from ..config import Config
from ..diagnostics import Diagnostic, Severity
from ..linking import SCHEME, LinkingContext, NameTable, make_context, make_markdown, parse_body, sentence_at
from ..model.entries import Entry
from ..model.sources import Source

_UNLINKED = ("heading", "blockquote", "link", "nolink")
_DEPTH = {f"{name}_open": 1 for name in _UNLINKED} | {f"{name}_close": -1 for name in _UNLINKED}
"""What opens and closes text in which no names are linked."""


@dataclass(frozen=True)
class Link:
    """A link to `target` in the body of the entry `source`, both ids; `sentence` is the one it stands in."""

    source: str
    target: str
    path: str
    line: int
    text: str
    by_hand: bool
    sentence: str


@dataclass(frozen=True)
class Run:
    """A piece of a passage's text without marks between its words; it begins on `line` of the file.

    Names in it are linked if it is `open`: it is in no heading, quotation or link by hand, and isn't marked `nolink`.
    """

    start: int
    end: int
    line: int
    open: bool


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or a table's cell in the body of the entry `source`; `text` is without marks."""

    source: str
    path: str
    line: int
    text: str
    runs: tuple[Run, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class LinkedSite:
    """The entries of a site by id, what they are called, and what stands in their bodies."""

    config: Config
    entries: Mapping[str, Entry]
    names: NameTable
    passages: tuple[Passage, ...]

    def links(self) -> Iterator[Link]:
        """Yield the links to entries and lineages, without those to sources."""
        for passage in self.passages:
            yield from (link for link in passage.links if not link.target.startswith(f"{Source.folder}/"))


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
    context = make_context(content, config, base.bibliography)
    return LinkedSite(config, base.entries, context.names, tuple(_passages(content.entries, context)))


def _passages(entries: Iterable[Entry], context: LinkingContext) -> Iterator[Passage]:
    markdown = make_markdown()
    for entry in entries:
        depth = 0
        tokens, _ = parse_body(markdown, entry, context)
        for token in tokens:
            depth += _DEPTH.get(token.type, 0)
            if token.type == "inline":
                line = entry.body_line + (token.map[0] if token.map else 0)
                pieces = list(_pieces(token, line))
                text = "".join(piece.text for piece in pieces)
                runs, links = _runs(pieces, is_open=depth == 0), _links(pieces, text, entry)
                yield Passage(entry.id, entry.path, line, text, tuple(runs), tuple(links))


@dataclass(frozen=True)
class _Piece:
    """A token within a passage: text, or a mark without any; a link's marks are `found` if nobody wrote it."""

    type: str
    target: str
    found: bool
    start: int
    line: int
    text: str


def _pieces(passage: Token, first_line: int) -> Iterator[_Piece]:
    start = read = 0  # how far the passage's text has come, and how far the author's was read
    found = False
    for child in passage.children or []:
        breaks = "\n" if child.type in ("softbreak", "hardbreak") else ""
        words = child.content if child.type in ("text", "code_inline") else breaks
        read = max(passage.content.find(words, read), read)
        line = first_line + passage.content.count("\n", 0, read)
        href = str(child.attrs.get("href", "")) if child.type == "link_open" else ""
        target = href.removeprefix(SCHEME).partition("#")[0] if href.startswith(SCHEME) else ""
        found = bool(child.meta.get("found")) if child.type == "link_open" else found
        yield _Piece(child.type, target, found, start, line, words)
        start, read = start + len(words), read + len(words)


def _runs(pieces: Sequence[_Piece], *, is_open: bool) -> Iterator[Run]:
    depth = 0
    apart = [piece for piece in pieces if not (piece.found and piece.type in ("link_open", "link_close"))]
    for is_text, group in groupby(apart, key=lambda piece: piece.type in ("text", "softbreak")):
        run = list(group)
        if is_text:
            yield Run(run[0].start, run[-1].start + len(run[-1].text), run[0].line, is_open and depth == 0)
        else:
            depth += sum(_DEPTH.get(piece.type, 0) for piece in run)


def _links(pieces: Sequence[_Piece], text: str, entry: Entry) -> Iterator[Link]:
    for index, piece in enumerate(pieces):
        if piece.target and piece.target != entry.id:
            end = next(other for other in pieces[index:] if other.type == "link_close")
            words = " ".join(text[piece.start : end.start].split())
            sentence = sentence_at(text.replace("\n", " "), piece.start)
            line = pieces[index + 1].line
            yield Link(entry.id, piece.target, entry.path, line, words, not piece.found, sentence)
