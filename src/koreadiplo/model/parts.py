"""What stands within an entry: disputes, effects, coordinates and values."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from .dates import Date
from .fields import Flag, Number, Prose, Slug, Text, misfit, no_repetition

Status = Literal["established", "suspended", "restored", "severed", "war"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dispute(_Part):
    """What another source says of a field or of a `claim`, and whom the entry follows."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["claim"]}, {"required": ["field"]}]})

    claim: Prose | None = Field(
        None,
        description="What the sources disagree on, where it is no key of the entry.",
        examples=["Who signed first"],
    )
    field: Text | None = Field(None, description="The key whose value another source gives.", examples=["date"])
    value: Prose = Field(description="What the other source says.", examples=["1762"])
    source: Slug = Field(description="The id of the source that says so.", examples=["brown-1901"])
    followed: Slug | None = Field(
        None, description="The id of the source that the entry follows.", examples=["general-knowledge"]
    )
    note: Prose | None = Field(None, description="Why.", examples=["The year in the source is a slip."])

    @model_validator(mode="after")
    def _claim_or_field(self) -> Self:
        if (self.claim is None) == (self.field is None):
            raise misfit("a dispute has a claim or a field", "Write claim: … or field: …, not both.")
        return self


class Effect(_Part):
    """What an event does to the relations of two countries."""

    between: tuple[Slug, Slug] = Field(
        description="The two countries, by the names of their files.", examples=[["france", "spain"]]
    )
    status: Status = Field(description="How their relations stand from then on.", examples=["established"])

    _two = field_validator("between")(no_repetition)


class Coordinates(_Part):
    """A place on the globe, in degrees."""

    lat: Number = Field(ge=-90, le=90, description="Degrees north; south is negative.", examples=[48.86])
    lon: Number = Field(ge=-180, le=180, description="Degrees east; west is negative.", examples=[2.35])


class Value(_Part):
    """A point of a statistic: a value, or a range from `low` to `high`."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["value"]}, {"required": ["low", "high"]}],
            "dependentRequired": {"low": ["high"], "high": ["low"]},
        }
    )

    date: Date = Field(description="The date or period of which it is the value.", examples=["1990", "1989/1990"])
    value: Number | None = Field(None, description="The number.", examples=[2.3, 1300000])
    low: Number | None = Field(None, description="The least it may have been.", examples=[2])
    high: Number | None = Field(None, description="The most it may have been.", examples=[3])
    about: Flag = Field(False, description="True for a number that is not exact.", examples=[True])
    source: Slug | None = Field(None, description="The id of the source that gives it.", examples=["brown-1901"])
    note: Prose | None = Field(None, description="What is to be known of it.", examples=["Without services."])
    preferred: Flag = Field(
        False, description="True for that value of several of one date which is drawn.", examples=[True]
    )

    @model_validator(mode="after")
    def _value_or_range(self) -> Self:
        is_range = self.low is not None and self.high is not None
        if (self.value is None) != is_range or (self.low is None) != (self.high is None):
            raise misfit("a value, or both low and high, belong here", "Write value: 2.3, or low: 2 and high: 3.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise misfit("low is higher than high", "Exchange the two numbers.", "low")
        return self
