"""Renaming an entry: its file moves, all that names it follows, and not a byte besides changes."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SITES, Silent

from koreadiplo.builder import understand
from koreadiplo.editing import rename as module
from koreadiplo.editing.refusal import Refused
from koreadiplo.editing.rename import rename

SETTINGS = """\
title = "Sample"
description = "A site made up for a test."
language = "en"
base_url = "https://sample.example/"

[topics]
elm = "Elms"   # a topic, not the country

[lineages]
elm = "House of Elm"

[relations]
focus = ["elm"]

[home]
# "countries/elm" comes first
picks = ["countries/elm", 'relations/elm-fir', "topics/elm"]
"""
COUNTRY = "---\ntitle: {}\nexists: 1800/..\nlineage: elm\n{}---\n\nA state.\n"
TREES = """\
---
title: 'Trees: elm'
summary: On elm and Elm.
countries: [ elm , fir ]
date: 1850
topics: [elm]
see_also: ['elm-wood', glossary/elm-wood, Elm wood, elmtown]
---

An elm is no [[elm-wood]]; see [[elm-wood#the-elm-trees|the elm trees]], [[ glossary/elm-wood |elm-wood]],
[[Elm wood]], *[a wood](../glossary/elm-wood.md)*, [it](<../glossary/elm-wood.md#the-elm-trees> "elm-wood.md"),
[them][w], [w], [elmtown], `[[elm-wood]]` and \\[[elm-wood]], [[elmtown]] and [[glossary/elmtown]].

    [[elm-wood]]

> As [one
> said](  ../glossary/elm-wood.md  ) of [[elm-wood]].

| [[elm-wood]] | [[elm-wood]] |
|---|---|
| [[elm-wood\\|x]] | elm-wood |
| a \\| `[[elm-wood]]` [[elm-wood]] | [b](../glossary/elm-wood.md#the-elm-trees) |

A note.^[On [[elm-wood]].] Another.^[On [[elm-wood]].] A third.[^n]

[^n]: Of [[glossary/elm-wood]].

Word
:   [[elm-wood]]

![[[elm-wood]] and elm-wood](../images/a.png)

[w]: ../glossary/elm-wood.md "elm-wood.md"
[unused]: <../glossary/elm-wood.md>
[elmtown]: ../glossary/elmtown.md
"""
DRAFT = """\
---
title: Draft
summary: D.
countries: [elm]
date: 1850
topics: [elm]
draft: true
---

[[elm-wood]]
"""
CONTENT = {
    "countries/elm.md": COUNTRY.format("Republic of Elm", "# its keys end here\n"),
    "countries/fir.md": COUNTRY.format("Fir", "succeeds: elm\n"),
    "countries/oak.md": COUNTRY.format("Oak", "succeeds: [elm]\ncontinues:\n  - 'elm' # in law\n"),
    "statistics/elm.md": (
        "---\ntitle: Elms in Fir\ncountries: [elm, fir]\nunit: elm trees\n"
        "values: [{date: 1900, value: 3}]\n---\n\nOf the [[countries/elm]].\n"
    ),
    "glossary/elm-wood.md": (
        "---\ntitle: Elm wood\ntype: place\naliases: [elm timber]\nsee_also: [countries/elm, statistics/elm]\n"
        "nolink: [countries/elm]\n---\n\nA wood in the north.\n\n## The elm trees\n\nMany.\n"
    ),
    "glossary/elmtown.md": "---\ntitle: elmtown\ntype: place\n---\n\nA town.\n",
    "events/1850-war.md": (
        "---\ntitle: War\ndate: 1850\ntype: war\n"
        'countries:\n- "elm"   # the first\n- fir\n- oak\n'
        "effects:\n  - {between: [elm, fir], status: war}\n  - between: [fir,\n      elm-wood-x]\n    status: war\n"
        "topics: [elm]\nplace: elm-wood\n---\n\nIt was fought.\n"
    ).replace("elm-wood-x", "oak"),
    "articles/trees.md": TREES,
    "articles/draft.md": DRAFT,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in CONTENT.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    images = tmp_path / "content" / "images"
    images.mkdir()
    shutil.copy(SITES / "riverlands" / "content" / "images" / "seal.png", images / "a.png")
    assert understand(tmp_path, None, 1, Silent()).diagnostics == ()
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def do(root: Path, name: str, new: str) -> tuple[str, ...]:
    return rename(root, name, new, 1, Silent())


def text(root: Path, name: str) -> str:
    return (root / "content" / name).read_text(encoding="utf-8")


def test_fields_that_name_a_country_follow_and_nothing_else(root: Path) -> None:
    changed = do(root, "countries/elm", "zelm")
    assert changed[:2] == ("content/countries/elm.md", "content/countries/zelm.md")
    names = ("fir", "oak", "zelm")
    assert [text(root, f"countries/{name}.md") for name in names] == [
        COUNTRY.format("Fir", "succeeds: zelm\n"),
        COUNTRY.format("Oak", "succeeds: [zelm]\ncontinues:\n  - 'zelm' # in law\n"),
        COUNTRY.format("Republic of Elm", "# its keys end here\nformer: [elm]\n"),
    ]
    assert text(root, "statistics/elm.md") == CONTENT["statistics/elm.md"].replace("[elm,", "[zelm,").replace(
        "[[countries/elm]]", "[[countries/zelm]]"
    )
    assert text(root, "glossary/elm-wood.md") == CONTENT["glossary/elm-wood.md"].replace(
        "countries/elm", "countries/zelm"
    )
    assert text(root, "events/1850-war.md") == CONTENT["events/1850-war.md"].replace('- "elm" ', '- "zelm" ').replace(
        "[elm, fir]", "[zelm, fir]"
    )
    assert text(root, "articles/trees.md") == CONTENT["articles/trees.md"].replace("[ elm ,", "[ zelm ,")
    assert text(root, "articles/draft.md") == CONTENT["articles/draft.md"].replace("[elm]\ndate", "[zelm]\ndate")
    assert (root / "site.toml").read_text(encoding="utf-8") == SETTINGS.replace(
        "picks = [\"countries/elm\", 'relations/elm-fir'", "picks = [\"countries/zelm\", 'relations/fir-zelm'"
    )
    assert set(changed[2:]) == {
        "content/articles/draft.md",
        "content/articles/trees.md",
        "content/countries/fir.md",
        "content/countries/oak.md",
        "content/events/1850-war.md",
        "content/glossary/elm-wood.md",
        "content/statistics/elm.md",
        "site.toml",
    }
    assert understand(root, None, 1, Silent()).diagnostics == ()


def test_links_in_bodies_follow_and_prose_and_code_stay(root: Path) -> None:
    do(root, "elm-wood", "old-wood")
    expected = CONTENT["articles/trees.md"].replace("elm-wood", "old-wood")
    for kept in (
        '"elm-wood.md"',
        "`[[elm-wood]]`",
        "\\[[elm-wood]]",
        "|elm-wood]]",
        "    [[elm-wood]]",
        "| elm-wood |",
        " and elm-wood]",
    ):
        expected = expected.replace(kept.replace("elm-wood", "old-wood"), kept)
    assert text(root, "articles/trees.md") == expected
    assert text(root, "articles/draft.md") == CONTENT["articles/draft.md"].replace("[[elm-wood]]", "[[old-wood]]")
    assert text(root, "events/1850-war.md") == CONTENT["events/1850-war.md"].replace(
        "place: elm-wood", "place: old-wood"
    )
    assert text(root, "glossary/old-wood.md") == CONTENT["glossary/elm-wood.md"].replace(
        "nolink: [countries/elm]\n", "nolink: [countries/elm]\nformer: [elm-wood]\n"
    )
    assert understand(root, None, 1, Silent()).diagnostics == ()


def test_a_name_is_no_slug(root: Path) -> None:
    """`[[elmtown]]` reads as the name that it is, and goes on to lead there by it."""
    do(root, "glossary/elmtown", "elm-town")
    assert text(root, "articles/trees.md") == TREES.replace("glossary/elmtown", "glossary/elm-town")


def test_a_slug_that_others_have_gives_way_to_the_id(root: Path) -> None:
    do(root, "elm-wood", "fir")
    assert "see_also: ['glossary/fir', glossary/fir, Elm wood, elmtown]" in text(root, "articles/trees.md")
    assert "no [[glossary/fir]]; see [[glossary/fir#the-elm-trees|" in text(root, "articles/trees.md")


def test_a_slug_that_is_a_name_too_gives_way_to_the_id(root: Path) -> None:
    """`[[timber]]` would read “timber”; what readers see stays."""
    wood = root / "content" / "glossary" / "elm-wood.md"
    wood.write_text(CONTENT["glossary/elm-wood.md"].replace("elm timber", "timber"), encoding="utf-8")
    do(root, "elm-wood", "timber")
    assert "no [[glossary/timber]]; see [[glossary/timber#the-elm-trees|" in text(root, "articles/trees.md")


@pytest.mark.parametrize("change", [("[[elmtown]]", "[[timber]]"), (", elmtown]", ", timber]")])
def test_refuses_a_slug_that_means_another_entry_somewhere(change: tuple[str, str], root: Path) -> None:
    """A slug goes before a name: `[[timber]]` meant the wood, and would mean the town."""
    wood, trees = (root / "content" / name for name in ("glossary/elm-wood.md", "articles/trees.md"))
    wood.write_text(CONTENT["glossary/elm-wood.md"].replace("elm timber", "timber"), encoding="utf-8")
    trees.write_text(TREES.replace(*change), encoding="utf-8")
    before = tree(root)
    with pytest.raises(Refused, match="With the name glossary/timber links would lead elsewhere"):
        do(root, "elmtown", "timber")
    assert tree(root) == before


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_marks_stay(line_end: str, root: Path) -> None:
    for file in (root / "content").rglob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", line_end.encode()))
    do(root, "elm-wood", "old-wood")
    for file in (root / "content").rglob("*.md"):
        raw = file.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf---")
        assert b"\n" not in raw.replace(line_end.encode(), b"")
    assert "place: old-wood" in text(root, "events/1850-war.md")
    assert text(root, "glossary/old-wood.md").count("former: [elm-wood]\n") == 1


@pytest.mark.parametrize(
    ("former", "after"),
    [
        ("former: [a-b]  # so\n", "former: [a-b, elm-wood]  # so\n"),
        ("former: []\n", "former: [elm-wood]\n"),
        ("former:\n  - a-b # so\n  - c\ndraft: false\n", "former:\n  - a-b # so\n  - c\n  - elm-wood\ndraft: false\n"),
        ("former:\n- a-b\n", "former:\n- a-b\n- elm-wood\n"),
        ("former: [a-b, 'old-wood']\n", "former: [a-b, 'elm-wood']\n"),
        ("former:\n  - old-wood # so\n", "former:\n  - elm-wood # so\n"),
    ],
)
def test_the_old_name_is_added_to_the_former_ones(former: str, after: str, root: Path) -> None:
    file = root / "content" / "glossary" / "elm-wood.md"
    before = file.read_text(encoding="utf-8").replace("nolink:", f"{former}nolink:")
    file.write_text(before, encoding="utf-8")
    do(root, "elm-wood", "old-wood")
    assert text(root, "glossary/old-wood.md") == before.replace(former, after)
    assert understand(root, None, 1, Silent()).diagnostics == ()


def test_a_draft_can_be_renamed(root: Path) -> None:
    (root / "content" / "articles" / "two.md").write_text(
        CONTENT["articles/draft.md"].replace("[[elm-wood]]", "[[articles/draft]] [[draft]]"), encoding="utf-8"
    )
    assert do(root, "draft", "sketch") == (
        "content/articles/draft.md",
        "content/articles/sketch.md",
        "content/articles/two.md",
    )
    assert text(root, "articles/two.md").endswith("\n[[articles/sketch]] [[sketch]]\n")


@pytest.mark.parametrize(
    ("name", "new", "message"),
    [
        ("elm-wod", "x", "There is no entry “elm-wod”. Did you mean elm-wood or elm?"),
        ("glossary/elm-wod", "x", "Did you mean glossary/elm-wood or glossary/elmtown?"),
        ("glossary/fir", "x", "There is no entry “glossary/fir”."),
        ("elm", "x", "“elm” could mean 2 entries. Write one of: countries/elm, statistics/elm."),
        ("elm-wood", "Old Wood", "“Old Wood” can't be the name of a file."),
        ("elm-wood", "../x", "“../x” can't be the name of a file."),
        ("elm-wood", "elmtown", "There is an entry glossary/elmtown already."),
        ("elm-wood", "elm-wood", "glossary/elm-wood is called so already."),
        ("fir", "elm", "There is an entry countries/elm already."),
        ("trees", "draft", "There is an entry articles/draft already."),
        ("statistics/elm", "elm-wood", "With the name statistics/elm-wood the content would have these problems."),
    ],
)
def test_refuses_and_leaves_all_as_it_is(name: str, new: str, message: str, root: Path) -> None:
    before = tree(root)
    with pytest.raises(Refused) as refusal:
        do(root, name, new)
    assert message in str(refusal.value)
    assert tree(root) == before


def test_the_kind_may_stand_before_the_slug(root: Path) -> None:
    assert do(root, "term/elm-wood", "old-wood")[1] == "content/glossary/old-wood.md"


def test_refuses_a_name_that_leads_elsewhere(root: Path) -> None:
    town = root / "content" / "glossary" / "elmtown.md"
    town.write_text(CONTENT["glossary/elmtown.md"].replace("type:", "former: [old-town]\ntype:"), encoding="utf-8")
    with pytest.raises(Refused, match="“old-town” was the name of glossary/elmtown before"):
        do(root, "elm-wood", "old-town")


def test_refuses_content_with_errors(root: Path) -> None:
    (root / "content" / "glossary" / "elmtown.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    before = tree(root)
    with pytest.raises(Refused, match="mend them first") as refusal:
        do(root, "elm-wood", "old-wood")
    assert [problem.code for problem in refusal.value.diagnostics if problem.path.endswith("elmtown.md")] == [
        "missing-key"
    ]
    assert tree(root) == before


def test_what_is_tried_goes_through_no_link(root: Path) -> None:
    wood, trees, true = (root / "content" / name for name in ("glossary/elm-wood.md", "articles/trees.md", ".trees.md"))
    wood.write_text(CONTENT["glossary/elm-wood.md"].replace("elm timber", "timber"), encoding="utf-8")
    true.write_text(TREES.replace("[[elmtown]]", "[[timber]] [[glossary/elmtown]]"), encoding="utf-8")
    before = true.read_bytes()
    trees.unlink()
    trees.symlink_to(true)
    with pytest.raises(Refused, match="links would lead elsewhere"):
        do(root, "elmtown", "timber")
    assert true.read_bytes() == before


def test_does_not_write_over_what_was_saved_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trees, tried = root / "content" / "articles" / "trees.md", module._try

    def try_and_save(*arguments: Any) -> None:
        tried(*arguments)
        trees.write_text(trees.read_text("utf-8") + "\nSaved meanwhile.\n", "utf-8")

    monkeypatch.setattr(module, "_try", try_and_save)
    with pytest.raises(Refused, match="changed meanwhile"):
        do(root, "elm-wood", "old-wood")
    assert "Saved meanwhile." in trees.read_text("utf-8")
    assert "old-wood" not in trees.read_text("utf-8")


def test_a_disk_that_fails_leaves_all_as_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    monkeypatch.setattr(module, "_try", lambda *arguments: None)
    real, calls = Path.write_bytes, []

    def fail_once(path: Path, data: bytes) -> int:
        calls.append(path)
        if len(calls) == 3:
            raise OSError("No space left")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail_once)
    with pytest.raises(OSError, match="No space left"):
        do(root, "elm-wood", "old-wood")
    assert len(calls) > 3
    assert tree(root) == before


RIVERLANDS = SITES / "riverlands"
IDS = sorted(f"{file.parent.name}/{file.stem}" for file in (RIVERLANDS / "content").glob("*/*.md"))


@settings(max_examples=12)
@given(st.sampled_from(IDS), st.from_regex("[a-z0-9]{1,8}(-[a-z0-9]{1,3})?", fullmatch=True))
def test_there_and_back(tmp_path_factory: pytest.TempPathFactory, id_: str, new: str) -> None:
    root = tmp_path_factory.mktemp("site") / "site"
    shutil.copytree(RIVERLANDS, root)
    folder, _, slug = id_.partition("/")
    before, problems = tree(root), understand(root, None, 1, Silent()).diagnostics
    try:
        do(root, id_, new)
    except Refused:
        assert tree(root) == before
        return
    assert len(understand(root, None, 1, Silent()).diagnostics) <= len(problems)
    do(root, f"{folder}/{new}", slug)
    after = tree(root)
    own = f"content/{id_}.md"
    assert {**after, own: b""} == {**before, own: b""}
    kept = after[own].decode().replace(f"former: [{new}]\n", "").replace(f", {new}]", "]")
    assert kept == before[own].decode()


def test_content_that_comes_with_the_project(tmp_path: Path) -> None:
    """The country that most entries name: no link, field or pick of the home page is lost."""
    project = Path(__file__).parents[2]
    shutil.copy(project / "site.toml", tmp_path)
    shutil.copytree(project / "content", tmp_path / "content")
    before = tree(tmp_path)
    for id_, new in (
        ("countries/south-korea", "republic-of-korea"),
        ("events/1884-07-07-russo-korean-treaty", "treaty"),
    ):
        folder, _, slug = id_.partition("/")
        changed = do(tmp_path, id_, new)
        assert len(changed) > 4
        assert changed[1] == f"content/{folder}/{new}.md"
        do(tmp_path, f"{folder}/{new}", slug)
        after = tree(tmp_path)
        own = f"content/{id_}.md"
        assert after.pop(own).decode().replace(f"former: [{new}]\n", "") == before.pop(own).decode()
        assert after == before
        before = tree(tmp_path)
