import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.reading.strict_yaml import YamlError, load_yaml


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "1990-09-30", "1990", "12:30", "0o17", "017", "1_000", "1e3", "~", "null", ".inf", "=", "<<"],
)
def test_leaves_scalars_as_written(written: str) -> None:
    assert load_yaml(f"key: {written}") == {"key": written}
    assert load_yaml(f"{written}: value") == {written: "value"}
    assert load_yaml(f"[{written}]") == [written]


def test_reads_text_lists_and_mappings() -> None:
    text = """
        title: "Korea: a history"   # a comment
        empty:
        names: {ko: [고려사람, 고려인], ru: 'корё'}
        note: >-
          Two lines
          become one.
        list:
          - a
          - b: c
    """
    assert load_yaml(text) == {
        "title": "Korea: a history",
        "empty": "",
        "names": {"ko": ["고려사람", "고려인"], "ru": "корё"},
        "note": "Two lines become one.",
        "list": ["a", {"b": "c"}],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment"])
def test_reads_nothing_as_none(text: str) -> None:
    assert load_yaml(text) is None


def test_reads_merge_keys_as_keys() -> None:
    assert load_yaml("'<<': {a: b}") == {"<<": {"a": "b"}}


BROKEN = [
    # text, code, line and column, both counted from 0
    ("a: 1\nb: 2\na: 3", "repeated-key", 2, 0),
    ("a:\n  b: 1\n  b: 2", "repeated-key", 2, 2),
    ("a: 1\n'a': 2", "repeated-key", 1, 0),
    ("a: b: c", "front-matter-syntax", 0, 4),
    ("a: &x [1]\nb: *x", "front-matter-syntax", 0, 3),
    ("a: &x {b: 1}\nb: [*x]", "front-matter-syntax", 0, 3),
    ("a: &x 1\nb: *x", "front-matter-syntax", 0, 3),
    ("a: !!python/name:os.system", "front-matter-syntax", 0, 3),
    ("a: !!int 1", "front-matter-syntax", 0, 3),
    ("a: !own 1", "front-matter-syntax", 0, 3),
    ("? [a, b]\n: c", "front-matter-syntax", 0, 2),
    ("a: 1\n---\nb: 2", "front-matter-syntax", 1, 0),
    ("a: 1\nb: [1, 2", "front-matter-syntax", 1, 3),
    ("a: \x07", "front-matter-syntax", 0, 3),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), BROKEN, ids=[repr(row[0]) for row in BROKEN])
def test_refuses_and_says_where(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as raised:
        load_yaml(text)
    assert (raised.value.code, raised.value.line, raised.value.column) == (code, line, column)
    assert raised.value.message
    assert raised.value.hint


def test_refuses_aliases_that_stand_for_gigabytes() -> None:
    bomb = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(YamlError, match="quoted"):
        load_yaml(bomb)


@pytest.mark.parametrize("text", ["[" * 14 + "]" * 14, "{a: " * 14 + "}" * 14, "- " * 14 + "a"])
def test_refuses_depth(text: str) -> None:
    with pytest.raises(YamlError, match="levels"):
        load_yaml(text)


def test_survives_any_depth() -> None:
    """In a process of its own: what recurses in C ends a process without an exception."""
    code = (
        "import sys; from koreadiplo.reading.strict_yaml import *\ntry: load_yaml('a: ' + '[' * 10**5 + ']' * 10**5)\n"
    )
    run = subprocess.run([sys.executable, "-c", f"{code}except YamlError: sys.exit(3)"], check=False)
    assert run.returncode == 3


printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"), max_size=20
)


@given(st.dictionaries(printable, printable, max_size=5), st.booleans())
def test_reads_what_pyyaml_writes_quoted(data: dict[str, str], unicode: bool) -> None:
    written = yaml.safe_dump(data, default_style='"', allow_unicode=unicode)
    assert load_yaml(written) == data


@given(st.text(max_size=30) | st.text("{}[]:,-&*!|>'\"%@`#\n\t ab?", max_size=30))
def test_raises_nothing_but_yaml_error(text: str) -> None:
    assert 0 <= line_of_problem(text) <= text.count("\n") + 1


def line_of_problem(text: str) -> int:
    """Give the line, 0 where there is no problem; raises what `load_yaml` should not."""
    try:
        load_yaml(text)
    except YamlError as error:
        return error.line
    return 0
