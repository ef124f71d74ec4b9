"""What all entries have: the keys that every kind of front matter may hold, and the file it stands in."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from ..diagnostics import Position
from .dates import Date
from .fields import Address, Flag, LanguageTag, OneOrMore, Prose, Slug, Text, WikidataId, no_repetition
from .parts import Dispute
from .positions import locate_key

GENERAL_KNOWLEDGE = "general-knowledge"
"""The reserved source of what is common knowledge and has no work cited."""


class Entry(BaseModel):
    """One Markdown file: what its front matter says, and where it stands.

    `path` is relative to the site's root, with forward slashes; `front_matter` stands in the file from
    `front_line` on, `body` from `body_line` on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    folder: ClassVar[str]
    placing: ClassVar[frozenset[str]] = frozenset({"slug", "path", "front_matter", "front_line", "body", "body_line"})
    """The fields that come from the file's place and not from its front matter."""

    slug: str
    path: str
    front_matter: str
    front_line: int
    body: str
    body_line: int

    title: Prose = Field(description="What the entry is called.", examples=["Treaty of Paris"])
    summary: Prose | None = Field(
        None,
        description="What readers see of it in lists and on cards: a sentence.",
        examples=["France and Spain end their war."],
    )
    names: dict[LanguageTag, OneOrMore] = Field(
        default_factory=dict,
        description="What it is called in other languages, in their own scripts, by language tag.",
        examples=[{"el": "Αθήνα", "ru": ["Афины", "Афинский полис"]}],
    )
    aliases: tuple[Prose, ...] = Field(
        (),
        description="Other spellings and names by which texts mention it; they become links.",
        examples=[["Paris treaty", "Peace of Paris"]],
    )
    countries: tuple[Slug, ...] = Field(
        (),
        description="The countries it has to do with, by the names of their files.",
        examples=[["france", "spain"]],
    )
    topics: tuple[Slug, ...] = Field(
        (), description="What it is about: topics declared in site.toml.", examples=[["trade", "war"]]
    )
    sources: tuple[Slug, ...] = Field(
        (),
        description="The works it relies on, by their ids; general-knowledge for what any handbook says.",
        examples=[["brown-1901"], [GENERAL_KNOWLEDGE]],
    )
    see_also: tuple[Text, ...] = Field(
        (), description="Entries to read besides: ids, file names or titles.", examples=[["events/1763-02-10-treaty"]]
    )
    disputed: tuple[Dispute, ...] = Field(
        (),
        description="What another source says otherwise, and whom the entry follows.",
        examples=[[{"field": "date", "value": "1762", "source": "brown-1901", "followed": GENERAL_KNOWLEDGE}]],
    )
    as_of: Date | None = Field(
        None, description="The date up to which what it says is known to be true.", examples=["2001"]
    )
    added: Date | None = Field(None, description="The day on which the entry was added.", examples=["2024-03-01"])
    updated: Date | None = Field(
        None, description="The day on which its content was last revised.", examples=["2024-05-17"]
    )
    former: tuple[Address, ...] = Field(
        (),
        description="Names that its file had before; links to them lead here.",
        examples=[["paris-treaty"]],
    )
    nolink: tuple[Slug, ...] = Field(
        (), description="Entries whose names stay without a link in this text.", examples=[["spain"]]
    )
    draft: Flag = Field(False, description="True while the entry is not ready to be published.", examples=[True])
    wikidata: WikidataId | None = Field(
        None, description="The item of Wikidata that means the same.", examples=["Q154896"]
    )

    _once = field_validator("countries", "topics", "sources", "former")(no_repetition)

    @property
    def id(self) -> str:
        """Folder and slug, by which everything names the entry."""
        return f"{self.folder}/{self.slug}"

    @classmethod
    def disputable(cls) -> frozenset[str]:
        """List the fields of which `disputed` may give another value: dates and plain words, no references."""
        plain = {"title", "summary", "date", "exists", "type", "unit", "old_style", "in_force", "as_of"}
        return cls.keys() & plain

    @classmethod
    @cache
    def keys(cls) -> frozenset[str]:
        """List the keys that an author may write."""
        return frozenset(cls.model_fields) - cls.placing

    def period(self) -> Date | None:
        """Give the time the entry is about, where it has one."""
        return None

    def locate(self, *keys: str | int) -> Position:
        """Give line and column of a key of the front matter."""
        return locate_key(self.front_matter, self.front_line, keys)
