"""Which linked bodies stay what they are though names, works, images or settings have changed since they were linked.

A linked body depends on its file, on the settings, on what it refers to by hand, of which it keeps a `Trace`, and on
the names found in it. The last can be told from its HTML: only a form of a name that means something else now, or is
new, or gone, can change it, and no such form does where it is no part of the words on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from ahocorasick_rs import AhoCorasick

from ..reading import SOURCES_FILE
from .context import LinkingContext, Trace
from .folding import JOINING, fold
from .matching import spellings_of
from .names import LINEAGES, NameTable, Unresolved, name_key
from .scripts import Languages

_TAGS = re.compile(r"<[^>]*>(?:\n<[^>]*>(?=\n))*")
"""A tag, or tags on lines of their own: of these one line end is left, since spaces in a row take long to fold."""
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_PARTED = re.compile(f">{JOINING}")
"""A character that tags may part from that to which it belongs, or from what stands for none, such as an image."""
_APART = {"names", "bibliography", "images", "languages"}
"""The parts of a context of which bodies depend on some only; on the others all do."""


@dataclass(frozen=True)
class Changes:
    """What two contexts differ in.

    `forms` are the folded spellings that are looked for in text in one of them only, or may mean something else, and
    `works` the keys of the sources that only one has, or formats otherwise; `images` are gone. `references` tells that
    references may lead elsewhere, `scripts` that words in other scripts may be of another language, `everything` that
    something differs on which all bodies depend.
    """

    old: LinkingContext
    new: LinkingContext
    everything: bool
    references: bool
    scripts: bool
    works: frozenset[str]
    images: frozenset[str]
    forms: frozenset[str]
    _same: dict[str, bool] = field(init=False, repr=False, default_factory=dict)

    def any(self) -> bool:
        """Tell whether the contexts differ in anything, were it of no consequence to bodies that are linked already."""
        return any(getattr(self.old, part.name) != getattr(self.new, part.name) for part in fields(LinkingContext))

    def touch(self, trace: Trace, html: bytes) -> bool:
        """Tell whether a body without errors may come out otherwise now than it did, as `html` in UTF-8."""
        return (
            self.everything
            or (self.references and not all(map(self._stays, trace.names)))
            or (self.scripts and trace.foreign)
            or not self.works.isdisjoint(trace.works)
            or not self.images.isdisjoint(trace.images)
            or (bool(self.forms) and self._may_hold_form(html))
        )

    def _stays(self, text: str) -> bool:
        if text not in self._same:
            self._same[text] = _reading(text, self.old.names) == _reading(text, self.new.names)
        return self._same[text]

    def _may_hold_form(self, html_bytes: bytes) -> bool:
        html = html_bytes.decode("utf-8", "surrogatepass")
        words = fold(_words(html)).text
        return bool(self._automaton.find_matches_as_indexes(words) or _PARTED.search(html))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.forms)


def find_changes(old: LinkingContext, new: LinkingContext) -> Changes:
    """Compare the context in which bodies were linked with that in which they would be now."""
    others = [part.name for part in fields(LinkingContext) if part.name not in _APART]
    everything = any(getattr(old, name) != getattr(new, name) for name in others)
    unread = (SOURCES_FILE in old.names.unread) != (SOURCES_FILE in new.names.unread)
    references = old.names != new.names
    names = {*_other_names(old.names, new.names)} if references else set()
    return Changes(
        old,
        new,
        everything or unread or old.languages.own != new.languages.own,
        references,
        old.languages.usual != new.languages.usual,
        _differing(old.bibliography, new.bibliography),
        old.images - new.images,
        frozenset(spellings_of(names)) | _other_foreign(old.languages, new.languages),
    )


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> frozenset[str]:
    if old == new:
        return frozenset()
    return frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _other_names(old: NameTable, new: NameTable) -> Iterator[str]:
    """Yield the names that are looked for in running text in one table only, or may mean something else there."""
    for name in old.automatic.keys() | new.automatic.keys():
        if _candidates(name, old) != _candidates(name, new):
            yield name


def _candidates(name: str, table: NameTable) -> tuple[Any, ...]:
    """Give all that decides what a name means in a text, and whether it may begin a compound."""
    candidates = table.automatic.get(name)
    if candidates is None or len(candidates) < 2:
        return candidates, name in table.compounds
    lives = [table.lives.get(id_) for id_ in candidates]
    lineages = [f"{LINEAGES}/{life[1]}" in table.titles for life in lives if life]
    return candidates, name in table.compounds, lives, lineages


def _other_foreign(old: Languages, new: Languages) -> frozenset[str]:
    """Give the forms of the names whose language is declared by one only, or otherwise."""
    return frozenset(spellings_of(_differing(old.names, new.names)))


def _reading(text: str, table: NameTable) -> tuple[Any, ...]:
    """Give all that a reference by hand takes from the table."""
    target = table.resolve(text)
    if isinstance(target, Unresolved):
        return (None,)
    names, automatic = table.names.get(name_key(text), ()), table.automatic.get(fold(text).text, ())
    return target, table.titles.get(target), target in names, target in automatic


def _words(html: str) -> str:
    """Give the words of HTML; marks that part a name in the author's text are gone."""
    words = _TAGS.sub("", html)
    if "&" in words:
        for escaped, character in _ESCAPED.items():
            words = words.replace(escaped, character)
    return words
