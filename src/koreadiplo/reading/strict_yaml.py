"""YAML without its surprises: scalars stay as written, a repeated key is an error, nothing is shared or tagged.

YAML 1.1 reads `NO` as false, `1990` as a number and `12:30` as 750, and lets the last of two equal keys win; an
author of content means none of that. Anchors are refused since a few of them can stand for gigabytes.
"""

from __future__ import annotations

from typing import Any

import yaml

_DEPTH = 12
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}


class YamlError(Exception):
    """What is wrong with a YAML text: diagnostic code, message, hint, and the place (both counted from 0)."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - overrides PyYAML's attribute


def load_yaml(text: str) -> Any:
    """Read a YAML document into text, lists and dictionaries; None where it is empty.

    Raises `YamlError`.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "This is not YAML"
        hint = "Quote text that holds a colon or starts with a special character: title: “Korea: a history”."
        raise YamlError(
            "front-matter-syntax",
            f"{problem[0].upper()}{problem[1:]}.",
            hint.replace("“", '"').replace("”", '"'),
            mark.line if mark else 0,
            mark.column if mark else 0,
        ) from None
    except yaml.YAMLError as error:
        raise YamlError("front-matter-syntax", str(error).splitlines()[0], "Remove the character.", 0, 0) from None
    return None if node is None else _value(node, set(), 0)


def _value(node: yaml.Node, seen: set[int], depth: int) -> Any:
    line, column = node.start_mark.line, node.start_mark.column
    if node.tag not in _TAGS:
        raise YamlError("front-matter-syntax", f"The tag {node.tag} is not allowed.", "Remove it.", line, column)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in seen or depth > _DEPTH:
        what = "An alias (*name) is" if id(node) in seen else f"More than {_DEPTH} levels are"
        raise YamlError("front-matter-syntax", f"{what} not allowed.", "Write the values out.", line, column)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, seen, depth + 1) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        mark = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("front-matter-syntax", "A key must be text.", "Quote it.", mark.line, mark.column)
        if key.value in result:
            hint = "Keep one of the two; a list holds several values: [a, b]."
            raise YamlError("repeated-key", f"The key {key.value} stands here again.", hint, mark.line, mark.column)
        result[key.value] = _value(value, seen, depth + 1)
    return result
