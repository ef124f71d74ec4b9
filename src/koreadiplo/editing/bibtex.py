"""BibTeX and biblatex → items of CSL.

Types and fields follow Pandoc's reader (`Text.Pandoc.Citeproc.BibTeX`), which follows the biblatex manual, sections 2.1
and 2.2: https://ctan.org/pkg/biblatex. What these don't map (keywords, file names) is left out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import NameParts
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, Field, ParsingFailedBlock

from .refusal import Refused

_TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inproceedings": "paper-conference",
    "inreference": "entry",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "map": "map",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "music": "song",
    "newsarticle": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "periodical": "article-journal",
    "phdthesis": "thesis",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
    **dict.fromkeys(("bookinbook", "inbook", "incollection", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("book", "collection", "manual", "proceedings", "reference"), "book"),
    **dict.fromkeys(("mvbook", "mvcollection", "mvproceedings", "mvreference"), "book"),
}
_GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis", "techreport": "Technical report"}
_FIELDS = {
    "abstract": ("abstract",),
    "archive": ("library",),
    "chapter-number": ("chapter",),
    "collection-title": ("series",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "DOI": ("doi",),
    "edition": ("edition",),
    "event-title": ("eventtitle",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "language": ("langid", "language"),
    "note": ("note", "addendum"),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "page": ("pages",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"),
    "URL": ("url",),
    "version": ("version",),
    "volume": ("volume",),
}
_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
    "director": "director",
}
_VERBATIM = {"date", "doi", "eprint", "file", "origdate", "url", "urldate"}
"""Fields in which no character means something to LaTeX."""


def read_bibtex(text: str) -> list[dict[str, Any]]:
    """Read the works of a BibTeX file, each with its key as id. Raises `Refused`, with the line, where it can't."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is wrong is told here
    names = tuple(_NAMES.values())
    library = parse_string(
        text,
        append_middleware=[
            middlewares.NormalizeFieldKeys(),
            middlewares.MonthIntMiddleware(),
            middlewares.SeparateCoAuthors(name_fields=names),
            middlewares.SplitNameParts(name_fields=names),
        ],
    )
    for failed in library.failed_blocks:
        raise Refused(f"Line {(failed.start_line or 0) + 1} begins a work that can't be read: {_reason(failed)}")
    works = {entry.key: entry for entry in library.entries}
    return [_item(entry, _inherited(entry, works)) for entry in library.entries]


def _reason(failed: ParsingFailedBlock) -> str:
    if isinstance(failed, DuplicateBlockKeyBlock):
        return f"the key {failed.key} stands there again. Keep one of the two."
    reason = getattr(failed.error, "abort_reason", failed.error)
    return f"{str(reason).rstrip('.')}. Compare its braces, commas and quotation marks with those of another."


def _inherited(entry: Entry, works: Mapping[str, Entry]) -> dict[str, Any]:
    """Give the fields of an entry, and those of the work that it refers to by `crossref` and has not itself."""
    own = {field.key: field.value for field in entry.fields}
    whole = works.get(own.get("crossref", ""))
    if whole is None or whole is entry:
        return own
    others = {field.key: field.value for field in whole.fields}
    if "title" in others:
        others["booktitle"] = others.pop("title")
    return {**others, **own}


def _item(entry: Entry, fields: Mapping[str, Any]) -> dict[str, Any]:
    kind = entry.entry_type.lower()
    plain = _decoded({key: value for key, value in fields.items() if isinstance(value, str | int)})
    item: dict[str, Any] = {"id": entry.key, "type": _type(kind, plain.get("entrysubtype", "")), "title": _title(plain)}
    for variable, key in _NAMES.items():
        if isinstance(names := fields.get(key), list):
            item[variable] = [_name(parts) for parts in names]
    for variable, key in (("issued", "date"), ("original-date", "origdate"), ("accessed", "urldate")):
        if date := _date(plain, key):
            item[variable] = date
    for variable, keys in _FIELDS.items():
        if value := next((plain[key] for key in keys if plain.get(key)), ""):
            item[variable] = value
    if number := plain.get("number") or plain.get("issue"):
        series = "collection-number" if "series" in plain else "number"
        item["issue" if item["type"].startswith("article") else series] = number
    if genre := plain.get("type") or _GENRES.get(kind):
        item["genre"] = genre
    return item


def _type(kind: str, subtype: str) -> str:
    if kind in ("article", "periodical", "suppperiodical") and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    return _TYPES.get(kind, "document")


def _title(plain: Mapping[str, str]) -> str:
    title, subtitle = plain.get("title", ""), plain.get("subtitle", "")
    return f"{title}: {subtitle}" if subtitle else title


def _date(plain: Mapping[str, str], key: str) -> Any:
    """Give a date as year, month and day, and a period as CSL has it."""
    if key == "date" and key not in plain:
        month = plain.get("month", "")
        return plain.get("year", "") + (f"-{int(month):02}" if month.isdigit() else "")
    start, _, end = re.sub("[~?%]", "", plain.get(key, "")).partition("/")
    if start and end.strip("."):
        return {"date-parts": [start.split("-"), end.split("-")]}
    return start


def _name(parts: NameParts) -> dict[str, str]:
    given, family, suffix = (" ".join(words) for words in (parts.first, parts.last, parts.jr))
    if not given and not parts.von and re.fullmatch(r"\{.*\}", family):
        return {"literal": _decoded({"": family})[""]}
    name = {"family": family, "given": given, "suffix": suffix, "non-dropping-particle": " ".join(parts.von)}
    return _decoded({key: text for key, text in name.items() if text})


def _decoded(texts: Mapping[str, Any]) -> dict[str, str]:
    """Decode what LaTeX writes with commands and braces, and put spaces in order."""
    fields = [Field(key, str(value)) for key, value in texts.items() if key not in _VERBATIM]
    decoder = middlewares.LatexDecodingMiddleware(keep_math_mode=False)
    decoder.transform_entry(Entry("misc", "", fields), Library())
    decoded: Iterable[tuple[str, Any]] = ((field.key, field.value) for field in fields)
    return {**{key: str(value) for key, value in texts.items()}, **{key: " ".join(t.split()) for key, t in decoded}}
