"""Letters of other scripts in a built page, and whether the language that they are in is marked."""

import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib

_LANGUAGES = {
    "CJK": {"ja", "ko", "zh"},
    "CYRILLIC": {"ru", "uk"},
    "HANGUL": {"ko"},
    "HIRAGANA": {"ja"},
    "KATAKANA": {"ja"},
}
_ANY = {"", "COMBINING", "FEMININE", "MASCULINE", "MICRO", "MODIFIER"}
_NO_TEXT = {"head", "script", "code", "svg", "option"}
"""Where no text is, or none that can be marked."""


def other_letters(html: bytes) -> Iterator[tuple[str, str, bool]]:
    """Give the texts of a page in Latin letters that hold others: text, language, and whether it fits the letters."""
    return other_letters_of(html5lib.HTMLParser(namespaceHTMLElements=False).parse(html, likely_encoding="utf-8"))


def other_letters_of(tree: ElementTree.Element) -> Iterator[tuple[str, str, bool]]:
    """Give the same of a page that has been parsed."""
    return _walk(tree, "")


def _walk(element: ElementTree.Element, outer: str) -> Iterator[tuple[str, str, bool]]:
    language = element.get("lang", outer)
    texts = [element.text or ""]
    if str(element.tag).rpartition("}")[2] not in _NO_TEXT:  # SVG has a namespace
        for child in element:
            yield from _walk(child, language)
            texts.append(child.tail or "")
        for text in texts:
            if (
                scripts := {unicodedata.name(letter, "").split()[0] for letter in text if letter.isalpha()}
                - _ANY
                - {"LATIN"}
            ):
                spoken = language.partition("-")[0]
                yield text, language, all(spoken in _LANGUAGES.get(script, {spoken} - {"en"}) for script in scripts)
