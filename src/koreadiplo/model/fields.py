"""The types of single fields, shared by the kinds of entry."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from .languages import language_name

SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(min_length=1)]


def _flag(value: Any) -> Any:
    flags = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if value not in flags:
        raise ValueError("Write true or false")
    return flags[value]


def _number(value: Any) -> Any:
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise ValueError("Write a number, with a point for decimals and without spaces or commas") from None
    if not number.is_finite():
        raise ValueError("Write a finite number")
    return number


def _language(value: str) -> str:
    language_name(value)
    return value


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[Decimal, BeforeValidator(_number)]
LanguageTag = Annotated[str, BeforeValidator(_language)]
OneOrMore = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
