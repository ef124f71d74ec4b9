"""The names of all pages, by which the search page finds the one that is called exactly what is asked for.

Pagefind ranks by how often words stand in a page, so that “Korea” finds all pages but the one on Korea.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from ...model.entries import Entry, Event
from ..pages.entries import container_of
from ..pages.relations import describe_relation
from ..plan import Plan
from ..previews import headline
from .shadows import names_of

NAME_LIST = "search/names.json"
NEAR_LIST = "search/near.json"
LISTS = 512
"""Lists of names beside a large index. The hash of a name tells in which it stands."""
_NEAR = ("country", "lineage", "term", "topic")
"""Kinds of pages that are offered in a large site when nothing is found: the names of the others are made of theirs."""
Row = tuple[str, str, str, str, list[str]]
_STRAIGHT = str.maketrans(dict.fromkeys("‘’ʼʻ", "'"))
_DIACRITICS = re.compile("[\u0300-\u036f]")
_OTHERS = re.compile(r"[\W_]+")


def list_names(plan: Plan, parts: Sequence[str], common: Sequence[str], *, in_lists: bool) -> dict[str, bytes]:
    """List the names: the files of `search/names.json` and, for a large index, of many lists that it counts.

    The first tells the search page also in which folders the further parts of the index lie, and which words are too
    common to be searched. Beside the lists, `search/near.json` has the names to choose from when nothing is found. Each
    row holds title, address, kind, lead and names, of events their dates too. Years and decades, which are in no index,
    stand before the events that are called by them.
    """
    rows = list(_rows(plan))
    start = {"parts": parts, "common": common, "lists": LISTS if in_lists else 0, "rows": [] if in_lists else rows}
    files = {NAME_LIST: _json(start)}
    if in_lists:
        lists: list[list[Row]] = [[] for _ in range(LISTS)]
        for row in rows:
            for number in {_list_of(name) for name in (row[0], *row[4])}:
                lists[number].append(row)
        files.update((f"search/names/{number}.json", _json(part)) for number, part in enumerate(lists))
        files[NEAR_LIST] = _json([row for row in rows if row[2].lower() in _NEAR])
    return files


def fold(text: str) -> str:
    """Write text as the search page compares it: small letters, marks, figures and spaces, without diacritics."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
        text = _DIACRITICS.sub("", unicodedata.normalize("NFKD", text)).lower()
    if text.isascii():
        return _OTHERS.sub(" ", text.lower()).strip()
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split())


def _list_of(name: str) -> int:
    """Tell in which list a name stands, by a hash that the search page reckons alike."""
    hashed = 0
    for letter in fold(name):
        hashed = (31 * hashed + ord(letter)) % 2**32
    return hashed % LISTS


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _rows(plan: Plan) -> Iterator[Row]:
    shelf = plan.shelf
    for page in sorted(plan.pages, key=lambda page: page.template not in ("year", "decade")):
        id_, kind = page.url.rstrip("/"), page.template.capitalize()
        if entry := shelf.base.entries.get(id_):
            yield entry.title, page.url, kind, headline(entry), [*names_of(entry), *_dates(entry)]
        elif source := shelf.base.sources.get(id_):
            if container := container_of(source):
                lead = Markup(shelf.base.bibliography[source.slug]).striptags()
                yield source.title, page.url, kind, lead, [container]
        elif relation := shelf.relations.get(id_):
            title = shelf.relation_title(relation)
            other = shelf.relation_title(replace(relation, sides=relation.sides[::-1]))
            yield title, page.url, kind, describe_relation(title), [other]
        elif page.template in ("lineage", "topic", "year", "decade"):
            yield page.view.title, page.url, kind, page.view.description, []


def _dates(entry: Entry) -> Iterable[str]:
    """Give what an event is called by its date: who looks for a year wants to know what happened in it."""
    if not isinstance(entry, Event):
        return ()
    year, last = entry.date.earliest[0], entry.date.latest[0]
    return (str(entry.date), str(year)) if year == last else (str(entry.date),)
