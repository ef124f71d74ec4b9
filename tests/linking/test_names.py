import pytest
from samples import country, entry, event

from koreadiplo.linking.names import NameTable, Unresolved, make_name_table
from koreadiplo.model.entries import Entry
from koreadiplo.model.sources import Source

ENTRIES = [
    country("kingdom-of-lilia", "1700/1850-05-01", "lineage: lilia\naliases: [Lilia, Liliana]"),
    country("republic-of-lilia", "1850-05-01/..", "lineage: lilia\naliases: [Lilia, LR]"),
    country("upper-lilia", "1900/..", "lineage: lilia\naliases: [the North]"),
    country("lower-lilia", "1900/..", "aliases: [the North, LR]"),
    country("borduria", more="lineage: borduria\nformer: [bordurian-empire]"),
    event("1850-treaty", "1850", "borduria kingdom-of-lilia", "aliases: [the treaty]"),
    entry("glossary/salt", "title: Salt\ntype: thing\nnames: {el: Αλάτι}\naliases: [Liliana]"),
    entry("glossary/borduria", "title: Bordurian\ntype: people"),
    entry("glossary/silence", "title: Silence\ntype: idea\nlink: never"),
    entry(
        "statistics/salt-trade", "title: Salt trade\ncountries: [borduria]\nunit: t\nvalues: [{date: 1850, value: 1}]"
    ),
]
SOURCE = Source(slug="brown-1901", path="content/sources.yaml", line=1, title="Salt and Silk", csl={})


def table(*entries: Entry) -> NameTable:
    return make_name_table(
        [*ENTRIES, *entries],
        [SOURCE],
        {"lilia": "Lilia", "borduria": "The Bordurias"},
        drafts=frozenset({"articles/hidden"}),
        unread=frozenset({"articles/broken"}),
    )


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("countries/borduria", "countries/borduria"),
        ("glossary/borduria", "glossary/borduria"),
        ("upper-lilia", "countries/upper-lilia"),
        ("Upper-Lilia", "countries/upper-lilia"),
        ("1850-treaty", "events/1850-treaty"),
        ("The Treaty", "events/1850-treaty"),
        ("αλάτι", "glossary/salt"),
        ("Silence", "glossary/silence"),
        ("salt trade", "statistics/salt-trade"),
        ("brown-1901", "sources/brown-1901"),
        ("salt and silk", "sources/brown-1901"),
        ("lineages/lilia", "lineages/lilia"),
        ("the bordurias", "lineages/borduria"),
        ("bordurian-empire", "countries/borduria"),
        ("countries/bordurian-empire", "countries/borduria"),
        ("articles/broken", "articles/broken"),
        ("broken", "articles/broken"),
    ],
)
def test_resolves(text: str, id_: str) -> None:
    assert table().resolve(text) == id_


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("borduria", "Write one of: countries/borduria, glossary/borduria, lineages/borduria."),
        ("LR", "Write one of: countries/republic-of-lilia, countries/lower-lilia."),
    ],
)
def test_lists_what_an_ambiguous_reference_could_mean(text: str, hint: str) -> None:
    found = table().resolve(text)
    assert isinstance(found, Unresolved)
    assert (found.code, found.hint) == ("ambiguous-reference", hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("silense", "Did you mean silence"),
        ("countries/uper-lilia", "Did you mean countries/upper-lilia"),
        ("xyz", "Write an id such as"),
        ("", "Write an id such as"),
    ],
)
def test_suggests_what_an_unknown_reference_may_mean(text: str, hint: str) -> None:
    found = table().resolve(text)
    assert isinstance(found, Unresolved)
    assert found.code == "unknown-target"
    assert found.hint.startswith(hint)


@pytest.mark.parametrize("text", ["articles/hidden", "hidden"])
def test_says_that_an_entry_is_a_draft(text: str) -> None:
    found = table().resolve(text)
    assert isinstance(found, Unresolved)
    assert "draft" in found.message


def test_an_entry_goes_before_the_former_name_of_another() -> None:
    assert table(country("bordurian-empire")).resolve("countries/bordurian-empire") == "countries/bordurian-empire"


def test_what_is_looked_for_in_running_text() -> None:
    automatic = table().automatic
    assert automatic["Lilia"] == ("countries/kingdom-of-lilia", "countries/republic-of-lilia", "lineages/lilia")
    assert automatic["the treaty"] == ("events/1850-treaty",)
    assert automatic["Αλάτι"] == ("glossary/salt",)
    assert automatic["Silence"] == ()
    assert not {"1850-treaty", "Salt trade", "Salt and Silk", "The Treaty", "salt"} & set(automatic)


@pytest.mark.parametrize(
    ("name", "text_in", "chosen"),
    [
        # one of the entry's own countries
        ("Lilia", "countries: [borduria, kingdom-of-lilia]\ndate: 1900", "countries/kingdom-of-lilia"),
        ("Lilia", "countries: [borduria, kingdom-of-lilia, republic-of-lilia]\ndate: 1849/1851", "lineages/lilia"),
        # a state of the entry's time
        ("Lilia", "countries: [borduria]\ndate: 1750", "countries/kingdom-of-lilia"),
        ("Lilia", "countries: [borduria]\ndate: 1950", "countries/republic-of-lilia"),
        ("the North", "countries: [upper-lilia]\ndate: 1950", "countries/upper-lilia"),
        # else the lineage of all
        ("Lilia", "countries: [borduria]\ndate: 1849/1851", "lineages/lilia"),
        ("Lilia", "countries: [borduria]\ndate: 1600", "lineages/lilia"),
        # else it stays open
        ("the North", "countries: [borduria]\ndate: 1950", None),
        ("LR", "countries: [borduria]\ndate: 1950", None),
        ("LR", "countries: [borduria]\ndate: 1870", "countries/republic-of-lilia"),
        # so too of a state and a term; beside another time's state the term is not meant for certain
        ("Liliana", "countries: [borduria]\ndate: 1750", "countries/kingdom-of-lilia"),
        ("Liliana", "countries: [borduria]\ndate: 1950", None),
        ("Liliana", "countries: [kingdom-of-lilia]\ndate: 1750", "countries/kingdom-of-lilia"),
        # a single one
        ("the treaty", "countries: [borduria]\ndate: 1750", "events/1850-treaty"),
        # what only one is called means that one, at any time
        ("Upper-Lilia", "countries: [borduria]\ndate: 1750", "countries/upper-lilia"),
        ("Lower-Lilia", "countries: [borduria]\ndate: 1750", "countries/lower-lilia"),
    ],
)
def test_chooses_by_countries_then_by_time_then_by_lineage(name: str, text_in: str, chosen: str | None) -> None:
    article = entry("articles/essay", f"title: Essay\nsummary: S\ntopics: [t]\n{text_in}")
    names = table()
    assert names.choose(names.automatic[name], article) == chosen


def test_a_country_means_itself_in_its_own_text() -> None:
    names = table()
    republic = next(entry for entry in ENTRIES if entry.slug == "republic-of-lilia")
    assert names.choose(names.automatic["Lilia"], republic) == "countries/republic-of-lilia"


def test_without_a_time_all_states_may_be_meant() -> None:
    names = table()
    term = entry("glossary/tea", "title: Tea\ntype: thing")
    assert names.choose(names.automatic["Lilia"], term) == "lineages/lilia"
    assert names.choose(names.automatic["the North"], term) is None
