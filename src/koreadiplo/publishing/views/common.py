"""What the views of several pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

Line = TypeVar("Line")

TOC_FROM = 3
"""With so many headings a page has a table of contents."""


@dataclass(frozen=True)
class Ref:
    """Another page as a link needs it; `card` is its definition or summary, `date` as a person writes it."""

    title: str
    url: str
    kind: str = ""
    card: str = ""
    date: str = ""

    def saying(self, card: str) -> Ref:
        """Make the same link with other words beside it."""
        return Ref(self.title, self.url, self.kind, card, self.date)


@dataclass(frozen=True)
class Part:
    """A part of a long list, with the address of its page and the number of its lines."""

    title: str
    url: str
    count: int


@dataclass(frozen=True)
class Group(Generic[Line]):
    """Lines under a heading; `id` is for addresses within the page.

    Of a list that is too long for the page they are the first ones, and `more` is the way to all; or there are none,
    and `parts` have them.
    """

    title: str
    id: str
    lines: tuple[Line, ...]
    more: Ref | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class TocLine:
    """A line of a page's table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Site:
    """What all pages share.

    `usual_languages` gives the language of words in a script that is not the site's own. `policy` is what browsers may
    load for a page, and `search_policy` for the search page.
    """

    title: str
    description: str
    language: str
    base_url: str
    licence: str
    licence_url: str
    navigation: tuple[Ref, ...]
    usual_languages: Mapping[str, str]
    version: str
    policy: Markup
    search_policy: Markup


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. `url` is "" for the home page; `edit_url` is empty for pages that are derived."""

    url: str
    title: str
    description: str
    breadcrumbs: tuple[Ref, ...] = ()
    edit_url: str = ""


@dataclass(frozen=True)
class Name:
    """A name in the script of a language; `language` is a BCP 47 tag, `language_name` its English name."""

    text: str
    language: str
    language_name: str


@dataclass(frozen=True)
class Version:
    """The last change of a page: as a person writes its day, as an American does, and as year, month and day.

    `iso` is as much of `YYYY-MM-DD` as is known.
    """

    printed: str
    american: str
    iso: str


@dataclass(frozen=True)
class Preview:
    """What a link to a page tells before it is followed; `what` says what it is: “Treaty, 7 July 1884”."""

    title: str
    url: str
    what: str
    names: tuple[Name, ...]
    text: str


@dataclass(frozen=True)
class SourceLine:
    """A source as a bibliography prints it; `url` is empty for common knowledge."""

    formatted: Markup
    url: str


@dataclass(frozen=True)
class Saying:
    """What another source says of a point, and the editors' remark on it."""

    value: str
    source: SourceLine
    note: str


@dataclass(frozen=True)
class Disagreement:
    """A point on which other sources say something else than the entry; `id` is for addresses within the page."""

    id: str
    about: str
    own: str
    followed: SourceLine | None
    note: str
    others: tuple[Saying, ...]
