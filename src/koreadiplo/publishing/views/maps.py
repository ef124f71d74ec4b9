"""The maps of a page."""

from __future__ import annotations

from dataclasses import dataclass

from .common import Ref


@dataclass(frozen=True)
class Line:
    """A meridian or parallel: its label, its x or y on the plane, and the same in per cent of the sheet."""

    label: str
    at: float
    share: float


@dataclass(frozen=True)
class Marker:
    """A sign for places that lie together; `left` and `top` are in per cent of the sheet, `width` in CSS pixels.

    `label` holds their numbers (“3–5”). One place has its page for a target, if that is another one; several have the
    `anchor` of what tells them apart.
    """

    label: str
    title: str
    left: float
    top: float
    width: int
    target: Ref | None
    anchor: str


@dataclass(frozen=True)
class Sheet:
    """One picture: a crop of the land file `land`, which is drawn into each of `land_frames`, and markers on it.

    Frames are x, y, width and height on the plane, in degrees of longitude; `frame` is that of the crop.
    """

    id: str
    title: str
    description: str
    frame: tuple[float, ...]
    land: str
    land_frames: tuple[tuple[float, ...], ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class NumberedPlace:
    """A place in the list of a map; `shared` is the label of its marker, where that stands for others too."""

    ref: Ref
    shared: str


@dataclass(frozen=True)
class Map:
    """Places on one or more sheets: the whole, then details of it; `places` in the order of their numbers.

    `left_out` counts those that are mentioned less, for which there is no room.
    """

    sheets: tuple[Sheet, ...]
    places: tuple[NumberedPlace, ...]
    left_out: int
