"""The plane of maps: where places lie on it, and the part of it that a map shows.

It is the Miller cylindrical projection of the sphere (J. P. Snyder, *Map Projections: A Working Manual*, US Geological
Survey, 1987, pp. 86–89). Its unit is a degree of longitude; y grows southward, as in SVG. Along x the plane repeats
every 360, so that a crop may lie anywhere and no map is torn at a meridian.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

_TURN = 360
_BESIDE, _ABOVE = 0.055, 0.08  # margins, of the width and height: a marker at the edge fits in
_LOWEST, _USUAL, _HIGHEST = 1 / 2, 2 / 3, 3 / 4  # height for width
_STEPS = (1, 2, 5, 10, 20, 30, 60)  # degrees between the lines of a graticule
_MOST_LINES = 6


class XY(NamedTuple):
    """A point of the plane."""

    x: float
    y: float


@dataclass(frozen=True)
class Crop:
    """A part of the plane; x and y are those of its north-western corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """The four, as SVG has them."""
        return self.x, self.y, self.width, self.height

    def share(self, point: XY) -> XY:
        """Give a point's place in per cent of width and height."""
        x, y = (point.x - self.x) / self.width, (point.y - self.y) / self.height
        return XY(round(x * 100, 2), round(y * 100, 2))


@cache
def project(lat: float, lon: float) -> XY:
    """Project degrees of latitude and longitude (Snyder's equations 11-1 and 11-2a, for a radius of 180/π)."""
    return XY(lon, -math.degrees(math.asinh(math.tan(math.radians(0.8 * lat))) / 0.8))


LAND = Crop(-182, -132, 374, 264)
"""What the land files cover: a turn, and what overhangs it (the east of Chukotka lies at 190, not at -170)."""

_NORTH, _SOUTH = project(84, 0).y, project(-58, 0).y  # no map goes farther without a place there


def land_frames(crop: Crop) -> tuple[Crop, ...]:
    """Tell where the land must be drawn: once for every turn of the plane that the crop touches."""
    first = math.ceil((crop.x - LAND.x - LAND.width) / _TURN)
    last = math.floor((crop.x + crop.width - LAND.x) / _TURN)
    return tuple(replace(LAND, x=LAND.x + turn * _TURN) for turn in range(first, last + 1))


def unroll(points: Sequence[XY]) -> list[XY]:
    """Move points by whole turns, so that they lie together: the plane is cut in the widest gap between them."""
    if not points:
        return []
    xs = sorted({point.x % _TURN for point in points})
    ends = [*xs[1:], xs[0] + _TURN]
    gaps = [end - start for start, end in zip(xs, ends, strict=True)]
    first = xs[(gaps.index(max(gaps)) + 1) % len(xs)]
    moved = [x if x >= first else x + _TURN for x in (point.x % _TURN for point in points)]
    back = _TURN * round((min(moved) + max(moved)) / 2 / _TURN)
    return [XY(round(x - back, 6), point.y) for x, point in zip(moved, points, strict=True)]


def gather(points: Sequence[XY]) -> list[XY]:
    """Leave points as they lie, unless they lie less than half as wide another way round: across the cut."""
    closer = unroll(points)
    return closer if _span(closer) < _span(points) / 2 else list(points)


def crop_around(points: Sequence[XY], least: float) -> Crop:
    """Find the crop that shows unrolled points with a margin, at least so many degrees wide.

    It is wide where the points lie side by side, up to 2:1, and never higher than 4:3.
    """
    west, east = min(point.x for point in points), max(point.x for point in points)
    north, south = min(point.y for point in points), max(point.y for point in points)
    width, height = (east - west) / (1 - 2 * _BESIDE), (south - north) / (1 - 2 * _ABOVE)
    lowest = _LOWEST if width > least else _USUAL
    width = min(max(width, height / _HIGHEST, least), _TURN)
    top, bottom = min(_NORTH, north), max(_SOUTH, south)
    height = min(max(height, width * lowest), width * _HIGHEST, bottom - top)
    y = min(max((north + south - height) / 2, top), bottom - height)
    return Crop(*(round(number, 2) for number in ((west + east - width) / 2, y, width, height)))


def graticule(crop: Crop) -> tuple[list[int], list[int]]:
    """Choose the meridians and parallels to be drawn: degrees from the plane's origin, and degrees of latitude."""
    step = next(step for step in _STEPS if crop.width / step <= _MOST_LINES)
    meridians = range(math.ceil(crop.x / step) * step, math.floor(crop.x + crop.width) + 1, step)
    latitudes = range(-90 + 90 % step, 90, step)
    parallels = [lat for lat in latitudes if crop.y <= project(lat, 0).y <= crop.y + crop.height]
    return list(meridians), parallels


def _span(points: Sequence[XY]) -> float:
    xs = [point.x for point in points]
    return max(xs) - min(xs)
