"""Made-up prose: words as frequent and as long as in real text, in sentences, paragraphs and sections."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

_ONSETS = "b bl br d dr f fl g gr h j k kl kr l m n p pl pr r s sh sk sl st t th tr v w z"
_VOWELS = "a e i o u a e i o ai ea ou"
_CODAS = ["", "", "", "n", "r", "s", "l", "t", "nd", "st", "m", "ck"]
_MARKS = ("*{}*", "**{}**", "“{}”", "{}’s", "{} – as it was –", "{}-{}", "from 1904–1905 {}", "{},", "{},", "{};")


def make_words(number: int, chance: random.Random) -> list[str]:
    """Make a vocabulary, the most frequent word first: of one syllable to begin with, of four towards the end."""
    words: dict[str, None] = {}
    while len(words) < number:
        words.setdefault(_word(1 + sum(len(words) > rank for rank in (250, 4000, 15_000)), chance))
    return list(words)


def make_name(chance: random.Random, taken: set[str]) -> str:
    """Make a name of one to three capitalised words, of which none is `taken`; these are then taken too."""
    while True:
        length = chance.choice((1, 2, 2, 2, 3))
        words = [_word(chance.choice((2, 3, 3)), chance) for _ in range(length)]
        if taken.isdisjoint(words):
            taken.update(words)
            return " ".join(map(str.capitalize, words))


class Prose:
    """Writes texts of a vocabulary of which the word of rank r is used in proportion to 1 / (r + 2.7).

    That is the law of Zipf as Mandelbrot corrected it ("An informational theory of the statistical structure of
    language", 1953), with the usual constant.
    """

    def __init__(self, vocabulary: Sequence[str], chance: random.Random) -> None:
        self._vocabulary, self._chance = vocabulary, chance
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(vocabulary) + 1)))

    def words(self, number: int) -> list[str]:
        """Draw so many words."""
        return self._chance.choices(self._vocabulary, cum_weights=self._weights, k=number)

    def sentence(self, number: int) -> str:
        """Write a sentence of so many words, without marks."""
        return " ".join(self.words(number)).capitalize() + "."

    def text(self, number: int, names: Sequence[str], sources: Sequence[str], headings: bool = False) -> str:
        """Write Markdown of so many words, in which the names stand at random and sentences cite the sources.

        One word in thirty is marked or has some punctuation; of headings there is one for every two paragraphs.
        """
        chance = self._chance
        run = self.words(number)
        places = chance.sample(range(number), len(names) + number // 30)
        for place, name in zip(places, names, strict=False):
            run[place] = name
        for place in places[len(names) :]:
            run[place] = chance.choice(_MARKS).format(run[place], run[place - 1])
        paragraphs = self._paragraphs(self._sentences(run, sources))
        if headings:
            for index in range(1, len(paragraphs), 2):
                paragraphs[index] = f"## {' '.join(self.words(3)).capitalize()}\n\n{paragraphs[index]}"
        return "\n\n".join(paragraphs) + "\n"

    def _sentences(self, run: Sequence[str], sources: Sequence[str]) -> list[str]:
        chance, sentences, start = self._chance, list[str](), 0
        while start < len(run):
            end = start + chance.randint(10, 28)
            first, *rest = run[start:end]
            cited = f" [@{chance.choice(sources)}]" if sources and chance.random() < 0.5 else ""
            sentences.append(f"{' '.join((first[:1].upper() + first[1:], *rest)).rstrip(',;')}.{cited}")
            start = end
        return sentences

    def _paragraphs(self, sentences: Sequence[str]) -> list[str]:
        paragraphs, start = list[str](), 0
        while start < len(sentences):
            end = start + self._chance.randint(4, 7)
            paragraphs.append(" ".join(sentences[start:end]))
            start = end
        return paragraphs


def _word(syllables: int, chance: random.Random) -> str:
    open_syllables = (chance.choice(_ONSETS.split()) + chance.choice(_VOWELS.split()) for _ in range(syllables))
    return "".join(open_syllables) + chance.choice(_CODAS)
