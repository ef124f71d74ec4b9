"""Draw the land of Natural Earth as the files that the maps show: `python tools/land.py FOLDER`.

FOLDER holds `land-110m.json` and `land-50m.json` of world-atlas 2.0.2; where they come from, and their hashes, stands
in `src/koreadiplo/publishing/charts/land/README.md`. The files are written beside it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from koreadiplo.publishing.charts.plane import LAND, project

_FOLDER = Path(__file__).parents[1] / "src" / "koreadiplo" / "publishing" / "charts" / "land"
_SCALE = 50  # units of the file in a degree
_COLOUR = "#8c8678"  # between a light ground and a dark one; the style sheet tones it down

Position = tuple[float, float]  # longitude and latitude


def draw_land(topology: dict[str, Any]) -> str:
    """Draw the object `land` of a TopoJSON topology as one path, in the frame `LAND`.

    Follows the TopoJSON Format Specification, 2.1: arcs are differences of whole numbers, scaled by the transform.
    """
    arcs = list(_arcs(topology))
    paths = [path for ring in _rings(topology, arcs) if (path := _path(_unrolled(ring)))]
    frame = " ".join(f"{number * _SCALE:g}" for number in (LAND.x, LAND.y, LAND.width, LAND.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}">'
        f'<path fill="{_COLOUR}" fill-rule="evenodd" d="{"".join(paths)}"/></svg>\n'
    )


def _arcs(topology: dict[str, Any]) -> Iterator[list[Position]]:
    (x_scale, y_scale), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        positions = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            positions.append((x * x_scale + west, y * y_scale + south))
        yield positions


def _rings(topology: dict[str, Any], arcs: list[list[Position]]) -> Iterator[list[Position]]:
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                positions: list[Position] = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    positions += arc[1:] if positions else arc
                yield positions


def _unrolled(ring: Iterable[Position]) -> list[Position]:
    """Let longitudes run on where a ring crosses the 180th meridian; close the one around the pole by way of the pole.

    The ring's middle lies within 180 degrees of Greenwich.
    """
    positions: list[Position] = []
    for lon, lat in ring:
        positions.append((lon + 360 * round((positions[-1][0] - lon) / 360) if positions else lon, lat))
    if abs(positions[-1][0] - positions[0][0]) > 180:
        positions += [(positions[-1][0], -90), (positions[0][0], -90)]
    lons = [lon for lon, _ in positions]
    back = 360 * round((min(lons) + max(lons)) / 720)
    return [(lon - back, lat) for lon, lat in positions]


def _path(ring: Iterable[Position]) -> str:
    """Draw a ring with relative moves; one that comes to less than three points is nothing."""
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = project(lat, lon)
        point = (round(x * _SCALE), round(y * _SCALE))
        if not points or point != points[-1]:
            points.append(point)
    if points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    moves = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(moves)}z".replace(" -", "-")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name in ("land-110m", "land-50m"):
        source = json.loads(Path(sys.argv[1], f"{name}.json").read_text("utf-8"))
        (_FOLDER / f"{name}.svg").write_text(draw_land(source), "utf-8", newline="\n")
