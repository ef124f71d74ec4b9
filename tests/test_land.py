"""The land of the maps: how it is drawn, and that the files which come with the package show the Earth."""

import re
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from koreadiplo.publishing.charts.plane import LAND, XY, project

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "tools"))
from land import draw_land  # noqa: E402  tools are no package

FILES = sorted((PROJECT / "src/koreadiplo/publishing/charts/land").glob("*.svg"))
Ring = list[XY]


def rings(svg: str) -> list[Ring]:
    """Read the rings of a land file, in the unit of the plane."""
    path = ElementTree.fromstring(svg)[0]
    assert path.get("fill-rule") == "evenodd"
    found = []
    for ring in re.findall(r"M([^Mz]+)z", path.get("d", "")):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        found.append([])
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found[-1].append(XY(x / 50, y / 50))
    return found


def is_land(rings: list[Ring], point: XY) -> bool:
    """Tell whether a point lies within the rings, by the even-odd rule."""
    crossings = 0
    for ring in rings:
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (start.y > point.y) != (end.y > point.y):
                at = start.x + (point.y - start.y) / (end.y - start.y) * (end.x - start.x)
                crossings += at > point.x
    return crossings % 2 == 1


def topology(*lines: list[tuple[int, int]], polygons: list[list[list[int]]]) -> dict[str, object]:
    """Make a topology of whole degrees from arcs and polygons."""
    arcs = [[line[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))] for line in lines]
    land = {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "arcs": polygons}]}
    return {"arcs": arcs, "objects": {"land": land}, "transform": {"scale": [1, 1], "translate": [0, 0]}}


def test_arcs_are_joined_and_turned_to_rings() -> None:
    there, back = [(0, 0), (10, 0), (10, 10)], [(0, 0), (0, 10), (10, 10)]
    (ring,) = rings(draw_land(topology(there, back, polygons=[[[0, ~1]]])))
    top = round(project(10, 0).y, 1)
    assert [(x, round(y, 1)) for x, y in ring] == [(0, 0), (10, 0), (10, top), (0, top)]


def test_rings_run_on_over_the_180th_meridian() -> None:
    east = [(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)]
    west = [(-178, 0), (170, 0), (170, 10), (-178, 10), (-178, 0)]
    first, second = rings(draw_land(topology(east, west, polygons=[[[0]], [[1]]])))
    assert {x for x, _ in first} == {170, 190}
    assert {x for x, _ in second} == {170, 182}


def test_the_ring_around_a_pole_is_closed_by_way_of_it() -> None:
    coast = [(-180, -70), (-90, -70), (0, -70), (90, -70), (-180, -70)]
    (ring,) = rings(draw_land(topology(coast, polygons=[[[0]]])))
    assert {x for x, _ in ring} == {-180, -90, 0, 90, 180}
    assert is_land([ring], project(-85, 120))
    assert not is_land([ring], project(-65, 120))


def test_what_comes_to_a_point_is_left_out() -> None:
    speck = [(10, 10), (10, 10), (10, 10)]
    assert rings(draw_land(topology(speck, polygons=[[[0]]]))) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_files_show_the_earth(file: Path) -> None:
    svg = file.read_text("utf-8")
    root = ElementTree.fromstring(svg)
    assert [float(number) / 50 for number in root.get("viewBox", "").split()] == [
        LAND.x,
        LAND.y,
        LAND.width,
        LAND.height,
    ]
    drawn = rings(svg)
    for ring in drawn:
        assert min(x for x, _ in ring) >= LAND.x
        assert max(x for x, _ in ring) <= LAND.x + LAND.width
    land = [(37.4, 127.6), (55, 40), (40, -100), (-25, 135), (-85, 0), (64, 20), (-20, 47)]
    sea = [(38, 132), (36, 123.5), (0, -30), (0, -150), (42, 50.5), (60, -86), (85, 0), (43, 34)]
    assert [place for place in land if not is_land(drawn, project(*place))] == []
    assert [place for place in sea if is_land(drawn, project(*place))] == []
    assert is_land(drawn, project(66.5, 360 - 176))  # Chukotka, beyond the 180th meridian


def test_the_files_carry_no_style_and_are_light() -> None:
    assert [file.stem for file in FILES] == ["land-110m", "land-50m"]
    assert [file.stem for file in FILES if re.search(r"style|script|href", file.read_text("utf-8"))] == []
    assert [file.stat().st_size < limit for file, limit in zip(FILES, (60_000, 400_000), strict=True)] == [True, True]
