"""The types of single fields, shared by the kinds of entry.

What a validator of ours demands is said to JSON Schema beside it, as far as that can say it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from .languages import language_name
from .quotes import print_quotes

SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
NUMBER_PATTERN = r"-?[0-9]+(\.[0-9]+)?"
_WIKIDATA = "Q[1-9][0-9]*"
_TEXT_OR_LIST = {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string"}}]}


def misfit(message: str, hint: str, key: str | int = "") -> PydanticCustomError:
    """Make the error of a validator: what is wrong, what to do, and at which key below the validated value."""
    return PydanticCustomError("misfit", "{message}", {"message": message, "hint": hint, "key": key})


def _flag(value: Any) -> Any:
    flags = {"true": True, "false": False}
    if not isinstance(value, bool) and value not in flags:
        raise misfit(f"“{value}” is neither true nor false", "Write true or false.")
    return flags.get(value, value)


def _number(value: Any) -> Any:
    if not re.fullmatch(NUMBER_PATTERN, str(value)):
        hint = "Write digits only, with a point for decimals and without spaces or commas: 1300000, 2.5."
        raise misfit(f"“{value}” is not a number", hint)
    return value


def _language(value: str) -> str:
    try:
        language_name(value)
    except ValueError as error:
        raise misfit(str(error), "Write a BCP 47 language tag, such as el, ru or zh-Hant.") from None
    return value


def _address(value: str) -> str:
    if not re.fullmatch(SLUG_PATTERN, value):
        hint = "Use small letters a to z, digits and single hyphens: old-name."
        raise misfit(f"“{value}” can't be part of an address", hint)
    return value


def _wikidata(value: str) -> str:
    if not re.fullmatch(_WIKIDATA, value):
        raise misfit(f"“{value}” is no item of Wikidata", "Write an id such as Q884.")
    return value


def no_repetition(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a list in which something stands twice."""
    for index, value in enumerate(values):
        if value in values[:index]:
            raise misfit(f"“{value}” stands here twice", "Write it once.", index)
    return values


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Prose = Annotated[Text, AfterValidator(print_quotes)]
"""What readers read, with the quotation marks of print."""
Slug = Annotated[str, StringConstraints(min_length=1)]
"""The slug of something that exists, which is looked up and so needs no pattern."""
Address = Annotated[str, AfterValidator(_address), WithJsonSchema({"type": "string", "pattern": f"^{SLUG_PATTERN}$"})]
"""A slug of which an address is made."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[Decimal, BeforeValidator(_number)]
LanguageTag = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}),
]
WikidataId = Annotated[str, AfterValidator(_wikidata), WithJsonSchema({"type": "string", "pattern": f"^{_WIKIDATA}$"})]
OneOrMore = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more), WithJsonSchema(_TEXT_OR_LIST)]
