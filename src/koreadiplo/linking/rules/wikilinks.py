"""`[[target]]`, `[[target|text]]` and `[[target#heading|text]]`: links to entries by id, slug or name."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from ..context import SCHEME, AnchorUse, state_of
from ..folding import fold
from ..names import NameTable, Unresolved, name_key

WIKILINK = re.compile(r"\[\[\s*([^\s\[\]|][^\[\]|]*)(?:\|([^\[\]]+))?\]\]")


def install(md: MarkdownIt) -> None:
    """Add the rule before that of Markdown links, which begin with a bracket too."""
    md.inline.ruler.before("link", "wikilink", _wikilink)


def _wikilink(state: StateInline, silent: bool) -> bool:
    match = WIKILINK.match(state.src, state.pos, state.posMax)
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
    shown = match[2] or (name if names_by_name(names, name, target) else names.titles.get(target, name))
    state.push("text", "", 0).content = shown.strip()
    state.push("link_close", "a", -1)


def names_by_name(names: NameTable, written: str, target: str) -> bool:
    """Tell whether what is written names its target by a name, which readers then see, and not by its slug or id."""
    is_slug = written == target.partition("/")[2] and target not in names.automatic.get(fold(written).text, ())
    return target in names.names.get(name_key(written), ()) and not is_slug
