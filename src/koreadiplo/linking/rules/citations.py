"""Pandoc's citations, `[@lankov-korea, p. 12; see also @ree-1989]`: numbered notes with the formatted sources.

Follows the Pandoc User's Guide, "Citation syntax": https://pandoc.org/MANUAL.html#citation-syntax. The same citation
made twice is one note with two ways back.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ...diagnostics import did_you_mean
from ...model.entries import GENERAL_KNOWLEDGE
from ...model.sources import Source
from ...reading import SOURCES_FILE
from ..context import SCHEME, BodyState, LinkingContext, Mention, state_of
from .notes import WHOLE

_BRACKETS = re.compile(r"\[([^\[\]@]*@[^\[\]]+)\](?![(\[:])")
_CITATION = re.compile(r"(?P<prefix>(?:.*[^\w@])?)@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?P<suffix>[^@]*)", re.DOTALL)
_KEPT = 5_000
"""Most works are cited alike in many bodies: so many citations are kept as they were read and formatted."""


class _Part(NamedTuple):
    """One citation of those between the brackets, with the offset of its key there."""

    prefix: str
    key: str
    suffix: str
    place: int


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "citation", _citation)


def _citation(state: StateInline, silent: bool) -> bool:
    match = _BRACKETS.match(state.src, state.pos, state.posMax)
    parts = _parts(match[1]) if match else ()
    if not match or not parts:
        return False
    body = state_of(state.env)
    if body.in_image:
        state.pending = state.pending.rstrip(" ")  # the text of an image has no place for a note
    elif not silent:
        for part in parts:
            _cite(body, part.key, state.src, match.start(1) + part.place)
        _push_note(state, body, " ".join(match[1].split()))
    state.pos = match.end()
    return True


@lru_cache(_KEPT)
def _parts(written: str) -> tuple[_Part, ...]:
    """Take the citations between the brackets apart; none where one of them is no citation."""
    parts: list[_Part] = []
    start = 0
    for piece in written.split(";"):
        part = _CITATION.fullmatch(piece)
        if part is None:
            return ()
        parts.append(_Part(part["prefix"], part["key"], part["suffix"], start + part.start("key")))
        start += len(piece) + 1
    return tuple(parts)


def _cite(body: BodyState, key: str, text: str, offset: int) -> None:
    """Note that a work is cited, by its key at an offset of the text."""
    body.works[key] = None
    if key in body.shared.bibliography:
        line = body.line(text, offset)
        body.mentions.append(Mention(body.id, f"{Source.folder}/{key}", True, "", "", line))
    elif SOURCES_FILE not in body.shared.names.unread:
        hint = did_you_mean(key, body.shared.bibliography) or f"content/{SOURCES_FILE} has no work of that id."
        body.report(text, offset - 1, "unknown-source", f"There is no source “{key}”.", hint)


def _push_note(state: StateInline, body: BodyState, written: str) -> None:
    """Make the citation a footnote of mdit-py-plugins, which numbers and collects them all."""
    footnotes = state.env.setdefault("footnotes", {})
    footnotes.setdefault("refs", {})
    notes = footnotes.setdefault("list", {})
    written = " ".join(written.split())
    if written not in body.citations:
        body.citations[written] = len(notes)
        note, foreign = _note(written, body.shared)
        notes[len(notes)] = {"label": WHOLE, "count": 0, "html": note}
        body.foreign |= foreign
    number = body.citations[written]
    state.pending = state.pending.rstrip(" ")
    state.push("footnote_ref", "", 0).meta = {"id": number, "subId": notes[number]["count"]}
    notes[number]["count"] += 1


@lru_cache(_KEPT)
def _note(written: str, shared: LinkingContext) -> tuple[str, bool]:
    """Format a note, and tell whether words in it may be marked as of another language."""
    note = "; ".join(_formatted(part, shared) for part in _parts(written))
    note += "" if note.endswith(".") else "."
    return shared.languages.mark(note), shared.languages.may_mark(note)


def _formatted(part: _Part, shared: LinkingContext) -> str:
    prefix, suffix = (html.escape(" ".join(text.split()), quote=False) for text in (part.prefix, part.suffix))
    prefix = prefix.removesuffix("-").rstrip()  # [-@key] leaves out the author's name, which a full note needs
    formatted = shared.bibliography.get(part.key, part.key)
    if part.key in shared.bibliography and part.key != GENERAL_KNOWLEDGE:
        formatted = f'<a href="{SCHEME}{Source.folder}/{part.key}">{formatted}</a>'
    comma = "" if not suffix or suffix[0] in ",.:;" else ", "
    return f"{prefix} {formatted}".strip() + comma + suffix
