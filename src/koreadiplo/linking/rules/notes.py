"""Footnotes: `[^1]`, and how notes and the ways back from them look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ...diagnostics import Diagnostic
from ..context import state_of

WHOLE = " "
"""The label of a note that is no blocks of the body but stands as HTML under `html`; no author can write it."""

_KEPT = 5_000
"""So many numbers and ways back are kept as HTML: those of the first notes are alike in all bodies."""

_REFERENCE = re.compile(r"\[\^([^\s\]]+)\](?!:)")


def install(md: MarkdownIt) -> None:
    """Add footnotes, and an error for a reference without a note."""
    footnote_plugin(md)
    md.inline.ruler.after("footnote_ref", "undefined_note", _undefined)
    md.core.ruler.after("inline", "unused_notes", _unused)
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
    return '<section class="notes" role="doc-endnotes">\n<h2 id="notes">Notes</h2>\n<ol>\n'


def footnote_anchor(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Render the way back from a note to a place that it belongs to."""
    number, use = tokens[index].meta["id"], tokens[index].meta.get("subId", 0)
    note = env["footnotes"]["list"][number]
    count = note.get("count", 1)
    return _back(number + 1, use, count > 1) + ("</p>\n" if "html" in note and use + 1 == count else "")


@lru_cache(_KEPT)
def _back(number: int, use: int, several: bool) -> str:
    label = "Back to the text" + (f", place {use + 1}" if several else "")
    shown = ("" if use else "↩\ufe0e") + (f" {_letter(use)}" if several else "")
    return f' <a href="#{_way_back(number, use)}" class="note-back" aria-label="{label}">{shown.strip()}</a>'


def footnote_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Open one note; one that is HTML stands there as a paragraph, which the last of its ways back ends."""
    number = tokens[index].meta["id"]
    note = env["footnotes"]["list"][number]
    return f'<li id="note-{number + 1}">' + (f"<p>{note['html']}" if "html" in note else "")
