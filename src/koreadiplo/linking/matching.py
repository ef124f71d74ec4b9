"""Find names in running text: all spellings of all names in one pass, the longest first, as whole words only.

The names stand in one Aho–Corasick automaton (Aho and Corasick, 1975). What it finds in the folded text is kept if it
stands alone by the rules of its script, and in the case that the name asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .folding import fold

_SENTENCE_START = re.compile(
    r"(?:^|(?:[!?:…]|(?<!\b[A-Z])\.)[\"'”’»)\]\ufffc]*)[\s\"'“«(\[–—-]*$"  # \ufffc: a note, an image or code
)
"""What stands before the first word of a sentence; a full stop after one capital, as in “U.S.”, ends none."""
_BETWEEN = " \0 "
"""Stands between texts in which names are looked for together; no text holds it, as CommonMark replaces it."""
_TEXT_START = re.compile(r"\0[\s\"'“«(\[–—-]*$")
_POSSESSIVE = re.compile(r"'[sS](?![\w'])")
_SIBILANT = re.compile(r"(s|x|z|sh|(?<![ginrx]ar)(?<![^o]o)(?<!nu)(?<!ze)(?<!te)(?<!ma)ch)$")
"""How nouns end whose plural is one syllable longer: churches, but monarchs, epochs, eunuchs, Czechs."""
_CONSONANT_Y = re.compile(r"([^aeiou]|qu)y$")
_CONSONANT_O = re.compile(r"[^aeiou]o$")
_APART = {"", *' .,;:!?()[]"\0\ufffc'}
"""What may stand beside a name, and be no part of its word."""
_HYPHENS = {"-", "\u2010", "\u2011"}
_HANGUL = re.compile("[가-힣]*")
_PARTICLES = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|에게서|께|께서|와|과|로|으로|로서|으로서|로써|으로써|도|만|까지|부터|보다|처럼|만큼|"
    "같이|대로|이나|나|이다|이라|라|이라도|라도|이란|란|이라는|라는|이며|며|이든지|든지|이야|야|이여|여|이랑|랑|하고|한테|한테서|더러|"
    "마다|마저|조차|커녕|밖에|뿐|들)*"
)
"""What Korean grammar puts after a noun, without a space."""


class Match(NamedTuple):
    """A name in a text: where it stands, and the folded name."""

    start: int
    end: int
    name: str


class Spelling(NamedTuple):
    """The folded name that a form stands for, and whether a capital forbids it but where a sentence begins."""

    name: str
    at_sentence_start_only: bool


class NameMatcher:
    """Finds the names of a table in texts; `compounds` are the folded names that may begin a compound with a hyphen."""

    def __init__(self, names: Iterable[str], compounds: frozenset[str]) -> None:
        spellings = spellings_of(names)
        self._spellings = list(spellings.values())
        self._automaton = AhoCorasick(spellings, matchkind=MatchKind.Standard)
        self._compounds = compounds

    def find(self, text: str) -> list[Match]:
        """Find the names in a text, from left to right; none overlaps another, and of two the longer one counts."""
        return list(map(Match._make, self._find(text)))

    def find_in(self, texts: Sequence[str]) -> list[list[Match]]:
        """Find the names in each of several texts, in one pass over them all."""
        found: list[list[Match]] = [[] for _ in texts]
        starts = list(accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0))
        place = 0
        for start, end, name in self._find(_BETWEEN.join(texts)):
            while start >= starts[place + 1]:
                place += 1
            found[place].append(Match(start - starts[place], end - starts[place], name))
        return found

    def _find(self, text: str) -> Iterator[tuple[int, int, str]]:
        folded = fold(text)
        compared = folded.text
        hits = self._automaton.find_matches_as_indexes(compared, overlapping=True)
        if len(hits) > 1:
            hits.sort(key=_first_and_longest)
        has_address = "/" in text and "://" in text  # a single character is found thirty times as fast
        end_of_last = 0
        for index, start, end in hits:
            if start < end_of_last:
                continue
            name, at_sentence_start_only = self._spellings[index]
            if at_sentence_start_only and not begins_sentence(compared, start):
                continue
            alone = compared[start - 1 : start] in _APART and compared[end : end + 1] in _APART
            if not (alone or self._fits(compared, start, end)):
                continue
            end_of_last = end  # even where it makes no link: the words are its own, and no shorter name's
            first, last = folded.original(start, end)
            if (alone or self._is_whole(text, first, last, name)) and not (
                has_address and _in_address(compared, start)
            ):
                yield first, last, name

    def _is_whole(self, text: str, start: int, end: int, name: str) -> bool:
        """Tell whether a match is no part of a compound with a hyphen; a dash parts words, which folding hides."""
        if text[start - 1 : start] in _HYPHENS and text[start - 2 : start - 1].isalnum():
            return False
        in_compound = text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalnum()
        return not in_compound or name in self._compounds

    def _fits(self, text: str, start: int, end: int) -> bool:
        before, after = text[start - 1 : start], text[end : end + 1]
        joined = before not in _APART and _joined(before, text[start])
        if joined or (before == "'" and text[start - 2 : start - 1].isalnum()):
            return False
        if after in _APART:
            return True
        if "가" <= after <= "힣":
            rest = _HANGUL.match(text, end)
            return bool(rest and _PARTICLES.fullmatch(rest[0]))
        if after == "'" and text[end + 1 : end + 2].isalnum():
            return bool(_POSSESSIVE.match(text, end))
        return not _joined(after, text[end - 1])


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether the word at `start` may have its capital only because a sentence begins with it."""
    return bool(
        _SENTENCE_START.search(text, max(start - 8, 0), start) or _TEXT_START.search(text, max(start - 10, 0), start)
    )


