"""Names that recur and have no entry, in texts on invented states."""

from pathlib import Path

import pytest
from samples import Silent, write_site

from koreadiplo.editing.missing_names import MissingName, find_missing_names
from koreadiplo.editing.passages import read_linked_site

ENTRIES = {
    "countries/borduria.md": "---\ntitle: Borduria\nexists: 1800/..\nnames: {ru: Бордурия}\n---\n",
    "countries/lower-lilia.md": "---\ntitle: Lower Lilia\nexists: 1800/..\n---\n",
    "glossary/anna-brandt.md": "---\ntitle: Anna Brandt\ntype: person\n---\n",
    "glossary/silence.md": "---\ntitle: Great Silence\ntype: idea\nlink: never\n---\n",
    "events/1850-war.md": "---\ntitle: Salt War\ndate: 1850\ntype: war\ncountries: [borduria]\n---\n",
}


def missing(root: Path, *bodies: str) -> list[MissingName]:
    texts = {f"glossary/text-{n}.md": f"---\ntitle: text-{n}\ntype: work\n---\n{body}" for n, body in enumerate(bodies)}
    site = read_linked_site(write_site(root, ENTRIES | texts), 1, Silent())
    return list(find_missing_names(site.passages, site.names, site.config.language))


def names(root: Path, *bodies: str) -> dict[str, int]:
    return {name.name: len(name.places) for name in missing(root, *bodies)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # one word, several, and what joins them
        ("It went to Zileheroum.", ["Zileheroum"]),
        ("It went to New Zileheroum City.", ["New Zileheroum City"]),
        ("It was the Treaty of Port Ember.", ["Treaty of Port Ember"]),
        ("It was the Bank of the Far Islands.", ["Bank of the Far Islands"]),
        ("It met Otto von Lind and Carla de la Cruz.", ["Carla de la Cruz", "Otto von Lind"]),
        ("It was the Board of Trade and Industry.", ["Board of Trade and Industry"]),
        ("It met W. B. Preston and the U.S.S. Fox.", ["U.S.S. Fox", "W. B. Preston"]),
        ("It met\nOtto\nvon Lind.", ["Otto von Lind"]),
        ("It went to Port Ember, Zileheroum–Vlad and the East.", ["East", "Port Ember", "Vlad", "Zileheroum"]),
        ("It met Lind's men and Kim Il‑sung’s.", ["Kim Il‑sung", "Lind"]),
        ("It saw the Öst-Tor and the Öst-Tor.", ["Öst-Tor"]),
        ("Был Институт Востока и Пётр Первый.", ["Институт Востока", "Пётр Первый"]),
        # what is known already
        ("It met Anna Brandt and Lower Lilia.", []),
        ("It met President Anna Brandt; it met a president.", []),
        ("It was the Salt War and a Great Silence.", []),
        ("It met the Treaty of Borduria and Anna Brandt.", ["Treaty of Borduria"]),
        ("It met the Anna Brandt Society; the society is small.", ["Anna Brandt Society"]),
        ("It crossed the East Borduria Sea; in the east is the sea.", ["East Borduria Sea"]),
        # capitals that make no name
        ("The salt is dear. Whether it is? Very.", []),
        ("It is his: Salt, and salt.", []),
        ("It said Yes to this, and yes to that.", []),
        ("It was in May, on a Monday of October.", []),
        ("It was Bordurian, for Bordurians, in Lower Lilian and Sino-Bordurian ways.", []),
        ("It was Бордурия.", []),
        # a name at the start of a sentence
        ("Zileheroum fell. It was at Zileheroum.", ["Zileheroum"]),
        ("Zileheroum fell.", []),
        ("Treaty of Ember! It broke the Treaty of Ember, as any treaty.", ["Treaty of Ember"]),
        ("In Zileheroum all fell in.", ["Zileheroum"]),
        # where no name would be linked
        ("## On Zileheroum\n\n> At Zileheroum.\n\nIt was `Zileheroum`.", []),
        ("It was at [[anna-brandt|Zileheroum]], at [Zileheroum]{.nolink}, at [Zileheroum](https://z.example/).", []),
    ],
)
def test_finds_names(sentence: str, expected: list[str], tmp_path: Path) -> None:
    assert sorted(names(tmp_path, sentence, sentence)) == expected


def test_spellings_that_are_compared_as_one_are_one_name(tmp_path: Path) -> None:
    texts = "It is Koryŏ-Tor.", "It is Koryo\u2010Tor and Koryo\u0306-Tor’s.", "It is the koryo-tor."
    assert missing(tmp_path, *texts[:2]) == [
        MissingName("Koryŏ-Tor", tuple(f"content/glossary/text-{n}.md:5" for n in (0, 1, 1)), ())
    ]
    assert missing(tmp_path, *texts) == []


@pytest.mark.parametrize(
    ("bodies", "count"),
    [
        (["It is Ember."], None),
        (["It is Ember.", "It is Ash."], None),
        (["It is Ember or Ember."], None),
        (["It is Ember, Ember or Ember."], 3),
        (["It is Ember.", "It is Ember."], 2),
        (["It is Ember.", "Ember burns."], 2),
    ],
)
def test_a_name_recurs_at_three_places_or_in_two_entries(bodies: list[str], count: int | None, tmp_path: Path) -> None:
    assert names(tmp_path, *bodies).get("Ember") == count


def test_the_most_frequent_come_first_with_their_places(tmp_path: Path) -> None:
    assert missing(tmp_path, "It is Ash.\nOr is it\nEmber?", "It is Ember;\n\n- so Ember\n- and Ash") == [
        MissingName(
            "Ember",
            ("content/glossary/text-0.md:7", "content/glossary/text-1.md:5", "content/glossary/text-1.md:7"),
            (),
        ),
        MissingName("Ash", ("content/glossary/text-0.md:5", "content/glossary/text-1.md:8"), ()),
    ]


def test_names_whose_part_it_is_are_told(tmp_path: Path) -> None:
    found = missing(tmp_path, "It met Brandt in the Salt.", "It met Brandt in the Salt.")
    assert {name.name: name.near for name in found} == {
        "Brandt": ("glossary/anna-brandt",),
        "Salt": ("events/1850-war",),
    }
