"""Names that bodies mention and no entry has: runs of capitalised words that recur.

Only text in which an entry's name would become a link is read. What is a name is told by its capital alone, so words
that have it for another reason are left out: because a sentence begins with them, or because their language gives it
to months and to what is called after a country ("Korean").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from ..linking import LINEAGES, NameTable, begins_sentence, fold, name_key
from ..model.languages import calendar_words
from .passages import Passage

_LETTER = "[^\\W\\d_]"
_LETTERS = f"{_LETTER}[\\w\u0300-\u036f]*"
_WORD = re.compile(f"(?:{_LETTER}\\.)+|{_LETTERS}(?:[-\u2010\u2011'\u2019]{_LETTERS})*|\\d+")
"""Initials; a word, with what hyphens and apostrophes join to it; a number."""

_POSSESSIVE = re.compile("['\u2019]s$")
_JOINING = {"of", "the", "for", "de", "del", "della", "der", "des", "di", "do", "dos", "du", "la", "le", "van", "von"}
_LISTING = {"of", "for"}
"""What joins the words of a name; "and" does so behind an "of" or "for" only, and else stands between two names."""


@dataclass(frozen=True)
class MissingName:
    """A name, where it stands (`path:line`), and the ids of what has it as a part of a longer name."""

    name: str
    places: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True)
class _Word:
    """A word in a passage; `known` if it belongs to a name that an entry has."""

    text: str
    start: int
    end: int
    known: bool

    @property
    def folded(self) -> str:
        return fold(_POSSESSIVE.sub("", self.text)).text


@dataclass(frozen=True)
class _Phrase:
    """Words that may be a name, in a passage; `at_start` if a sentence begins with them."""

    words: tuple[_Word, ...]
    passage: Passage
    at_start: bool

    @property
    def name(self) -> str:
        return _POSSESSIVE.sub("", " ".join(word.text for word in self.words))


def find_missing_names(passages: Sequence[Passage], names: NameTable, language: str) -> tuple[MissingName, ...]:
    """List the names that stand in two entries or at three places, the most frequent first.

    What stands in one entry, once or twice, that entry can explain by itself.
    """
    small = {fold(word).text for passage in passages for word in _WORD.findall(passage.text) if word[0].islower()}
    phrases = [phrase for passage in passages for phrase in _phrases(passage, names)]
    inside = {fold(phrase.name).text for phrase in phrases if not phrase.at_start}
    inside |= {word.folded for phrase in phrases for word in phrase.words[1 if phrase.at_start else 0 :]}
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        if name := _without_start(phrase, small, inside):
            found[fold(name.name).text].append(name)
    months = calendar_words(language)
    stems = _country_stems(names)
    missing = []
    for key, uses in found.items():
        words = [word for word in key.split(" ") if word[0].isupper()]
        recurs = len(uses) >= 3 or len({use.passage.source for use in uses}) >= 2
        is_common = key.lower() in small or all(word in months for word in words)
        if recurs and not is_common and name_key(key) not in names.names and not _is_derived(words, stems):
            missing.append(
                MissingName(
                    uses[0].name, tuple(use.passage.place(use.words[0].start) for use in uses), _near(key, names)
                )
            )
    return tuple(sorted(missing, key=lambda item: (-len(item.places), item.name)))


def _phrases(passage: Passage, names: NameTable) -> Iterator[_Phrase]:
    """Yield the runs of capitalised words in a passage where it is open."""
    known = {at for match in names.matcher.find(passage.text) for at in range(match.start, match.end)}
    words = [
        _Word(match[0], *match.span(), match.start() in known)
        for match in _WORD.finditer(passage.text)
        if passage.is_open(*match.span())
    ]
    for phrase in _joined(words, passage.text):
        yield _Phrase(phrase, passage, begins_sentence(passage.text, phrase[0].start))


def _joined(words: Iterable[_Word], text: str) -> Iterator[tuple[_Word, ...]]:
    phrase: list[_Word] = []
    for word in words:
        is_capital = word.text[0].isupper()
        goes_on = bool(phrase) and text[phrase[-1].end : word.start].isspace()
        if goes_on and is_capital:
            goes_on = not (word.known and phrase[-1].text == "and")
        elif goes_on:
            is_list = word.text == "and" and any(other.text in _LISTING for other in phrase)
            goes_on = word.text in _JOINING or is_list
        if not goes_on:
            yield from _ended(phrase)
            phrase = []
        if goes_on or is_capital:
            phrase.append(word)
    yield from _ended(phrase)


def _ended(phrase: list[_Word]) -> Iterator[tuple[_Word, ...]]:
    """Yield the words of a phrase but the small ones at its end."""
    while phrase and not phrase[-1].text[0].isupper():
        phrase.pop()
    if phrase:
        yield tuple(phrase)


def _without_start(phrase: _Phrase, small: Collection[str], inside: Collection[str]) -> _Phrase | None:
    """Take off a first word that has its capital from the sentence; None if at most a known name is left.

    A title before a known name ("President Roosevelt") makes no other name of it.
    """
    words, first = phrase.words, phrase.words[0]
    is_name = first.known or fold(phrase.name).text in inside
    if phrase.at_start and not is_name and (first.folded.lower() in small or first.folded not in inside):
        words = tuple(dropwhile(lambda word: not word.text[0].isupper(), words[1:]))
    titled = next((at for at, word in enumerate(words) if word.known), 0)
    titles = all(word.folded.lower() in small and word.text[0].isupper() for word in words[:titled])
    if titles and all(word.known or word.text in _JOINING for word in words[titled:]):
        return None
    return replace(phrase, words=words)


def _country_stems(names: NameTable) -> frozenset[str]:
    """Give the words of the names of countries and lineages, the longer ones without a vowel at their end."""
    words = {
        word
        for name, ids in names.automatic.items()
        if any(id_ in names.lives or id_.startswith(f"{LINEAGES}/") for id_ in ids)
        for word in re.split("[ -]", name)
    }
    return frozenset(re.sub("[aeiouy]$", "", word) if len(word) > 4 else word for word in words if word[:1].isupper())


def _is_derived(words: Iterable[str], stems: Collection[str]) -> bool:
    """Tell whether words only say of which countries something is: South Korean, Russians, Sino-Soviet."""
    last_parts = [word.rpartition("-")[2] for word in words]
    return all(
        any(part == stem or (len(stem) > 3 and part.startswith(stem) and len(part) <= len(stem) + 4) for stem in stems)
        for part in last_parts
    )


def _near(key: str, names: NameTable) -> tuple[str, ...]:
    part = f" {name_key(key)} "
    return tuple(dict.fromkeys(id_ for name, ids in names.names.items() if part in f" {name} " for id_ in ids))
