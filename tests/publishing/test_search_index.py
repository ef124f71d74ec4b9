"""The search index: divided where it is large, made again only where something changed, whatever lies in the cache."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SITES, Silent, copy_site, write_site

from koreadiplo.builder import understand
from koreadiplo.publishing.plan import Plan
from koreadiplo.publishing.search import SearchFailed, make_search, parts
from koreadiplo.publishing.search.names import LISTS, fold
from koreadiplo.publishing.search.parts import divide
from koreadiplo.publishing.search.shadows import normalise, plan_shadows

TERMS = {f"glossary/t{n}.md": f"---\ntitle: Term {n}\ntype: thing\n---\n\nAlpha word{n} beta.\n" for n in range(12)}
Files = dict[str, bytes | Path]


def plan(root: Path, files: dict[str, str]) -> Plan:
    understood = understand(write_site(root, files), None, 1, Silent())
    assert understood.plan, understood.diagnostics
    return understood.plan


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of few pages is divided as one of many is."""
    monkeypatch.setattr(parts, "LARGEST", 4)


def made_from(files: Files, folder: str) -> str:
    """Tell which cached index lies in a folder of the output."""
    entry = files[f"{folder}pagefind-entry.json"]
    assert isinstance(entry, Path)
    return entry.parent.name


def start(files: Files) -> dict[str, list[str]]:
    data = files["search/names.json"]
    assert isinstance(data, bytes)
    return json.loads(data)


def folders(files: Files) -> list[str]:
    return ["pagefind/", *start(files)["parts"]]


# Divided


def test_a_small_index_is_one() -> None:
    urls = [f"glossary/{n}/" for n in range(parts.LARGEST)]
    assert divide(urls) == [urls]


def test_a_large_index_is_divided_alike_when_pages_are_added() -> None:
    urls = [f"glossary/{n}/" for n in range(4 * parts.LARGEST)]
    few, many = divide(urls[:-100]), divide(urls)
    assert len(few) == len(many) == 4
    assert all(set(one) <= set(other) for one, other in zip(few, many, strict=True))
    assert sorted(url for part in many for url in part) == sorted(urls)
    assert max(map(len, many)) < 1.1 * parts.LARGEST


def test_only_the_part_with_a_changed_page_is_made_again(tmp_path: Path, divided: None) -> None:
    first, reused = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    assert not reused
    assert len(folders(first)) > 2
    assert make_search(plan(tmp_path, TERMS), tmp_path / "cache") == (first, True)
    changed = TERMS | {"glossary/t3.md": TERMS["glossary/t3.md"].replace("beta", "gamma")}
    second, reused = make_search(plan(tmp_path, changed), tmp_path / "cache")
    assert not reused
    differing = [folder for folder in folders(first) if made_from(first, folder) != made_from(second, folder)]
    assert folders(second) == folders(first)
    assert len(differing) == 1
    assert make_search(plan(tmp_path, TERMS), tmp_path / "cache") == (first, True)


def test_parts_have_names_of_their_own_and_one_has_the_code(tmp_path: Path, divided: None) -> None:
    files, _ = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    fragments = [Path(name).stem for name in files if name.endswith(".pf_fragment")]
    assert len(fragments) == len(set(fragments)) == len(TERMS) + 1  # the topic
    assert len({name[:8] for name in fragments}) == len(folders(files))
    assert [name for name in files if name.endswith("pagefind.js")] == ["pagefind/pagefind.js"]
    assert {Path(name).parent.as_posix() for name in files if name.endswith((".js", ".pagefind"))} == {"pagefind"}


@pytest.mark.parametrize("largest", [4, 5000])
def test_what_has_the_same_name_in_two_indexes_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    """Browsers never ask again for these files, though Pagefind orders them otherwise each time."""
    monkeypatch.setattr(parts, "LARGEST", largest)
    seen: dict[str, bytes] = {}
    site = copy_site(SITES / "riverlands", tmp_path / "site")
    for turn in range(4):
        if turn == 3:
            for file in site.glob("content/glossary/*.md"):
                file.write_text(file.read_text("utf-8") + "\nOtherwise.\n", "utf-8")
        made = understand(site, None, 1, Silent()).plan
        assert made
        files, _ = make_search(made, tmp_path / f"cache{turn}")
        for name, file in files.items():
            if name.split("/")[-2] in ("fragment", "index", "filter"):
                assert isinstance(file, Path)
                assert seen.setdefault(name, file.read_bytes()) == file.read_bytes(), name
    assert {name.split("/")[-2] for name in seen} == {"fragment", "index", "filter"}


def test_the_cache_does_not_grow_for_ever(tmp_path: Path, divided: None) -> None:
    for n in range(6):
        texts = {name: text.replace("beta", f"beta{n}") for name, text in TERMS.items()}
        files, _ = make_search(plan(tmp_path, texts), tmp_path / "cache")
    assert len(list((tmp_path / "cache" / "pagefind").iterdir())) <= 3 * len(folders(files))


# What may lie in the cache


