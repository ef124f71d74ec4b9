"""The search: an index made by Pagefind, in parts where it is large, and the names of all pages beside it."""

from __future__ import annotations

from pathlib import Path

from ..plan import Plan
from .common import CommonWords
from .index import FOLDER, IndexCache, place_parts
from .names import NAME_LIST, list_names
from .pagefind import SearchFailed
from .parts import divide
from .shadows import plan_shadows

__all__ = ["SearchFailed", "find_search", "make_search"]


def make_search(plan: Plan, cache: Path) -> tuple[dict[str, bytes | Path], bool]:
    """Make what the search page loads: files by their place in the output folder, and whether the index was reused.

    Of an index in parts, only those are made again in which something changed. What is kept for the next build lies in
    a folder of `cache`. Raises `SearchFailed`, and `OSError` where the disk fails.
    """
    shadows = plan_shadows(plan)
    divided = divide(shadows)
    common = CommonWords(len(shadows)) if len(divided) > 1 else None
    kept = IndexCache(cache, plan.shelf.config.language, in_parts=common is not None)
    parts = []
    for number, urls in enumerate(divided, 1):
        pages = {url: shadows[url] for url in urls}
        parts.append(kept.part(number, pages, common.read if common else lambda url, shadow: None))
    kept.prune(parts)
    folders, index = place_parts(parts)
    names = list_names(plan, folders[1:], common.words() if common else [], in_lists=common is not None)
    return {**index, **names}, all(part.reused for part in parts)


def find_search(site: Path) -> tuple[dict[str, bytes | Path], bool]:
    """Find what the search page of a site loads, as `make_search` gives it."""
    found = [*(site / FOLDER).rglob("*"), *(site / NAME_LIST).parent.rglob("*.json")]
    return {file.relative_to(site).as_posix(): file for file in found if file.is_file()}, True
