"""Language tags (BCP 47), English names of languages, their scripts, months and days; data from CLDR by Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_JOINT_SCRIPTS = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
"""Codes of ISO 15924 that stand for a variety of a script, or for several that one language is written in."""


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


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """Give the scripts that a language is written in, as codes of ISO 15924: of en Latn, of ko Hang and Hani.

    Where the tag names none it is the likeliest by CLDR (Unicode Technical Standard 35, "Likely Subtags").
    """
    language, _, script, *_ = parse_locale(tag, sep="-")
    script = script or _likely(language, 1)
    return frozenset(_JOINT_SCRIPTS.get(script, (script,)))


def likely_language(script: str) -> str:
    """Give the language that a script is likeliest used for by CLDR: ru for Cyrl; empty for Latn, which has none."""
    return _likely(f"und_{script}", 0)


def _likely(subtags: str, place: int) -> str:
    full: str = get_global("likely_subtags").get(subtags, "")
    return full.split("_")[place] if full else ""


@cache
def script_of(character: str) -> str:
    """Give the script of a letter or of a mark on one, as a code of ISO 15924; empty for what any script may hold.

    The names of letters in the Unicode standard begin with that of their script: HANGUL SYLLABLE HAN.
    """
    if unicodedata.category(character)[0] not in "LM":
        return ""
    name = re.sub("^(HALF|FULL)WIDTH ", "", unicodedata.name(character, ""))
    return _named_scripts().get(re.split("[ -]", name)[0], "")


@cache
def _named_scripts() -> Mapping[str, str]:
    """Give scripts by their names in the Unicode standard, which are CLDR's but for these."""
    named = {name.upper(): code for code, name in Locale("en").scripts.items()}
    return named | {"CJK": "Hani", "IDEOGRAPHIC": "Hani", "BENGALI": "Beng", "ORIYA": "Orya"}
