"""What holds of linked bodies whatever the names and the texts: nothing but links is added, and they are right."""

import dataclasses
import html
import re
import unicodedata
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from samples import UNMARKED, entry

from koreadiplo.linking.bodies import LinkedBody, link_bodies
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.folding import fold
from koreadiplo.linking.matching import NameMatcher
from koreadiplo.linking.names import make_name_table
from koreadiplo.model.entries import Entry

LETTERS = "aeKSŏó\u0301й\u0306ёБ\u00df한국북\u1112\u1161\u11ab金\uf90aか\u3099हि"
WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=4)
NAMES = st.lists(
    st.lists(WORDS, min_size=1, max_size=3).flatmap(
        lambda words: st.sampled_from([" ", "-", "–", "’", "&", ". "]).map(lambda joint: joint.join(words))
    ),
    min_size=1,
    max_size=5,
    unique=True,
).filter(lambda names: all(fold(name).text.strip() for name in names))
MARKS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](https://other.example/)",
    "]{.nolink}",
    "&amp;",
    "&#32;",
    "\\",
    "\\*",
    "<",
    "~",
    "[^1]",
    "://",
]
BLOCKS = [
    "\n\n",
    "\n\n## a\n\n",
    "\n\n### ",
    "\n\n> ",
    "\n\n- ",
    "\n\n1. ",
    "\n\nx\n: ",
    "\n\n| a | b |\n|---|---|\n| x | ",
    " | ",
    "\n\n    ",
    "\n\n[^1]: ",
]
GAPS = [
    " ",
    " ",
    " ",
    "\n",
    "  \n",
    "\u00a0",
    "\u200b",
    "\u00ad",
    ", ",
    ". ",
    "-",
    "–",
    "—",
    "/",
    "(",
    ")",
    "“",
    "’s",
    "'",
    "s",
    "es",
    "은",
    "에서",
    "산",
]
SPELLINGS = [
    lambda name: name,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
    lambda name: name.replace(" ", "\n").replace("-", "\u2011"),
    lambda name: name.replace("–", "-").replace("’", "'").replace(" ", " \u00a0"),
    lambda name: name[:1].upper() + name[1:],
    lambda name: name[:1] + "\u00ad" + name[1:],
    lambda name: name[:1] + "*" + name[1:] + "*",
    str.upper,
]
SETTINGS = settings(derandomize=True, max_examples=100)


@st.composite
def names_and_text(draw: st.DrawFn) -> tuple[list[str], str]:
    names = draw(NAMES)
    spelt = [spell(name) for name in names for spell in SPELLINGS]
    apart = [f" {name} " for name in spelt] + [f"{name}, " for name in names]
    others = GAPS + MARKS + BLOCKS + [name[1:] for name in names]
    weights = len(others) // len(apart) + 1
    return names, "".join(draw(st.lists(st.sampled_from(apart * weights + spelt + others), min_size=5, max_size=30)))


def linked(
    names: list[str], text: str, *, looked_for: bool = True, scope: str = "all", most: int = 99
) -> tuple[LinkedBody, list[Entry]]:
    terms = [
        entry(f"glossary/t{number}", f"title: Term no. {number}\ntype: idea").model_copy(update={"title": name})
        for number, name in enumerate(names)
    ]
    own = entry("glossary/own", "title: The page itself\ntype: idea").model_copy(update={"body": text, "body_line": 1})
    table = make_name_table([*terms, own], [], {}, frozenset(), frozenset())
    if not looked_for:
        table = dataclasses.replace(table, automatic={})
    context = LinkingContext(table, {}, frozenset(), scope, most, UNMARKED)  # type: ignore[arg-type]
    return link_bodies([own], context, 1, lambda steps: None, {})[0][own.id], terms


LINK = re.compile(r'<a href="kb:(glossary/t\d+)">(.*?)</a>', re.DOTALL)


