"""Inline text → tokens, as markdown-it does it, but trying at a character only the rules that can begin with it."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

_Rule = Callable[[StateInline, bool], bool]

_BEGIN = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "nolink": "[",
    "wikilink": "[",
    "citation": "[",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "undefined_note": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The characters with which what a rule parses begins; the rule “text” takes what lies between them."""


class InlineParser(ParserInline):
    """Parses what markdown-it's own parser parses, by the rules of `parser`, and the same."""

    def __init__(self, parser: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = parser.ruler, parser.ruler2
        rules = dict(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        self._rules: dict[str, list[_Rule]] = {}
        for name, rule in rules.items():
            for character in _BEGIN[name] if name != "text" else "":
                self._rules.setdefault(character, []).append(rule)
        self._begin = re.compile(f"[{re.escape(''.join(self._rules))}]")

    def tokenize(self, state: StateInline) -> None:
        """Parse the text from the state's position to its end."""
        source, end, deepest = state.src, state.posMax, state.md.options["maxNesting"]
        begin, rules = self._begin.search, self._rules
        at = state.pos
        while at < end:
            found = begin(source, at, end)
            start = at
            at = found.start() if found else end
            if at > start:
                state.append_pending(source[start:at])
            if found is None:
                break
            state.pos = at
            for rule in rules[source[at]] if state.level < deepest else ():
                if rule(state, False):
                    at = state.pos
                    break
            else:
                state.append_pending(source[at])
                at += 1
        state.pos = at
        if state.pending:
            state.pushPending()
