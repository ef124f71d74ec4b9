from koreadiplo.publishing.charts.labels import label_marks
from koreadiplo.publishing.charts.marks import Label, Line, Mark


def mark(
    x: float, y: float, text: str = "1.5", *, aside: bool = False, span: tuple[float, float] | None = None
) -> Mark:
    return Mark(x, y, None, span, rough=False, hollow=False, aside=aside, text=text, told="")


def labels(*marks: Mark, lines: tuple[Line, ...] = ()) -> list[Label | None]:
    (series,) = label_marks([marks], lines)
    return [mark.label for mark in series]


def side(label: Label | None) -> str:
    return "none" if label is None else f"{'above' if label.above else 'below'}, {label.anchor}"


def test_a_label_stands_above_its_mark() -> None:
    assert labels(mark(50, 50)) == [Label(50, above=True, anchor="middle")]
    assert labels(mark(50, 50, span=(30, 70))) == [Label(30, above=True, anchor="middle")]


def test_a_label_stays_inside() -> None:
    long = "about 1,300,000"
    assert [side(label) for label in labels(mark(3, 50, long), mark(97, 90, long))] == ["above, start", "above, end"]


def test_a_label_avoids_lines() -> None:
    rising, falling = Line(50, 50, 80, 0), Line(20, 0, 50, 50)
    assert [side(label) for label in labels(mark(50, 50), lines=(rising,))] == ["above, end"]
    assert [side(label) for label in labels(mark(50, 50), lines=(falling,))] == ["above, start"]
    assert [side(label) for label in labels(mark(50, 50), lines=(rising, falling))] == ["below, middle"]
    passing = Line(0, 44, 100, 41)
    assert [side(label) for label in labels(mark(50, 50), lines=(passing,))] == ["below, middle"]


def test_no_label_stands_among_the_years() -> None:
    above = mark(50, 90)
    assert [side(label) for label in labels(mark(50, 98), above)] == ["none", "above, middle"]


def test_where_there_is_no_room_for_all_the_ends_and_extremes_have_labels() -> None:
    crowd = [mark(10 + 8 * at, y, "1,500") for at, y in enumerate((50, 48, 10, 49, 51, 90, 50, 48, 49, 50, 52))]
    labelled = [at for at, label in enumerate(labels(*crowd)) if label]
    assert labelled == [0, 2, 5, 10]


def test_among_few_marks_what_room_is_left_is_used() -> None:
    both = labels(mark(10, 50), mark(50, 50, "1,000,000"), mark(52, 54, "1,000,000"), mark(54, 50), mark(90, 60))
    assert [bool(label) for label in both] == [True, True, True, False, True]


def test_the_value_that_is_followed_comes_first() -> None:
    long = "about 1,300,000"
    assert [side(label) for label in labels(mark(45, 97, long), mark(55, 97, long, aside=True))] == [
        "above, middle",
        "none",
    ]
