from samples import entry

from koreadiplo.model.entries import Statistic
from koreadiplo.publishing.charts.marks import Mark
from koreadiplo.publishing.charts.series import Chart, draw_chart, is_over_time

HORIZON = (1960, 1, 1)


def statistic(*values: str, title: str = "Salt", unit: str = "tonnes") -> Statistic:
    keys = f"title: {title}\ncountries: [a]\nunit: {unit}\nvalues:\n"
    found = entry("statistics/salt", keys + "\n".join(f"  - {{{value}}}" for value in values))
    assert isinstance(found, Statistic)
    return found


def yearly(**numbers: float) -> Statistic:
    """Make a statistic of values by year: ``y1900=3``."""
    return statistic(*(f"date: {year[1:]}, value: {number}" for year, number in numbers.items()))


def chart(*statistics: Statistic) -> Chart:
    return draw_chart(statistics, HORIZON, str.title)


def marks(*values: str) -> tuple[Mark, ...]:
    return chart(statistic(*values)).series[0]


def joined(drawn: Chart) -> list[tuple[int, int]]:
    """List the pairs of marks of the first series that a line joins, by their numbers."""
    places = [(mark.x, mark.y) for mark in drawn.series[0]]
    return [(places.index((line.x1, line.y1)), places.index((line.x2, line.y2))) for line in drawn.lines[0]]


def test_a_value_stands_in_the_middle_of_its_date() -> None:
    drawn = chart(statistic("date: 1900, value: 1", "date: 1901-07-02, value: 2", "date: 1902-02, value: 4"))
    # The axis runs from the start of 1899 to the end of 1903.
    assert [round(mark.x / 20, 2) for mark in drawn.series[0]] == [1.5, 2.5, 3.12]
    assert [mark.y for mark in drawn.series[0]] == [75, 50, 0]
    assert [(tick.label, tick.at) for tick in drawn.years][1:4] == [("1900", 30), ("1901", 50), ("1902", 70)]
    assert not any(mark.years or mark.span or mark.rough or mark.hollow or mark.aside for mark in drawn.marks)


def test_values_come_in_order_of_time() -> None:
    assert [mark.text for mark in marks("date: 1910, value: 2", "date: 1900, value: 1")] == ["1", "2"]


# Lines and gaps


def test_a_year_that_is_missing_is_a_gap() -> None:
    drawn = chart(yearly(y1900=1, y1901=2, y1902=3, y1904=4, y1905=4))
    assert joined(drawn) == [(0, 1), (1, 2), (3, 4)]
    assert drawn.stems == ((),)


def test_a_series_with_other_steps_has_its_own_gaps() -> None:
    assert joined(chart(yearly(y1990=2.3, y1995=0.1, y2000=0.1, y2010=3))) == [(0, 1), (1, 2)]
    assert joined(chart(statistic(*(f"date: 1900-{month}, value: {month}" for month in ("01", "02", "03", "06"))))) == [
        (0, 1),
        (1, 2),
    ]


def test_beyond_ten_years_nothing_is_joined() -> None:
    assert joined(chart(yearly(y1900=1, y1910=2, y1920=3))) == [(0, 1), (1, 2)]
    assert joined(chart(yearly(y1900=1, y1911=2, y1922=3))) == []


def test_two_values_are_joined_in_successive_years_only() -> None:
    assert joined(chart(yearly(y1900=1, y1901=2))) == [(0, 1)]
    assert joined(chart(yearly(y1900=1, y1902=2))) == []


def test_what_nothing_joins_stands_on_the_line_of_zero() -> None:
    drawn = chart(yearly(y1900=-1, y1920=3))
    zero = next(height.at for height in drawn.heights if height.zero)
    assert [(line.x1, line.x2, line.y1, line.y2) for line in drawn.stems[0]] == [
        (mark.x, mark.x, mark.y, zero) for mark in drawn.marks
    ]


def test_without_zero_on_the_scale_nothing_stands() -> None:
    drawn = chart(yearly(y1900=98, y1920=100))
    assert not drawn.from_zero
    assert drawn.stems == ((),)


def test_equal_values_make_a_level_line() -> None:
    drawn = chart(yearly(y1900=3, y1901=3, y1902=3))
    assert {(line.y1, line.y2) for line in drawn.lines[0]} == {(drawn.marks[0].y, drawn.marks[0].y)}
    assert drawn.from_zero


# Dates that are no year, and values that are no number


def test_a_date_of_several_years_is_a_stretch() -> None:
    first, second, third = marks(
        "date: 1900/1909, value: 1", "date: 1910-12-31/1911-01-01, value: 1", "date: 1912, value: 1"
    )
    assert first.years
    assert first.years[0] < first.x < first.years[1]
    assert not first.rough
    assert second.years
    assert second.years[1] - second.years[0] < 0.1
    assert third.years is None


