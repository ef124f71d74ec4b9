"""On which line of the file the parts of a paragraph stand."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

_BREAKS = {"softbreak", "hardbreak"}


def words_of(token: Token) -> str:
    """Give the words of a token within a paragraph, a line end for a break, and nothing for a mark."""
    if token.type in _BREAKS:
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""


def tokens_with_lines(block: Token, first_line: int) -> Iterator[tuple[Token, int]]:
    """Yield the tokens of a block's text, each with its line; that of a mark is the line of what follows it.

    The words are looked for in the author's text, one after another: it may be broken within a citation, code or a
    link's address, where no token says so.
    """
    children = block.children or []
    read = 0
    for index, child in enumerate(children):
        ahead = next(filter(None, map(words_of, children[index:])), "")
        read = max(block.content.find(ahead, read), read)
        yield child, first_line + block.content.count("\n", 0, read)
        read += len(words_of(child))
