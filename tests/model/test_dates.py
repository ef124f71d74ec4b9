import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.model.dates import BEGINNING, END, Date, parse_date

DATES = [
    # EDTF, earliest day, latest day, as a person writes it
    ("1884-07-07", (1884, 7, 7), (1884, 7, 7), "7 July 1884"),
    ("1884-07", (1884, 7, 1), (1884, 7, 31), "July 1884"),
    ("1884-02", (1884, 2, 1), (1884, 2, 29), "February 1884"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "February 1900"),
    ("1884", (1884, 1, 1), (1884, 12, 31), "1884"),
    ("0962", (962, 1, 1), (962, 12, 31), "962"),
    ("0000", (0, 1, 1), (0, 12, 31), "1 BC"),
    ("-0100", (-100, 1, 1), (-100, 12, 31), "101 BC"),
    ("-0001-05-03", (-1, 5, 3), (-1, 5, 3), "3 May 2 BC"),
    ("Y170000002", (170000002, 1, 1), (170000002, 12, 31), "170000002"),
    ("1885~", (1885, 1, 1), (1885, 12, 31), "about 1885"),
    ("1885?", (1885, 1, 1), (1885, 12, 31), "1885 (uncertain)"),
    ("1885%", (1885, 1, 1), (1885, 12, 31), "about 1885 (uncertain)"),
    ("1884-07~", (1884, 7, 1), (1884, 7, 31), "about July 1884"),
    ("195X", (1950, 1, 1), (1959, 12, 31), "1950s"),
    ("195X~", (1950, 1, 1), (1959, 12, 31), "about 1950s"),
    ("16XX", (1600, 1, 1), (1699, 12, 31), "17th century"),
    ("10XX", (1000, 1, 1), (1099, 12, 31), "11th century"),
    ("20XX", (2000, 1, 1), (2099, 12, 31), "21st century"),
    ("2004-XX", (2004, 1, 1), (2004, 12, 31), "2004"),
    ("2004-02-XX", (2004, 2, 1), (2004, 2, 29), "February 2004"),
    ("2001-21", (2001, 3, 1), (2001, 5, 31), "spring 2001"),
    ("1858/1861", (1858, 1, 1), (1861, 12, 31), "1858–1861"),
    ("195X/196X", (1950, 1, 1), (1969, 12, 31), "1950s–1960s"),
    ("1884-07-07/1884-07-09", (1884, 7, 7), (1884, 7, 9), "7–9 July 1884"),
    ("1884-07-07/1884-09-01", (1884, 7, 7), (1884, 9, 1), "7 July – 1 September 1884"),
    ("1884-07-07/1885-01-02", (1884, 7, 7), (1885, 1, 2), "7 July 1884 – 2 January 1885"),
    ("1884-07/1884-09", (1884, 7, 1), (1884, 9, 30), "July–September 1884"),
    ("1885~/1890", (1885, 1, 1), (1890, 12, 31), "about 1885 – 1890"),
    ("1950/1950-06-25", (1950, 1, 1), (1950, 6, 25), "1950 – 25 June 1950"),
    ("-0100/0100", (-100, 1, 1), (100, 12, 31), "101 BC – 100"),
    ("1990-09-30/..", (1990, 9, 30), END, "since 30 September 1990"),
    ("1990/", (1990, 1, 1), END, "from 1990, end unknown"),
    ("../1990", BEGINNING, (1990, 12, 31), "until 1990"),
    ("/1990", BEGINNING, (1990, 12, 31), "until 1990, start unknown"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "printed"), DATES, ids=[row[0] for row in DATES])
def test_reads(text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int], printed: str) -> None:
    date = parse_date(text)
    assert (date.earliest, date.latest, str(date)) == (earliest, latest, printed)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1884-07-07/1884-07-09", "7 July 1884", "9 July 1884"),
        ("1885~/1890", "about 1885", "1890"),
        ("1990-09-30/..", "30 September 1990", ""),
        ("../1990", "", "1990"),
        ("1884", "1884", "1884"),
    ],
)
def test_prints_the_ends_of_a_period(text: str, first: str, last: str) -> None:
    assert (parse_date(text).first, parse_date(text).last) == (first, last)


