"""The layout of a map: which places share a marker, and what is shown again in detail."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from .plane import XY, Crop, crop_around

_WIDTH, _WIDTH_OF_DETAIL = 324, 296  # CSS pixels: of a map on a page of 360, and in half a column of text
_LEAST, _LEAST_OF_DETAIL = 24, 12  # degrees of longitude: so much of the world is shown at least
_DETAIL_FROM = 3  # places at one marker
_MARKER = 24  # CSS pixels: a target that a finger hits
_GAP = 2  # CSS pixels between markers


@dataclass(frozen=True)
class Spot:
    """Where a marker stands, and for which places; `detail` shows apart those that can be told apart on a larger scale.

    `members` are the indexes of places, in the order of their numbers.
    """

    at: XY
    members: tuple[int, ...]
    detail: Layout | None


@dataclass(frozen=True)
class Layout:
    """A crop of the plane, and the spots on it from west to east."""

    crop: Crop
    spots: tuple[Spot, ...]

    @property
    def order(self) -> tuple[int, ...]:
        """The indexes of all places, in the order of their numbers: those at one spot are consecutive."""
        return tuple(index for spot in self.spots for index in spot.members)

    def sheets(self) -> Iterator[Layout]:
        """Give this layout and all details of it, in the order of their numbers."""
        yield self
        for spot in self.spots:
            if spot.detail:
                yield from spot.detail.sheets()


def lay_out(points: Sequence[XY]) -> Layout:
    """Lay out the map of unrolled points, with details of what lies too close."""
    layout = _lay_out(points, range(len(points)), crop_around(points, _LEAST), _WIDTH)
    only = layout.spots[0]
    return only.detail if only.detail and len(layout.spots) == 1 else layout


def marker_width(label: str) -> int:
    """Give the width of a marker in CSS pixels; its numbers are 12 pixels high, it is 24."""
    return max(_MARKER, 6 + 7 * len(label))


def group(points: Sequence[XY], crop: Crop, pixels: int) -> list[list[int]]:
    """Group points whose markers would overlap on a map so many CSS pixels wide, the nearest first.

    Points are given by their index. A group's marker stands at the mean of its points, and no two markers overlap.
    Groups go from west to east, and so do the points in each.
    """
    scale = pixels / crop.width
    half = [_MARKER / 2, marker_width("–".join([str(len(points))] * 2)) / 2]  # of the width, for one and for several
    groups: dict[int, tuple[XY, list[int]]] = {}
    overlaps: list[tuple[float, int, int]] = []
    new = 0
    # Each stands alone at first; then the nearest two that overlap join, until none do.
    waiting = [[index] for index in range(len(points))]
    while waiting:
        members = waiting.pop()
        here = _mean(points, members)
        for old, (there, others) in groups.items():
            down = abs(here.y - there.y) * scale
            if down < _MARKER + _GAP:
                across = abs(here.x - there.x) * scale
                if across < half[len(members) > 1] + half[len(others) > 1] + _GAP:
                    heappush(overlaps, (math.hypot(across, down), old, new))
        groups[new] = here, members
        new += 1
        while overlaps and not waiting:
            _, first, second = heappop(overlaps)
            if first in groups and second in groups:
                waiting.append([*groups.pop(first)[1], *groups.pop(second)[1]])
    return [sorted(members, key=lambda index: (points[index], index)) for _, members in sorted(groups.values())]


def _lay_out(points: Sequence[XY], indexes: Iterable[int], crop: Crop, pixels: int) -> Layout:
    """Lay out some of the points on a crop."""
    chosen = list(indexes)
    spots = []
    for members in group([points[index] for index in chosen], crop, pixels):
        here = [chosen[member] for member in members]
        detail = _detail(points, here, crop)
        spots.append(Spot(_mean(points, here), detail.order if detail else tuple(here), detail))
    return Layout(crop, tuple(spots))


def _detail(points: Sequence[XY], members: Sequence[int], crop: Crop) -> Layout | None:
    """Lay out a detail of a crop, where it has much to show and shows it at twice the scale or more."""
    finer = crop_around([points[index] for index in members], _LEAST_OF_DETAIL)
    if len(members) < _DETAIL_FROM or finer.width > crop.width / 2:
        return None
    layout = _lay_out(points, members, finer, _WIDTH_OF_DETAIL)
    return layout if len(layout.spots) > 1 else None


def _mean(points: Sequence[XY], members: Sequence[int]) -> XY:
    xs, ys = zip(*(points[index] for index in members), strict=True)
    return XY(sum(xs) / len(xs), sum(ys) / len(ys))
