"""What `links` reports on a site of invented states."""

import json
from pathlib import Path

import pytest
from samples import SETTINGS, Silent, write_site

from koreadiplo.editing.links import EntryLinks, Report, as_json, as_text, entry_as_text, links_to, report_links
from koreadiplo.editing.passages import LinkedSite, read_linked_site
from koreadiplo.linking import Unresolved

TERM = "---\ntitle: {title}\ntype: thing\n{keys}\n---\n\n{body}\n"


def term(title: str, body: str = "", keys: str = "") -> str:
    return TERM.format(title=title, body=body, keys=keys or "aliases: []")


def read(root: Path, files: dict[str, str], settings: str = SETTINGS) -> LinkedSite:
    return read_linked_site(write_site(root, files, settings), 1, Silent())


def report(root: Path, files: dict[str, str], settings: str = SETTINGS) -> Report:
    return report_links(read(root, files, settings))


def entry(root: Path, name: str, files: dict[str, str], settings: str = SETTINGS) -> EntryLinks:
    found = links_to(read(root, files, settings), name)
    assert isinstance(found, EntryLinks)
    return found


SITE = {
    "countries/borduria.md": "---\ntitle: Borduria\nexists: 1800/..\n---\n\nIt trades in Koryŏ-salt.\n",
    "events/1850-treaty.md": """\
---
title: Treaty of Ember
date: 1850
type: treaty
countries: [borduria]
aliases: [the treaty]
---

Borduria signed it.

## Later

Borduria kept the [salt](../glossary/salt.md).
""",
    "glossary/salt.md": term("Koryo-salt", "From Borduria.", "aliases: [white gold]"),
    "glossary/tea.md": term("Tea", "", "aliases: [green leaf]"),
    "sources.yaml": "references:\n- {id: b, type: book, title: B}\n",
}
TEXT = """\
Where each entry is linked
  glossary/
    Koryo-salt: 2 links on 2 pages
    Tea: no links
  events/
    Treaty of Ember: no links
  countries/
    Borduria: 3 links on 2 pages
  lineages/
    Old Borduria: no links

Entries none of whose names is met
  glossary/tea: Tea, green leaf (no links)
  events/1850-treaty: the treaty (no links)
  lineages/old-borduria: Old Borduria (no links)

Names that are never met
  glossary/salt: white gold

Names that are met and are in no entry
  none

Paragraphs with many links
  none"""


def test_a_report_in_words(tmp_path: Path) -> None:
    settings = f'{SETTINGS}\n[lineages]\nold-borduria = "Old Borduria"\n'
    assert as_text(report(tmp_path, SITE, settings)) == TEXT


def test_names_in_no_entry_and_paragraphs_with_many_links(tmp_path: Path) -> None:
    dense = "[[salt]] and [[salt]] and [[salt]] and [[salt]] and [[salt]]. He met Brandt."
    files = {**SITE, "glossary/tea.md": term("Tea", dense), "glossary/ash.md": term("Ash", "Is it Brandt?")}
    files["glossary/brandt.md"] = term("Anna Brandt")
    text = as_text(report(tmp_path, files))
    assert text.partition("Names that are met and are in no entry\n")[2] == (
        "  Brandt (part of the name of glossary/brandt): 2 times: "
        "content/glossary/ash.md:7, content/glossary/tea.md:7\n"
        "\nParagraphs with many links\n  content/glossary/tea.md:7: 5 links in 12 words"
    )


def test_one_entry(tmp_path: Path) -> None:
    assert entry_as_text(entry(tmp_path, "koryŏ-salt", SITE)) == (
        "Koryo-salt (glossary/salt): 2 links on 2 pages\n"
        "  content/countries/borduria.md:6: “Koryŏ-salt”\n"
        "  content/events/1850-treaty.md:13: “salt”, by hand\n"
        "Never met: white gold"
    )
    assert entry_as_text(entry(tmp_path, "tea", SITE)) == "Tea (glossary/tea): no links\nNever met: Tea, green leaf"


