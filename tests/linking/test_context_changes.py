"""A body that no change touches comes out as before, and few are touched."""

from dataclasses import replace

import pytest
from examples import Example, read_examples, read_world
from samples import UNMARKED, country, entry

from koreadiplo.diagnostics import has_errors
from koreadiplo.linking.bodies import link_body
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.context_changes import Changes, find_changes
from koreadiplo.linking.names import make_name_table
from koreadiplo.linking.scripts import make_languages
from koreadiplo.model.entries import Entry

EXAMPLES = list(read_examples())


def context_of(entries: list[Entry], like: LinkingContext) -> LinkingContext:
    """Give the context of other entries: names and languages are theirs, what else there is stays."""
    lineages = {id_.partition("/")[2]: title for id_, title in like.names.titles.items() if id_.startswith("lineages/")}
    names = make_name_table(entries, [], lineages, like.names.drafts, like.names.unread)
    sources = {id_: title for id_, title in like.names.titles.items() if id_.startswith("sources/")}
    languages = like.languages if like.languages == UNMARKED else make_languages(entries, "en")
    return replace(like, names=replace(names, titles=names.titles | sources), languages=languages)


def variants(entries: list[Entry]) -> list[list[Entry]]:
    """Give lists of entries that differ a little from one: one goes, comes, or is called or linked otherwise."""
    lists = [[*entries[:place], *entries[place + 1 :]] for place in range(len(entries))]
    for place, old in enumerate(entries):
        for update in (
            {"title": f"New {old.title}"},
            {"aliases": (*old.aliases, "seal")},
            {"names": {"ru": ("Аркадия",)}},
            {"link": "never"},
            {"compounds": True},
            {"exists": entry("countries/x", "title: X\nexists: 1800/1801").period()},
        ):
            if update.keys() <= type(old).model_fields.keys():
                lists.append([*entries[:place], old.model_copy(update=update), *entries[place + 1 :]])
    new = [("glossary/new", "title: Arcadia\ntype: place"), ("glossary/new", "title: the\ntype: idea")]
    return [*lists, *([*entries, entry(*made)] for made in new), [*entries, country("salt")]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.file.stem}-{e.line}")
def test_what_is_not_touched_stays(example: Example) -> None:
    text, known, context = read_world(example)
    old = context_of([*known, text], context)
    outcome = link_body(old, text)
    if has_errors(outcome.diagnostics):
        pytest.skip("a body with errors is linked each time")
    changed = [find_changes(old, context_of([*others, text], context)) for others in variants(known)]
    changed += [find_changes(old, replace(old, **other)) for other in others_than(old)]
    for changes in changed:
        if not changes.touch(outcome.trace, outcome.body.html_bytes):
            assert link_body(changes.new, text)[:3] == outcome[:3]


def others_than(context: LinkingContext) -> list[dict[str, object]]:
    """Give what else may change, each by itself."""
    works = {key: f"{work}, new" for key, work in context.bibliography.items()}
    return [
        {"bibliography": works},
        {"bibliography": {}},
        {"images": frozenset()},
        {"scope": "page" if context.scope == "all" else "all"},
        {"per_paragraph": context.per_paragraph + 1},
    ]


def changes_of(before: list[Entry], after: list[Entry]) -> Changes:
    tables = [make_name_table(entries, [], {}, frozenset(), frozenset()) for entries in (before, after)]
    old, new = (LinkingContext(table, {}, frozenset(), "page", 3, UNMARKED) for table in tables)
    return find_changes(old, new)


SALT, TEA = entry("glossary/salt", "title: Salt\ntype: thing"), entry("glossary/tea", "title: Tea\ntype: thing")


def touched(changes: Changes, body: str) -> bool:
    own = entry("glossary/own", "title: Own\ntype: thing").model_copy(update={"body": body})
    outcome = link_body(changes.old, own)
    return changes.touch(outcome.trace, outcome.body.html_bytes)


def test_a_new_name_touches_only_the_bodies_that_hold_it() -> None:
    changes = changes_of([SALT], [SALT, TEA])
    assert changes.forms == {"Tea", "Teas"}
    assert [touched(changes, body) for body in ("Of tea.", "Of T*ea*.", "Of salt.", "[[salt]]", "`Tea`")] == [
        False,
        True,
        False,
        False,
        True,  # once too often does no harm
    ]


def test_a_reference_by_hand_touches_the_body_where_it_leads_elsewhere() -> None:
    changes = changes_of([SALT, TEA], [SALT.model_copy(update={"title": "Rock"}), TEA])
    assert [touched(changes, body) for body in ("[[salt]]", "[a](salt.md)", "[[tea]]", "[a](tea.md)")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_same_names_touch_nothing() -> None:
    changes = changes_of([SALT, TEA], [SALT, TEA])
    assert not changes.forms
    assert not touched(changes, "Salt, [[tea]]")


@pytest.mark.parametrize(
    "update", [{"exists": entry("countries/x", "title: X\nexists: 1800/1801").period()}, {"lineage": "north"}]
)
def test_what_a_choice_depends_on_counts_only_where_there_is_a_choice(update: dict[str, object]) -> None:
    one, two = (country(slug).model_copy(update={"aliases": ("Land",)}) for slug in ("one", "two"))
    assert changes_of([one, two], [one.model_copy(update=update), two]).forms == {"Land", "Lands"}
    assert not changes_of([one], [one.model_copy(update=update)]).forms