def _lose_a_file(index: Path) -> None:
    next(index.glob("fragment/*")).unlink()


def _cut_a_file(index: Path) -> None:
    next(index.glob("*.pf_meta")).write_bytes(b"")


def _garble_the_list(index: Path) -> None:
    (index / "contents.json").write_text("[]")


def _lose_the_list(index: Path) -> None:
    (index / "contents.json").unlink()


def _put_a_file_there(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("?")


def _leave_it_half_written(index: Path) -> None:
    index.rename(index.with_suffix(".unfinished"))


def _put_a_file_for_all(index: Path) -> None:
    shutil.rmtree(index.parent)
    index.parent.write_text("?")


@pytest.mark.parametrize(
    "damage",
    [
        _lose_a_file,
        _cut_a_file,
        _garble_the_list,
        _lose_the_list,
        _put_a_file_there,
        _leave_it_half_written,
        _put_a_file_for_all,
    ],
)
def test_a_damaged_cache_costs_a_new_index_and_no_more(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    files, _ = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    damage(tmp_path / "cache" / "pagefind" / made_from(files, "pagefind/"))
    again, reused = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    assert not reused
    fragments = {name for name in files if "fragment" in name}
    assert {name for name in again if "fragment" in name} == fragments
    assert all(file.is_file() for file in again.values() if isinstance(file, Path))
    assert make_search(plan(tmp_path, TERMS), tmp_path / "cache")[1]


@pytest.mark.parametrize("damaged", ["shadows", "shadows/1/glossary", "shadows/1/glossary/t1/index.html"])
def test_shadow_pages_of_earlier_builds_are_brought_up_to_date(tmp_path: Path, damaged: str) -> None:
    make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    place = tmp_path / "cache" / damaged
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    place.write_text("?")
    fewer = {name: text.replace("beta", "delta") for name, text in TERMS.items() if name != "glossary/t2.md"}
    (tmp_path / "content/glossary/t2.md").unlink()
    after, _ = make_search(plan(tmp_path, fewer), tmp_path / "cache")
    fresh, _ = make_search(plan(tmp_path, fewer), tmp_path / "other cache")
    assert {name for name in after if "fragment" in name} == {name for name in fresh if "fragment" in name}


def test_what_pagefind_says_of_a_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: "/bin/false")
    with pytest.raises(SearchFailed, match="no search index"):
        make_search(plan(tmp_path, TERMS), tmp_path / "cache")


# Names and words


def test_the_names_of_a_large_site_stand_in_lists_by_their_hash(tmp_path: Path, divided: None) -> None:
    files, _ = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    assert start(files)["rows"] == []
    number = sum(31**place * ord(letter) for place, letter in enumerate("term 3"[::-1])) % 2**32 % LISTS
    assert "Term 3" in [row[0] for row in json.loads(files[f"search/names/{number}.json"])]
    assert {row[0] for row in json.loads(files["search/near.json"])} >= {f"Term {n}" for n in range(12)}


def test_words_of_most_pages_are_common_in_a_large_site_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    assert start(files)["common"] == []
    monkeypatch.setattr(parts, "LARGEST", 4)
    files, _ = make_search(plan(tmp_path, TERMS), tmp_path / "cache")
    assert {"alpha", "beta", "term"} <= set(start(files)["common"])
    assert not {"word1", "gamma", "amp", "p"} & set(start(files)["common"])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kim Il-sŏng", "kim il song"),
        ("Inch’ŏn", "inch on"),
        ("Joseon–Russia · 1884", "joseon russia 1884"),
        ("КНДР", "кндр"),
        ("Корё-сарам", "коре сарам"),
        ("38th_parallel", "38th parallel"),
        ("é ℠", "e sm"),
        ("한 ℠", "\u1112\u1161\u11ab sm"),
        ("  ", ""),
    ],
)
def test_folds_names(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters(exclude_characters="ŉ")))  # an apostrophe and n, which is obsolete
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_writes_text_as_it_is_indexed() -> None:
    assert normalise("Korea–Russia, Ch’ŏnan 한") == "Korea – Russia, Ch'ŏnan \u1112\u1161\u11ab"


def test_a_relation_without_events_has_no_shadow(tmp_path: Path) -> None:
    country = "---\ntitle: {0}\nexists: 1900/..\n---\n"
    both = "topics: [trade]\ncountries: [a, b]\n"
    article = f"---\ntitle: Both\nsummary: Text.\n{both}date: 1950/1960\n---\n\nText.\n"
    event = f"---\ntitle: Visit\ndate: 1955\ntype: visit\n{both}---\n"
    files = {"countries/a.md": country.format("A"), "countries/b.md": country.format("B"), "articles/both.md": article}
    assert "relations/a-b/" not in plan_shadows(plan(tmp_path, files))
    shadow = plan_shadows(plan(tmp_path, {**files, "events/1955-visit.md": event}))["relations/a-b/"]()
    assert (shadow.title, shadow.told[-1]) == ("A–B", "Visit, 1955")