def test_the_most_linked_of_a_kind_comes_first(tmp_path: Path) -> None:
    files = {
        name: term(name, body) for name, body in {"ant": "", "bee": "Cat, dog, ant.", "cat": "", "dog": "Cat."}.items()
    }
    found = report(tmp_path, {f"glossary/{name}.md": text for name, text in files.items()})
    assert [(linked.id, len(linked.links)) for linked in found.entries] == [
        ("glossary/cat", 2),
        ("glossary/ant", 1),
        ("glossary/dog", 1),
        ("glossary/bee", 0),
    ]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("tee", "No entry is called “tee”.", "Did you mean tea"),
        ("leaf", "“leaf” could mean 2 entries.", "Write one of: glossary/ash, glossary/elm."),
        ("b", "“b” is a source, not an entry.", "Its page lists what cites it."),
    ],
)
def test_a_name_that_means_no_entry(name: str, message: str, hint: str, tmp_path: Path) -> None:
    files = {f"glossary/{slug}.md": term(slug, "", "aliases: [leaf]") for slug in ("ash", "elm")}
    files = {**SITE, **files}
    found = links_to(read(tmp_path, files), name)
    assert isinstance(found, Unresolved)
    assert found.message == message
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("body", "met"),
    [
        ("Of salt.", True),
        ("Salt is dear, salt is scarce.", True),
        ("Salts of the earth.", True),
        ("## On salt", True),
        ("> Bring salt.", True),
        ("Of [salt]{.nolink}.", True),
        ("Of [[ash|salt]].", True),
        ("Of **sal**t.", True),
        ("Of [the mineral](salt.md).", False),
        ("Of `salt`.", False),
        ("Of salty salt-lakes.", False),
    ],
)
def test_what_counts_as_met(body: str, met: bool, tmp_path: Path) -> None:
    files = {"glossary/salt.md": term("salt", "Salt is salt."), "glossary/ash.md": term("Ash", body)}
    found = entry(tmp_path, "glossary/salt", files)
    assert (found.met, found.never_met) == ((("salt",), ()) if met else ((), ("salt",)))


def test_a_name_counts_as_met_where_it_was_not_linked(tmp_path: Path) -> None:
    """Over the limit of a paragraph, in an entry that forbids the link, and where another entry was meant."""
    files = {f"glossary/{name}.md": term(name) for name in ("ash", "bee", "cat", "dog", "elk")}
    files["glossary/text.md"] = term("text", "Ash, bee, cat and dog.\n\nOf elk.", "nolink: [elk]")
    found = {linked.id: linked for linked in report(tmp_path, files).entries}
    for name in ("dog", "elk"):
        assert (found[f"glossary/{name}"].links, found[f"glossary/{name}"].met) == ((), (name,))


def test_names_in_other_languages_are_told_only_where_they_are_met(tmp_path: Path) -> None:
    keys = "names: {ko: [소금, 백금], ru: Соль, en: [white gold, sea gold]}\naliases: [Sea Gold, SALT, mineral]"
    files = {"glossary/salt.md": term("Salt", "", keys), "glossary/ash.md": term("Ash", "소금은 white gold.")}
    found = entry(tmp_path, "salt", files)
    assert found.met == ("white gold", "소금")
    assert found.never_met == ("Salt", "Sea Gold", "mineral")
    korean = entry(tmp_path, "salt", files, SETTINGS.replace('"en"', '"ko-KR"'))
    assert korean.met == ("소금", "white gold")
    assert korean.never_met == ("Salt", "Sea Gold", "mineral", "백금")


def test_what_is_linked_by_hand_only_is_never_looked_for(tmp_path: Path) -> None:
    files = {"glossary/salt.md": term("Salt", "", "link: never"), "glossary/ash.md": term("Ash", "Of salt: [[salt]].")}
    found = entry(tmp_path, "salt", files)
    assert (len(found.links), found.met, found.never_met) == (1, (), ())


@pytest.mark.parametrize(
    ("links", "words", "told"), [(4, 5, False), (5, 39, True), (5, 40, False), (9, 71, True), (9, 72, False)]
)
def test_a_paragraph_is_over_linked_from_five_links_with_fewer_than_eight_words_each(
    links: int, words: int, told: bool, tmp_path: Path
) -> None:
    body = "\n".join(["[[ash]]"] * links + ["word"] * (words - links))
    found = report(tmp_path, {"glossary/ash.md": term("Ash"), "glossary/text.md": term("text", f"A.\n\n{body}\n\nB.")})
    assert [(paragraph.place, paragraph.links, paragraph.words) for paragraph in found.over_linked] == (
        [("content/glossary/text.md:9", links, words)] if told else []
    )


def test_a_report_for_machines(tmp_path: Path) -> None:
    told = json.loads(as_json(report(tmp_path, SITE)))
    assert list(told) == ["entries", "in_no_entry", "over_linked"]
    assert [found["id"] for found in told["entries"]][:2] == ["glossary/salt", "glossary/tea"]
    assert told["entries"][0]["links"][0] == {
        "source": "countries/borduria",
        "path": "content/countries/borduria.md",
        "line": 6,
        "text": "Koryŏ-salt",
        "by_hand": False,
        "sentence": "It trades in Koryŏ-salt.",
    }
