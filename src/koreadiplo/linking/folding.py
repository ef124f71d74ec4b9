"""Text as names are compared: spellings that differ only in how they are typed are one.

Folding never changes what an author wrote: it gives another text to compare, and the way back from each of its
characters to the author's. Canonically equivalent texts are one (Unicode Standard Annex #15), as are Latin letters with
and without diacritics (Koryŏ, Koryo), Cyrillic ones with and without a stress mark, all hyphens and dashes, straight
and curly apostrophes and quotation marks, all kinds and lengths of space with line breaks among them, and ё and е; but
not й and и, nor letters of other scripts with and without their marks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u2032\uff07"
_QUOTES = "\u201c\u201d\uff02"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "".join(mark for mark in map(chr, range(0x300, 0x3100)) if unicodedata.category(mark)[0] == "M")
_JAMO = "\u1160-\u11ff\ud7b0-\ud7fb"
_SINGLETONS = (
    "\u0340-\u0344\u0374\u037e\u0387\u0958-\u0fff\u1f71-\u1fff\u2126-\u212b\u2329\u232a\u2adc\uf900-\ufaff\ufb1d-\ufb4f"
    "\U0001d15e-\U0001d1c0\U0002f800-\U0002fa1f"
)
"""Where the characters are that stand for others, such as the ideographs that Korean standards count twice."""

_SINGLE = (
    dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys((space for space in map(chr, range(0x3001)) if space.isspace() and space != " "), " ")
    | {"ё": "е", "Ё": "Е", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L"}
    | {
        letter: unicodedata.normalize("NFD", letter)[0]
        for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
        if "a" <= unicodedata.normalize("NFD", letter)[0].lower() <= "z"
    }
)
"""What folds one character to one, and so moves nothing."""

_TO_SINGLE = str.maketrans(_SINGLE)
_GONE = str.maketrans(dict.fromkeys(_INVISIBLE))
_PLAIN = bytes(range(0x20, 0x7F))
_MOVING = re.compile(f"[{_INVISIBLE}\u0300-\u036f\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
"""What folds to fewer characters, besides spaces in a row."""

JOINING = f"[{_INVISIBLE}{_MARKS}{_JAMO}]"
"""The pattern of what folds together with the letter before it."""
_FOLDING = re.compile(
    rf"[{_INVISIBLE}]*\s[\s{_INVISIBLE}]*"
    rf"|[^\s{_INVISIBLE}](?:[{_INVISIBLE}]*[{_MARKS}{_JAMO}])+"
    rf"|[{_INVISIBLE}]+|[{_HYPHENS}{_APOSTROPHES}{_QUOTES}\u00c0-\u024f\u1e00-\u1eff\u0401\u0451{_SINGLETONS}]"
)
"""What folds: space, a letter with marks that follow it (Hangul in letters too), or a single character."""


class Folded(NamedTuple):
    """A folded text; `parts` are what was replaced: start and length in the folded text, then in the author's."""

    text: str
    parts: tuple[tuple[int, int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the author's text that a span of the folded text stands for.

        Nothing that folds to nothing stands at its ends, and what folds to one part is in it as a whole.
        """
        if not self.parts:
            return start, end
        return self._back(start, (start, 1), at_end=False), self._back(end, (end,), at_end=True)

    def _back(self, offset: int, bound: tuple[int, ...], *, at_end: bool) -> int:
        index = bisect_left(self.parts, bound) - 1
        if index < 0:
            return offset
        start, length, original, original_length = self.parts[index]
        if offset < start + length and not at_end:
            return original
        return original + original_length + max(offset - start - length, 0)


def beyond_ascii(text: str) -> str:
    """Leave out the printable characters of ASCII: of most texts, little is left to look at."""
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def fold(text: str) -> Folded:
    """Fold a text for comparison; folding what is folded changes nothing.

    Most texts hold few characters that are not plain ASCII, and nothing that moves: these are done without a step for
    each character.
    """
    others = beyond_ascii(text)
    if others and (_MOVING.search(others) or not unicodedata.is_normalized("NFC", others)):
        return _fold_moving(text)
    folded = text
    for character in _SINGLE.keys() & others:
        folded = folded.replace(character, _SINGLE[character])
    return _fold_moving(text) if "  " in folded else Folded(folded, ())


def _fold_moving(text: str) -> Folded:
    pieces: list[str] = []
    parts: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in _FOLDING.finditer(text):
        folded = _fold_part(match[0])
        if folded == match[0]:
            continue
        pieces.append(text[at : match.start()])
        length += match.start() - at
        parts.append((length, len(folded), match.start(), len(match[0])))
        pieces.append(folded)
        length += len(folded)
        at = match.end()
    pieces.append(text[at:])
    return Folded("".join(pieces), tuple(parts))


def _fold_part(part: str) -> str:
    part = part.translate(_GONE)
    if part.isspace():
        return " "
    composed = unicodedata.normalize("NFC", part).translate(_TO_SINGLE)
    decomposed = unicodedata.normalize("NFD", composed)
    if "a" <= decomposed[:1].lower() <= "z":
        return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    if "\u0400" <= composed[:1] <= "\u04ff":
        return composed.rstrip("\u0300\u0301")
    return composed
