"""Pandoc's citations, `[@lankov-korea, p. 12; see also @ree-1989]`: numbered notes with the formatted sources.

Follows the Pandoc User's Guide, "Citation syntax": https://pandoc.org/MANUAL.html#citation-syntax. The same citation
made twice is one note with two ways back.
"""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ...diagnostics import did_you_mean
from ...model.entries import GENERAL_KNOWLEDGE
from ...model.sources import Source
from ...reading import SOURCES_FILE
from ..context import SCHEME, BodyState, Mention, state_of

_BRACKETS = re.compile(r"\[([^\[\]@]*@[^\[\]]+)\](?![(\[:])")
_CITATION = re.compile(r"(?P<prefix>(?:.*[^\w@])?)@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?P<suffix>[^@]*)", re.DOTALL)


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "citation", _citation)


def _citation(state: StateInline, silent: bool) -> bool:
    match = _BRACKETS.match(state.src, state.pos, state.posMax)
    parts = _parts(match) if match else []
    if not match or not parts:
        return False
    body = state_of(state.env)
    if body.in_image:
        state.pending = state.pending.rstrip(" ")  # the text of an image has no place for a note
    elif not silent:
        note = "; ".join(_formatted(body, part) for part in parts)
        _push_note(state, body, " ".join(match[1].split()), note)
    state.pos = match.end()
    return True


def _parts(brackets: re.Match[str]) -> list[re.Match[str]]:
    """Take the citations between the brackets apart; none where one of them is no citation."""
    parts, start = [], brackets.start(1)
    for written in brackets[1].split(";"):
        part = _CITATION.fullmatch(brackets.string, start, start + len(written))
        if part is None:
            return []
        parts.append(part)
        start += len(written) + 1
    return parts


def _formatted(body: BodyState, part: re.Match[str]) -> str:
    key = part["key"]
    prefix, suffix = (html.escape(" ".join(part[name].split()), quote=False) for name in ("prefix", "suffix"))
    prefix = prefix.removesuffix("-").rstrip()  # [-@key] leaves out the author's name, which a full note needs
    formatted = body.shared.bibliography.get(key)
    source = f"{Source.folder}/{key}"
    if formatted is None:
        if SOURCES_FILE not in body.shared.names.unread:
            hint = did_you_mean(key, body.shared.bibliography) or f"content/{SOURCES_FILE} has no work of that id."
            place = part.start("key") - 1
            body.report(part.string, place, "unknown-source", f"There is no source “{key}”.", hint)
        formatted = key
    else:
        line, _ = body.position(part.string, part.start("key"))
        body.mentions.append(Mention(body.entry.id, source, by_hand=True, sentence="", text="", line=line))
        if key != GENERAL_KNOWLEDGE:
            formatted = f'<a href="{SCHEME}{source}">{formatted}</a>'
    comma = "" if not suffix or suffix[0] in ",.:;" else ", "
    return f"{prefix} {formatted}".strip() + comma + suffix


def _push_note(state: StateInline, body: BodyState, written: str, note: str) -> None:
    """Make the citation a footnote of mdit-py-plugins, which numbers and collects them all."""
    footnotes = state.env.setdefault("footnotes", {})
    footnotes.setdefault("refs", {})
    notes = footnotes.setdefault("list", {})
    if written not in body.citations:
        body.citations[written] = len(notes)
        marked = body.shared.languages.mark(note + ("" if note.endswith(".") else "."))
        content = Token("html_inline", "", 0, content=marked)
        notes[len(notes)] = {"content": "", "tokens": [content], "count": 0}
    number = body.citations[written]
    state.pending = state.pending.rstrip(" ")
    state.push("footnote_ref", "", 0).meta = {"id": number, "subId": notes[number]["count"]}
    notes[number]["count"] += 1