def test_a_date_not_known_well_is_a_rough_stretch() -> None:
    for date in ("190X", "1905~", "1905?", "1905%", "1905-06~"):
        mark, other = marks(f"date: {date}, value: 1", "date: 1920, value: 1")
        assert mark.rough, date
        assert mark.years, date
        assert mark.years[0] < mark.x < mark.years[1], date
        assert not other.rough
    assert not marks("date: 1905~/1909~, value: 1")[0].rough


def test_no_line_leads_to_a_stretch_or_over_it() -> None:
    drawn = chart(statistic(*(f"date: {date}, value: 1" for date in ("1900", "1901", "1902~", "1903", "1904"))))
    assert joined(drawn) == [(0, 1), (3, 4)]


def test_what_is_open_lasts_to_the_edge() -> None:
    drawn = chart(statistic("date: ../1900, value: 1", "date: 1950/.., value: 2"))
    first, last = drawn.marks
    assert first.years
    assert first.years[0] == 0
    assert last.years
    assert last.years[1] == 100
    assert last.years[0] < 90  # since there is room up to the horizon
    assert drawn.years[-1].label == "1960"


def test_dates_before_christ() -> None:
    drawn = chart(statistic("date: '-0056', value: 1", "date: '0100', value: 2"))
    assert [mark.x for mark in drawn.marks] == sorted(mark.x for mark in drawn.marks)
    assert "57 BC to 100" in drawn.description


def test_a_value_from_low_to_high_is_a_hollow_span() -> None:
    low, other = marks("date: 1900, low: 2, high: 6", "date: 1901, value: 10")
    assert low.span == (40, 80)
    assert low.y == 60
    assert low.hollow
    assert low.text == "2–6"
    assert other.span is None


def test_equal_bounds_are_a_value() -> None:
    assert [(mark.span, mark.hollow) for mark in marks("date: 1900, low: 2, high: 2")] == [(None, False)]


def test_an_approximate_value_is_hollow() -> None:
    assert [mark.hollow for mark in marks("date: 1900, value: 2, about: true", "date: 1901, value: 2")] == [True, False]


# Several values for a date


def test_lines_lead_through_the_value_that_is_preferred() -> None:
    values = (
        "date: 1900, value: 1",
        "date: 1901, value: 5",
        "date: 1901, value: 2, preferred: true",
        "date: 1902, value: 3",
    )
    drawn = chart(statistic(*values))
    assert [mark.aside for mark in drawn.marks] == [False, True, False, False]
    assert joined(drawn) == [(0, 2), (2, 3)]


def test_without_preference_the_first_value_is_followed() -> None:
    first, second = marks("date: 1901, value: 5", "date: 1901, value: 2")
    assert (first.aside, second.aside) == (False, True)


def test_another_value_does_not_stand() -> None:
    drawn = chart(statistic("date: 1900, value: 1", "date: 1920, value: 2, preferred: true", "date: 1920, value: 3"))
    assert [line.x1 for line in drawn.stems[0]] == [mark.x for mark in drawn.marks if not mark.aside]


# Words, and whether there is a chart at all


def test_a_mark_tells_date_value_and_source() -> None:
    (mark,) = marks("date: 1901~, value: 5000, about: true, source: green")
    assert mark.told == "about 1901: about 5,000 tonnes. Green"
    assert marks("date: 1901, value: 5")[0].told == "1901: 5 tonnes"


def test_the_description_says_what_is_to_be_seen() -> None:
    drawn = chart(yearly(y1990=2.3, y1995=0.1, y2000=0.1))
    assert drawn.title == "Salt, in tonnes"
    assert drawn.description == "3 values, 1990 to 2000; the highest 2.3 (1990), the lowest 0.1 (1995)."
    assert chart(yearly(y1900=3, y1901=3)).description == "2 values, 1900 to 1901; all 3."


def test_several_series_share_the_axes() -> None:
    other = statistic("date: 1950, value: 100", title="Tin")
    drawn = chart(yearly(y1900=10, y1901=20), other)
    assert drawn.title == "Salt; Tin, in tonnes"
    assert drawn.description.endswith("Tin: one value, 100 (1950).")
    assert [[mark.y for mark in series] for series in drawn.series] == [[90, 80], [0]]
    assert drawn.series[0][0].x < 10
    assert drawn.series[1][0].x > 90


def test_a_chart_needs_two_dates() -> None:
    assert not is_over_time(yearly(y1900=1))
    assert not is_over_time(statistic("date: 1900, value: 1", "date: 1900, value: 2"))
    assert is_over_time(yearly(y1900=1, y1901=1))


def test_many_values_have_small_marks() -> None:
    assert not chart(yearly(**{f"y{1900 + year}": 1 for year in range(20)})).crowded
    assert chart(yearly(**{f"y{1900 + year}": 1 for year in range(21)})).crowded


def test_years_are_left_out_only_where_there_are_many() -> None:
    assert not any(tick.minor for tick in chart(yearly(y1900=1, y1902=1)).years)
    assert any(tick.minor for tick in chart(yearly(y1900=1, y1907=1)).years)
