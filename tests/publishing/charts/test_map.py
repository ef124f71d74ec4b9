from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.publishing.charts.map import Layout, group, lay_out, marker_width
from koreadiplo.publishing.charts.plane import XY, Crop, crop_around, project, unroll

SEOUL, INCHEON, BUSAN = project(37.57, 126.98), project(37.46, 126.71), project(35.18, 129.08)
MOSCOW, KREMLIN, TOKYO = project(55.76, 37.62), project(55.75, 37.62), project(35.68, 139.77)

places = st.lists(
    st.builds(project, st.floats(-60, 80), st.floats(-180, 180)),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize(
    ("xs", "groups"),
    [
        ([0], [[0]]),
        ([40, 0, 80], [[1], [0], [2]]),  # from west to east
        ([0, 25, 100], [[0, 1], [2]]),
        ([0, 27, 100], [[0], [1], [2]]),  # a marker is 24 wide, with a gap of 2
        ([0, 20, 30, 300], [[0, 1, 2], [3]]),  # 20 and 30 join first, and their wider marker then touches 0
        ([60, 60, 0], [[2], [0, 1]]),
    ],
)
def test_groups_what_would_overlap(xs: Sequence[float], groups: list[list[int]]) -> None:
    assert group([XY(x, 0) for x in xs], Crop(0, 0, 324, 162), 324) == groups


def test_markers_one_above_the_other_overlap_less() -> None:
    assert group([XY(0, 0), XY(0, 27)], Crop(0, 0, 324, 162), 324) == [[0], [1]]
    assert group([XY(0, 0), XY(0, 25)], Crop(0, 0, 324, 162), 324) == [[0, 1]]


@given(places)
def test_groups_are_apart(given: list[XY]) -> None:
    given = unroll(given)
    crop = crop_around(given, 24)
    groups = group(given, crop, 324)
    assert sorted(index for members in groups for index in members) == list(range(len(given)))
    for first, second in combinations(groups, 2):
        (x, y, width), (other_x, other_y, other_width) = (box(given, members, crop) for members in (first, second))
        assert abs(x - other_x) >= (width + other_width) / 2 or abs(y - other_y) >= 24


def box(given: Sequence[XY], members: Sequence[int], crop: Crop) -> tuple[float, float, float]:
    """Give centre and width of a group's marker, in pixels of a map 324 wide, with the widest label it may have."""
    scale = 324 / crop.width
    xs, ys = zip(*(given[index] for index in members), strict=True)
    label = "–".join([str(len(given))] * 2) if len(members) > 1 else str(len(given))
    return sum(xs) / len(xs) * scale, sum(ys) / len(ys) * scale, marker_width(label)


def test_places_that_lie_close_are_shown_in_detail() -> None:
    layout = lay_out([BUSAN, TOKYO, MOSCOW, SEOUL, INCHEON, KREMLIN])
    assert [spot.members for spot in layout.spots] == [(2, 5), (4, 3, 0), (1,)]
    assert layout.order == (2, 5, 4, 3, 0, 1)
    kremlin, korea, tokyo = (spot.detail for spot in layout.spots)
    assert kremlin is None  # two places share a marker
    assert tokyo is None
    assert korea
    assert [spot.members for spot in korea.spots] == [(4, 3), (0,)]
    assert korea.crop.width == 12
    assert list(layout.sheets()) == [layout, korea]


def test_a_detail_takes_the_place_of_a_whole_with_one_marker() -> None:
    layout = lay_out([XY(0, 0), XY(0.8, 0), XY(1.8, 0)])
    assert layout.crop.width == 12
    assert [spot.members for spot in layout.spots] == [(0, 1), (2,)]


def test_a_detail_that_shows_nothing_apart_is_left_out() -> None:
    layout = lay_out([MOSCOW, KREMLIN, MOSCOW, SEOUL])
    assert [(spot.members, spot.detail) for spot in layout.spots] == [((0, 2, 1), None), ((3,), None)]


@given(places)
def test_numbers_at_a_marker_are_consecutive_on_every_sheet(given: list[XY]) -> None:
    layout = lay_out(unroll(given))
    number = {index: at for at, index in enumerate(layout.order)}
    assert sorted(number) == list(range(len(given)))

    def check(part: Layout) -> None:
        shown = [number[index] for index in part.order]
        assert shown == list(range(shown[0], shown[0] + len(shown)))
        for spot in part.spots:
            if spot.detail:
                assert spot.detail.order == spot.members
                assert spot.detail.crop.width <= part.crop.width / 2
                check(spot.detail)

    check(layout)
    assert len({sheet.order for sheet in layout.sheets()}) == len(list(layout.sheets()))


def test_markers_are_wide_enough_for_their_numbers_and_for_fingers() -> None:
    assert [marker_width(label) for label in ("", "7", "27", "3–5", "12–15")] == [24, 24, 24, 27, 41]
