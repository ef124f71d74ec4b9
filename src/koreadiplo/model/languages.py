"""Language tags (BCP 47), the English names of languages and their words for months and days, from CLDR by Babel."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError, parse_locale

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@cache
def language_name(tag: str) -> str:
    """Name the language and script of a tag such as ko or ko-Latn in English: “Korean (Latin)”.

    Raises `ValueError` where the tag is none.
    """
    english = Locale("en")
    try:
        if not _TAG.fullmatch(tag):
            raise ValueError
        language, _, script, *_ = parse_locale(tag, sep="-")
        name = english.languages[language]
        return f"{name} ({english.scripts[script]})" if script else str(name)
    except (KeyError, ValueError):
        raise ValueError(f"“{tag}” is no language tag") from None


@cache
def calendar_words(tag: str) -> frozenset[str]:
    """Give the names of months and days of the week in a language; none where CLDR doesn't have the language."""
    try:
        locale = Locale(parse_locale(tag, sep="-")[0])
    except UnknownLocaleError:
        return frozenset()
    widths = [(locale.months, "format"), (locale.months, "stand-alone"), (locale.days, "format")]
    return frozenset(str(name) for names, context in widths for name in names[context]["wide"].values())
