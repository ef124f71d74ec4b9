"""`[Seoul]{.nolink}`: a name that stays without a link in this one place."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_ESCAPE = re.compile(r"\[([^\[\]]+)\]\{\.nolink\}")


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "nolink", _nolink)
    for name in ("nolink_open", "nolink_close"):
        md.add_render_rule(name, _nothing)


def _nolink(state: StateInline, silent: bool) -> bool:
    match = _ESCAPE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("nolink_open", "", 1)
        state.push("text", "", 0).content = match[1]
        state.push("nolink_close", "", -1)
    state.pos = match.end()
    return True


def _nothing(*arguments: Any) -> str:
    return ""