def _first_and_longest(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def _in_address(text: str, start: int) -> bool:
    return "://" in text[text.rfind(" ", 0, start) + 1 : start]


def _joined(neighbour: str, edge: str) -> bool:
    """Tell whether the character beside a name belongs to one word with the name's edge.

    Letters, digits and the marks on them do, unless the one is written in Chinese characters or kana, the other not.
    """
    if neighbour.isascii():
        in_word = neighbour.isalnum() or neighbour == "_"
    else:
        in_word = neighbour.isalpha() or neighbour.isdecimal() or unicodedata.category(neighbour)[0] == "M"
    if not in_word:
        return False
    both = {_script(neighbour), _script(edge)}
    return len(both) == 1 or "hangul" in both or not (neighbour.isalpha() and edge.isalpha())


def _script(letter: str) -> str:
    if "\uac00" <= letter <= "\ud7a3":
        return "hangul"
    if "\u3040" <= letter <= "\u30ff":
        return "kana"
    return "han" if "\u3400" <= letter <= "\u9fff" or letter >= "\U00020000" else "other"


def spellings_of(names: Iterable[str]) -> Mapping[str, Spelling]:
    """Give all forms of the names that are looked for.

    A form that is itself a name stands for that name, and one that fits anywhere goes before one at a sentence's start.
    The order of the names decides nothing.
    """
    declared = sorted({name for name in names if _is_word(name)})
    forms = [(name, name) for name in declared] + [(plural, name) for name in declared for plural in _plurals(name)]
    spellings: dict[str, Spelling] = {}
    for form, name in forms:
        spellings.setdefault(form, Spelling(name, at_sentence_start_only=False))
    for form, name in forms:
        if form[0].islower():
            spellings.setdefault(form[0].upper() + form[1:], Spelling(name, at_sentence_start_only=True))
    return spellings


def _is_word(name: str) -> bool:
    """Tell whether a name may be found: it has a letter or digit, and begins with no mark on what precedes it.

    It doesn't hold what stands for things that are no text.
    """
    return any(map(str.isalnum, name)) and unicodedata.category(name[0])[0] != "M" and "\ufffc" not in name


def _plurals(name: str) -> Iterator[str]:
    """Yield the regular English plurals; a name in capitals or in another script has none.

    Both count where spelling alone does not decide: vetoes and pianos, Germanys and Germanies.
    """
    if not ("a" <= name[-1] <= "z" and name.isascii()):
        return
    is_proper = re.split("[ -]", name)[-1][:1].isupper()
    if _CONSONANT_Y.search(name):
        yield f"{name[:-1]}ies"
        if is_proper:
            yield f"{name}s"
    elif _SIBILANT.search(name):
        yield f"{name}es"
    else:
        yield f"{name}s"
        if _CONSONANT_O.search(name):
            yield f"{name}es"
