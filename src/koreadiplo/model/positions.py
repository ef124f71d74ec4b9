"""Where in a text of YAML a value stands; looked up only when there is something to report."""

from __future__ import annotations

from functools import lru_cache

import yaml

from ..diagnostics import Keys, Position


@lru_cache(maxsize=1)
def _compose(text: str) -> yaml.Node | None:
    """Keep the last text's nodes: the works of a long bibliography are looked up in one after the other."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def locate_key(text: str, first_line: int, keys: Keys) -> Position:
    """Give line and column of the value at `keys`, or of the nearest mapping or list that holds it.

    `text` is a YAML document that parses, standing in its file from `first_line` on. The place of a mapping's key is
    that of the key, of a list's item that of the item.
    """
    node = _compose(text)
    line, column = first_line, 1
    for key in keys:
        mark = None
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(key)), None)
            if pair:
                mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            mark = node.start_mark
        if mark is None:
            break
        line, column = first_line + mark.line, mark.column + 1
    return line, column


def locate_value(text: str, keys: Keys) -> tuple[int, int]:
    """Give the span in `text`, a YAML document that parses, of the value at `keys`.

    A single value that stands where a list may stand counts as its first item. Raises `KeyError` where there is none.
    """
    node = _compose(text)
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif not (isinstance(node, yaml.ScalarNode) and key == 0):
            node = None
    if node is None:
        raise KeyError(keys)
    return node.start_mark.index, node.end_mark.index
