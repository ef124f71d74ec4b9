"""Check that what fields name exists: countries, places, sources, topics and lineages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from ..config import Config
from ..diagnostics import Diagnostic, Keys, did_you_mean
from ..model.entries import GENERAL_KNOWLEDGE, Country, Entry, Event, Statistic, Term
from ..model.sources import Source
from .files import SOURCES_FILE

Reference = tuple[str, str, Keys]
"""What kind of thing is named, by which slug, at which keys."""


_FOLDERS = {"country": Country.folder, "place": Term.folder}


def check_references(
    entries: Collection[Entry],
    sources: Collection[Source],
    drafts: Collection[str],
    unread: Collection[str],
    config: Config,
) -> list[Diagnostic]:
    """Report every reference of the front matter that leads nowhere; what is `unread` has its own diagnostics."""

    def slugs_unread(folder: str) -> set[str]:
        return {slug for parent, _, slug in (id_.partition("/") for id_ in unread) if parent == folder}

    terms = {entry.slug: entry for entry in entries if isinstance(entry, Term)}
    places = {entry.slug for entry in entries if isinstance(entry, Term) and entry.type == "place"}
    known: Mapping[str, set[str]] = {
        "country": {entry.slug for entry in entries if isinstance(entry, Country)} | slugs_unread(Country.folder),
        "place": places | slugs_unread(Term.folder),
        "source": {source.slug for source in sources} | {GENERAL_KNOWLEDGE},
        "topic": set(config.topics),
        "lineage": set(config.lineages),
    }
    where = {
        "country": "content/countries/ has no file of that name.",
        "place": "content/glossary/ has no term of that name with type: place.",
        "source": "content/sources.yaml has no work of that id.",
        "topic": "site.toml declares no such topic under [topics].",
        "lineage": "site.toml declares no such lineage under [lineages].",
    }
    diagnostics = []
    for entry in entries:
        for kind, slug, keys in references_of(entry):
            if slug not in known[kind] and not (kind == "source" and SOURCES_FILE in unread):
                hint = did_you_mean(slug, known[kind]) or where[kind]
                message = f"There is no {kind} “{slug}”."
                if f"{_FOLDERS.get(kind)}/{slug}" in drafts:
                    message, hint = f"The {kind} “{slug}” is a draft.", "Remove draft: true from it."
                elif kind == "place" and slug in terms:
                    message, hint = f"{slug} is a term of type {terms[slug].type}.", "Give it type: place."
                diagnostics.append(Diagnostic(entry.path, *entry.locate(*keys), f"unknown-{kind}", message, hint))
        diagnostics += _check_disputes(entry)
    return diagnostics


def references_of(entry: Entry) -> Iterator[Reference]:
    """Yield what is named by fields that name things of one kind each."""
    for field, kind in (("countries", "country"), ("topics", "topic"), ("sources", "source")):
        for index, slug in enumerate(getattr(entry, field)):
            yield kind, slug, (field, index)
    for index, dispute in enumerate(entry.disputed):
        yield "source", dispute.source, ("disputed", index, "source")
        if dispute.followed:
            yield "source", dispute.followed, ("disputed", index, "followed")
    if isinstance(entry, Event) and entry.place:
        yield "place", entry.place, ("place",)
    if isinstance(entry, Statistic):
        for index, value in enumerate(entry.values):
            if value.source:
                yield "source", value.source, ("values", index, "source")
    if isinstance(entry, Country):
        if entry.lineage:
            yield "lineage", entry.lineage, ("lineage",)
        for index, slug in enumerate(entry.continues):
            yield "country", slug, ("continues", index)
        for index, slug in enumerate(entry.succeeds):
            yield "country", slug, ("succeeds", index)


def _check_disputes(entry: Entry) -> Iterator[Diagnostic]:
    """Check that a disputed field exists and that the other value could stand in it."""
    for index, dispute in enumerate(entry.disputed):
        if dispute.field is None:
            continue
        if dispute.field not in entry.disputable():
            line, column = entry.locate("disputed", index, "field")
            hint = f"Use “claim”, or one of: {', '.join(sorted(entry.disputable()))}."
            message = f"disputed: {dispute.field} is no field of the kind {entry.kind} that can be disputed."
            yield Diagnostic(entry.path, line, column, "unknown-key", message, hint)
            continue
        try:
            _adapter(type(entry), dispute.field).validate_python(dispute.value)
        except ValidationError:
            line, column = entry.locate("disputed", index, "value")
            message = f"disputed: “{dispute.value}” can't stand in {dispute.field}."
            hint = "Write the value as the field does, or use “claim” instead of “field”."
            yield Diagnostic(entry.path, line, column, "invalid-value", message, hint)


def _adapter(kind: type[Entry], field: str) -> TypeAdapter[Any]:
    info = kind.model_fields[field]
    annotation: Any = info.annotation
    for metadata in info.metadata:
        annotation = Annotated[annotation, metadata]
    return TypeAdapter(annotation)
