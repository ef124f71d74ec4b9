"""Values as they are written in YAML, on one line, and what a person answers as values."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..reading.strict_yaml import YamlError, load_yaml


def as_yaml(value: Any) -> str:
    """Write a value on one line, quoted only where it must be, so that reading it strictly gives it back as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_inside(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inside(key)}: {_inside(item)}" for key, item in value.items()) + "}"
    return _scalar(str(value), "{}")


def _inside(value: Any) -> str:
    return _scalar(value, "[{}]") if isinstance(value, str) else as_yaml(value)


def _scalar(text: str, within: str) -> str:
    """Leave a text as it is where that reads as the same text; else quote it."""
    for written in (text, f'"{text}"'):
        try:
            read = load_yaml("key: " + within.format(written))
        except YamlError:
            continue
        if text and "#" not in text and read == {"key": [text] if within != "{}" else text}:
            return written
    return yaml.dump(text, allow_unicode=True, default_style='"', width=10**6).rstrip("\n")


def read_answer(field: FieldInfo, answer: str) -> Any:
    """Read what a person answers for a field: lists and keys with values need no brackets around them.

    Raises `ValueError`, with words for the author, where it can't be read.
    """
    shape = _shape(field.annotation)
    answer = answer.strip()
    if shape is str:
        return answer
    opening, closing = "[]" if shape is list else "{}"
    if not answer.startswith(opening):
        answer = f"{opening}{answer}{closing}"
    try:
        return load_yaml(answer)
    except YamlError as error:
        raise ValueError(f"{error} {error.hint}") from None


def _shape(annotation: Any) -> type:
    """Tell whether a field holds a list, keys with values, or a single value."""
    origin = get_origin(annotation)
    if origin is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return dict
    if origin is tuple:
        return list
    parts = [part for part in get_args(annotation) if part is not type(None)] if origin is not Literal else []
    return _shape(parts[0]) if parts else str
