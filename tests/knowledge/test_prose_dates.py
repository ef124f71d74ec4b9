"""Sentences of an event of 1900 on the treaty of 4 March 1850, in the Old Style 20 February, in force from 1852."""

from pathlib import Path

import pytest
from samples import country, entry, event, settings

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.knowledge.prose_dates import differing_dates
from koreadiplo.linking import link_content
from koreadiplo.model.entries import Entry
from koreadiplo.reading import Content

TREATY = """
title: Treaty of the Lily
type: treaty
date: 1850-03-04
countries: [a, b]
aliases: [the treaty, The treaty, treaty of 1850, treaty of 1851]
old_style: 1850-02-20
in_force: 1852
disputed:
  - {field: date, value: "1855", source: x}
  - {field: date, value: no date, source: x}
  - {claim: Its place, value: "1860", source: x}
"""
ENTRIES: tuple[Entry, ...] = (
    country("a"),
    country("b"),
    entry("events/treaty", TREATY),
    event("war", "1883/1884", "a b", "aliases: [Salt War]"),
)


def find(body: str) -> list[Diagnostic]:
    own = event("own", "1900", "a b").model_copy(update={"body": body, "body_line": 11})
    content = Content((*ENTRIES, own), (), (), frozenset(), frozenset())
    linked, problems, _ = link_content(content, settings(Path("nowhere")), 1, lambda steps: None, {}, {})
    assert problems == []
    return list(differing_dates({one.id: one for one in content.entries}, linked.bodies))


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("They signed the treaty on 5 March 1850.", "5 March 1850"),
        ("They signed the treaty on March 5, 1850.", "March 5, 1850"),
        ("The treaty was signed in April 1850.", "April 1850"),
        ("In 1851 the two signed the treaty.", "1851"),
        ("On 4 April 1850, the treaty was signed.", "4 April 1850"),
        ("The treaty, signed on 4 April 1850, opened the river.", "4 April 1850"),
        ("The treaty (1851) opened the river.", "1851"),
        ("The treaty of 1851 opened the river.", "1851"),
        ("The [[treaty|old one of 1851]] opened the river.", "1851"),
        ("The Salt War of 1885–86 was long.", "1885–86"),
        ("The Salt War broke out in 1882.", "1882"),
    ],
)
def test_a_date_that_stands_with_the_event_and_differs(sentence: str, written: str) -> None:
    (problem,) = find(sentence)
    assert problem.code == "differing-date"
    assert problem.message.startswith(f"“{written}” stands with “")


@pytest.mark.parametrize(
    "sentence",
    [
        # It fits: to the day, to the month, to the year, as an end or a part of a period.
        "They signed the treaty on 4 March 1850.",
        "They signed the treaty in March 1850.",
        "They signed the treaty in 1850.",
        "The treaty of 1850 opened the river.",
        "The Salt War of 1883–84 was long.",
        "The Salt War ended in 1884.",
        "In June 1883 the Salt War broke out.",
        # It fits in another way: Old Style, in force, another source; or it is the date of the entry itself.
        "They signed the treaty on 20 February 1850.",
        "The treaty was in force in 1852.",
        "Some put the treaty in 1855.",
        "The treaty was renewed in 1900.",
        # Another date of the sentence fits.
        "The treaty of 1851 is of 4 March 1850.",
        "The treaty of 1850 lapsed in 1870.",
        # It belongs to something else, or may.
        "Since 1860 the treaty has been famous.",
        "The treaty was kept until 1870.",
        "In 1860, after the treaty, the ships came.",
        "After the treaty ships came in 1860.",
        "In 1860 the ships came and the treaty was known.",
        "The ships came in 1860; the treaty had been kept.",
        "Ten years before the Salt War, in 1873, all was well.",
        "The treaty opened the river, which all the ships of the two had shunned, in 1860.",
        "The treaty opened the long and winding river to the ships of the whole world in 1860.",
        "The treaty came first. The ships came in 1860.",
        "Of the treaty and the Salt War people spoke in 1860.",  # two events
        # It is no date.
        "The treaty cost 1851 crowns.",
        "They signed the treaty on 31 June 1850.",
        "The treaty has 12,345 words.",
        # There is nothing to compare with.
        "The ships came in 1860.",
        "The treaty opened the river.",
    ],
)
def test_leaves_alone_what_fits_or_may_belong_to_something_else(sentence: str) -> None:
    assert find(sentence) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("They signed the treaty\non 5 March 1850.", (11, 13)),
        ("So it was.\n\n- They met and\n  on 5 March 1850 signed [[treaty]].", (14, 6)),
        ("| a | the treaty of 1851 |\n|---|---|", (11, 21)),
    ],
)
def test_says_where(body: str, place: tuple[int, int]) -> None:
    (problem,) = find(body)
    assert (problem.line, problem.column) == place
