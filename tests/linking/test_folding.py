"""Folding: what compares as equal, and the way back to the author's text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.linking.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Koryo", "Koryo"),
        ("Koryŏ", "Koryo"),
        ("Koryo\u0306", "Koryo"),
        ("P'yŏngyang", "P'yongyang"),
        ("P’yŏngyang", "P'yongyang"),
        ("P\u02bcyŏngyang", "P'yongyang"),
        ("Koryo\u2010saram", "Koryo-saram"),
        ("Koryo\u2011saram", "Koryo-saram"),
        ("1904–1905", "1904-1905"),
        ("Sino\u2014Soviet", "Sino-Soviet"),
        ("South\u00a0Korea", "South Korea"),
        ("South\u202fKorea", "South Korea"),
        ("South\nKorea", "South Korea"),
        ("South  \n   Korea", "South Korea"),
        ("Ko\u00adrea", "Korea"),
        ("Ko\u200brea", "Korea"),
        ("Корё-сарам", "Коре-сарам"),
        ("Коре\u0308-сарам", "Коре-сарам"),
        ("Ёлка", "Елка"),
        ("край", "край"),
        ("край".replace("й", "и\u0306"), "край"),
        ("북방정책", "북방정책"),
        (unicodedata.normalize("NFD", "북방정책"), "북방정책"),
        ("が", "が"),
        ("か\u3099", "が"),
        ("άλας", "άλας"),
        ("Straße", "Straße"),
        ("北方政策", "北方政策"),
        ("", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert unicodedata.normalize("NFC", fold(written).text) == folded


@pytest.mark.parametrize(("one", "other"), [("край", "краи"), ("Seoul", "seoul"), ("か", "が"), ("α", "ά")])
def test_keeps_apart(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


texts = st.text(
    st.sampled_from("ab zKŏo\u0306\u0301ё\u0308йи’'-\u2011–\n \u00a0\u00ad\u200b한국가\u1112\u1161\u11abß朝.")
    | st.characters(),
    max_size=30,
)


@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(texts, st.data())
def test_every_span_leads_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.original(start, end)
    assert 0 <= first <= last <= len(text) or start == end
    if start < end:
        assert folded.text[start:end] in fold(text[first:last]).text


@given(texts)
def test_the_whole_leads_back_to_the_whole(text: str) -> None:
    folded = fold(text)
    if folded.text:
        first, last = folded.original(0, len(folded.text))
        assert fold(text[first:last]).text == folded.text
