"""What comes out with the bodies of earlier builds is what comes out without, and few are linked again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from samples import settings

from koreadiplo.diagnostics import Diagnostic
from koreadiplo.linking import LinkedBody, link_content
from koreadiplo.model.entries import Entry
from koreadiplo.model.sources import Source
from koreadiplo.reading import Content
from koreadiplo.reading.entries import read_entry

NAMES = ["Tea", "tea", "Tea Party", "Salt", "Koryŏ", "Сеул", "한국", "金", "Germany", "R&D", "Land-Rover"]
BODY_PARTS = [
    *NAMES,
    *(
        "Teas",
        "Tea's",
        "T*ea*",
        "**Tea** Party",
        "`Tea`",
        "“Tea”",
        "한국은",
        "한*국*",
        "Сеу\u0301л",
        "R&amp;D",
        "ko\u00adryo",
    ),
    *("[[tea]]", "[[glossary/tea]]", "[[Salt|x]]", "[[land|x]]", "[x](../glossary/tea.md)", "[x](../events/war.md)"),
    *("[@one, p. 1]", "[@one; see @one]", "[@one, 한국]", "^[Tea]", "\n\n[^1]: Salt [^1]\n\n", "[Tea]{.nolink}"),
    *("![한국](../images/a.png)", "![x](../images/a.png)\u0306"),
    *("\n\n", "\n\n## Top\n\n", "\n\n> ", "\n\n- ", "\n", "\\\n", " ", ". ", ", ", "-", "—", "\u0301"),
]
FRONT_MATTER: dict[str, dict[str, Any]] = {
    "glossary/tea": {"type": "thing"},
    "glossary/salt": {"type": "thing"},
    "countries/land": {"exists": "1800/1900"},
    "countries/other": {"exists": "1850/.."},
    "events/war": {"type": "war", "date": "1870", "countries": "[land]"},
    "articles/on-tea": {"summary": "S", "date": "1860/1870", "countries": "[land, other]", "topics": "[trade]"},
}
_LIST = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(lambda names: f"[{', '.join(names)}]")
_KEYS: dict[str, st.SearchStrategy[str]] = {
    "title": st.sampled_from(NAMES),
    "aliases": _LIST,
    "names": st.sampled_from(["{}", "{ko: 한국}", "{zh: 한국}", "{ru: Сеул, ko: [한국, 金]}", "{bg: Сеул}"]),
    "nolink": st.sampled_from(["[]", "[tea]", "[land, salt]"]),
    "former": st.sampled_from(["[]", "[top]", "[salt]"]),
    "draft": st.sampled_from(["false", "true"]),
    "link": st.just("never"),
    "compounds": st.just("true"),
    "exists": st.sampled_from(["1700/1800", "1865/..", "1800/.."]),
    "lineage": st.sampled_from(["north", "south"]),
    "countries": st.sampled_from(["[land]", "[other]", "[land, other]"]),
    "date": st.sampled_from(["1700", "1870", "1890"]),
}
_KINDS = {
    "glossary": {"link", "compounds"},
    "countries": {"exists", "lineage"},
    "events": {"countries", "date"},
    "articles": {"countries", "date"},
}
_ANY = {"title", "aliases", "names", "nolink", "former", "draft"}


class Told(NamedTuple):
    """What came of linking; contexts are compared by what they say."""

    bodies: Mapping[str, LinkedBody]
    see_also: Mapping[str, tuple[str, ...]]
    context: Mapping[str, object]


@dataclass(frozen=True)
class World:
    """A site: the front matter and body of its entries by id, its works by slug, and the rest of what linking reads."""

    entries: Mapping[str, Mapping[str, Any]]
    bodies: Mapping[str, str]
    works: Mapping[str, str] = field(default_factory=lambda: {"one": "One"})
    images: frozenset[str] = frozenset({"content/images/a.png"})
    unread: frozenset[str] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def content(self) -> Content:
        entries = [_read(id_, keys, self.bodies.get(id_, "")) for id_, keys in self.entries.items()]
        works = [
            Source(slug=slug, path="sources", line=1, title=title, csl={"id": slug, "type": "book", "title": title})
            for slug, title in self.works.items()
        ]
        drafts = frozenset(entry.id for entry in entries if entry.draft)
        present = tuple(entry for entry in entries if not entry.draft)
        return Content(present, tuple(works), tuple(sorted(self.images)), drafts, self.unread)

    def link(self, rows: dict[str, bytes]) -> tuple[Told, list[Diagnostic], set[str]]:
        """Link it with what is kept in `rows`, keep there what is to be kept, and tell which rows are new."""
        linked, problems, changes = link_content(
            self.content(), settings(Path("/nowhere"), **self.settings), 1, lambda steps: None, dict(rows), {}
        )
        for name in changes.gone:
            del rows[name]
        rows.update(changes.values)
        told = Told(linked.bodies, linked.see_also, vars(linked.context))
        return told, problems, set(changes.values)


def _read(id_: str, keys: Mapping[str, Any], body: str) -> Entry:
    lines = {"title": id_.partition("/")[2], **FRONT_MATTER[id_], **keys}
    text = "".join(f"{key}: {value}\n" for key, value in lines.items())
    read = read_entry(f"content/{id_}.md", f"---\n{text}---\n\n{body}")
    assert isinstance(read, Entry), read
    return read


@st.composite
def front_matters(draw: st.DrawFn, id_: str) -> tuple[str, str | None]:
    """Give a key, and what it says now; None if it goes."""
    key = draw(st.sampled_from(sorted(_ANY | _KINDS[id_.partition("/")[0]])))
    return key, draw(_KEYS[key] | st.none())


IDS = st.sampled_from(list(FRONT_MATTER))
BODIES = st.lists(st.sampled_from(BODY_PARTS), max_size=12).map(
    lambda parts: " ".join(parts) if len(parts) % 2 else "".join(parts)
)
SETTINGS: dict[str, st.SearchStrategy[Any]] = {
    "linking": st.fixed_dictionaries(
        {}, optional={"scope": st.sampled_from(["page", "section", "all"]), "per_paragraph": st.integers(1, 3)}
    ),
    "lineages": st.sampled_from([{}, {"north": "Northland"}, {"north": "Tea", "south": "South"}]),
    "language": st.sampled_from(["en", "ko"]),
}


OTHERS: dict[str, st.SearchStrategy[Any]] = {
    "works": st.dictionaries(st.sampled_from(["one", "two"]), st.sampled_from(["One", "Сеул"])),
    "images": st.frozensets(st.sampled_from(["content/images/a.png", "content/images/b.png"])),
    "unread": st.frozensets(st.sampled_from(["sources.yaml", "glossary/lost", "tea"])),
    "settings": st.fixed_dictionaries({}, optional=SETTINGS),
}


@st.composite
def edits(draw: st.DrawFn) -> Callable[[World], World]:
    """Give a change of one thing."""
    what = draw(st.sampled_from(["keys", "keys", "keys", "keys", "body", "entry", *OTHERS]))
    id_ = draw(IDS)
    if what == "keys":
        key, value = draw(front_matters(id_))
        return lambda world: _with_keys(world, id_, key, value)
    if what == "body":
        body = draw(BODIES)
        return lambda world: replace(world, bodies={**world.bodies, id_: body})
    if what == "entry":
        return lambda world: replace(world, entries=_toggled(world.entries, id_))
    value = draw(OTHERS[what])
    return lambda world: replace(world, **{what: value})


def _with_keys(world: World, id_: str, key: str, value: str | None) -> World:
    if id_ not in world.entries:
        return world
    keys = {**world.entries[id_], key: value}
    return replace(world, entries={**world.entries, id_: {k: v for k, v in keys.items() if v is not None}})


def _toggled(entries: Mapping[str, Mapping[str, Any]], id_: str) -> dict[str, Mapping[str, Any]]:
    kept = {known: keys for known, keys in entries.items() if known != id_}
    return kept if id_ in entries else {known: {} for known in FRONT_MATTER if known == id_ or known in entries} | kept


@st.composite
def histories(draw: st.DrawFn) -> list[World]:
    """Give a site before and after each of a few edits."""
    world = World({id_: {} for id_ in FRONT_MATTER}, {id_: draw(BODIES) for id_ in FRONT_MATTER})
    for edit in draw(st.lists(edits(), max_size=4)):
        world = edit(world)
    worlds = [world]
    for edit in draw(st.lists(edits(), min_size=1, max_size=4)):
        worlds.append(edit(worlds[-1]))
    return worlds


@given(histories())
@hypothesis_settings(derandomize=True, max_examples=150, deadline=None)
def test_what_is_kept_changes_nothing(worlds: list[World]) -> None:
    rows: dict[str, bytes] = {}
    for world in worlds:
        linked, problems, _ = world.link(rows)
        plain, problems_of_plain, _ = world.link({})
        assert list(linked.bodies.items()) == list(plain.bodies.items())
        assert problems == problems_of_plain
        assert linked == plain


def _keys(id_: str, **keys: str | None) -> Callable[[World], World]:
    def edit(world: World) -> World:
        for key, value in keys.items():
            world = _with_keys(world, id_, key, value)
        return world

    return edit


def _set(**parts: Any) -> Callable[[World], World]:
    return lambda world: replace(world, **parts)


TEA, SALT, LAND, OTHER = "glossary/tea", "glossary/salt", "countries/land", "countries/other"
BOTH = [_keys(id_, aliases="[Realm]") for id_ in (LAND, OTHER)]
AMBIGUOUS = [*BOTH, *(_keys(id_, exists="1800/..") for id_ in (LAND, OTHER))]
NORTH = _set(settings={"lineages": {"north": "Northland"}})
TOUCHED: dict[str, tuple[str, list[Callable[[World], World]], Callable[[World], World]]] = {
    "a new name": ("Of chai.", [], _keys(TEA, aliases="[chai]")),
    "a name within marks": ("Of ch*ai* and", [], _keys(TEA, aliases="[chai]")),
    "a name with an ampersand": ("Of R&D.", [], _keys(TEA, title="R&D")),
    "a name behind an image": ("x \u1112![x](../images/a.png)\u1161", [], _keys(TEA, title="\u1112")),
    "a name that is gone": ("Of salt.", [], _keys(SALT, title="Rock")),
    "a name of another": ("Of salt.", [], lambda world: _keys(TEA, title="Salt")(_keys(SALT, title="Tea")(world))),
    "a name never linked": ("Of salt.", [], _keys(SALT, link="never")),
    "a longer name": ("Salt Lake", [], _keys(TEA, title="Salt Lake")),
    "a name in compounds": ("Of salt-maker.", [], _keys(SALT, compounds="true")),
    "the time of one of two": ("Realm", AMBIGUOUS, _keys(OTHER, exists="1950/..")),
    "the lineage of two": ("Realm", [NORTH, *AMBIGUOUS, _keys(LAND, lineage="north")], _keys(OTHER, lineage="north")),
    "a lineage that is declared": (
        "Realm",
        [*AMBIGUOUS, _keys(LAND, lineage="north"), _keys(OTHER, lineage="north")],
        NORTH,
    ),
    "where a reference leads": (
        "[[x]]",
        [_keys(TEA, former="[x]")],
        lambda w: _keys(SALT, former="[x]")(_keys(TEA, former="[]")(w)),
    ),
    "the title of an id": ("[[events/war]]", [], _keys("events/war", title="Great War")),
    "a reference that is a name": ("[[x]]", [_keys("events/war", former="[x]")], _keys("events/war", names="{ko: x}")),
    "a reference that is a slug": ("[[war]]", [_keys("events/war", title="WAR")], _keys("events/war", aliases="[war]")),
    "what is not linked": (
        "Salt",
        [_keys(TEA, former="[x]"), _keys("articles/on-tea", nolink="[x]")],
        lambda world: _keys(SALT, former="[x]")(_keys(TEA, former="[]")(world)),
    ),
    "a work": ("[@one]", [], _set(works={"one": "Else"})),
    "a work that is gone": ("[@one]", [], _set(works={})),
    "works that can be read": ("[@x]", [_set(unread=frozenset({"sources.yaml"}))], _set(unread=frozenset())),
    "an image": ("![x](../images/a.png)", [], _set(images=frozenset())),
    "the scope": ("Salt. Salt.", [], _set(settings={"linking": {"scope": "all"}})),
    "the number in a paragraph": ("Salt and tea.", [], _set(settings={"linking": {"per_paragraph": 1}})),
    "the language of the page": ("Слово", [], _set(settings={"language": "ru"})),
    "the language of a script": ("Слово", [], _keys(SALT, names="{bg: Друго}")),
    "the language of a word": (
        "Слово",
        [_keys(TEA, names="{ru: [А, Б, В]}")],
        lambda world: replace(world, entries={**world.entries, "events/war": {"names": "{bg: Слово}"}}),
    ),
}


@pytest.mark.parametrize(("body", "before", "edit"), TOUCHED.values(), ids=list(TOUCHED))
def test_what_an_edit_touches_is_linked_again(
    body: str, before: list[Callable[[World], World]], edit: Callable[[World], World]
) -> None:
    own = "articles/on-tea"
    world = World({id_: {} for id_ in FRONT_MATTER}, {own: body})
    for earlier in before:
        world = earlier(world)
    rows: dict[str, bytes] = {}
    old = world.link(rows)[:2]
    assert own in rows
    world = edit(world)
    new = world.link(rows)[:2]
    assert new == world.link({})[:2]
    assert (new[0].bodies[own], new[1]) != (old[0].bodies[own], old[1])


def test_only_what_an_edit_touches_is_linked_again() -> None:
    texts = ("Of tea.", "Of T*ea*.", "[[salt]]", "Salt", "`Tea`", "[@one]")
    world = World({id_: {} for id_ in FRONT_MATTER}, dict(zip(FRONT_MATTER, texts, strict=True)))
    rows: dict[str, bytes] = {}
    assert world.link(rows)[2] == {*FRONT_MATTER, "context"}
    assert world.link(rows)[2] == set()
    renamed = _keys(OTHER, title="Tea")(world)
    assert renamed.link(rows)[2] == {SALT, "events/war", OTHER, "context"}
    longer = replace(renamed, bodies={**renamed.bodies, TEA: "Of much tea."})
    assert longer.link(rows)[2] == {TEA}
    assert replace(longer, works={"one": "Else"}).link(rows)[2] == {"articles/on-tea", "context"}


def test_what_changes_without_consequence_counts_in_the_next_build() -> None:
    world = World({TEA: {}}, {TEA: "![x](../images/b.png)"}, images=frozenset({"content/images/b.png"}))
    rows: dict[str, bytes] = {}
    replace(world, bodies={}, images=frozenset()).link(rows)
    for each in (world, replace(world, images=frozenset())):
        assert each.link(rows)[:2] == each.link({})[:2]


def test_what_is_gone_or_has_errors_is_not_kept() -> None:
    rows: dict[str, bytes] = {}
    world = World({TEA: {}, SALT: {}, LAND: {}}, {SALT: "[[x]]", TEA: "[[salt]]"})
    world.link(rows)
    assert set(rows) == {TEA, LAND, "context"}
    world = replace(world, entries={SALT: {}, TEA: {}}, bodies={TEA: "[[x]]"})
    world.link(rows)
    assert set(rows) == {SALT, "context"}


def test_a_heading_that_is_gone_is_an_error_where_the_body_is_kept() -> None:
    rows: dict[str, bytes] = {}
    world = World({TEA: {}, SALT: {}}, {TEA: "[[salt#top|x]]", SALT: "## Top"})
    assert world.link(rows)[1] == []
    _, problems, _ = replace(world, bodies={**world.bodies, SALT: "## Other"}).link(rows)
    assert [problem.code for problem in problems] == ["unknown-anchor"]
