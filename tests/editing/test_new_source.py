"""Works from reference managers → items of `sources.yaml`, which stays otherwise byte for byte what it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from samples import SITES

from koreadiplo.editing.csl import read_works
from koreadiplo.editing.new_source import add_sources, propose_id
from koreadiplo.editing.refusal import Refused
from koreadiplo.reading.sources import read_sources

WORK = {"id": "marsh-1999", "type": "book", "title": "Salt: a history", "issued": "1999", "volume": "3"}
LINES = '- id: marsh-1999\n{0}type: book\n{0}title: "Salt: a history"\n{0}issued: "1999"\n{0}volume: "3"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "riverlands", tmp_path / "site"))


def sources_of(root: Path) -> Path:
    return root / "content" / "sources.yaml"


# Formats


BIBTEX = r"""
A line outside is a comment.
@string{shore = {Shore Press}}
@incollection{brown:1901a,
  author    = {Brown, Ada and {Ministry of \'Etat} and Ludwig van Beethoven and Mart{\'\i}n, Jr, Jos{\'e}},
  editor    = "Stra{\ss}e, Karl",
  title     = {A {H}istory of the {\"A}ra \& more},
  subtitle  = {So it was},
  crossref  = {whole},
  month     = mar, year = 1901,
  pages     = {12--34},
  series    = {Small States}, number = 7,
  url       = {https://example.org/a%20b_c~d},
  urldate   = {2020-02-03},
  keywords  = {salt},
}
@collection{whole, title = {All Shores}, publisher = shore, address = {Thule}, date = {1899/1900}}
@PhdThesis{x, author = {Lee, Bo}, title = {T}, school = {U}, date = {1999-05-04}}
@article{y, title = {J}, journal = {Journal of Salt}, number = {4}, volume = 2, entrysubtype = {newspaper}}
@unknown{z, title = {Z}}
"""


def test_reads_bibtex() -> None:
    first, whole, thesis, article, other = read_works(BIBTEX)
    assert first == {
        "id": "brown:1901a",
        "type": "chapter",
        "title": "A History of the Ära & more: So it was",
        "author": [
            {"family": "Brown", "given": "Ada"},
            {"literal": "Ministry of État"},
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"family": "Martín", "given": "José", "suffix": "Jr"},
        ],
        "editor": [{"family": "Straße", "given": "Karl"}],
        "issued": {"date-parts": [["1899"], ["1900"]]},
        "accessed": "2020-02-03",
        "collection-title": "Small States",
        "collection-number": "7",
        "container-title": "All Shores",
        "page": "12–34",
        "publisher": "Shore Press",
        "publisher-place": "Thule",
        "URL": "https://example.org/a%20b_c~d",
    }
    assert (whole["type"], whole["title"]) == ("book", "All Shores")
    assert thesis == {
        "id": "x",
        "type": "thesis",
        "title": "T",
        "author": [{"family": "Lee", "given": "Bo"}],
        "issued": "1999-05-04",
        "publisher": "U",
        "genre": "PhD thesis",
    }
    assert article["type"] == "article-newspaper"
    assert (article["issue"], article["volume"]) == ("4", "2")
    assert other["type"] == "document"


def test_reads_year_and_month_of_bibtex() -> None:
    for month, issued in (("mar", "1901-03"), ("{March}", "1901-03"), ("12", "1901-12"), ("{spring}", "1901")):
        assert read_works(f"@book{{a, title={{A}}, year={{1901}}, month={month}}}")[0]["issued"] == issued


RIS = """\
TY  - JOUR\r
AU  - Brown, Ada, Jr.\r
AU  - Ministry of Salt\r
TI  - A History\r
   of Salt\r
T2  - Journal of Salt\r
PY  - 1901\r
DA  - 1901/03/04/\r
VL  - 2\r
IS  - 4\r
SP  - 12\r
EP  - 34\r
SN  - 1234-5678\r
UR  - https://example.org/\r
KW  - salt\r
ER  - \r
\r
TY  - BOOK
ID  - lee99
A1  - Lee, Bo
A2  - Ed, Ed
T1  - Salt
T2  - Small States
Y1  - 1999
SN  - 978-3-16-148410-0
CY  - Thule
PB  - Shore Press
ER  -
"""


def test_reads_ris() -> None:
    article, book = read_works(RIS.replace("\r", ""))
    assert article == {
        "id": "",
        "type": "article-journal",
        "title": "A History of Salt",
        "author": [{"family": "Brown", "given": "Ada", "suffix": "Jr."}, {"literal": "Ministry of Salt"}],
        "issued": "1901-03-04",
        "container-title": "Journal of Salt",
        "issue": "4",
        "volume": "2",
        "page": "12–34",
        "ISSN": "1234-5678",
        "URL": "https://example.org/",
    }
    assert book == {
        "id": "lee99",
        "type": "book",
        "title": "Salt",
        "author": [{"family": "Lee", "given": "Bo"}],
        "editor": [{"family": "Ed", "given": "Ed"}],
        "issued": "1999",
        "collection-title": "Small States",
        "publisher": "Shore Press",
        "publisher-place": "Thule",
        "ISBN": "978-3-16-148410-0",
    }


CSL = {
    "id": "http://zotero.example/1",
    "type": "book",
    "title": "Salt",
    "author": [{"family": "Lee", "given": "Bo", "isInstitution": False}],
    "issued": {"date-parts": [[1999, 5]], "circa": True},
    "volume": 3,
    "custom": {"x": 1},
    "DOI": None,
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([CSL], indent=1),
        json.dumps(CSL),
        json.dumps({"items": [CSL]}),
        "---\nreferences:\n- id: http://zotero.example/1\n  type: book\n  title: Salt\n  author:\n"
        "  - {family: Lee, given: Bo}\n"
        "  issued: {date-parts: [[1999, 5]], circa: true}\n  volume: 3\n---\n",
    ],
)
def test_reads_csl_in_json_and_yaml(text: str) -> None:
    assert read_works(text) == [
        {
            "id": "http://zotero.example/1",
            "type": "book",
            "title": "Salt",
            "author": [{"family": "Lee", "given": "Bo"}],
            "issued": {"date-parts": [["1999", "5"]], "circa": "true"},
            "volume": "3",
        }
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "No work with a title was found. Give BibTeX, RIS, or CSL"),
        ("Some words about salt.", "No work with a title was found. Give BibTeX, RIS, or CSL"),
        ("@comment{no work}", "No work was found."),
        (
            "@book{a, title={A}}\n\n@book{b,\n title={B\n}\n@book{c, title={C}}\n",
            "Line 3 begins a work that can't be read",
        ),
        ("@book{a, title={A}}\n@book{a, title={B}}", "Line 2 begins a work that can't be read: the key a stands there"),
        ("@book{a, title={A}, author={a, b, c, d}}", "Too many commas"),
        ("TY  - BOOK\nTI  - A\n", "The last work has no end"),
        ("TY  - BOOK\nTI  - A\nTY  - BOOK\nER  - \n", "On line 3 a work begins, but the one before it has no end"),
        ("hello\nTY  - BOOK\nER  - \n", "Line 1 belongs to no work"),
        ('[{"id": "a",\n "title" "A"}]', "Line 2, column 10: this is not JSON"),
        ("references:\n- id: a\n  title: [b\n", "Line 3, column 10: This bracket is never closed."),
        ("- just\n- words\n", "No work with a title was found"),
        ('{"title": null}', "No work with a title was found"),
        ('{"title": "Salt", "author": "Brown"}', "The author of “Salt” can't be read."),
        ('{"title": "Salt", "editor": {"family": "Brown"}}', "The editor of “Salt” can't be read."),
        ("[" * 100_000, "No work was found: too many brackets"),
    ],
)
def test_says_where_it_cannot_read_on(text: str, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_works(text)
    assert str(refusal.value).startswith(message) or message in str(refusal.value)


# Ids


@pytest.mark.parametrize(
    ("work", "taken", "id_"),
    [
        ({"author": [{"family": "Brown"}], "issued": "1901-02", "title": "The Salt"}, (), "brown-1901"),
        ({"author": [{"family": "Brown"}], "issued": "1901", "title": "The Salt"}, {"brown-1901"}, "brown-1901-salt"),
        (
            {"author": [{"family": "Brown"}], "issued": "1901", "title": "1"},
            {"brown-1901", "brown-1901-1"},
            "brown-1901-2",
        ),
        ({"author": [{"family": "O'Neill Gómez"}], "title": "On Salt"}, (), "gomez-salt"),
        ({"editor": [{"literal": "Ministry of Salt"}], "issued": "1901"}, (), "salt-1901"),
        ({"title": "The Gazette", "issued": {"date-parts": [["1999"]]}}, (), "gazette-1999"),
        ({"author": [{"family": "김"}], "title": "강", "issued": "1988"}, (), "work-1988"),
    ],
)
def test_proposes_author_and_year(work: dict[str, Any], taken: set[str], id_: str) -> None:
    assert propose_id(work, taken) == id_


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("brown-1901", "The id brown-1901 is taken. Choose another with --id."),
        ("Brown-1901", "is taken"),
        ("salt", "is taken"),
        ("borduria", "is taken"),
        ("general-knowledge", "is taken"),
        ("two words", "can't be part of an address"),
    ],
)
def test_refuses_ids_that_are_taken_or_bad(id_: str, message: str, root: Path) -> None:
    before = sources_of(root).read_bytes()
    with pytest.raises(Refused) as refusal:
        add_sources(root, [{**WORK, "id": id_}])
    assert message in str(refusal.value)
    assert sources_of(root).read_bytes() == before


def test_refuses_a_work_that_is_there(root: Path) -> None:
    with pytest.raises(Refused, match="is there already, as brown-1901"):
        add_sources(root, [{**WORK, "title": "A history of the two shores", "issued": "1901"}])
    with pytest.raises(Refused, match="is taken"):
        add_sources(root, [WORK, {**WORK, "title": "Other"}])


# The file


ONE = "  - {id: a, type: book, title: A}\n"
BLOCK = "  - id: a\n    type: book\n    title: >-\n      A\n      b\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"references:\n{ONE}", f"references:\n{ONE}  {LINES}"),
        (f"references:\n{ONE}".rstrip("\n"), f"references:\n{ONE}  {LINES}"),
        (f"# My works\nreferences:  # all\n{ONE}# end\n", f"# My works\nreferences:  # all\n{ONE}# end\n  {LINES}"),
        (f"references:\n{BLOCK}\n{BLOCK.replace('id: a', 'id: b')}", None),
        (f"references:\n{BLOCK}\nother: x\n", None),
        (f"references:\n{BLOCK}\n\n", None),
        ("references:\n- id: a\n  type: book\n  title: A\n", None),
        ("references:\n", "references:\n  " + LINES),
        ("references: []\n", "references:\n  " + LINES),
        ("", "references:\n  " + LINES),
        ("# none yet", "# none yet\nreferences:\n  " + LINES),
        ("# none yet\nreferences: [] # so far\n", "# none yet\nreferences:\n  " + LINES + "# so far\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_everything_else_stays_as_it_is(before: str, after: str | None, line_end: str, mark: bytes, root: Path) -> None:
    file = sources_of(root)
    for entry in (root / "content").rglob("*.md"):
        entry.unlink()
    raw = mark + before.replace("\n", line_end).encode()
    file.write_bytes(raw)
    present, _ = read_sources("s", before)
    assert add_sources(root, [WORK]) == file
    written = file.read_bytes()
    text = written.decode().removeprefix("\ufeff")
    if "\n" in before:
        assert text.count("\n") == text.count(line_end)
    text = text.replace("\r\n", "\n")
    if after is not None:
        assert text == after.replace("{0}", "    ")
    else:
        lines = LINES.format("  " if "\n- id" in before else "    ").splitlines()
        rest = [line for line in text.splitlines() if line.strip() not in map(str.strip, lines)]
        old = [line for line in before.splitlines() if line.strip() not in map(str.strip, lines)]
        assert [line for line in rest if line] == [line for line in old if line]
    assert written.startswith(mark)
    sources, problems = read_sources("s", text)
    assert (problems, [source.slug for source in sources]) == ([], [*(s.slug for s in present), "marsh-1999"])


def test_makes_the_file_where_there_is_none(root: Path) -> None:
    for entry in (root / "content").rglob("*.*"):
        entry.unlink()
    add_sources(root, [WORK, {**WORK, "id": "marsh-2000", "title": "Other"}])
    text = sources_of(root).read_text(encoding="utf-8")
    assert text.startswith("references:\n  - id: marsh-1999\n")
    assert "\n\n  - id: marsh-2000\n" in text


def test_adds_a_line_between_works_where_there_are_such_lines(root: Path) -> None:
    sources_of(root).write_text(f"references:\n{BLOCK}\n{BLOCK.replace('id: a', 'id: b')}", encoding="utf-8")
    add_sources(root, [WORK])
    assert sources_of(root).read_text(encoding="utf-8").endswith("\n      b\n\n  " + LINES.format("    "))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("references: [{id: a, type: book, title: A}]\n", "in brackets"),
        ("references:\n  - id: a\n", "has errors; mend them first"),
        ("works: []\n", "has errors; mend them first"),
    ],
)
def test_refuses_a_file_to_which_nothing_can_be_added(text: str, message: str, root: Path) -> None:
    sources_of(root).write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=message):
        add_sources(root, [WORK])
    assert sources_of(root).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", [BIBTEX, RIS.replace("\r", ""), json.dumps([CSL])])
def test_what_was_read_can_be_added(text: str, root: Path) -> None:
    works = [{**work, "id": f"work-{number}"} for number, work in enumerate(read_works(text))]
    add_sources(root, works)
    sources, problems = read_sources("s", sources_of(root).read_text(encoding="utf-8"))
    assert problems == []
    assert [source.slug for source in sources[-len(works) :]] == [work["id"] for work in works]
