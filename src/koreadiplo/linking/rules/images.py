"""Images: from `content/images/` only, and never without a text for those who don't see them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image

from ...diagnostics import did_you_mean
from ..context import SCHEME, state_of


def install(md: MarkdownIt) -> None:
    """Check every image where it is parsed."""
    md.inline.ruler.at("image", _image)


def _image(state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.tokens)
    body = state_of(state.env)
    outside, body.in_image = body.in_image, True
    found = image(state, silent)
    body.in_image = outside
    if not found or silent:
        return found
    token = next(token for token in state.tokens[count:] if token.type == "image")
    source = unquote(str(token.attrs["src"]))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(body.id), source))
    body.images[path] = None
    if path not in body.shared.images:
        near = did_you_mean(source, [f"../{known}" for known in body.shared.images])
        hint = near or "Put the file into content/images/ and write ../images/name.png."
        body.report(state.src, start, "unknown-image", f"There is no image “{source}”.", hint)
    if not token.content.strip():
        hint = "Say between the brackets what it shows: ![The harbour in 1900](…)."
        body.report(state.src, start, "image-without-alt", f"The image “{source}” has no text.", hint)
    token.attrs["src"] = SCHEME + quote(path)
    token.attrs["loading"] = "lazy"
    return True
