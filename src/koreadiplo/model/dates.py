"""Dates as historians write them: EDTF, levels 0 and 1, in the Gregorian calendar.

Follows the Library of Congress's Extended Date/Time Format Specification (2019): https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

from .decades import Decade, decade_of, name_year

Day = tuple[int, int, int]
"""Year (astronomical), month, day: compares in order of time."""

BEGINNING: Day = (-(10**12), 1, 1)
END: Day = (10**12, 12, 31)
"""What an open start and an open end count as."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_ROUGH = re.compile(r"(\d\d)(\dX|XX)([?~%]?)", re.ASCII)
_RARE = re.compile(r"(-?\d{4}(-(\d\d|XX)(-(\d\d|XX))?)?|Y-?\d{5,9})[?~%]?", re.ASCII)
_ANY = f"(?:{_ROUGH.pattern}|{_RARE.pattern})"
_PATTERN = rf"^(?:{_ANY}(?:/(?:{_ANY}|\.\.)?)?|(?:\.\.)?/{_ANY})$"
"""What a date looks like, for those who can't read it: its days may not exist."""
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@dataclass(frozen=True, slots=True)
class _Point:
    """One side of an interval, or a date that is none: its bounds, and how a person writes it."""

    earliest: Day
    latest: Day
    year: str = ""
    month: str = ""
    day: str = ""
    qualifier: str = ""

    def __str__(self) -> str:
        return self.qualified(" ".join(filter(None, (self.day, self.month, self.year))))

    def qualified(self, text: str) -> str:
        about = "about " if self.qualifier in ("~", "%") else ""
        return about + text + (" (uncertain)" if self.qualifier in ("?", "%") else "")


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a period, as written (`text`, EDTF) and as the days between which it lies.

    It begins between `earliest` and `latest_start`, and ends between `earliest_end` and `latest`: 1884/1905 in 1884 and
    in 1905. An unknown start counts as an open one. Dates compare by
    `earliest`, then `latest`; `str()` gives what a person writes ("about 1885", "1858–1861"), `first` and `last` the
    same for the ends of a period, empty where they are open.
    """

    text: str
    earliest: Day
    latest_start: Day
    earliest_end: Day
    latest: Day
    printed: str
    first: str
    last: str

    def __str__(self) -> str:
        return self.printed

    def __lt__(self, other: Date) -> bool:
        return (self.earliest, self.latest, self.text) < (other.earliest, other.latest, other.text)

    @property
    def decade(self) -> Decade:
        """The decade in which it begins; in which it ends, where its start is open."""
        return decade_of(self.earliest[0] if self.earliest != BEGINNING else self.latest[0])

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it begins and ends, as far as each is known to the year, without “about” or doubt."""
        start, _, end = self.text.partition("/")
        sides = ((start, self.earliest, self.latest_start), (end, self.earliest_end, self.latest))
        known = (low[0] for side, low, high in sides if side and side[-1] not in "?~%" and low[0] == high[0])
        return tuple(dict.fromkeys(year for year in known if year not in (BEGINNING[0], END[0])))

    @property
    def machine_readable(self) -> str:
        """The value for HTML's `<time datetime>`, empty where HTML has none."""
        plain = _PLAIN.fullmatch(self.text)
        return self.text if plain and not plain[4] and int(plain[2] or 0) <= 12 else ""

    def overlaps(self, other: Date) -> bool:
        """Tell whether the two share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": _PATTERN}  # a year may be read as a number

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_validated)


def _validated(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("invalid_date", "{reason}", {"reason": "a date belongs here"})
    try:
        return parse_date(value)
    except ValueError as error:
        raise PydanticCustomError("invalid_date", "{reason}", {"reason": str(error)}) from None


@cache
def parse_date(text: str) -> Date:
    """Read an EDTF date of level 0 or 1.

    Raises `ValueError`, with words for the author, where it is none.
    """
    start_text, slash, end_text = text.partition("/")
    if slash and start_text in ("", "..") and end_text in ("", ".."):
        raise ValueError(f"“{text}” has neither a start nor an end")
    if not slash or start_text == end_text:
        point = _point(start_text)
        return Date(
            text, point.earliest, point.latest, point.earliest, point.latest, str(point), str(point), str(point)
        )
    if start_text in ("", ".."):
        end = _point(end_text)
        printed = f"until {end}" + (", start unknown" if not start_text else "")
        return Date(text, BEGINNING, BEGINNING, end.earliest, end.latest, printed, "", str(end))
    start = _point(start_text)
    if end_text in ("", ".."):
        printed = f"since {start}" if end_text else f"from {start}, end unknown"
        ended = END if end_text else start.earliest
        return Date(text, start.earliest, start.latest, ended, END, printed, str(start), "")
    end = _point(end_text)
    if end.latest < start.earliest:
        raise ValueError(f"“{text}” ends before it begins")
    latest_start, earliest_end = min(start.latest, end.latest), max(start.earliest, end.earliest)
    printed = _interval(start, end)
    return Date(text, start.earliest, latest_start, earliest_end, end.latest, printed, str(start), str(end))


def _interval(start: _Point, end: _Point) -> str:
    if not (start.qualifier or end.qualifier) and start.year == end.year:
        if start.day and start.month == end.month:
            return f"{start.day}–{end.day} {start.month} {start.year}"
        if start.month and end.month:
            space = " " if start.day or end.day else ""
            return f"{start.day} {start.month}".strip() + f"{space}–{space}{end}"
    space = " " if " " in f"{start}{end}" else ""
    return f"{start}{space}–{space}{end}"


def _point(text: str) -> _Point:
    if plain := _PLAIN.fullmatch(text):
        year, month, day = int(plain[1]), int(plain[2] or 0), int(plain[3] or 0)
        if 21 <= month <= 24 and not day:
            return _by_edtf(text)
        if month > 12 or (plain[2] and not month):
            raise ValueError(f"“{text}” has no month {plain[2]}")
        last = calendar.monthrange(max(year, 1), month)[1] if month else 31
        if day > last or (plain[3] and not day):
            raise ValueError(f"“{text}” has no day {plain[3]}")
        name = calendar.month_name[month] if month else ""
        earliest, latest = (year, month or 1, day or 1), (year, month or 12, day or last)
        return _Point(earliest, latest, name_year(year), name, str(day or ""), plain[4])
    if rough := _ROUGH.fullmatch(text):
        digits = rough[1] + rough[2].replace("X", "")
        first = int(digits) * 10 ** (4 - len(digits))
        name = f"{first}s" if len(digits) == 3 else f"{_ordinal(first // 100 + 1)} century"
        return _Point((first, 1, 1), (first + 10 ** (4 - len(digits)) - 1, 12, 31), name, qualifier=rough[3])
    return _by_edtf(text)


def _by_edtf(text: str) -> _Point:
    """Read what is rarer with the edtf library, which knows all of the standard and takes milliseconds."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text) if _RARE.fullmatch(text) else None
    except EDTFParseException:
        parsed = None
    if parsed is None:
        raise ValueError(f"“{text}” is no date that can be read")
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    earliest, latest = (lower[0], lower[1], lower[2]), (upper[0], upper[1], upper[2])
    month = calendar.month_name[earliest[1]] if earliest[:2] == latest[:2] else ""
    if season := re.fullmatch(r"-?\d{4}-(2[1-4])[?~%]?", text):
        month = _SEASONS[int(season[1])]
    day = str(earliest[2]) if earliest == latest else ""
    qualifier = text[-1] if text[-1] in "?~%" else ""
    return _Point(earliest, latest, name_year(earliest[0]), month, day, qualifier)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
