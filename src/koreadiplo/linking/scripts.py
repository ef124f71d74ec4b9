"""Words in other scripts than the page's: which language they are in, and the marks that say so.

A page whose parts in other languages are marked is read out right and set in the right letters (Web Content
Accessibility Guidelines 2.2, success criterion 3.1.2, "Language of Parts").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from ..model.entries import Entry
from ..model.languages import likely_language, script_of, scripts_of
from .folding import beyond_ascii, fold
from .matching import NameMatcher

_LETTER = re.compile(r"[^\W\d_]")
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u1f00-\u1fff\u2c00-\ufdff\ufe10-\uffff\U00010000-\U0010ffff]")
"""What may be a letter of a script other than Latin."""
_UNMARKED = re.compile(r"(?:code|script|style|textarea|option|title|desc|text|tspan)\b|\w+\b[^>]*\slang=", re.DOTALL)
"""Tags of HTML and SVG behind which no mark stands: that of an element without such, or with a language of its own."""
_ENTITY = re.compile(r"(&#?\w+;)")


@dataclass(frozen=True)
class Languages:
    """The languages of words that are not in `own`, the scripts of the page.

    A name is in the language that `names`, by its folded form, declares for it; any other word in that which is
    `usual` for its script, or in the likeliest.
    """

    own: frozenset[str]
    names: Mapping[str, str]
    usual: Mapping[str, str]

    def may_mark(self, text: str) -> bool:
        """Tell quickly whether a text may hold words in other scripts; where it tells no, there are none."""
        if "Latn" in self.own:
            return not text.isascii() and bool(_BEYOND_LATIN.search(beyond_ascii(text)))
        return bool(_LETTER.search(text))

    def parts(self, text: str) -> list[tuple[str, str]]:
        """Part a text into pieces, each with the tag of its language, empty for the page's own.

        Words of one language, with nothing but spaces, digits and punctuation between them, are one piece.
        """
        tags = self._tags(text)
        before, after = accumulate(tags, _keep), reversed(list(accumulate(reversed(tags), _keep)))
        joined = (one if one == other else "" for one, other in zip(before, after, strict=True))
        characters = iter(text)
        return [("".join(next(characters) for _ in run), tag or "") for tag, run in groupby(joined)]

    def mark(self, html: str) -> str:
        """Mark the words in HTML that are in other languages, but in code, in pictures and where their tag stands."""
        if not self.may_mark(html):
            return html
        pieces, read = [], 0
        for letter in self._letter.finditer(html):
            opened, closed = html.rfind("<", 0, letter.start()), html.rfind(">", 0, letter.start())
            in_tag = opened > closed
            if letter.start() < read or in_tag or _UNMARKED.match(html, opened + 1, closed + 1):
                continue
            end = html.find("<", closed)
            end = len(html) if end < 0 else end
            pieces += [html[read : closed + 1], *map(self._mark, _ENTITY.split(html[closed + 1 : end]))]
            read = end
        return "".join([*pieces, html[read:]])

    def _mark(self, text: str) -> str:
        if text.startswith("&"):
            return text
        return "".join(f'<span lang="{tag}">{piece}</span>' if tag else piece for piece, tag in self.parts(text))

    def _tags(self, text: str) -> list[str | None]:
        """Give the language of each character; None for what words of any language may have between them."""
        tags: list[str | None] = []
        for is_other, run in groupby(text, self._is_other):
            word = "".join(run)
            if is_other:
                tags += [self._language(word)] * len(word)
            else:
                tags += ["" if script_of(character) else None for character in word]
        for match in self._matcher.find(text):
            tags[match.start : match.end] = [self.names[match.name]] * (match.end - match.start)
        for place, character in enumerate(text):
            if place and unicodedata.combining(character):
                tags[place] = tags[place - 1]
        return tags

    def _is_other(self, character: str) -> bool:
        return script_of(character) not in ("", *self.own)

    def _language(self, word: str) -> str:
        script = _script(word, self.own)
        return self.usual.get(script) or likely_language(script)

    @cached_property
    def _matcher(self) -> NameMatcher:
        return NameMatcher(self.names, frozenset())

    @property
    def _letter(self) -> re.Pattern[str]:
        """The pattern of what may be a letter of another script."""
        return _BEYOND_LATIN if "Latn" in self.own else _LETTER


def make_languages(entries: Iterable[Entry], language: str) -> Languages:
    """Learn the languages of names, and of scripts, from what entries declare.

    The usual language of a script is the one in which most names in it are declared. A name that is declared in several
    languages is in the most usual of them.
    """
    own = scripts_of(language)
    declared: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for tag, names in entry.names.items():
            for name in names:
                if script := _script(name, own):
                    declared[fold(name).text].append(tag)
                    counts[script][tag] += 1
    return Languages(
        own,
        {name: max(tags, key=counts[_script(name, own)].__getitem__) for name, tags in declared.items()},
        {script: tags.most_common(1)[0][0] for script, tags in counts.items()},
    )


def _script(text: str, own: frozenset[str]) -> str:
    """Give the script of a text, other than the page's own; Chinese characters stand in words of other scripts too."""
    scripts = [script for script in map(script_of, text) if script and script not in own]
    return next((script for script in scripts if script != "Hani"), scripts[0] if scripts else "")


def _keep(last: str | None, tag: str | None) -> str | None:
    return last if tag is None else tag
