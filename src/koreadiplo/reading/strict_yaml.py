"""YAML without its surprises: scalars stay as written, a repeated key is an error, nothing is shared or tagged.

YAML 1.1 reads `NO` as false, `1990` as a number and `12:30` as 750, and lets the last of two equal keys win; an
author of content means none of that. Anchors are refused since a few of them can stand for gigabytes, and since a text
that begins with & or * would lose its first word.
"""

from __future__ import annotations

from sys import intern
from typing import Any

import yaml
from yaml.reader import ReaderError

_DEPTH = 12
_SHORT = 32
"""So short are slugs, dates and numbers, of which thousands are alike."""
_TAG_OF: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_TAGS = set(_TAG_OF.values())
_SAFE_LENGTH = 10_000
"""No text this short can nest so deeply that libyaml, which works by recursion, runs out of stack."""

_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "There is a second colon in this line.",
        'Quote the text: title: "Salt: a history".',
    ),
    "did not find expected key": (
        "This does not belong here: the text before it ends too early.",
        'If the text holds its own quotation mark, use the other kind around it: "it\'s".',
    ),
    "did not find expected alphabetic": ("A text can't begin with * or &.", 'Quote the text: "*text*".'),
    "cannot start any token": (
        "A text can't begin with this character.",
        "Quote the text; indent with spaces, not tabs.",
    ),
    "unexpected end of stream": ("This quotation mark is never closed.", "Close it at the end of the text."),
    "expected ',' or": ("This bracket is never closed.", "Close it, and put a comma between the items: [a, b]."),
    "could not find expected ':'": ("This line has no colon after its key.", "Write “key: value”."),
    "did not find expected '-'": (
        "This line is no item of the list above it.",
        "Begin it with “- ”, or indent it less.",
    ),
    "control characters": ("This character can't be seen and is not allowed.", "Delete it and type the text again."),
}
_AT_THE_OPENING = ("while parsing a flow", "while scanning a quoted")
"""Of these the parser notices the end that is missing; an author wants to know the beginning."""


class YamlError(Exception):
    """What is wrong with a YAML text: diagnostic code, message, hint, and the place (both counted from 0)."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


class _Loader(yaml.CSafeLoader):
    """Takes each node for what it looks like; PyYAML would try patterns on every scalar."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return _TAG_OF[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def load_yaml(text: str) -> Any:
    """Read a YAML document into text, lists and dictionaries; None where it is empty.

    Raises `YamlError`.
    """
    try:
        if len(text) > _SAFE_LENGTH:
            _refuse_depth(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        at_opening = (error.context or "").startswith(_AT_THE_OPENING)
        mark = (error.context_mark if at_opening else error.problem_mark) or error.context_mark
        raise _syntax(error.problem or "", mark.line if mark else 0, mark.column if mark else 0) from None
    except ReaderError as error:
        before = text[: error.position]
        raise _syntax(error.reason, before.count("\n"), len(before) - before.rfind("\n") - 1) from None
    return None if node is None else _value(text, node, set(), 0)


def _syntax(problem: str, line: int, column: int) -> YamlError:
    for sign, (message, hint) in _PLAIN_WORDS.items():
        if sign in problem:
            return YamlError("front-matter-syntax", message, hint, line, column)
    return YamlError(
        "front-matter-syntax", f"This is not YAML: {problem}.", "Quote the text of this line.", line, column
    )


def _refuse_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise _too_deep(event.start_mark)


def _too_deep(mark: Any) -> YamlError:
    message = f"This lies more than {_DEPTH} levels deep."
    return YamlError("front-matter-syntax", message, "Remove brackets.", mark.line, mark.column)


def _value(text: str, node: yaml.Node, seen: set[int], depth: int) -> Any:
    mark = node.start_mark
    if id(node) in seen or text[mark.index : mark.index + 1] in ("&", "!") or node.tag not in _TAGS:
        message = "A text that begins with &, * or ! must be quoted."
        raise YamlError(
            "front-matter-syntax", message, 'Put quotation marks around it: "& Sons".', mark.line, mark.column
        )
    if depth > _DEPTH:
        raise _too_deep(mark)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return intern(node.value) if len(node.value) < _SHORT else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(text, item, seen, depth + 1) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        place = key.start_mark.line, key.start_mark.column
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("front-matter-syntax", "A key must be text.", "Quote it.", *place)
        if key.value in result:
            hint = "Keep one of the two; a list holds several values: [a, b]."
            raise YamlError("repeated-key", f"The key {key.value} stands here again.", hint, *place)
        result[key.value] = _value(text, value, seen, depth + 1)
    return result
