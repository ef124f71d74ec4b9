"""Bodies of entries → `LinkedBody`: HTML with links to ids, headings and mentions. Each body is parsed once."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from itertools import pairwise
from sys import intern
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from ..diagnostics import Diagnostic, did_you_mean
from ..model.entries import Entry
from ..processes import spread
from .context import AnchorUse, BodyState, Heading, LinkingContext, Mention, Trace, state_of
from .inline import InlineParser
from .rendering import Renderer
from .rules import install_rules
from .rules.anchors import plain_text

_WORTH_PROCESSES = 500
"""With fewer bodies, starting processes takes longer than they save: a fifth of a second, against 0.6 ms a body."""


@dataclass(frozen=True, slots=True)
class LinkedBody:
    """The HTML of a body and what is in it; `lead` is the text of its first paragraph, without marks.

    The HTML is kept as UTF-8: a text with a single “ takes twice the memory, and there are thousands.
    """

    html_bytes: bytes
    headings: tuple[Heading, ...]
    mentions: tuple[Mention, ...]
    lead: str

    @property
    def html(self) -> str:
        """The HTML, with links to ids."""
        return self.html_bytes.decode("utf-8", "surrogatepass")


class Outcome(NamedTuple):
    """What linking makes of one body: besides it what remains to be checked, what is wrong, and what it relied on."""

    body: LinkedBody
    anchor_uses: list[AnchorUse]
    diagnostics: list[Diagnostic]
    trace: Trace


def link_bodies(
    entries: Sequence[Entry],
    context: LinkingContext,
    jobs: int,
    done: Callable[[int], None],
    kept: Mapping[str, Outcome],
) -> tuple[Mapping[str, LinkedBody], list[Diagnostic], Mapping[str, Outcome]]:
    """Render all bodies, by id, but those that are `kept`, with up to `jobs` processes.

    `done` is told how many more are ready. Besides all bodies and what is wrong with them comes what linking made of
    those that were not kept. Neither `jobs` nor `kept` changes what comes out.
    """
    rest = [entry for entry in entries if entry.id not in kept]
    done(len(entries) - len(rest))
    linked: dict[str, Outcome] = {}
    for entry, outcome in zip(rest, _outcomes(rest, context, jobs), strict=True):
        linked[entry.id] = outcome
        done(1)
    outcomes = {entry.id: kept.get(entry.id) or linked[entry.id] for entry in entries}
    bodies = {id_: outcome.body for id_, outcome in outcomes.items()}
    diagnostics = [problem for outcome in outcomes.values() for problem in outcome.diagnostics]
    for use in (use for outcome in outcomes.values() for use in outcome.anchor_uses):
        if use.target not in context.names.unread and (problem := _check_anchor(use, bodies)):
            diagnostics.append(problem)
    return bodies, diagnostics, linked


def _outcomes(entries: Sequence[Entry], context: LinkingContext, jobs: int) -> Iterable[Outcome]:
    if jobs == 1 or len(entries) < _WORTH_PROCESSES:
        return (link_body(context, entry) for entry in entries)
    return map(unpack, entries, spread(_link_and_pack, context, entries, jobs))


def _link_and_pack(context: LinkingContext, entry: Entry) -> bytes:
    return pack(link_body(context, entry))


def pack(outcome: Outcome) -> bytes:
    """Make bytes of what linking made of a body: a tenth of the time that pickle takes."""
    body, uses, diagnostics, trace = outcome
    headings, mentions = map(tuple, body.headings), (mention[1:] for mention in body.mentions)
    return marshal.dumps(
        (
            (body.html_bytes, [*headings], [*mentions], body.lead),
            [tuple(use) for use in uses],
            [astuple(diagnostic) for diagnostic in diagnostics],
            tuple(trace),
        )
    )


def unpack(entry: Entry, packed: bytes) -> Outcome:
    """Get back what `pack` made bytes of."""
    (html, headings, mentions, lead), uses, diagnostics, trace = marshal.loads(packed)
    id_ = intern(entry.id)
    body = LinkedBody(
        html,
        tuple(map(Heading._make, headings)),
        tuple(
            Mention(id_, intern(target), by_hand, sentence, intern(text), line)
            for target, by_hand, sentence, text, line in mentions
        ),
        lead,
    )
    return Outcome(body, [AnchorUse(*use) for use in uses], [Diagnostic(*d) for d in diagnostics], Trace(*trace))


def make_markdown() -> MarkdownIt:
    """Make the parser: CommonMark without raw HTML, with tables, definition lists, and our rules."""
    markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=Renderer).enable("table")
    deflist_plugin(markdown)
    install_rules(markdown)
    markdown.inline = InlineParser(markdown.inline)
    return markdown


def parse_body(markdown: MarkdownIt, entry: Entry, context: LinkingContext) -> tuple[list[Token], dict[str, Any]]:
    """Parse a body by all rules: its tokens, and the environment in which the rules gathered the rest."""
    body = BodyState(entry.id, entry, context, entry.body.split("\n"))
    if entry.nolink:
        body.nolink = frozenset(target for name in entry.nolink if isinstance(target := body.resolve(name), str))
    env: dict[str, Any] = {"body": body}
    return markdown.parse(entry.body, env), env


def link_body(context: LinkingContext, entry: Entry) -> Outcome:
    """Parse and render one body."""
    markdown = _markdown()
    tokens, env = parse_body(markdown, entry, context)
    html, state = markdown.renderer.render(tokens, markdown.options, env), state_of(env)
    utf8 = html.encode("utf-8", "surrogatepass")
    body = LinkedBody(utf8, tuple(state.headings), tuple(state.mentions), _lead(tokens))
    return Outcome(body, state.anchor_uses, state.diagnostics, state.trace())


_markdown = cache(make_markdown)


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
