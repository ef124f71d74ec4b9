"""Bodies of entries → `LinkedBody`: HTML with links to ids, headings and mentions. Each body is parsed once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from ..diagnostics import Diagnostic, did_you_mean
from ..model.entries import Entry
from .context import AnchorUse, BodyState, Heading, LinkingContext, Mention, state_of
from .inline import InlineParser
from .rendering import Renderer
from .rules import install_rules
from .rules.anchors import plain_text

_CHUNK = 50
"""Bodies handed to a process at a time."""
_WORTH_PROCESSES = 1500
"""With fewer bodies, starting processes takes longer than they save: half a second, against 0.6 ms a body."""
_MOST_WORKERS = 61
"""Windows knows no more at a time."""


@dataclass(frozen=True)
class LinkedBody:
    """The HTML of a body and what is in it; `lead` is the text of its first paragraph, without marks."""

    html: str
    headings: tuple[Heading, ...]
    mentions: tuple[Mention, ...]
    lead: str


_Linked = tuple[LinkedBody, list[AnchorUse], list[Diagnostic]]


def link_bodies(
    entries: Sequence[Entry], context: LinkingContext, jobs: int, done: Callable[[int], None]
) -> tuple[Mapping[str, LinkedBody], list[Diagnostic]]:
    """Render all bodies, by id, with up to `jobs` processes; `done` is told how many more are ready.

    What comes out does not depend on `jobs`.
    """
    bodies: dict[str, LinkedBody] = {}
    uses: list[AnchorUse] = []
    diagnostics: list[Diagnostic] = []
    for entry, (body, anchor_uses, problems) in zip(entries, _results(entries, context, jobs), strict=True):
        bodies[entry.id] = body
        uses += anchor_uses
        diagnostics += problems
        done(1)
    known = [use for use in uses if use.target not in context.names.unread]
    diagnostics += [problem for use in known if (problem := _check_anchor(use, bodies))]
    return bodies, diagnostics


def _results(entries: Sequence[Entry], context: LinkingContext, jobs: int) -> Iterable[_Linked]:
    if jobs == 1 or len(entries) < _WORTH_PROCESSES:
        markdown = make_markdown()
        for entry in entries:
            yield _link(markdown, entry, context)
        return
    # Started afresh rather than forked: a fork copies the locks of threads that draw the progress bar.
    start = multiprocessing.get_context("spawn")
    workers = min(jobs, -(-len(entries) // _CHUNK), _MOST_WORKERS)
    with ProcessPoolExecutor(workers, start, initializer=_start_worker, initargs=(context,)) as pool:
        yield from pool.map(_work, entries, chunksize=_CHUNK)


_worker: tuple[MarkdownIt, LinkingContext]


def _start_worker(context: LinkingContext) -> None:
    global _worker  # noqa: PLW0603 - a process has no other place for what its tasks share
    _worker = make_markdown(), context


def _work(entry: Entry) -> _Linked:
    markdown, context = _worker
    return _link(markdown, entry, context)


def make_markdown() -> MarkdownIt:
    """Make the parser: CommonMark without raw HTML, with tables, definition lists, and our rules."""
    markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=Renderer).enable("table")
    deflist_plugin(markdown)
    install_rules(markdown)
    markdown.inline = InlineParser(markdown.inline)
    return markdown


def parse_body(markdown: MarkdownIt, entry: Entry, context: LinkingContext) -> tuple[list[Token], dict[str, Any]]:
    """Parse a body by all rules: its tokens, and the environment in which the rules gathered the rest."""
    nolink = {target for name in entry.nolink if isinstance(target := context.names.resolve(name), str)}
    env: dict[str, Any] = {"body": BodyState(entry.id, entry, context, entry.body.split("\n"), frozenset(nolink))}
    return markdown.parse(entry.body, env), env


def _link(markdown: MarkdownIt, entry: Entry, context: LinkingContext) -> _Linked:
    tokens, env = parse_body(markdown, entry, context)
    html, state = markdown.renderer.render(tokens, markdown.options, env), state_of(env)
    body = LinkedBody(html, tuple(state.headings), tuple(state.mentions), _lead(tokens))
    return body, state.anchor_uses, state.diagnostics


def _lead(tokens: Sequence[Token]) -> str:
    for opening, inline in pairwise(tokens):
        if opening.type == "footnote_block_open":
            break
        if opening.type == "paragraph_open" and opening.level == 0:
            return " ".join(plain_text(inline).split())
    return ""


def _check_anchor(use: AnchorUse, bodies: Mapping[str, LinkedBody]) -> Diagnostic | None:
    body = bodies.get(use.target)
    anchors = [heading.id for heading in body.headings] if body else []
    if use.anchor in anchors:
        return None
    hint = did_you_mean(use.anchor, anchors) or f"Its headings: {', '.join(anchors) or 'none'}."
    return Diagnostic(use.path, *use.position, "unknown-anchor", f"{use.target} has no heading “{use.anchor}”.", hint)
