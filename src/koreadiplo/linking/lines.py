"""On which line of the file the parts of a paragraph stand."""

from __future__ import annotations

from markdown_it.token import Token

_BREAKS = {"softbreak", "hardbreak"}


def words_of(token: Token) -> str:
    """Give the words of a token within a paragraph, a line end for a break, and nothing for a mark."""
    kind = token.type
    if kind == "text" or kind == "code_inline":  # noqa: PLR1714 - twice as fast as a look into a set
        return token.content
    return "\n" if kind in _BREAKS else ""


def tokens_with_lines(block: Token, first_line: int) -> list[tuple[Token, int]]:
    """Give the tokens of a block's text, each with its line; that of a mark is the line of what follows it.

    The words are looked for in the author's text, one after another: it may be broken within a citation, code or a
    link's address, where no token says so.
    """
    children, content = block.children or [], block.content
    if "\n" not in content:
        return [(child, first_line) for child in children]
    lines: list[int] = []
    read = 0
    for number, child in enumerate(children, 1):
        if words := words_of(child):
            read = max(content.find(words, read), read)
            lines += [first_line + content.count("\n", 0, read)] * (number - len(lines))
            read += len(words)
    lines += [first_line + content.count("\n", 0, read)] * (len(children) - len(lines))
    return list(zip(children, lines, strict=True))
