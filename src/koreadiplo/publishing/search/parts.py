"""How an index is divided: by the hash of a page's address, so that a new page changes one part only.

The hash also mixes all kinds of pages alike. Pagefind weighs a word by how rare it is in a part, so that the scores of
parts compare only where each is a fair sample of all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

LARGEST = 5000
"""Pages in an index that is not divided; each part of a larger one has about so many at most."""


def divide(urls: Collection[str]) -> list[list[str]]:
    """Divide addresses into one part, or as many powers of two as hold them, in order; no part is empty."""
    number = 1
    while len(urls) > LARGEST * number:
        number *= 2
    parts: list[list[str]] = [[] for _ in range(number)]
    for url in urls:
        parts[hash_of(url) % number].append(url)
    return [part for part in parts if part]


def hash_of(url: str) -> int:
    """Hash an address, the same in every run."""
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big")
