"""The ledger of what was taken from the three source entries, sentence by sentence, into which entries."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from koreadiplo.knowledge import KnowledgeBase
from koreadiplo.model.entries import Article, Event, Statistic, Term

LEDGER = Path(__file__).parents[1] / "docs" / "coverage.tsv"
SOURCES = {"lankov-korea", "us-korea", "russia-south-korea"}
# Entries that cite one of the sources in passing, or for its silence, and hold no sentence of it.
BESIDES = {
    "events/1937-08-21-deportation-of-koreans",
    "events/1953-10-01-mutual-defense-treaty",
    "events/1988-07-07-declaration-on-the-communist-states",
    "events/1992-11-19-treaty-on-basic-relations",
    "glossary/andrei-lankov",
    "glossary/yi-so-yeon",
}


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    with LEDGER.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_it_has_a_header_and_three_columns(rows: list[list[str]]) -> None:
    assert rows[0] == ["source", "first words", "entries"]
    assert [row for row in rows if len(row) != 3 or not all(cell and cell == cell.strip() for cell in row)] == []


def test_it_goes_through_the_three_sources(rows: list[list[str]]) -> None:
    sentences = Counter(row[0] for row in rows[1:])
    assert sentences.keys() == SOURCES
    assert min(sentences.values()) > 15


def test_it_quotes_five_words_at_most(rows: list[list[str]]) -> None:
    assert [row[1] for row in rows[1:] if len(row[1].split()) > 5] == []


def test_every_entry_that_it_names_exists_and_cites_the_source(rows: list[list[str]], base: KnowledgeBase) -> None:
    wrong = []
    for source, first_words, entries in rows[1:]:
        named = entries.split(" ")
        if len(set(named)) < len(named):
            wrong.append(f"{source}, {first_words}: names an entry twice")
        wrong += [f"{source}, {first_words}: no entry {id_}" for id_ in named if id_ not in base.entries]
        silent = [id_ for id_ in named if id_ in base.entries and id_ not in base.citations[source]]
        wrong += [f"{source}, {first_words}: {id_} does not cite it" for id_ in silent]
    assert wrong == []


def test_every_entry_that_rests_on_the_sources_is_in_it(rows: list[list[str]], base: KnowledgeBase) -> None:
    named = {id_ for row in rows[1:] for id_ in row[2].split()}
    citing = {id_ for source in SOURCES for id_ in base.citations[source]}
    held = {id_ for id_ in citing if isinstance(base.entries[id_], Article | Event | Term | Statistic)}
    assert sorted(held - named - BESIDES) == []
    assert sorted(BESIDES - (held - named)) == []
