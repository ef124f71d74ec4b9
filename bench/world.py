"""The world as a knowledge base: an article on each pair of 195 states, and what belongs to them.

All words are made up. The same at every run, and in a smaller world everything but the glossary is fewer in proportion.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations

from babel import Locale

from .prose import Prose, make_name, make_words

ALL_PAIRS = 18_915
LAST_YEAR = 2020
_TOPICS = "diplomacy treaties war security trade aid ideology territory statehood migration economy space"
TOPICS = tuple(_TOPICS.split())

_STATES = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM
SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW
"""
"""The members and observers of the United Nations, by ISO 3166-1."""

_TERM_TYPES = ["person", "people", "place", "organisation", "policy", "idea", "work", "thing"]
_CYRILLIC = str.maketrans("abdefghijklmnoprstuvwz", "абдефгхийклмнопрстуввз")


@dataclass(frozen=True)
class Text:
    """An entry for any generator: `first_day` is the ISO date it is sorted by, `keys` what only koreadiplo reads."""

    folder: str
    slug: str
    title: str
    body: str
    summary: str = ""
    first_day: str = "2000-01-01"
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    keys: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """All texts of a knowledge base, its sources in CSL, and the term that is named in texts and still unwritten."""

    texts: tuple[Text, ...]
    sources: tuple[dict[str, object], ...]
    unwritten: Text


@dataclass(frozen=True)
class _State:
    code: str
    slug: str
    title: str
    since: int


_Pair = tuple[_State, _State]


def make_world(articles: int) -> World:
    """Make a world of so many articles, on the first so many pairs of as few states as give them.

    An article has some 850 words, in which twenty terms are named. For each three articles there is an event, for each
    twenty a statistic, for each forty a source (at least 20), for each 38 a term (at least 100).
    """
    return _Maker(articles).make()


