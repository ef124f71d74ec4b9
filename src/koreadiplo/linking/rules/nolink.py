"""`[Seoul]{.nolink}`: a name that stays without a link in this one place."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_CLASS = "{.nolink}"


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "nolink", _nolink)
    for name in ("nolink_open", "nolink_close"):
        md.add_render_rule(name, _nothing)


def _nolink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find(_CLASS, state.pos, state.posMax) < 0:
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    after = end + 1 + len(_CLASS)
    if end <= start or after > state.posMax or not state.src.startswith(_CLASS, end + 1):
        return False
    if not silent:
        whole = state.posMax
        state.pos, state.posMax = start, end
        state.push("nolink_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("nolink_close", "", -1)
        state.posMax = whole
    state.pos = after
    return True


def _nothing(*arguments: Any) -> str:
    return ""
