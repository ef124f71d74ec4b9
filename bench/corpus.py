"""Made-up texts, the same at every run: words distributed as in real text (Zipf), with names strewn in."""

from __future__ import annotations

import random
import textwrap

_LETTERS = "etaoinshrdlucmfwypvbgk"
_MARKS = ["*{}*", "[{}](https://example.org/)", "{}’s", "“{}”", "{} – as", "{}-era", "Chosŏn {}", "{}, 1904–1905,"]


def make_names(number: int, seed: int = 1) -> list[str]:
    """Make names of one to three capitalised words."""
    chance = random.Random(seed)
    return [" ".join(_word(chance).capitalize() for _ in range(chance.choice((1, 2, 2, 3)))) for _ in range(number)]


def make_texts(number: int, names: list[str], words: int = 850, seed: int = 2) -> list[str]:
    """Make Markdown texts of so many words in eight paragraphs, each text with twenty names and as much mark-up.

    There are as many quotation marks, apostrophes, dashes, hyphens and letters with diacritics as in a work of history.
    """
    chance = random.Random(seed)
    vocabulary = [_word(chance) for _ in range(8000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    texts = []
    for _ in range(number):
        run = chance.choices(vocabulary, weights, k=words)
        for place in chance.sample(range(words), 20):
            run[place] = chance.choice(names)
        for place, mark in zip(chance.sample(range(words), 8 * len(_MARKS)), _MARKS * 8, strict=True):
            run[place] = mark.format(run[place])
        parts = (" ".join(run[start : start + words // 8]) + "." for start in range(0, words, words // 8))
        paragraphs = [textwrap.fill(part, 118, break_on_hyphens=False) for part in parts]
        texts.append("\n\n".join(f"## Part {i}\n\n{p}" if i % 2 else p for i, p in enumerate(paragraphs)))
    return texts


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, range(len(_LETTERS), 0, -1), k=chance.randint(2, 10)))
