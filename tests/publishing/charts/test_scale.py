from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.publishing.charts.scale import make_scale


def labels(*values: str, unit: str = "tonnes") -> list[str]:
    return [tick.label for tick in make_scale([Decimal(value) for value in values], unit).ticks]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        (["2.3", "0.1"], ["0", "0.5", "1.0", "1.5", "2.0", "2.5"]),
        (["2.9", "4.2"], ["0", "1", "2", "3", "4", "5"]),
        (["7", "9.5"], ["0", "2", "4", "6", "8", "10"]),
        (["439000", "500000"], ["0", "100,000", "200,000", "300,000", "400,000", "500,000"]),
        (["0.03", "0.012"], ["0", "0.01", "0.02", "0.03"]),
        (["-3", "4"], ["−4", "−2", "0", "2", "4"]),
        (["-30", "-7"], ["−30", "−20", "−10", "0"]),
        (["5", "5"], ["0", "1", "2", "3", "4", "5"]),
        (["0", "0"], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_round_numbers_from_zero_are_marked(values: list[str], marked: list[str]) -> None:
    assert labels(*values) == marked


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        (["95", "99"], ["95", "96", "97", "98", "99"]),
        (["-1010", "-1001"], ["−1,010", "−1,008", "−1,006", "−1,004", "−1,002", "−1,000"]),
    ],
)
def test_values_in_the_last_tenth_have_a_scale_without_zero(values: list[str], marked: list[str]) -> None:
    assert labels(*values) == marked


def test_a_tenth_itself_begins_at_zero() -> None:
    assert labels("90", "100")[0] == "90"
    assert labels("89.9", "100")[0] == "0"


@pytest.mark.parametrize(
    ("value", "unit", "stated", "highest"),
    [
        ("900000", "people", "million people", "1.0"),
        ("800000", "people", "people", "800,000"),
        ("1300000", "people", "million people", "1.5"),
        ("2300000000", "US dollars", "billion US dollars", "2.5"),
        ("2300", "million US dollars", "million US dollars", "2,500"),
        ("1300000", "Thousand tonnes", "Thousand tonnes", "1,500,000"),
    ],
)
def test_big_numbers_are_counted_in_millions(value: str, unit: str, stated: str, highest: str) -> None:
    scale = make_scale([Decimal(value)], unit)
    assert (scale.unit, scale.ticks[-1].label) == (stated, highest)


def test_heights_run_from_the_top() -> None:
    scale = make_scale([Decimal(0), Decimal(5)], "tonnes")
    assert [scale.at(Decimal(value)) for value in (5, 4, 0)] == [0, 20, 100]
    assert [tick.at for tick in scale.ticks] == [100, 80, 60, 40, 20, 0]
    assert [tick.zero for tick in scale.ticks] == [True, False, False, False, False, False]


@given(st.lists(st.decimals(-(10**9), 10**12, allow_nan=False, places=3), min_size=1))
def test_every_value_is_on_the_scale(values: list[Decimal]) -> None:
    scale = make_scale(values, "tonnes")
    assert all(0 <= scale.at(value) <= 100 for value in values)
    ticks = scale.ticks
    assert 2 <= len(ticks) <= 7
    assert len({tick.label for tick in ticks}) == len(ticks)
