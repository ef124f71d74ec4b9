"""The kinds of entry: one pydantic model each, the one definition of what its front matter may say.

What a YAML file says arrives here as text, lists and mappings only; fields turn text into dates, numbers and flags.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ..diagnostics import Position
from .dates import END, Date
from .fields import Address, Flag, LanguageTag, Number, OneOrMore, Prose, Slug, Text, WikidataId, misfit, no_repetition
from .positions import locate_key

GENERAL_KNOWLEDGE = "general-knowledge"
"""The reserved source of what is common knowledge and has no work cited."""

EventType = Literal[
    "treaty",
    "agreement",
    "visit",
    "summit",
    "establishment",
    "war",
    "incident",
    "conference",
    "speech",
    "trade",
    "migration",
    "state",
    "other",
]
TermType = Literal["person", "people", "place", "organisation", "policy", "idea", "work", "thing"]
Status = Literal["established", "suspended", "restored", "severed", "war"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dispute(_Part):
    """What another source says of a field or of a `claim`, and whom the entry follows."""

    claim: Prose | None = None
    field: Text | None = None
    value: Prose
    source: Slug
    followed: Slug | None = None
    note: Prose | None = None

    @model_validator(mode="after")
    def _claim_or_field(self) -> Self:
        if (self.claim is None) == (self.field is None):
            raise misfit("a dispute has a claim or a field", "Write claim: … or field: …, not both.")
        return self


class Effect(_Part):
    """What an event does to the relations of two countries."""

    between: tuple[Slug, Slug]
    status: Status

    _two = field_validator("between")(no_repetition)


class Coordinates(_Part):
    """A place on the globe, in degrees."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]


class Value(_Part):
    """A point of a statistic: a value, or a range from `low` to `high`."""

    date: Date
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    about: Flag = False
    source: Slug | None = None
    note: Prose | None = None
    preferred: Flag = False

    @model_validator(mode="after")
    def _value_or_range(self) -> Self:
        is_range = self.low is not None and self.high is not None
        if (self.value is None) != is_range or (self.low is None) != (self.high is None):
            raise misfit("a value, or both low and high, belong here", "Write value: 2.3, or low: 2 and high: 3.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise misfit("low is higher than high", "Exchange the two numbers.", "low")
        return self


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

    title: Prose
    summary: Prose | None = None
    names: dict[LanguageTag, OneOrMore] = Field(default_factory=dict)
    aliases: tuple[Prose, ...] = ()
    countries: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    sources: tuple[Slug, ...] = ()
    see_also: tuple[Text, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    as_of: Date | None = None
    added: Date | None = None
    updated: Date | None = None
    former: tuple[Address, ...] = ()
    nolink: tuple[Slug, ...] = ()
    draft: Flag = False
    wikidata: WikidataId | None = None

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


class Article(Entry):
    """An essay on a relation or an episode; `date` is the period it covers."""

    kind: ClassVar[str] = "article"
    folder: ClassVar[str] = "articles"

    summary: Prose
    countries: Annotated[tuple[Slug, ...], Field(min_length=1)]
    date: Date
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]

    def period(self) -> Date:
        """Give the time the entry is about."""
        return self.date


def _short_effect(data: Any) -> Any:
    """Spell out `effect: x`, the short form where an event has exactly two countries."""
    if not isinstance(data, dict) or "effect" not in data:
        return data
    countries = data.get("countries")
    if "effects" in data:
        raise misfit("an event has effect or effects, not both", "Remove one of the two.", "effect")
    if not isinstance(countries, list) or len(countries) != 2:
        hint = "Write effects: [{between: [a, b], status: established}] and say which two it means."
        raise misfit("effect needs exactly two countries", hint, "effect")
    if data["effect"] not in get_args(Status):
        return data  # reported as a wrong value of “effect”
    return {**data, "effects": [{"between": countries, "status": data["effect"]}]}


class Event(Entry):
    """One thing that happened."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"

    date: Date
    type: EventType
    countries: Annotated[tuple[Slug, ...], Field(min_length=1)]
    effect: Status | None = None
    effects: tuple[Effect, ...] = ()
    place: Slug | None = None
    old_style: Date | None = None
    in_force: Date | None = None

    _effect = model_validator(mode="before")(_short_effect)

    @model_validator(mode="after")
    def _parties(self) -> Self:
        for effect in self.effects:
            for country in effect.between:
                if country not in self.countries:
                    raise misfit(f"{country} is not among the event's countries", "Add it to countries.", "effects")
        if self.in_force is not None and self.type not in ("treaty", "agreement"):
            raise misfit("in_force is for treaties and agreements", "Remove it, or change the type.", "in_force")
        return self

    def period(self) -> Date:
        """Give the time the entry is about."""
        return self.date


class Country(Entry):
    """A state or a territory, past or present."""

    kind: ClassVar[str] = "country"
    folder: ClassVar[str] = "countries"

    exists: Date
    lineage: Slug | None = None
    continues: OneOrMore = ()
    succeeds: OneOrMore = ()
    sovereign: Flag = True

    def period(self) -> Date:
        """Give the time in which the country exists."""
        return self.exists


class Term(Entry):
    """A glossary entry. The body's first paragraph is its definition."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "glossary"

    type: TermType
    date: Date | None = None
    coordinates: Coordinates | None = None
    link: Literal["never"] | None = None
    compounds: Flag = False

    def period(self) -> Date | None:
        """Give the lifetime, where it is known; that of a living person says when she was born."""
        if self.date and self.type == "person" and self.date.latest == END and self.date.first:
            return replace(self.date, printed=f"born {self.date.first}")
        return self.date


class Statistic(Entry):
    """A quantity over time."""

    kind: ClassVar[str] = "statistic"
    folder: ClassVar[str] = "statistics"

    countries: Annotated[tuple[Slug, ...], Field(min_length=1)]
    unit: Text
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    type: Text | None = None


KINDS: dict[str, type[Entry]] = {kind.folder: kind for kind in (Article, Event, Country, Term, Statistic)}
"""The kinds by their folder under `content/`."""
