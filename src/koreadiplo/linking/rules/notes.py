"""Footnotes: `[^1]`, and how notes and the ways back from them look."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_tail

from ...diagnostics import Diagnostic
from ..context import state_of

WHOLE = " "
"""The label of a note that is no blocks of the body but stands as HTML under `html`; no author can write it."""

_KEPT = 5_000
"""So many numbers and ways back are kept as HTML: those of the first notes are alike in all bodies."""

_OPENING = '<section class="notes" role="doc-endnotes">\n<h2 id="notes">Notes</h2>\n<ol>\n'
_REFERENCE = re.compile(r"\[\^([^\s\]]+)\](?!:)")


def install(md: MarkdownIt) -> None:
    """Add footnotes, and an error for a reference without a note."""
    footnote_plugin(md)
    md.inline.ruler.after("footnote_ref", "undefined_note", _undefined)
    md.core.ruler.after("inline", "unused_notes", _unused)
    md.core.ruler.at("footnote_tail", _tail)
    for rule in (footnote_block_open, footnote_open, footnote_ref, footnote_anchor):
        md.add_render_rule(rule.__name__, rule)


def _undefined(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        message, hint = f"There is no note “{match[1]}”.", f"Add a line “[^{match[1]}]: …”."
        state_of(state.env).report(state.src, match.start(), "undefined-note", message, hint)
        state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _unused(state: StateCore) -> None:
    body = state_of(state.env)
    for label, number in state.env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            mark = f"[^{label[1:]}]:"
            row = next((row for row, line in enumerate(body.lines) if mark in line), 0)
            place = body.entry.body_line + row, body.lines[row].find(mark) + 1 or 1
            message = f"Nothing refers to the note “{label[1:]}”, so it is not printed."
            hint = f"Write [^{label[1:]}] where it belongs, or remove it."
            body.diagnostics.append(Diagnostic(body.entry.path, *place, "unused-note", message, hint))


def _tail(state: StateCore) -> None:
    """Put the notes at the end; in one piece if all are citations, as in most bodies."""
    footnotes = state.env.get("footnotes", {})
    notes = footnotes.get("list")
    if not notes or footnotes["refs"] or not all("html" in note for note in notes.values()):
        footnote_tail(state)
        return
    items = "".join(f"{_whole(number, note)}</li>\n" for number, note in notes.items())
    state.tokens.append(Token("html_block", "", 0, content=f"{_OPENING}{items}</ol>\n</section>\n"))


def _whole(number: int, note: Mapping[str, Any]) -> str:
    """Begin the item of a note that stands as HTML."""
    count = note["count"]
    back = "".join([_back(number + 1, use, count > 1) for use in range(count)])
    return f'<li id="note-{number + 1}"><p>{note["html"]}{back}</p>\n'


def _way_back(number: int, use: int) -> str:
    return f"note-{number}-ref" + (f"-{use + 1}" if use else "")


def _letter(use: int) -> str:
    return ascii_lowercase[use] if use < len(ascii_lowercase) else str(use + 1)


def footnote_ref(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Render the number of a note in the text."""
    return _number(tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0))


@lru_cache(_KEPT)
def _number(number: int, use: int) -> str:
    link = f'<a href="#note-{number}" id="{_way_back(number, use)}" role="doc-noteref">{number}</a>'
    return f'<sup class="note-ref">{link}</sup>'


def footnote_block_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Open the list of notes."""
    return _OPENING


def footnote_anchor(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Render the way back from a note to a place that it belongs to."""
    number, use = tokens[index].meta["id"], tokens[index].meta.get("subId", 0)
    note = env["footnotes"]["list"][number]
    return "" if "html" in note else _back(number + 1, use, note.get("count", 1) > 1)


@lru_cache(_KEPT)
def _back(number: int, use: int, several: bool) -> str:
    label = "Back to the text" + (f", place {use + 1}" if several else "")
    shown = ("" if use else "↩\ufe0e") + (f" {_letter(use)}" if several else "")
    return f' <a href="#{_way_back(number, use)}" class="note-back" aria-label="{label}">{shown.strip()}</a>'


def footnote_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Open one note."""
    number = tokens[index].meta["id"]
    note = env["footnotes"]["list"][number]
    return _whole(number, note) if "html" in note else f'<li id="note-{number + 1}">'
