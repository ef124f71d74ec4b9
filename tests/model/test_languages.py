import pytest

from koreadiplo.model.languages import calendar_words, language_name, likely_language, script_of, scripts_of


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en-GB", {"May", "October", "Monday"}), ("ru", {"май", "мая", "понедельник"}), ("zh-Hant", {"星期一"})],
)
def test_months_and_days_are_in_the_language(tag: str, words: set[str]) -> None:
    assert words <= calendar_words(tag)


def test_a_language_without_a_calendar_in_cldr_has_no_words() -> None:
    assert calendar_words("tlh") == frozenset()


@pytest.mark.parametrize(
    ("tag", "name"), [("ko", "Korean"), ("ko-Hani", "Korean (Han)"), ("zh-Hant", "Chinese (Traditional)")]
)
def test_names_languages(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize("tag", ["", "k", "Korean", "ko_Hani", "xx", "ko-Xxxx"])
def test_refuses_what_is_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="is no language tag"):
        language_name(tag)


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("en", {"Latn"}),
        ("en-GB", {"Latn"}),
        ("ru", {"Cyrl"}),
        ("sr-Latn", {"Latn"}),
        ("ko", {"Hang", "Hani"}),
        ("ja", {"Hani", "Hira", "Kana"}),
        ("zh", {"Hani"}),
        ("zh-Hant", {"Hani"}),
        ("ko-Hani", {"Hani"}),
    ],
)
def test_knows_the_scripts_of_a_language(tag: str, scripts: set[str]) -> None:
    assert scripts_of(tag) == scripts


@pytest.mark.parametrize(("script", "language"), [("Hang", "ko"), ("Cyrl", "ru"), ("Hani", "zh"), ("Latn", "")])
def test_knows_the_likeliest_language_of_a_script(script: str, language: str) -> None:
    assert likely_language(script) == language


@pytest.mark.parametrize(
    ("letters", "script"),
    [
        ("aÅßŏ\uff21", "Latn"),
        ("яЁ", "Cyrl"),
        ("αά", "Grek"),
        ("한\u1112\uffa1", "Hang"),
        ("朝々\uf90a", "Hani"),
        ("ひ", "Hira"),
        ("カー\uff76", "Kana"),
        ("हि्", "Deva"),
        ("বি", "Beng"),
        ("ଓ", "Orya"),
        ("ไ", "Thai"),
        ("ש", "Hebr"),
        ("ع", "Arab"),
        (" 1.—·“µª\u02bc\u0301\u3001€♥", ""),
    ],
)
def test_knows_the_script_of_a_letter(letters: str, script: str) -> None:
    assert {script_of(letter) for letter in letters} == {script}
