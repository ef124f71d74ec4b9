"""`[[target]]`, `[[target|text]]` and `[[target#heading|text]]`: links to entries by id, slug or name."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..context import SCHEME, AnchorUse, state_of
from ..folding import fold
from ..names import Unresolved, name_key

_WIKILINK = re.compile(r"\[\[\s*([^\s\[\]|][^\[\]|]*)(?:\|([^\[\]]+))?\]\]")


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "wikilink", _wikilink)


def _wikilink(state: StateInline, silent: bool) -> bool:
    match = _WIKILINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        _push(state, match)
    state.pos = match.end()
    return True


def _push(state: StateInline, match: re.Match[str]) -> None:
    body = state_of(state.env)
    name, _, anchor = match[1].strip().partition("#")
    target = body.resolve(name) if name else body.id
    if isinstance(target, Unresolved):
        body.report(state.src, match.start(), target.code, target.message, target.hint)
        return
    if anchor:
        place = body.position(state.src, match.start())
        body.anchor_uses.append(AnchorUse(target, anchor, body.entry.path, place))
    href = f"{SCHEME}{target}" + (f"#{anchor}" if anchor else "")
    state.push("link_open", "a", 1).attrs = {"href": href}
    names = body.shared.names
    is_name = target in names.names.get(name_key(name), ())
    is_slug = name == target.partition("/")[2] and target not in names.automatic.get(fold(name).text, ())
    shown = match[2] or (name if is_name and not is_slug else names.titles.get(target, name))
    state.push("text", "", 0).content = shown.strip()
    state.push("link_close", "a", -1)
