"""RIS → items of CSL.

A line of RIS is a tag of two characters, two spaces, a hyphen, a space and a value; other lines continue the value
above them. Tags and types follow Zotero's translator `RIS.js` and its mapping of types to CSL
(https://aurimasv.github.io/z2csl/typeMap.xml).
"""

from __future__ import annotations

import re
from typing import Any

from .refusal import Refused

_TYPES = {
    "ABST": "article-journal",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "JFULL": "article-journal",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "song",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
}
_NAMES = {
    "author": ("AU", "A1"),
    "editor": ("ED", "A2"),
    "collection-editor": ("A3",),
    "translator": ("A4",),
}
_FIELDS = {
    "title": ("TI", "T1", "CT"),
    "container-title": ("T2", "JF", "JO", "BT", "JA"),
    "container-title-short": ("J2",),
    "collection-title": ("T3",),
    "abstract": ("AB", "N2"),
    "archive": ("DB",),
    "call-number": ("CN",),
    "DOI": ("DO",),
    "edition": ("ET",),
    "genre": ("M3",),
    "issue": ("IS",),
    "language": ("LA",),
    "note": ("N1",),
    "number-of-volumes": ("NV",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "section": ("SE",),
    "title-short": ("ST",),
    "URL": ("UR",),
    "volume": ("VL",),
}
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)")


def read_ris(text: str) -> list[dict[str, Any]]:
    """Read the works of a RIS file, each with its `ID`, if it has one, as id.

    Raises `Refused`, with the line, where it can't.
    """
    items: list[dict[str, Any]] = []
    work: dict[str, list[str]] | None = None
    last: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if not tag and not value:
            continue
        if tag == "TY":
            if work is not None:
                raise Refused(f"On line {number} a work begins, but the one before it has no end: add a line “ER  - ”.")
            work = {}
        if work is None:
            raise Refused(f"Line {number} belongs to no work: each begins with a line “TY  - ”.")
        if tag == "ER":
            items.append(_item(work))
            work = None
        elif tag:
            last = work.setdefault(tag, [])
            last.append(value)
        elif last:
            last[-1] = f"{last[-1]} {value}".strip()
    if work is not None:
        raise Refused("The last work has no end: add a line “ER  - ”.")
    return items


def _item(work: dict[str, list[str]]) -> dict[str, Any]:
    def first(*tags: str) -> str:
        return next((value for tag in tags for value in work.get(tag, ()) if value), "")

    item: dict[str, Any] = {"id": first("ID"), "type": _TYPES.get(first("TY"), "document"), "title": ""}
    for variable, tags in _NAMES.items():
        if names := [_name(name) for tag in tags for name in work.get(tag, ()) if name]:
            item[variable] = names
    for variable, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
        if date := _date(first(*tags)):
            item[variable] = date
    item |= {variable: value for variable, tags in _FIELDS.items() if (value := first(*tags))}
    if start := first("SP"):
        end = first("EP")
        item["page"] = f"{start}–{end}" if end and end != start and "-" not in start else start
    if number := first("SN"):
        item["ISBN" if len(re.sub(r"[^0-9Xx]", "", number)) > 8 else "ISSN"] = number
    if item["type"] == "book" and "container-title" in item:
        item.setdefault("collection-title", item.pop("container-title"))
    return item


def _name(written: str) -> dict[str, str]:
    """Read a name as RIS has it: family, given, suffix; without a comma it is one of an institution."""
    family, *others = (part.strip() for part in written.split(","))
    if not others or not others[0]:
        return {"literal": family}
    return dict(zip(("family", "given", "suffix"), [family, *others], strict=False))


def _date(written: str) -> str:
    """Read a date as RIS has it, year/month/day/remark, of which all but the year may be missing."""
    parts = [part.strip() for part in re.split("[/-]", written)][:3]
    numbers = [part for part in parts if part.isdigit()]
    return "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])]) if numbers else ""
