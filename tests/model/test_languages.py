import pytest

from koreadiplo.model.languages import calendar_words


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en-GB", {"May", "October", "Monday"}), ("ru", {"май", "мая", "понедельник"}), ("zh-Hant", {"星期一"})],
)
def test_months_and_days_are_in_the_language(tag: str, words: set[str]) -> None:
    assert words <= calendar_words(tag)


def test_a_language_without_a_calendar_in_cldr_has_no_words() -> None:
    assert calendar_words("tlh") == frozenset()
