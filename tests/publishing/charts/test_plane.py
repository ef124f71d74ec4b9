import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.publishing.charts.plane import (
    LAND,
    XY,
    Crop,
    crop_around,
    gather,
    graticule,
    land_frames,
    project,
    unroll,
)

SEOUL, MOSCOW, WASHINGTON = project(37.57, 126.98), project(55.76, 37.62), project(38.90, -77.04)
SAN_FRANCISCO = project(37.77, -122.42)
LONDON, NEW_YORK, SUVA, APIA = project(51.5, -0.12), project(40.7, -74), project(-18.1, 178.4), project(-13.8, -171.8)

points = st.lists(
    st.builds(project, st.floats(-90, 90), st.floats(-180, 180)),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("lat", "y"),
    [
        (50, 0.9536371),  # Snyder 1987, the numerical example, p. 287
        (45, 0.8428443),  # and its inverse
        (90, 2.3034125),
        (0, 0),
        (-50, -0.9536371),
    ],
)
def test_projects_as_snyder_does(lat: float, y: float) -> None:
    point = project(lat, -75)
    assert point.x == -75
    assert math.radians(-point.y) == pytest.approx(y, abs=1e-7)


@pytest.mark.parametrize(
    ("given", "xs"),
    [
        ([SEOUL], [126.98]),
        ([SEOUL, MOSCOW], [126.98, 37.62]),
        ([SEOUL, WASHINGTON], [-233.02, -77.04]),  # over the Pacific, as it is the shorter way
        ([MOSCOW, SEOUL, SAN_FRANCISCO], [37.62, 126.98, 237.58]),
        ([LONDON, NEW_YORK], [-0.12, -74]),
        ([SUVA, APIA], [-181.6, -171.8]),
        ([XY(180, 0), XY(-180, 0)], [180, 180]),
        ([XY(37.62, 0), XY(37.62, 0), XY(282.96, 0)], [37.62, 37.62, -77.04]),  # nothing comes of a rounding fault
    ],
)
def test_cuts_the_plane_in_the_widest_gap(given: Sequence[XY], xs: Sequence[float]) -> None:
    assert [point.x for point in unroll(given)] == pytest.approx(xs)


def test_all_maps_of_a_base_go_the_same_way_round() -> None:
    moscow, seoul, _, new_york = base = unroll([MOSCOW, SEOUL, SAN_FRANCISCO, NEW_YORK])
    assert [point.x for point in base] == pytest.approx([37.62, 126.98, 237.58, 286])
    assert gather([moscow, seoul, new_york]) == [moscow, seoul, new_york]  # over the Pacific, if it is the longer way
    assert [point.x for point in gather([moscow, new_york])] == pytest.approx([37.62, -74])  # but not around the world


@given(points)
def test_unrolled_points_stay_where_they_are_on_the_globe(given: list[XY]) -> None:
    moved = unroll(given)
    for before, after in zip(given, moved, strict=True):
        turns = (after.x - before.x) / 360
        assert turns == pytest.approx(round(turns), abs=1e-6)
        assert after.y == before.y
    xs = [point.x for point in moved]
    assert max(xs) - min(xs) <= 360 - 360 / len(given) + 1e-4
    assert -180.01 <= (min(xs) + max(xs)) / 2 <= 180.01


@given(points, st.sampled_from([12, 24, 80]))
def test_a_crop_holds_its_points_in_a_seemly_shape(given: list[XY], least: float) -> None:
    moved = unroll(given)
    crop = crop_around(moved, least)
    assert least - 0.01 <= crop.width <= 360
    assert 0.45 <= crop.height / crop.width <= 0.76
    shares = [crop.share(point) for point in moved]
    assert all(-0.1 <= share.x <= 100.1 and -0.1 <= share.y <= 100.1 for share in shares)
    assert crop.y >= LAND.y
    assert crop.y + crop.height <= LAND.y + LAND.height


def test_a_crop_is_as_wide_as_its_points_need() -> None:
    assert crop_around([XY(10, 0)], 24) == Crop(-2, -8, 24, 16)
    wide = crop_around([XY(0, 0), XY(89, 0)], 24)
    assert (wide.x, wide.width, wide.height) == (-5.5, 100, 50)
    high = crop_around([XY(0, -42), XY(0, 42)], 24)
    assert (high.y, high.height, high.width) == (-50, 100, pytest.approx(133.33))


def test_a_crop_ends_where_the_land_does() -> None:
    alert = crop_around([project(82.5, -62.3)], 80)
    assert alert.y == pytest.approx(project(84, 0).y, abs=0.01)
    pole = crop_around([project(-90, 0)], 24)
    assert pole.y + pole.height == pytest.approx(project(-90, 0).y, abs=0.01)


@pytest.mark.parametrize(
    ("crop", "at"),
    [
        (Crop(100, -60, 40, 20), (-182,)),
        (Crop(-60, -60, 40, 20), (-182,)),
        (Crop(170, -60, 40, 20), (-182, 178)),
        (Crop(-170, -60, 40, 20), (-542, -182)),  # Chukotka overhangs the turn before
        (Crop(20, -60, 300, 150), (-182, 178)),
    ],
)
def test_land_is_drawn_for_every_turn_that_a_crop_touches(crop: Crop, at: tuple[float, ...]) -> None:
    frames = land_frames(crop)
    assert tuple(frame.x for frame in frames) == at
    assert {(frame.y, frame.width, frame.height) for frame in frames} == {(LAND.y, LAND.width, LAND.height)}


def test_a_graticule_has_lines_at_round_degrees() -> None:
    assert graticule(Crop(118, -46, 14, 12)) == ([120, 125, 130], [35, 40])
    assert graticule(Crop(24, -108, 275, 137)) == ([60, 120, 180, 240], [0, 60])
    assert graticule(Crop(0, -60, 360, 182))[1] == [-60, 0]
