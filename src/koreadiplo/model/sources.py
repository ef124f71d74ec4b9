"""The works cited: items of CSL, the Citation Style Language's data model, version 1.0.2.

Follows https://docs.citationstyles.org/en/stable/specification.html, appendix IV (variables).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from .fields import Text

_NAMES = """author chair collection-editor compiler composer container-author contributor curator director editor
editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer
producer recipient reviewed-author script-writer series-creator translator"""
_DATES = "accessed available-date event-date issued original-date submitted"
_STRINGS = """abstract annote archive archive_collection archive_location archive-place authority call-number
citation-key citation-label citation-number chapter-number collection-number collection-title container-title
container-title-short dimensions division DOI edition event-place event-title first-reference-note-number genre ISBN
ISSN issue jurisdiction keyword language license locator medium note number number-of-pages number-of-volumes
original-publisher original-publisher-place original-title page page-first part-number part-title PMCID PMID
printing-number publisher publisher-place references reviewed-genre reviewed-title scale section shortTitle source
status supplement-number title-short URL version volume volume-title year-suffix"""


SOURCE_ID_PATTERN = "[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*"
_Date = Annotated[
    Any,
    WithJsonSchema(
        {
            "type": ["string", "integer", "object", "array"],
            "description": "A date: year, month and day as far as they are known.",
            "examples": ["2004", "2004-05-17"],
        }
    ),
]
_Id = Annotated[
    Text,
    Field(description="By what entries cite it: [@brown-1901].", examples=["brown-1901"]),
]
_Type = Annotated[
    Text,
    Field(
        description="What kind of work it is, in the words of CSL.",
        examples=["book", "chapter", "article-journal", "article-newspaper", "entry-encyclopedia", "report", "webpage"],
    ),
]


class CslName(BaseModel):
    """A person or an institution; `literal` is a name that is not taken apart."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    suffix: Text | None = None
    dropping_particle: Text | None = Field(None, alias="dropping-particle")
    non_dropping_particle: Text | None = Field(None, alias="non-dropping-particle")


class Source(BaseModel):
    """A work cited. Its CSL variables keep their CSL names (`publisher-place`) in `csl`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: ClassVar[str] = "sources"
    kind: ClassVar[str] = "source"

    slug: str
    path: str
    line: int
    title: str
    csl: dict[str, Any]

    @property
    def id(self) -> str:
        """Folder and slug, by which everything names the source."""
        return f"{self.folder}/{self.slug}"


def _item_model() -> type[BaseModel]:
    fields: dict[str, Any] = {"id": (_Id, ...), "type": (_Type, ...), "title": (Text, ...)}
    for name in _NAMES.split():
        fields[name] = (tuple[CslName, ...], ())
    for name in _DATES.split():
        fields[name] = (_Date, None)
    for name in _STRINGS.split():
        fields[name] = (Text | None, None)
    return create_model("CslItem", __config__=ConfigDict(frozen=True, extra="forbid"), **fields)


CslItem = _item_model()
"""The model against which an item of `content/sources.yaml` is checked."""
