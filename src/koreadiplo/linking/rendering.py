"""Tokens → HTML, as markdown-it does it, with what is most frequent done in fewer steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


class Renderer(RendererHTML):
    """Renders what markdown-it's own renderer renders, and the same."""

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        """Render the tokens of a block's text."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                out.append(escapeHtml(token.content))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    def renderToken(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Render a mark within a text, or what opens or closes a block."""
        token = tokens[idx]
        if token.hidden or not token.nesting or (token.block and (token.nesting > 0 or token.attrs)):
            return super().renderToken(tokens, idx, options, env)
        if token.nesting < 0:
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        return f"<{token.tag}{self.renderAttrs(token)}>"
