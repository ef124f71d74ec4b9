"""Language tags (BCP 47) and the English names of languages, from CLDR by Babel."""

from __future__ import annotations

from functools import cache

from babel import Locale, parse_locale


@cache
def language_name(tag: str) -> str:
    """Name the language and script of a tag such as ko or ko-Latn in English: “Korean (Latin)”.

    Raises `ValueError` where the tag is none.
    """
    english = Locale("en")
    try:
        language, _, script, *_ = parse_locale(tag, sep="-")
        name = english.languages[language]
        return f"{name} ({english.scripts[script]})" if script else str(name)
    except (KeyError, ValueError):
        raise ValueError(f"“{tag}” is no language tag") from None
