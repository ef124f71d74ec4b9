"""The words that stand in so many pages that nobody finds anything by them.

They are not searched in a large index: their lists of pages are long to load, and Pagefind's time grows with the square
of their length. Which they are depends on the language and on what a site is about, so they are counted, in a sample of
pages.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from .names import fold
from .parts import hash_of
from .shadows import Shadow

SHARE = 1 / 3
"""A word is common that stands in more than this share of the pages."""
_SAMPLE = 1000
_TAG = re.compile("<[^>]*>")


class CommonWords:
    """Counts in how many pages of a sample each word stands; a new page hardly changes which pages are in it."""

    def __init__(self, pages: int) -> None:
        self._every = 1
        while pages > 2 * _SAMPLE * self._every:
            self._every *= 2
        self._pages = 0
        self._counts: Counter[str] = Counter()

    def read(self, url: str, shadow: Shadow) -> None:
        """Count the words of a page if it is in the sample."""
        if (hash_of(url) >> 16) % self._every == 0:
            self._pages += 1
            self._counts.update(set(fold(html.unescape(_TAG.sub(" ", shadow.html()))).split()))

    def words(self) -> list[str]:
        """List the common words in order of the alphabet."""
        return sorted(word for word, count in self._counts.items() if count > SHARE * self._pages)
