"""New entries: questions and hints from the model, answers judged as a build would, files that are good as they are."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SITES, Silent

from koreadiplo.editing.check import check
from koreadiplo.editing.new_entry import (
    KINDS_BY_NAME,
    Workshop,
    entry_text,
    open_workshop,
    problems,
    propose_slug,
    questions,
    write_entry,
)
from koreadiplo.editing.refusal import Refused
from koreadiplo.editing.yaml_text import as_yaml
from koreadiplo.model.entries import Entry
from koreadiplo.reading.entries import read_entry
from koreadiplo.reading.strict_yaml import load_yaml

ANSWERS = {
    "article": {
        "title": "The lilies",
        "summary": "How: a story.",
        "countries": "thule, kingdom-of-lilia",
        "date": "1850/1860",
        "topics": "trade",
    },
    "event": {"title": "Talks: a “first”", "date": "1885~", "type": "summit", "countries": "thule"},
    "country": {"title": "Farland", "exists": "1700/.."},
    "term": {"title": "#lily", "type": "idea"},
    "statistic": {"title": "Herds", "countries": "thule", "unit": "cows", "values": "1990: 2.3, 1991~: 3"},
}
RIVERLANDS = SITES / "riverlands"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVERLANDS, tmp_path / "site"))


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return open_workshop(RIVERLANDS)


def read(kind: type[Entry], answers: dict[str, str]) -> Entry:
    entry = read_entry(f"content/{kind.folder}/a.md", entry_text(kind, answers))
    assert isinstance(entry, Entry), entry
    return entry


def test_what_is_required_is_asked_first_and_the_title_before_all() -> None:
    required = {name: [q.key for q in questions(kind) if q.required] for name, kind in KINDS_BY_NAME.items()}
    assert required == {name: list(answers) for name, answers in ANSWERS.items()}


def test_each_key_of_a_kind_has_one_question() -> None:
    for kind in KINDS_BY_NAME.values():
        keys = [q.key for q in questions(kind)]
        assert (len(keys), set(keys)) == (len(set(keys)), kind.keys())


@pytest.mark.parametrize("name", ANSWERS)
def test_a_new_entry_is_good_as_it_is(name: str, root: Path) -> None:
    before = check(root, 1, Silent())
    kind = KINDS_BY_NAME[name]
    file = write_entry(open_workshop(root), kind, "lily-new", ANSWERS[name])
    assert file == root / "content" / kind.folder / "lily-new.md"
    assert check(root, 1, Silent()) == before
    entry = read(kind, ANSWERS[name])
    assert entry.title == ANSWERS[name]["title"]
    assert entry.keys() & entry.model_fields_set == ANSWERS[name].keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_hint_is_good_when_its_mark_is_removed(name: str) -> None:
    """Each by itself, as they come: what an example names may be unknown, but the file can be read."""
    kind = KINDS_BY_NAME[name]
    lines = entry_text(kind, ANSWERS[name]).split("\n")
    hints = {key: n for n, line in enumerate(lines) for key in kind.keys() if line.startswith(f"# {key}: ")}  # noqa: SIM118
    assert hints.keys() == kind.keys() - ANSWERS[name].keys()
    special = {"in_force", "effect"}  # for treaties, and where there are two countries
    for key in hints.keys() - special:
        shown = [line.removeprefix("# ") if n == hints[key] else line for n, line in enumerate(lines)]
        entry = read_entry(f"content/{kind.folder}/a.md", "\n".join(shown).replace("france, spain", "thule, thule-b"))
        assert isinstance(entry, Entry) or key == "effects", entry


def test_optional_keys_are_written_where_they_are_answered() -> None:
    given = {"names": "el: Λ, ru: [А, Б]", "aliases": "[a, b: c]", "coordinates": "lat: 1.5, lon: -2", "draft": "true"}
    entry = read(KINDS_BY_NAME["term"], {**ANSWERS["term"], "type": "place", **given, "aliases": "a, 'b: c'"})
    assert entry.names == {"el": ("Λ",), "ru": ("А", "Б")}
    assert entry.aliases == ("a", "b: c")
    assert entry.draft


def test_values_may_be_written_as_pairs_or_in_full() -> None:
    kind = KINDS_BY_NAME["statistic"]
    text = entry_text(kind, {**ANSWERS["statistic"], "values": "1990: 2.3, {date: 1991, low: 1, high: 2}"})
    assert "\nvalues: [{date: 1990, value: 2.3}, {date: 1991, low: 1, high: 2}]\n" in text


@pytest.mark.parametrize(
    ("name", "key", "answer", "message"),
    [
        ("event", "date", "1885-02-30", "date: “1885-02-30” has no day 30. Write 1884-07-07, "),
        ("event", "type", "tretay", "Did you mean treaty?"),
        ("event", "countries", "thuel", "There is no country “thuel”. Did you mean thule?"),
        ("event", "countries", "thule, thule", "“thule” stands here twice"),
        ("event", "countries", "", "too few items"),
        ("article", "topics", "trad", "There is no topic “trad”. Did you mean trade?"),
        ("article", "summary", "", "this is empty"),
        ("event", "in_force", "1885", "in_force is for treaties and agreements"),
        ("event", "effect", "established", "effect needs exactly two countries"),
        ("term", "title", "Salt", "glossary/salt is called “Salt” too."),
        ("term", "title", "Borduria", "lineages/borduria is called “Borduria” too."),
        ("term", "sources", "brown-1900", "Did you mean brown-1901 or green-1950?"),
        ("term", "names", "el: [a", "never closed"),
        ("statistic", "values", "1990", "keys with values belong here"),
        ("statistic", "values", "1990: many", "“many” is not a number"),
    ],
)
def test_answers_are_judged_as_a_build_would(
    name: str, key: str, answer: str, message: str, workshop: Workshop
) -> None:
    found = problems(workshop, KINDS_BY_NAME[name], {**ANSWERS[name], key: answer})
    assert list(found) == [key]
    assert message in found[key]


def test_an_answer_is_judged_before_the_others_are_known(workshop: Workshop) -> None:
    kind = KINDS_BY_NAME["event"]
    assert problems(workshop, kind, {"title": "Talks"}) == {}
    assert list(problems(workshop, kind, {"title": "Talks", "date": "soon"})) == ["date"]


@pytest.mark.parametrize(
    ("name", "title", "date", "slug"),
    [
        ("event", "Treaty of Wŏnsan: “the first”", "1884-07-07", "1884-07-07-treaty-of-wonsan-the-first"),
        ("event", "Talks", "1885~", "1885-talks"),
        ("event", "Talks", "1858/1861", "1858-talks"),
        ("event", "Talks", "195X", "1950s-talks"),
        ("event", "Talks", "16XX", "talks"),
        ("event", "Talks", "../1900", "talks"),
        ("term", "Korea's  railway (1899)", "1899", "koreas-railway-1899"),
        ("term", "Łódź", "", "lodz"),
        ("term", "Россия 2", "", ""),
    ],
)
def test_proposes_a_name_for_the_file(name: str, title: str, date: str, slug: str) -> None:
    assert propose_slug(KINDS_BY_NAME[name], {"title": title, "date": date}) == slug


@pytest.mark.parametrize(
    ("name", "slug", "message"),
    [
        ("term", "Salt Lake", "can't be the name of a file"),
        ("term", "salt", "There is an entry glossary/salt already."),
        ("term", "thule", "countries/thule has the same name"),
        ("term", "gazette", "sources/gazette has the same name"),
        ("term", "borduria", "lineages/borduria has the same name"),
        ("article", "unfinished", "There is an entry articles/unfinished already."),
        ("term", "unfinished", "articles/unfinished has the same name"),
    ],
)
def test_refuses_names_that_are_taken(name: str, slug: str, message: str, root: Path) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*.*")}
    with pytest.raises(Refused, match=r"--slug|small letters") as refusal:
        write_entry(open_workshop(root), KINDS_BY_NAME[name], slug, ANSWERS[name])
    assert message in str(refusal.value)
    assert {file: file.read_bytes() for file in root.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("key", "message"),
    [("former", "was the name of glossary/salt before"), ("aliases", "glossary/salt is called “white-gold”")],
)
def test_refuses_other_names_of_an_entry(key: str, message: str, root: Path) -> None:
    salt = root / "content" / "glossary" / "salt.md"
    text = salt.read_text(encoding="utf-8").replace("type:", f"{key}: [white-gold]\ntype:")
    salt.write_text(text, encoding="utf-8")
    assert message in open_workshop(root).slug_problem(KINDS_BY_NAME["term"], "white-gold")


def test_a_country_may_be_called_as_its_lineage(workshop: Workshop) -> None:
    assert workshop.slug_problem(KINDS_BY_NAME["country"], "borduria") == ""
    assert workshop.title_problem(KINDS_BY_NAME["country"], "Borduria") == ""


def test_works_where_the_content_has_errors(root: Path) -> None:
    (root / "content" / "glossary" / "salt.md").write_text("---\ntitle: Salt\n", encoding="utf-8")
    before = check(root, 1, Silent())
    write_entry(open_workshop(root), KINDS_BY_NAME["term"], "lily-new", ANSWERS["term"])
    assert check(root, 1, Silent()) == before != ()


def test_refuses_where_the_settings_have_errors(root: Path) -> None:
    (root / "site.toml").write_text("title = 1", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        open_workshop(root)
    assert refusal.value.diagnostics


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff"), min_size=1),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text("ab:#-", min_size=1), inside, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    assert load_yaml(f"key: {as_yaml(value)}\n# end") == {"key": value}
