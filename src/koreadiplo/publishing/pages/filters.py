"""What events can be chosen by: the values of each filter, and those of each event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.entries import Event
from ..addresses import address
from ..shelf import TIMELINE, TOPICS, Shelf
from ..views import Choice, EventLine, Option, OptionGroup
from ..wording import EVENT_TYPES

_LIST = "event"
"""The id of the list of events on a topic's page, and with a prefix on a country's."""


def event_lines(events: Iterable[Event], shelf: Shelf) -> tuple[EventLine, ...]:
    """Put events into lines that can be chosen."""
    return tuple(
        EventLine(shelf.ref(event.id), " ".join(_countries(event, shelf)), " ".join(event.topics), event.type)
        for event in events
    )


def type_url(type_: str) -> str:
    """Give the address of the page of a type of events."""
    return f"{TIMELINE.url}{type_}/"


def choices(events: Sequence[Event], shelf: Shelf) -> tuple[Choice, ...]:
    """List the countries, topics and types by which some of these events can be chosen, each with a page of its own."""
    topics = {slug for event in events for slug in event.topics}
    types = {event.type for event in events}
    by_topic = (_option(slug, f"{TOPICS}/{slug}", _LIST, shelf) for slug in shelf.config.topics if slug in topics)
    by_type = (Option(type_, title, type_url(type_)) for type_, title in EVENT_TYPES.items() if type_ in types)
    found = (
        Choice("country", "Country", tuple(_sides(events, shelf))),
        Choice("topic", "Topic", (OptionGroup("", tuple(by_topic)),)),
        Choice("type", "Type", (OptionGroup("", tuple(by_type)),)),
    )
    return tuple(choice for choice in found if any(group.options for group in choice.groups))


def _sides(events: Sequence[Event], shelf: Shelf) -> Iterable[OptionGroup]:
    """Group countries by lineage, in order of time, and put those of none after them."""
    named = {slug: shelf.base.countries[slug] for event in events for slug in event.countries}
    in_time = sorted(named.values(), key=lambda country: (country.exists, country.slug))
    for lineage, title in shelf.config.lineages.items():
        states = [country.slug for country in in_time if country.lineage == lineage]
        every = (Option(_every(lineage), f"All of {title}", ""),) if len(states) > 1 else ()
        if states:
            yield OptionGroup(title, (*every, *_states(states, shelf)))
    others = sorted((c for c in named.values() if not c.lineage), key=lambda country: country.title.casefold())
    if others:
        title = "Other countries" if len(others) < len(named) else ""
        yield OptionGroup(title, tuple(_states((country.slug for country in others), shelf)))


def _states(slugs: Iterable[str], shelf: Shelf) -> Iterable[Option]:
    return (_option(slug, f"countries/{slug}", f"part.{_LIST}", shelf) for slug in slugs)


def _option(value: str, id_: str, anchor: str, shelf: Shelf) -> Option:
    return Option(value, shelf.ref(id_).title, f"{address(id_)}#{anchor}")


def _countries(event: Event, shelf: Shelf) -> Iterable[str]:
    """Give the countries of an event, and the lineages they belong to."""
    lineages = (shelf.base.countries[slug].lineage for slug in event.countries)
    return dict.fromkeys([*event.countries, *(_every(lineage) for lineage in lineages if lineage)])


def _every(lineage: str) -> str:
    return f"all_{lineage}"  # no slug has an underscore, so that no country is called so
