"""Words in other scripts, in text and in HTML; what becomes of them in bodies, ``fixtures/languages.md`` shows."""

import html
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import entry

from koreadiplo.linking.scripts import Languages, make_languages
from koreadiplo.model.languages import script_of

ENTRIES = [
    entry("glossary/a", "title: A\ntype: idea\nnames: {uk: [Київ, Одеса], ru: [Киев, Чёрное море], ja: 日ソ}"),
    entry("glossary/b", "title: B\ntype: idea\nnames: {uk: Крим, ko: 한국, zh: 中, ko-Hani: [中, 韓]}"),
]
ENGLISH = make_languages(ENTRIES, "en")


def test_the_usual_language_of_a_script_is_that_of_most_names() -> None:
    assert ENGLISH.usual == {"Cyrl": "uk", "Hang": "ko", "Hani": "ko-Hani", "Kana": "ja"}
    assert make_languages([], "en").parts("Київ") == [("Київ", "ru")]


def test_a_name_has_the_language_declared_in_any_spelling() -> None:
    assert ENGLISH.parts("Черное\u00a0море, 中") == [("Черное\u00a0море", "ru"), (", ", ""), ("中", "ko-Hani")]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("ru", [("a Киев, ", ""), ("한국", "ko"), (" ", ""), ("中", "ko-Hani")]),
        ("ko", [("a ", ""), ("Киев", "ru"), (", 한국 中", "")]),
        ("zh", [("a ", ""), ("Киев", "ru"), (", ", ""), ("한국", "ko"), (" 中", "")]),
    ],
)
def test_what_is_another_script_depends_on_the_page(language: str, parts: list[tuple[str, str]]) -> None:
    assert make_languages(ENTRIES, language).parts("a Киев, 한국 中") == parts


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("한국", "*한국*"),
        ("a 한국<br>북한 b", "a *한국*<br>*북한* b"),
        ('<a href="#한국" title="한국">한국</a>', '<a href="#한국" title="한국">*한국*</a>'),
        ("&lt;한국&gt; &amp; 북한", "&lt;*한국*&gt; &amp; *북한*"),
        ('<dd lang="ko">한국</dd>, 한국', '<dd lang="ko">한국</dd>, *한국*'),
        ('<dd class="x" lang="ko-Hani">韓</dd>', '<dd class="x" lang="ko-Hani">韓</dd>'),
        ("<code>한국</code> 한국", "<code>한국</code> *한국*"),
        (
            "<svg><title>한국</title><text x='1'>한국</text></svg>",
            "<svg><title>한국</title><text x='1'>한국</text></svg>",
        ),
        ("<!-- 한국 --> x", "<!-- 한국 --> x"),
        ("<p>Koryŏ – “x”</p>", "<p>Koryŏ – “x”</p>"),
    ],
)
def test_marks_text_and_nothing_else_of_html(text: str, marked: str) -> None:
    assert ENGLISH.mark(text) == re.sub(r"\*(.*?)\*", r'<span lang="ko">\1</span>', marked)


def test_entities_are_no_words_on_a_page_in_another_script() -> None:
    languages = make_languages([entry("glossary/c", "title: C\ntype: idea\nnames: {en: Sea}")], "ru")
    assert languages.mark("море &amp; Sea &lt;") == 'море &amp; <span lang="en">Sea</span> &lt;'


def test_marking_again_changes_nothing() -> None:
    once = ENGLISH.mark("<p>한국 &amp; <b>Київ</b></p>")
    assert ENGLISH.mark(once) == once


texts = st.text(
    st.sampled_from("aŏ й\u0306яё\u0308한국\u1112\u1161日ソ中 1.,—<&\"'\n") | st.characters(codec="utf-8"), max_size=30
)


@given(texts)
def test_parts_are_the_text_and_no_other_letter_is_unmarked(text: str) -> None:
    parts = ENGLISH.parts(text)
    assert "".join(piece for piece, _ in parts) == text
    for piece, tag in parts:
        others = {script_of(character) for character in piece} - {"", "Latn"}
        assert tag or not others & {"Cyrl", "Grek", "Hang", "Hani", "Hira", "Kana"}
        assert not tag or (others and not re.search(r"^\s|\s$|[a-z]", piece))


@given(texts)
def test_only_marks_are_added(text: str) -> None:
    escaped = html.escape(text)
    assert re.sub(r'<span lang="[\w-]+">|</span>', "", ENGLISH.mark(escaped)) == escaped


def test_goes_to_other_processes() -> None:
    again: Languages = pickle.loads(pickle.dumps(make_languages(ENTRIES, "en")))
    assert again.mark("한국") == ENGLISH.mark("한국")
