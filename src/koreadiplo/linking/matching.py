"""Find names in running text: all spellings of all names in one pass, the longest first, as whole words only.

The names stand in one Aho–Corasick automaton (Aho and Corasick, 1975). What it finds in the folded text is kept if it
stands alone by the rules of its script, and in the case that the name asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .folding import fold

_SENTENCE_START = re.compile(r"(^|[.!?:…][\"'”»)\]]*)[\s\"'“«(\[–—-]*$")
_PLAIN_PLURAL = re.compile(r"[A-Za-z]*[a-z]$")
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_HYPHENS = "-\u2010\u2011"
_PARTICLES = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|께서|와|과|로|으로|도|만|까지|부터|보다|처럼|이나|나|이다|라|이라|하고|한테|마다|조차|밖에)*"
)
"""What Korean grammar puts after a noun, without a space."""


class Match(NamedTuple):
    """A name in a text: where it stands, and the folded name."""

    start: int
    end: int
    name: str


class _Spelling(NamedTuple):
    name: str
    at_sentence_start_only: bool


class NameMatcher:
    """Finds the names of a table in texts; `compounds` are the folded names that may begin a compound with a hyphen."""

    def __init__(self, names: Iterable[str], compounds: frozenset[str]) -> None:
        self._spellings = _spellings(names)
        self._patterns = list(self._spellings)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)
        self._compounds = compounds

    def find(self, text: str) -> list[Match]:
        """Find the names in a text, from left to right; none overlaps another, and of two the longer one counts."""
        folded = fold(text)
        hits = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if len(hits) > 1:
            hits.sort(key=_first_and_longest)
        has_address = "://" in text
        found: list[Match] = []
        end_of_last = 0
        for index, start, end in hits:
            if start < end_of_last:
                continue
            spelling = self._spellings[self._patterns[index]]
            if self._fits(folded.text, start, end, spelling) and not (has_address and _in_address(folded.text, start)):
                match = Match(*folded.original(start, end), spelling.name)
                if self._is_whole(text, match):
                    end_of_last = end
                    found.append(match)
        return found

    def _is_whole(self, text: str, match: Match) -> bool:
        """Tell whether a match is no part of a compound with a hyphen; a dash parts words, which folding hides."""
        if match.start and text[match.start - 1] in _HYPHENS:
            return False
        after = text[match.end : match.end + 2]
        in_compound = len(after) == 2 and after[0] in _HYPHENS and after[1].isalnum()
        return not in_compound or match.name in self._compounds

    def _fits(self, text: str, start: int, end: int, spelling: _Spelling) -> bool:
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or before == "_":
            return False
        if spelling.at_sentence_start_only and not begins_sentence(text, start):
            return False
        if after and _is_hangul(after) and _is_hangul(text[end - 1]):
            rest = re.match("[가-힣]*", text[end:])
            return bool(rest and _PARTICLES.fullmatch(rest[0]))
        return not (after.isalnum() or after == "_")


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether the word at `start` may have its capital only because a sentence begins with it."""
    return bool(_SENTENCE_START.search(text[max(start - 8, 0) : start]))


def _first_and_longest(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def _in_address(text: str, start: int) -> bool:
    return "://" in text[text.rfind(" ", 0, start) + 1 : start]


def _spellings(names: Iterable[str]) -> Mapping[str, _Spelling]:
    """Give all forms of the names that are looked for; a form that is itself a name stands for that name."""
    declared = list(dict.fromkeys(names))
    spellings = {name: _Spelling(name, at_sentence_start_only=False) for name in declared}
    for name in declared:
        for form in (name, *_plurals(name)):
            spellings.setdefault(form, _Spelling(name, at_sentence_start_only=False))
            if form[0].islower():
                spellings.setdefault(form[0].upper() + form[1:], _Spelling(name, at_sentence_start_only=True))
    return spellings


def _plurals(name: str) -> Iterator[str]:
    """Yield the regular English plural; a name in capitals or in another script has none."""
    if not _PLAIN_PLURAL.search(name) or name.isupper() or not name.isascii():
        return
    if _CONSONANT_Y.search(name):
        yield f"{name[:-1]}ies"
    elif _SIBILANT.search(name):
        yield f"{name}es"
    else:
        yield f"{name}s"


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"
