import pytest

from koreadiplo.model.dates import BEGINNING, END
from koreadiplo.publishing.charts.axis import TimeAxis


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ((1900, 1, 1), 0),
        ((1950, 1, 1), 50),
        ((1925, 7, 2), 25.5),
        ((1999, 12, 31), 100),
        ((1899, 12, 31), 0),
        ((2000, 1, 1), 100),
        ((2024, 5, 5), 100),
        (BEGINNING, 0),
        (END, 100),
    ],
)
def test_a_day_has_its_place(day: tuple[int, int, int], at: float) -> None:
    assert TimeAxis(1900, 1999).at(day) == pytest.approx(at, abs=0.01)


def test_a_days_end_is_the_next_days_start() -> None:
    axis = TimeAxis(1904, 1904)
    assert axis.after((1904, 2, 28)) == axis.at((1904, 2, 29))
    assert axis.after((1904, 2, 29)) == axis.at((1904, 3, 1))
    assert axis.after((1904, 12, 31)) == 100


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (1990, 1995, ["1990", "1991", "1992", "1993", "1994", "1995"]),
        (1884, 2024, ["1900", "1920", "1940", "1960", "1980", "2000", "2020"]),
        (1948, 2024, ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        (-56, 668, ["1 BC", "100", "200", "300", "400", "500", "600"]),
    ],
)
def test_round_years_are_marked(first: int, last: int, labels: list[str]) -> None:
    ticks = TimeAxis(first, last).ticks
    assert [tick.label for tick in ticks] == labels
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


def test_every_other_year_stays_where_room_is_short() -> None:
    assert [tick.label for tick in TimeAxis(1948, 2024).ticks if not tick.minor] == ["1960", "1980", "2000", "2020"]
