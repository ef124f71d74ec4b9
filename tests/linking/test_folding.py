"""Folding: the way back to the author's text. What compares as equal is in ``fixtures/folding.md``."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koreadiplo.linking.folding import fold


@pytest.mark.parametrize(
    ("written", "folded", "spans"),
    [
        # of each character of the folded text: what it stands for
        ("Kim", "Kim", ["K", "i", "m"]),
        ("Kŏn–a", "Kon-a", ["K", "ŏ", "n", "–", "a"]),
        ("Ko\u0306\u0301n", "Kon", ["K", "o\u0306\u0301", "n"]),
        ("a \n\t b", "a b", ["a", " \n\t ", "b"]),
        ("\u200bK\u00ado\u200b", "Ko", ["K", "o"]),
        ("o\u00ad\u0306n", "on", ["o\u00ad\u0306", "n"]),
        ("a \u200b b", "a b", ["a", " \u200b ", "b"]),
        ("и\u0306ё", "йе", ["и\u0306", "ё"]),
        ("а\u0301б", "аб", ["а\u0301", "б"]),
        (unicodedata.normalize("NFD", "북방"), "북방", [unicodedata.normalize("NFD", one) for one in "북방"]),
        ("부\u11a8가", "북가", ["부\u11a8", "가"]),
        ("\uf90a日", "金日", ["\uf90a", "日"]),
        ("か\u3099く", "がく", ["か\u3099", "く"]),
    ],
)
def test_leads_back_to_each_character(written: str, folded: str, spans: list[str]) -> None:
    found = fold(written)
    assert found.text == folded
    assert [written[slice(*found.original(at, at + 1))] for at in range(len(folded))] == spans


texts = st.text(
    st.sampled_from(
        "ab zKŏo\u0306\u0301ё\u0308йи’'-\u2011–\n \u00a0\u00ad\u200b한국가\u1112\u1161\u11abß朝\uf90aか\u3099."
    )
    | st.characters(),
    max_size=30,
)


@given(texts)
@settings(derandomize=True, max_examples=300)
def test_folding_again_changes_nothing(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(
    st.text(st.characters(max_codepoint=0xFFFF), max_size=20)
    | texts.filter(lambda text: max(text, default="") < "\U00010000")
)
@settings(derandomize=True, max_examples=300)
def test_canonically_equivalent_texts_fold_alike(text: str) -> None:
    assert (
        fold(unicodedata.normalize("NFC", text)).text
        == fold(unicodedata.normalize("NFD", text)).text
        == fold(text).text
    )


@given(texts, st.data())
@settings(derandomize=True, max_examples=300)
def test_every_span_leads_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.original(start, end)
    if start < end:
        assert 0 <= first < last <= len(text)
        assert folded.text[start:end] in fold(text[first:last]).text


@given(texts, texts)
@settings(derandomize=True, max_examples=300)
def test_a_word_folds_alike_whatever_stands_beside_it(one: str, other: str) -> None:
    assert fold(f"{one}. {other}").text.startswith(fold(f"{one}.").text)


@given(texts)
@settings(derandomize=True, max_examples=300)
def test_the_whole_leads_back_to_the_whole(text: str) -> None:
    folded = fold(text)
    if folded.text:
        first, last = folded.original(0, len(folded.text))
        assert fold(text[first:last]).text == folded.text