NO_DATES = [
    *("", " ", "188", "18845", "1884-7-7", "1884/07", "195x", "1984-W12", "open", "c. 1885", "7 July 1884", "1885 (?)"),
    *("1884-13", "1884-00", "1884-01-00", "1884-06-31", "1885-02-29", "1900-02-29", "1884-02-30/1885"),
    *("/", "..", "../..", "/..", "1990/1980", "1884-07-02/1884-07-01", "1884/1885/1886"),
    # beyond level 1
    *("XXXX", "15XX-12-25", "?2004-06", "2004?-06", "{1990,1991}", "[1990..1991]", "Y17E7", "1884-07-07T12:00:00"),
    *("1884-1X", "1884-X5", "/?9173S3"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“"):
        parse_date(text)


def test_sorts_by_the_earliest_day() -> None:
    texts = ["../1800", "-0100", "1884~", "1884", "1884-07-07/..", "1884-07-07", "1885", "188X"]
    in_order = ["../1800", "-0100", "188X", "1884", "1884~", "1884-07-07", "1884-07-07/..", "1885"]
    assert [date.text for date in sorted(map(parse_date, texts))] == in_order


@pytest.mark.parametrize(
    ("one", "other", "share_a_day"),
    [
        ("1884", "1884-12-31/1890", True),
        ("1884", "1885", False),
        ("1884-07-07", "1884-07-07", True),
        ("1990/..", "2050", True),
        ("../1800", "1800-12-31", True),
        ("../1800", "1801", False),
    ],
)
def test_overlaps(one: str, other: str, share_a_day: bool) -> None:
    assert parse_date(one).overlaps(parse_date(other)) is share_a_day
    assert parse_date(other).overlaps(parse_date(one)) is share_a_day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1884-07-07", "1884-07-07"),
        ("1884-07", "1884-07"),
        ("1884", "1884"),
        ("1885~", ""),
        ("2001-21", ""),
        ("195X", ""),
        ("1858/1861", ""),
    ],
)
def test_gives_machines_only_what_html_knows(text: str, value: str) -> None:
    assert parse_date(text).machine_readable == value


@pytest.mark.parametrize(
    ("text", "decade"), [("1884-07-07", "1880s"), ("195X", "1950s"), ("../1794", "1790s"), ("1799/..", "1790s")]
)
def test_belongs_to_the_decade_in_which_it_begins(text: str, decade: str) -> None:
    assert parse_date(text).decade.name == decade


@pytest.mark.parametrize(
    ("text", "latest_start", "earliest_end"),
    [
        ("1884-07-07", (1884, 7, 7), (1884, 7, 7)),
        ("195X", (1959, 12, 31), (1950, 1, 1)),
        ("1858/1861", (1858, 12, 31), (1861, 1, 1)),
        ("1950/1950-06-25", (1950, 6, 25), (1950, 6, 25)),
        ("195X/1953", (1953, 12, 31), (1953, 1, 1)),
        ("188X/1905", (1889, 12, 31), (1905, 1, 1)),
        ("1953/195X", (1953, 12, 31), (1953, 1, 1)),
        ("1990-09/..", (1990, 9, 30), END),
        ("1990-09/", (1990, 9, 30), (1990, 9, 1)),
        ("../1990", BEGINNING, (1990, 1, 1)),
        ("/1990", BEGINNING, (1990, 1, 1)),
    ],
)
def test_begins_and_ends_within_bounds(
    text: str, latest_start: tuple[int, int, int], earliest_end: tuple[int, int, int]
) -> None:
    date = parse_date(text)
    assert (date.latest_start, date.earliest_end) == (latest_start, earliest_end)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1884-07-07", (1884,)),
        ("1884", (1884,)),
        ("2001-21", (2001,)),
        ("-0056", (-56,)),
        ("1884/1884-09", (1884,)),
        ("1858/1861", (1858, 1861)),
        ("1904-02-08/1905-09-05", (1904, 1905)),
        ("1885~", ()),
        ("1988?", ()),
        ("1950-01%", ()),
        ("195X", ()),
        ("16XX", ()),
        ("1885~/1990", (1990,)),
        ("1938/1944~", (1938,)),
        ("195X/1961", (1961,)),
        ("1990/..", (1990,)),
        ("1990/", (1990,)),
        ("../1990", (1990,)),
        ("/1990", (1990,)),
    ],
)
def test_knows_the_years_of_its_ends_where_they_are_certain(text: str, years: tuple[int, ...]) -> None:
    assert parse_date(text).years == years


_year = st.from_regex(
    r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[12][0-9]{3}-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?[?~%]?", fullmatch=True
)
_period = st.tuples(_year | st.just(".."), _year | st.just("..")).map("/".join)


def _read(text: str) -> Date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


dates = (_year | _period).map(_read).filter(lambda date: date is not None)


@given(st.lists(dates, max_size=6))
def test_sorting_agrees_with_the_earliest_day(found: list[Date]) -> None:
    days = [date.earliest for date in sorted(found)]
    assert days == sorted(days)


@given(dates)
def test_prints_something_and_keeps_the_days_in_order(date: Date) -> None:
    assert str(date).strip()
    assert date.earliest <= date.latest_start <= date.latest
    assert date.earliest <= date.earliest_end <= date.latest
    assert set(date.years) <= {date.earliest[0], date.latest[0]}


@given(st.text(max_size=12) | st.text("0123456789-/.XYSE~?%{}[], ", max_size=12))
def test_raises_nothing_but_value_error(text: str) -> None:
    date = _read(text)
    assert date is None or date.text == text