@given(names_and_text())
@SETTINGS
def test_nothing_is_added_but_links(names_text: tuple[list[str], str]) -> None:
    """Without the links found, the HTML is that of a site without names; so the text is the same to the letter."""
    found, _ = linked(*names_text)
    plain, _ = linked(*names_text, looked_for=False)
    assert LINK.sub(r"\2", found.html) == plain.html
    assert found.lead == plain.lead
    assert found.headings == plain.headings


@given(names_and_text())
@SETTINGS
def test_links_stand_in_no_link_and_where_they_may(names_text: tuple[list[str], str]) -> None:
    body, _ = linked(*names_text)
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", body.html, re.DOTALL)
    for closed in ("h2", "h3", "blockquote", "code"):
        for part in re.findall(f"<{closed}[ >].*?</{closed}>", body.html, re.DOTALL):
            assert not LINK.search(part)
    assert len(LINK.findall(body.html)) == len(body.mentions)


def forms(name: str) -> set[str]:
    """Give all that a link to a name may read, folded."""
    folded = fold(name).text.strip()
    plurals = {folded, f"{folded}s", f"{folded}es", re.sub("y$", "ies", folded)}
    return plurals | {form[:1].upper() + form[1:] for form in plurals if folded[0].islower()}


@given(names_and_text())
@SETTINGS
def test_what_is_linked_is_a_name_of_its_target(names_text: tuple[list[str], str]) -> None:
    body, terms = linked(*names_text)
    titles = {term.id: term.title for term in terms}
    for target, shown in LINK.findall(body.html):
        text = html.unescape(re.sub("<[^>]*>", "", shown))
        assert fold(text).text in forms(titles[target])


@given(names_and_text())
@SETTINGS
def test_matches_lead_back_to_whole_words(names_text: tuple[list[str], str]) -> None:
    names, text = names_text
    folded = [fold(name).text.strip() for name in names]
    end = 0
    for match in NameMatcher(folded, frozenset()).find(text):
        written = text[match.start : match.end]
        assert end <= match.start < match.end <= len(text)
        assert match.name in folded
        assert fold(written).text in forms(match.name)
        around = text[match.start - 1 : match.start] + text[match.end : match.end + 1]
        if written[0] < "\u0500" and written[-1] < "\u0500":
            assert not re.search("[a-zA-ZŏóёйБß]", around)
        end = match.end


LEAF = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|th|td|h[1-6]|blockquote|section|pre|hr)\b[^>]*>")


@given(names_and_text(), st.integers(1, 3), st.sampled_from(["page", "section", "all"]))
@SETTINGS
def test_there_are_as_many_links_as_the_settings_say(names_text: tuple[list[str], str], most: int, scope: str) -> None:
    every, _ = linked(*names_text)
    body, _ = linked(*names_text, scope=scope, most=most)
    for block in LEAF.split(body.html):
        assert len(LINK.findall(block)) <= most
    sections = [body.html] if scope == "page" else re.split("<h2[ >]", body.html)
    for section, full in zip(
        sections, [every.html] if scope == "page" else re.split("<h2[ >]", every.html), strict=True
    ):
        counted = Counter(target for target, _ in LINK.findall(section))
        if scope != "all":
            assert not counted or max(counted.values()) == 1
        # And no fewer: what a paragraph has no room for is found in the next one.
        if most == 3 and all(len(set(LINK.findall(block))) <= 3 for block in LEAF.split(full)) and scope != "all":
            assert set(counted) == {target for target, _ in LINK.findall(full)}


@given(
    st.text(
        st.characters(categories=["L", "N"]) | st.characters(categories=["L", "M", "N", "Pd"]), min_size=1, max_size=6
    ),
    st.sampled_from(["NFC", "NFD"]),
)
@SETTINGS
def test_every_name_is_found_where_it_stands_alone(name: str, form: str) -> None:
    assume(name[0].isalpha() and (name[-1].isalpha() or name[-1].isdecimal()))
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    text = f"“An, {written}; {written}.\n({written})"
    matches = NameMatcher([fold(name).text], frozenset()).find(text)
    assert [text[match.start : match.end] for match in matches] == [written] * 3
