import pytest
from samples import codes, entry

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.model.entries import Entry, Event, Term
from koreadiplo.reading.entries import read_entry
from koreadiplo.reading.files import read_text

PATH = "content/glossary/salt.md"
KEYS = "title: Salt\ntype: idea\n"


def read(text: str, path: str = PATH) -> Entry:
    found = read_entry(path, text)
    assert isinstance(found, Entry), found
    return found


def problems(text: str, path: str = PATH) -> list[Diagnostic]:
    found = read_entry(path, text)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("text", "title_line", "body_line"),
    [
        (f"---\n{KEYS}---\nBODY", 2, 5),
        (f"---\n{KEYS}---\n\nBODY", 2, 6),
        (f"---\n{KEYS}---\n\n\n\nBODY\n", 2, 8),
        (f"---\n\n\n{KEYS}\n---\n\nBODY", 4, 9),
        (f"---\n# a comment\n{KEYS}---\nBODY", 3, 6),
        (f"----\n{KEYS}-----   \n\nBODY", 2, 6),
        (f"---\n{KEYS}---\nBODY\n\n---\n\nafter a rule", 2, 5),
    ],
)
def test_knows_the_lines_of_the_file(text: str, title_line: int, body_line: int) -> None:
    found = read(text)
    assert found.locate("title") == (title_line, 1)
    rows = found.body.split("\n")
    assert found.body_line + rows.index("BODY") == body_line


@pytest.mark.parametrize("raw", [f"---\r\n{KEYS}---\r\n\r\nBODY\r\n", f"\ufeff---\n{KEYS}---\n\nBODY\n"])
def test_knows_them_with_other_line_ends_and_a_byte_order_mark(raw: str, tmp_path) -> None:
    (tmp_path / "salt.md").write_bytes(
        raw.replace("\r\n", "\n").replace("\n", "\r\n" if "\r" in raw else "\n").encode()
    )
    text = read_text(tmp_path, "salt.md")
    assert isinstance(text, str)
    found = read(text)
    assert found.locate("type") == (3, 1)
    assert found.body_line + found.body.split("\n").index("BODY") == 6
    assert "\r" not in found.body + found.front_matter


def test_locates_parts_of_values() -> None:
    found = entry(
        "glossary/salt",
        """
        title: Salt
        type: idea
        names:
          ko: 소금
        disputed:
          - claim: White
            value: Grey
            source: general-knowledge
        aliases: [white gold,  sea gold]
        """,
    )
    assert found.locate("names", "ko") == (5, 3)
    assert found.locate("names", "ko", 0) == (5, 3)
    assert found.locate("disputed", 0, "value") == (8, 5)
    assert found.locate("aliases", 1) == (10, 24)
    assert found.locate("updated") == (1, 1)


@pytest.mark.parametrize("body", ["", "\n", "Salt.", "Salt.\n\n---\n\nMore."])
def test_keeps_the_body(body: str) -> None:
    assert read(f"---\n{KEYS}---\n{body}").body.strip("\n") == body.strip("\n")


def test_takes_slug_kind_and_id_from_the_path() -> None:
    found = read(f"---\n{KEYS}---\n", "content/glossary/white-salt-2.md")
    assert isinstance(found, Term)
    assert (found.id, found.slug, found.kind) == ("glossary/white-salt-2", "white-salt-2", "term")


@pytest.mark.parametrize("slug", ["Salt", "salt_2", "salt--2", "-salt", "salt-", "sal t", "sält", "salt.en", ".."])
def test_refuses_a_name_that_is_no_address(slug: str) -> None:
    assert codes(problems(f"---\n{KEYS}---\n", f"content/glossary/{slug}.md")) == ["invalid-slug"]


def test_finds_all_problems_at_once_and_in_place() -> None:
    text = "---\ntitel: Salt\ntype: ideal\naliases: {a: b}\nnames: {ko: 소금, xx-: a}\ndate: soon\n---\n"
    found = [(d.line, d.code) for d in sorted(problems(text))]
    assert found == [
        (1, "missing-key"),
        (2, "unknown-key"),
        (3, "invalid-value"),
        (4, "invalid-value"),
        (5, "invalid-value"),
        (6, "invalid-date"),
    ]


@pytest.mark.parametrize("key", ["slug", "path", "front_matter", "front_line", "body", "body_line"])
def test_what_the_file_tells_is_no_key(key: str) -> None:
    (problem,) = problems(f"---\n{KEYS}{key}: 1\n---\n")
    assert (problem.code, problem.line) == ("unknown-key", 4)


def test_spells_out_a_short_effect() -> None:
    event = entry("events/ties", "title: Ties\ndate: 1850\ntype: treaty\ncountries: [a, b]\neffect: established")
    assert isinstance(event, Event)
    assert [(effect.between, effect.status) for effect in event.effects] == [(("a", "b"), "established")]


def test_one_name_or_several() -> None:
    term = entry("glossary/salt", "title: Salt\ntype: idea\nnames: {ko: 소금, ru: [соль, сольца]}")
    assert term.names == {"ko": ("소금",), "ru": ("соль", "сольца")}


@pytest.mark.parametrize(("written", "is_draft"), [("true", True), ("false", False)])
def test_reads_flags(written: str, is_draft: bool) -> None:
    assert entry("glossary/salt", f"title: Salt\ntype: idea\ndraft: {written}").draft is is_draft


@pytest.mark.parametrize(
    "slug", ["../../elsewhere", "/elsewhere", "a/b", "A", "..", "", "old name", "old\\name", "CON:", "-"]
)
def test_a_former_name_is_a_name(slug: str) -> None:
    """It becomes a folder of the site, which must not lie outside it."""
    assert problems(f"---\n{KEYS}former: ['{slug}']\n---\n")