class _Maker:
    def __init__(self, articles: int) -> None:
        self._chance = random.Random(195)
        vocabulary = make_words(25_000, self._chance)
        self._prose = Prose(vocabulary, self._chance)
        taken = set(vocabulary)
        codes = _STATES.split()
        number = next(n for n in range(2, len(codes) + 1) if n * (n - 1) // 2 >= articles)
        self._states = [self._state(code) for code in self._chance.sample(codes, len(codes))[:number]]
        self._pairs: list[_Pair] = list(combinations(self._states, 2))[:articles]
        self._sources = [f"source-{n}" for n in range(1, max(20, articles // 40) + 1)]
        self._terms = [make_name(self._chance, taken) for _ in range(max(100, articles * 500 // ALL_PAIRS))]
        self._other_names = [make_name(self._chance, taken) for _ in self._terms]
        self._unwritten = make_name(self._chance, taken)
        # Some terms are in half of all texts, most in one of a hundred.
        self._term_weights = list(accumulate(1 / (rank + 10) for rank in range(1, len(self._terms) + 1)))

    def make(self) -> World:
        pairs = self._chance.sample(self._pairs, max(1, len(self._pairs) // 6))
        events = self._events([self._chance.choice(pairs) for _ in range(len(self._pairs) // 3)])
        texts = (
            *(self._country(state) for state in self._states),
            *(self._term(number) for number in range(len(self._terms))),
            *events,
            *(self._statistic(pair) for pair in self._chance.sample(self._pairs, len(self._pairs) // 20)),
            *self._articles(events),
        )
        unwritten = Text("glossary", _slug(self._unwritten), self._unwritten, self._body(60), keys={"type": "thing"})
        return World(texts, tuple(self._source(id_) for id_ in self._sources), unwritten)

    def _state(self, code: str) -> _State:
        title = Locale("en").territories[code]
        return _State(code, _slug(title), title, self._chance.randint(1776, 1975))

    def _country(self, state: _State) -> Text:
        names = {language: Locale(language).territories[state.code] for language in ("ko", "ru")}
        keys = {"exists": f"{state.since}/..", "names": names}
        return Text("countries", state.slug, state.title, self._body(120), keys=keys, first_day=f"{state.since}-01-01")

    def _term(self, number: int) -> Text:
        title, other = self._terms[number], self._other_names[number]
        kind = _TERM_TYPES[number % len(_TERM_TYPES)]
        keys: dict[str, object] = {"type": kind, "aliases": [other]}
        if number % 3 == 0:
            keys["names"] = {"ru": other.lower().translate(_CYRILLIC).title()}
        if kind == "place":
            keys["coordinates"] = {"lat": self._chance.randint(-50, 65), "lon": self._chance.randint(-120, 150)}
        if kind == "person":
            born = self._chance.randint(1800, 1960)
            keys["date"] = f"{born}/{born + 60}"
        state = self._chance.choice(self._states)
        return Text(
            "glossary", _slug(title), title, self._body(120), countries=(state.slug,), topics=self._topics(1), keys=keys
        )

    def _events(self, pairs: Iterable[_Pair]) -> list[Text]:
        """Make an event for each time that a pair stands in the list, of effects that can follow one another."""
        by_pair: dict[_Pair, set[tuple[int, int, int]]] = {}
        for pair in pairs:
            year = self._chance.randint(_since(pair) + 1, LAST_YEAR)
            by_pair.setdefault(pair, set()).add((year, self._chance.randint(1, 12), self._chance.randint(1, 28)))
        events = []
        for pair, days in by_pair.items():
            status = ""
            for day in sorted(days):
                effect = self._effect(status)
                status = effect or status
                events.append(self._event(pair, "-".join(f"{part:02}" for part in day), effect))
        return events

    def _effect(self, status: str) -> str:
        if status in ("suspended", "severed"):
            return "restored"
        change = self._chance.random()
        if not status:
            return "established" if change < 0.6 else ""
        return "severed" if change < 0.15 else "suspended" if change < 0.3 else ""

    def _event(self, pair: _Pair, day: str, effect: str) -> Text:
        first, second = pair
        kind = "establishment" if effect == "established" else self._chance.choice(("treaty", "visit", "incident"))
        word = make_name(self._chance, set()).partition(" ")[0]
        title = f"{first.title} and {second.title}: {effect or kind} at {word}"
        keys: dict[str, object] = {"date": day, "type": kind}
        if effect:
            keys["effect"] = effect
        if self._chance.random() < 0.3:
            place = self._chance.randrange(_TERM_TYPES.index("place"), len(self._terms), len(_TERM_TYPES))
            keys["place"] = _slug(self._terms[place])
        slugs = tuple(state.slug for state in pair)
        slug = f"{day}-{'-'.join(slugs)}-{kind}"
        body = self._body(90, self._named(3), [state.title for state in pair])
        return Text("events", slug, title, body, self._prose.sentence(12), day, slugs, self._topics(1), keys)

    def _statistic(self, pair: _Pair) -> Text:
        first, second = pair
        values = [
            {"date": str(year), "value": 10 * (year - 2000) + self._chance.randint(0, 30), "source": self._sources[0]}
            for year in range(2001, 2011)
        ]
        keys: dict[str, object] = {"type": "trade", "unit": "million US dollars a year", "values": values}
        slugs = tuple(state.slug for state in pair)
        title = f"Trade of {first.title} with {second.title}"
        return Text(
            "statistics", f"trade-{'-'.join(slugs)}", title, self._body(40), "", "2001-01-01", slugs, ("trade",), keys
        )

    def _articles(self, events: Sequence[Text]) -> Iterable[Text]:
        by_pair: dict[tuple[str, ...], Text] = {event.countries: event for event in events}
        for number, pair in enumerate(self._pairs):
            first, second = pair
            slugs = (first.slug, second.slug)
            names = [*self._named(20), *[self._unwritten] * (number % 100 == 50)]
            others = self._chance.choices(self._states, k=3)
            body = self._body(775, names, [s.title for s in (*pair, *pair, *pair, *others)], headings=True)
            keys: dict[str, object] = {"date": f"{_since(pair)}/{LAST_YEAR}"}
            if event := by_pair.get(slugs):
                body = f"{first.title} and {second.title} [[events/{event.slug}|met in time]]. {body}"
                keys["see_also"] = [f"events/{event.slug}"]
            yield Text(
                "articles",
                f"{first.slug}-and-{second.slug}",
                f"{first.title} and {second.title}",
                body,
                self._prose.sentence(15),
                f"{_since(pair)}-01-01",
                slugs,
                self._topics(2),
                keys,
            )

    def _source(self, id_: str) -> dict[str, object]:
        author = {"family": make_name(self._chance, set()), "given": self._prose.words(1)[0].capitalize()}
        return {
            "id": id_,
            "type": "book",
            "title": self._prose.sentence(6).rstrip("."),
            "author": [author],
            "issued": {"date-parts": [[self._chance.randint(1950, LAST_YEAR)]]},
            "publisher": make_name(self._chance, set()),
        }

    def _body(self, words: int, names: Sequence[str] = (), others: Sequence[str] = (), headings: bool = False) -> str:
        sources = self._chance.sample(self._sources, 4)
        return self._prose.text(words, [*names, *others], sources, headings)

    def _named(self, number: int) -> list[str]:
        """Choose so many different terms, one in four by its other name."""
        chosen: dict[int, None] = {}
        while len(chosen) < number:
            chosen |= dict.fromkeys(
                self._chance.choices(range(len(self._terms)), cum_weights=self._term_weights, k=number)
            )
        numbers = list(chosen)[:number]
        return [(self._other_names if self._chance.random() < 0.25 else self._terms)[n] for n in numbers]

    def _topics(self, number: int) -> tuple[str, ...]:
        return tuple(self._chance.sample(TOPICS, number))


def _since(pair: _Pair) -> int:
    return max(state.since for state in pair)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
