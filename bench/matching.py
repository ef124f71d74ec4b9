"""Benchmark `matching`: find names in texts, against parsing these texts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from koreadiplo.linking.folding import fold
from koreadiplo.linking.matching import NameMatcher

from .corpus import make_names, make_texts

_RUNS = 7


def main(_: Sequence[str]) -> None:
    """Compare finding 500 names in 2,000 texts with parsing these texts, in turn in the same run."""
    names = make_names(500)
    texts = make_texts(2000, names)
    markdown = MarkdownIt("commonmark").enable("table")
    blocks = [_read(token) for text in texts for token in markdown.parse(text) if token.type == "inline"]
    matcher = NameMatcher([fold(name).text for name in names], frozenset())
    seconds: dict[str, list[float]] = {"parse": [], "find names": []}
    found = 0
    for _ in range(_RUNS):
        began = time.process_time()
        for text in texts:
            markdown.parse(text)
        seconds["parse"].append(time.process_time() - began)
        began = time.process_time()
        found = sum(len(matcher.find(block)) for block in blocks)
        seconds["find names"].append(time.process_time() - began)
    print_times(seconds)
    print(f"{found} names found")


def print_times(seconds: Mapping[str, Sequence[float]]) -> None:
    """Print how long each of two things took, and how many times as long as the first the second."""
    first, second = seconds.values()
    ratios = [one / other for one, other in zip(second, first, strict=True)]
    for what, values, unit in (*((what, runs, " s") for what, runs in seconds.items()), ("ratio", ratios, "")):
        spread = f"{min(values):.3f} to {max(values):.3f}"
        print(f"{what:<12}{statistics.median(values):7.3f}{unit:<2}   (median of {len(values)}; {spread})")


def _read(block: Token) -> str:
    """Give the text in which the build looks for names: that of the whole block, without marks."""
    return "".join("\n" if child.type == "softbreak" else child.content for child in block.children or [])
