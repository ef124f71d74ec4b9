"""The kinds of entry: one pydantic model each, the one definition of what its front matter may say.

What a YAML file says arrives here as text, lists and mappings only; fields turn text into dates, numbers and flags.
Each field's description says in an author's words what to write there, with examples as they stand in a file; what asks
for entries or explains them elsewhere takes both from here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import ConfigDict, Field, model_validator

from .dates import END, Date
from .entry import GENERAL_KNOWLEDGE, Entry
from .fields import Flag, OneOrMore, Prose, Slug, Text, misfit
from .parts import Coordinates, Effect, Status, Value

__all__ = ["GENERAL_KNOWLEDGE", "KINDS", "Article", "Country", "Entry", "Event", "Statistic", "Term"]

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
_IN_FORCE = ("treaty", "agreement")
_DATES = ["1884-07-07", "1858/1861", "1885~"]


class Article(Entry):
    """An essay on a relation or an episode; `date` is the period it covers."""

    kind: ClassVar[str] = "article"
    folder: ClassVar[str] = "articles"

    summary: Prose = Field(
        description="What the article tells, in a sentence or two; lists and cards show it.",
        examples=["How France and Spain became allies."],
    )
    countries: tuple[Slug, ...] = Field(
        min_length=1,
        description="The countries whose relations it is about, by the names of their files.",
        examples=[["france", "spain"]],
    )
    date: Date = Field(description="The period it covers.", examples=["1701/1789", "1950/.."])
    topics: tuple[Slug, ...] = Field(
        min_length=1, description="What it is about: topics declared in site.toml.", examples=[["trade", "war"]]
    )

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

    model_config = ConfigDict(
        json_schema_extra={
            "not": {"required": ["effect", "effects"]},
            "allOf": [
                {
                    "if": {"required": ["effect"]},
                    "then": {"properties": {"countries": {"minItems": 2, "maxItems": 2}}},
                },
                {
                    "if": {"required": ["in_force"]},
                    "then": {"properties": {"type": {"enum": list(_IN_FORCE)}}},
                },
            ],
        }
    )

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"

    date: Date = Field(description="When it happened, in the Gregorian calendar.", examples=_DATES)
    type: EventType = Field(description="What kind of event it was.", examples=["treaty"])
    countries: tuple[Slug, ...] = Field(
        min_length=1,
        description="The countries that took part, by the names of their files.",
        examples=[["france", "spain"]],
    )
    effect: Status | None = Field(
        None,
        description="What it did to the relations of its countries, where these are two.",
        examples=["established"],
    )
    effects: tuple[Effect, ...] = Field(
        (),
        description="What it did to the relations of each pair, where it has more than two countries.",
        examples=[[{"between": ["france", "spain"], "status": "established"}]],
    )
    place: Slug | None = Field(
        None, description="Where it happened: the file name of a term of type place.", examples=["paris"]
    )
    old_style: Date | None = Field(
        None, description="Its date in the Julian calendar, where the sources use that.", examples=["1884-06-25"]
    )
    in_force: Date | None = Field(
        None, description="From when and until when a treaty or agreement was in force.", examples=["1763/1778"]
    )

    _effect = model_validator(mode="before")(_short_effect)

    @model_validator(mode="after")
    def _parties(self) -> Self:
        for effect in self.effects:
            for country in effect.between:
                if country not in self.countries:
                    raise misfit(f"{country} is not among the event's countries", "Add it to countries.", "effects")
        if self.in_force is not None and self.type not in _IN_FORCE:
            raise misfit("in_force is for treaties and agreements", "Remove it, or change the type.", "in_force")
        return self

    def period(self) -> Date:
        """Give the time the entry is about."""
        return self.date


class Country(Entry):
    """A state or a territory, past or present."""

    kind: ClassVar[str] = "country"
    folder: ClassVar[str] = "countries"

    exists: Date = Field(description="From when and until when it existed.", examples=["1804/1814", "1958/.."])
    lineage: Slug | None = Field(
        None,
        description="The lineage to which it belongs, with those before and after it: one declared in site.toml.",
        examples=["france"],
    )
    continues: OneOrMore = Field(
        (),
        description="The state that it is in law, under another name: relations and treaties go on.",
        examples=["kingdom-of-france"],
    )
    succeeds: OneOrMore = Field(
        (),
        description="The state that it only followed: relations began anew.",
        examples=["kingdom-of-france"],
    )
    sovereign: Flag = Field(True, description="False for a territory that was no state of its own.", examples=[False])

    def period(self) -> Date:
        """Give the time in which the country exists."""
        return self.exists


class Term(Entry):
    """A glossary entry. The body's first paragraph is its definition."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "glossary"

    type: TermType = Field(description="What kind of thing it is.", examples=["place"])
    date: Date | None = Field(None, description="When it existed or lived.", examples=["1769-08-15/1821-05-05"])
    coordinates: Coordinates | None = Field(
        None,
        description="Where a place lies, in degrees; south and west are negative.",
        examples=[{"lat": 48.86, "lon": 2.35}],
    )
    link: Literal["never"] | None = Field(
        None,
        description="“never” for a term whose name is too common a word: it is linked by hand only.",
        examples=["never"],
    )
    compounds: Flag = Field(
        False, description="True if its name is linked in compounds too, where a hyphen follows it.", examples=[True]
    )

    def period(self) -> Date | None:
        """Give the lifetime, where it is known; that of a living person says when she was born."""
        if self.date and self.type == "person" and self.date.latest == END and self.date.first:
            return replace(self.date, printed=f"born {self.date.first}")
        return self.date


class Statistic(Entry):
    """A quantity over time."""

    kind: ClassVar[str] = "statistic"
    folder: ClassVar[str] = "statistics"

    countries: tuple[Slug, ...] = Field(
        min_length=1,
        description="The countries it is about, by the names of their files.",
        examples=[["france", "spain"]],
    )
    unit: Text = Field(
        description="What is counted, written alike in all statistics that belong into one chart.",
        examples=["people", "billion US dollars a year"],
    )
    values: tuple[Value, ...] = Field(
        min_length=1,
        description="The values, each with its date.",
        examples=[[{"date": "1990", "value": 2.3}, {"date": "1991", "low": 2, "high": 3, "about": True}]],
    )
    type: Text | None = Field(None, description="What kind of quantity it is.", examples=["trade", "population"])


KINDS: dict[str, type[Entry]] = {kind.folder: kind for kind in (Article, Event, Country, Term, Statistic)}
"""The kinds by their folder under `content/`."""
