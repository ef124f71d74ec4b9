"""Which linked bodies stay what they are though names, works or images have changed since they were linked.

A linked body depends on its file, on the settings, on what it refers to by hand, of which it keeps a `Trace`, and on
the names found in it. The last can be told from its HTML: only a form of a name that means something else now, or is
new, or gone, can change it, and no such form does where it is no part of the words on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from .context import LinkingContext, Trace
from .folding import fold
from .matching import spellings_of
from .names import LINEAGES, NameTable, Unresolved, name_key

_TAG = re.compile("<[^>]*>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}


@dataclass(frozen=True)
class Changes:
    """What two contexts differ in.

    `forms` are the folded spellings that are looked for in text in one of them only, or mean something else;
    `everything` says that settings differ on which all bodies depend.
    """

    old: LinkingContext
    new: LinkingContext
    forms: frozenset[str]
    everything: bool
    _automaton: AhoCorasick = field(init=False, repr=False)
    _same: dict[str, bool] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_automaton", AhoCorasick(self.forms))

    def touch(self, trace: Trace, html: str) -> bool:
        """Tell whether a body without errors may come out otherwise now than it did, as `html`."""
        return (
            self.everything
            or not all(map(self._stays, trace.names))
            or any(self.old.bibliography.get(key) != self.new.bibliography.get(key) for key in trace.works)
            or not self.new.images.issuperset(trace.images)
            or (trace.foreign and self.old.languages != self.new.languages)
            or (bool(self.forms) and bool(self._automaton.find_matches_as_indexes(fold(_words(html)).text)))
        )

    def _stays(self, text: str) -> bool:
        if text not in self._same:
            self._same[text] = _reading(text, self.old.names) == _reading(text, self.new.names)
        return self._same[text]


def find_changes(old: LinkingContext, new: LinkingContext) -> Changes:
    """Compare the context in which bodies were linked with that in which they would be now."""
    before, after = _meanings(old.names), _meanings(new.names)
    forms = {form for form in before.keys() | after.keys() if before.get(form) != after.get(form)}
    settings = (old.scope, old.per_paragraph) != (new.scope, new.per_paragraph)
    return Changes(old, new, frozenset(forms), settings or old.languages.own != new.languages.own)


def _meanings(table: NameTable) -> Mapping[str, tuple[Any, ...]]:
    """Give, for each form that is looked for, all that decides where it is found and what it means there."""
    return {
        form: (spelling, spelling.name in table.compounds, *_candidates(spelling.name, table))
        for form, spelling in spellings_of(table.automatic).items()
    }


def _candidates(name: str, table: NameTable) -> tuple[Any, ...]:
    candidates = table.automatic[name]
    if len(candidates) < 2:
        return candidates, ()
    lives = [table.lives.get(id_) for id_ in candidates]
    lineages = [f"{LINEAGES}/{life[1]}" in table.titles for life in lives if life]
    return candidates, (lives, lineages)


def _reading(text: str, table: NameTable) -> tuple[Any, ...]:
    """Give all that a reference by hand takes from the table."""
    target = table.resolve(text)
    if isinstance(target, Unresolved):
        return (None,)
    names, automatic = table.names.get(name_key(text), ()), table.automatic.get(fold(text).text, ())
    return target, table.titles.get(target), target in names, target in automatic


def _words(html: str) -> str:
    """Give the words of HTML; marks that part a name in the author's text are gone."""
    words = _TAG.sub("", html)
    if "&" in words:
        for escaped, character in _ESCAPED.items():
            words = words.replace(escaped, character)
    return words
