import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.model.decades import decade_of, name_year


@pytest.mark.parametrize(
    ("year", "name", "decade", "first", "last"),
    [
        (1884, "1884", "1880s", 1880, 1889),
        (1890, "1890", "1890s", 1890, 1899),
        (10, "10", "10s", 10, 19),
        (9, "9", "0s", 1, 9),
        (1, "1", "0s", 1, 9),
        (0, "1 BC", "0s BC", -8, 0),
        (-8, "9 BC", "0s BC", -8, 0),
        (-9, "10 BC", "10s BC", -18, -9),
        (-56, "57 BC", "50s BC", -58, -49),
    ],
)
def test_years_and_decades_are_named_as_people_do(year: int, name: str, decade: str, first: int, last: int) -> None:
    assert name_year(year) == name
    found = decade_of(year)
    assert (str(found), found.first, found.last) == (decade, first, last)


@given(st.integers(-3000, 3000))
def test_decades_hold_every_year_once(year: int) -> None:
    decade = decade_of(year)
    assert year in decade
    assert decade_of(decade.last + 1).first == decade.last + 1
    assert year not in decade_of(decade.last + 1)
    assert sorted([decade_of(decade.last + 1), decade])[0] is decade
