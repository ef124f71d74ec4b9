"""Measure; figures go into `bench/README.md` with the machine they were taken on.

python -m bench matching     names in 2,000 texts, against parsing them
"""

from __future__ import annotations

import statistics
import sys
import time

from markdown_it import MarkdownIt

from koreadiplo.linking.folding import fold
from koreadiplo.linking.matching import NameMatcher

from .corpus import make_names, make_texts

_RUNS = 5


def matching() -> None:
    """Compare finding 500 names in 2,000 texts with parsing these texts, in turn in the same run."""
    names = make_names(500)
    texts = make_texts(2000, names)
    paragraphs = [text.split("\n\n") for text in texts]
    matcher = NameMatcher([fold(name).text for name in names], frozenset())
    markdown = MarkdownIt("commonmark").enable("table")
    seconds: dict[str, list[float]] = {"parse and render": [], "find names": []}
    found = 0
    for _ in range(_RUNS):
        began = time.perf_counter()
        for text in texts:
            markdown.render(text)
        seconds["parse and render"].append(time.perf_counter() - began)
        began = time.perf_counter()
        found = sum(len(matcher.find(paragraph)) for text in paragraphs for paragraph in text)
        seconds["find names"].append(time.perf_counter() - began)
    for what, runs in seconds.items():
        print(f"{what:<18}{statistics.median(runs):7.3f} s   (median of {_RUNS}; {min(runs):.3f} to {max(runs):.3f})")
    ratio = statistics.median(
        find / parse for find, parse in zip(seconds["find names"], seconds["parse and render"], strict=True)
    )
    print(f"ratio             {ratio:7.3f}     ({found} names found)")


BENCHMARKS = {"matching": matching}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in BENCHMARKS:
        sys.exit(__doc__)
    BENCHMARKS[sys.argv[1]]()
