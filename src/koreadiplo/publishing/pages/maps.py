"""The maps of pages, and the page with the map of all places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.entries import Article, Entry, Event, Term
from ..charts.map import Spot, lay_out, marker_width
from ..charts.plane import XY, Crop, crop_around, gather, graticule, land_frames, project
from ..shelf import HOME, MAP, Shelf
from ..views import Line, Map, MapPage, Marker, NumberedPlace, Ref, Sheet
from .parts import Listing, Lists, by_letter, sorting

_AROUND_ONE = 80  # degrees of longitude: on so much of the world one sees where a place lies, far inland too
_COARSE_FROM = 150  # degrees of longitude
_MOST = 50  # places on a map beside other things, so that it stays readable, and its page small
_MOST_OF_ALL = 150  # places on the map of all


def map_lists(shelf: Shelf) -> Lists:
    """Give the list of all places, by letter; the map's page needs it where the map can't number all."""
    ids = (
        sorted(shelf.places, key=lambda id_: sorting(shelf.ref(id_).title)) if len(shelf.places) > _MOST_OF_ALL else []
    )
    listing = Listing(
        "Places", "all", ids, shelf.refs, "dated", name="places", section=lambda id_: by_letter(shelf.ref(id_).title)
    )
    return Lists(MAP, (HOME,), [listing], 0)


def map_page(shelf: Shelf) -> MapPage:
    """Make the page with the map of all places."""
    return MapPage(
        url=MAP.url,
        title=MAP.title,
        description=f"The places of {shelf.config.title}.",
        breadcrumbs=(HOME, MAP),
        map=map_of(shelf.places, shelf.config.title, shelf, _MOST_OF_ALL),
        parts=map_lists(shelf).group("all").parts,
    )


def places_of(entries: Iterable[Entry], shelf: Shelf) -> list[str]:
    """List the ids of what may be places: an event's, those that an article names and those of events it names."""
    found: list[str] = []
    for entry in entries:
        if isinstance(entry, Article):
            named = [mention.target for mention in shelf.base.bodies[entry.id].mentions]
            found += named
            found += places_of((shelf.base.entries[id_] for id_ in named if id_.startswith(f"{Event.folder}/")), shelf)
        elif isinstance(entry, Event) and entry.place:
            found.append(f"{Term.folder}/{entry.place}")
        else:
            found.append(entry.id)
    return found


def map_of(ids: Iterable[str], title: str, shelf: Shelf, most: int = _MOST) -> Map | None:
    """Make the map of the places among these ids, numbered, with sheets of detail; None if there is no place.

    Of more than `most` it has those that are mentioned most.
    """
    known = sorted({id_ for id_ in ids if id_ in shelf.places})
    if not known:
        return None
    every = len(known)
    if every > most:
        named = shelf.base.backlinks
        known = sorted(sorted(known, key=lambda id_: -len(named.get(id_, ())))[:most])
    layout = lay_out(gather([shelf.places[id_] for id_ in known]))
    refs = shelf.refs(known)
    numbers = {index: number for number, index in enumerate(layout.order, 1)}
    sheets: list[Sheet] = []
    places: dict[int, NumberedPlace] = {}
    for part in layout.sheets():
        label = _label(part.order, numbers)
        name = f"Places {label} in detail" if sheets else f"Map: places of {title}"
        about = f"Outline map with numbered places ({label}), which the list below names."
        markers = [_marker(spot, part.crop, refs, numbers) for spot in part.spots]
        sheets.append(_sheet(_sheet_id(label), name, about, part.crop, markers))
        for spot in part.spots:
            shared = _label(spot.members, numbers) if len(spot.members) > 1 else ""
            places.update((index, NumberedPlace(refs[index], shared)) for index in spot.members)
    return Map(tuple(sheets), tuple(places[index] for index in layout.order), every - len(known))


def map_around(id_: str, shelf: Shelf) -> Map | None:
    """Make the map that shows where in the world a place lies; None if its coordinates are not known."""
    if id_ not in shelf.places:
        return None
    point = shelf.places[id_]
    title = shelf.base.entries[id_].title
    crop = crop_around([point], _AROUND_ONE)
    about = f"Outline map of land and sea around {title}, which is marked in it."
    left, top = crop.share(point)
    marker = Marker("", title, left, top, 0, None, "")
    return Map((_sheet("map.1", f"Map: where {title} lies", about, crop, [marker]),), (), 0)


def _sheet(id_: str, title: str, description: str, crop: Crop, markers: Iterable[Marker]) -> Sheet:
    meridians, parallels = graticule(crop)
    return Sheet(
        id=id_,
        title=title,
        description=description,
        frame=crop.frame,
        land=f"assets/map/land-{'110m' if crop.width >= _COARSE_FROM else '50m'}.svg",
        land_frames=tuple(part.frame for part in land_frames(crop)),
        meridians=tuple(_meridian(lon, crop) for lon in meridians),
        parallels=tuple(_parallel(lat, crop) for lat in parallels),
        markers=tuple(markers),
    )


def _sheet_id(label: str) -> str:
    return "map." + label.replace("–", "-")


def _marker(spot: Spot, crop: Crop, refs: Sequence[Ref], numbers: dict[int, int]) -> Marker:
    """Make a marker: of one place it leads to its page, of several to the detail, or to the list."""
    label = _label(spot.members, numbers)
    left, top = crop.share(spot.at)
    title = f"{label} {', '.join(refs[index].title for index in spot.members)}"
    if len(spot.members) == 1:
        return Marker(label, title, left, top, marker_width(label), refs[spot.members[0]], "")
    anchor = _sheet_id(label) if spot.detail else f"place.{numbers[spot.members[0]]}"
    return Marker(label, title, left, top, marker_width(label), None, anchor)


def _label(members: Sequence[int], numbers: dict[int, int]) -> str:
    """Write the numbers of places, which are consecutive: “3” or “3–5”."""
    first, last = numbers[members[0]], numbers[members[-1]]
    return str(first) if first == last else f"{first}–{last}"


def _meridian(lon: int, crop: Crop) -> Line:
    here = (lon + 180) % 360 - 180
    side = "" if here in (0, -180) else " E" if here > 0 else " W"
    return Line(f"{abs(here)}°{side}", lon, crop.share(XY(lon, crop.y)).x)


def _parallel(lat: int, crop: Crop) -> Line:
    side = "" if lat == 0 else " N" if lat > 0 else " S"
    point = project(lat, crop.x)
    return Line(f"{abs(lat)}°{side}", round(point.y, 2), crop.share(point).y)
