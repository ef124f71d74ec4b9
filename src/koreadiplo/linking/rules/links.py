"""Markdown links: to other entries' files (`../events/1884-treaty.md`), to headings, and to the world outside."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.token import Token

from ..context import SCHEME, AnchorUse, BodyState, state_of
from ..names import Unresolved

_SAFE = {"http", "https", "mailto"}


def install(md: MarkdownIt) -> None:
    """Check every link where it is parsed; an unsafe address is an error and not silently text."""
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.inline.ruler.at("link", _checked(link))
    md.inline.ruler.at("autolink", _checked(autolink))


def _checked(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def checked(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # The text before the link is pushed as a token of its own when the link opens.
            opening = next((token for token in state.tokens[count:] if token.type == "link_open"), None)
            if opening:
                _resolve(state_of(state.env), opening, state.src, start)
        return True

    return checked


def _resolve(body: BodyState, opening: Token, text: str, offset: int) -> None:
    href = str(opening.attrs["href"])
    address = urlsplit(href)
    if address.scheme or href.startswith("//"):
        if address.scheme not in _SAFE:
            hint = "Links begin with https://, http:// or mailto:, or lead to an entry's file."
            body.report(text, offset, "unsafe-url", f"The address “{href}” is not allowed.", hint)
        else:
            opening.attrs["rel"] = "external"
        return
    target: str | Unresolved = body.id
    if address.path:
        folder = posixpath.dirname(body.id)
        path = posixpath.normpath(posixpath.join(folder, unquote(address.path)))
        if not path.endswith(".md") or path.startswith("../"):
            hint = "Link to an entry by its file (../events/1884-treaty.md) or as [[events/1884-treaty]]."
            body.report(text, offset, "unknown-target", f"“{href}” leads to no entry.", hint)
            return
        target = body.resolve(path.removesuffix(".md"))
    if isinstance(target, Unresolved):
        body.report(text, offset, target.code, target.message, target.hint)
        return
    anchor = unquote(address.fragment)
    if anchor:
        body.anchor_uses.append(AnchorUse(target, anchor, body.entry.path, body.position(text, offset)))
    opening.attrs["href"] = f"{SCHEME}{target}" + (f"#{anchor}" if anchor else "")
