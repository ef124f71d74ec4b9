"""Finding names: case, boundaries of each script, plurals, possessives, particles, compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreadiplo.linking.folding import fold
from koreadiplo.linking.matching import NameMatcher

NAMES = [
    "Korea",
    "North Korea",
    "South Korea",
    "Koryo-saram",
    "KOTRA",
    "US",
    "perestroika",
    "treaty",
    "Nordpolitik",
    "Kim Il Sung",
    "P'yŏngyang",
    "church",
    "key",
    "북방정책",
    "북한",
    "Сталин",
    "Корё-сарам",
    "北方政策",
    "Cold War",
    "war",
]
MATCHER = NameMatcher([fold(name).text for name in NAMES], frozenset({"Nordpolitik"}))


def found(text: str) -> list[str]:
    return [text[match.start : match.end] for match in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the longest, as whole words
        ("North Korea and Korea", ["North Korea", "Korea"]),
        ("Koreans", []),
        ("Korean", []),
        ("proKorea", []),
        ("Korea2", []),
        ("Korea_x", []),
        ("(Korea), “Korea”; Korea.", ["Korea", "Korea", "Korea"]),
        ("*Korea*", ["Korea"]),
        ("North Koreans in Korea", ["Korea"]),
        ("The Cold War was no war.", ["Cold War", "war"]),
        ("https://example.org/Korea", []),
        # spellings
        ("Koryŏ‑saram", ["Koryŏ‑saram"]),
        ("Koryo saram", []),
        ("North\nKorea", ["North\nKorea"]),
        ("North\u00a0Korea", ["North\u00a0Korea"]),
        ("P’yongyang", ["P’yongyang"]),
        ("P'yo\u0306ngyang", ["P'yo\u0306ngyang"]),
        # case
        ("KOTRA, kotra, Kotra", ["KOTRA"]),
        ("US, us, Us", ["US"]),
        ("korea, KOREA", []),
        ("perestroika", ["perestroika"]),
        ("Perestroika began.", ["Perestroika"]),
        ("It began. Perestroika did.", ["Perestroika"]),
        ("“Perestroika” began", ["Perestroika"]),
        ("the Perestroika", []),
        ("the Church, a church", ["church"]),
        # possessives and plurals
        ("Korea's and Korea’s", ["Korea", "Korea"]),
        ("the two Koreas", ["Koreas"]),
        ("treaties, treaty, treatys", ["treaties", "treaty"]),
        ("churches, churchs", ["churches"]),
        ("keys, keies", ["keys"]),
        ("wars' end", ["wars"]),
        ("Treaties were signed.", ["Treaties"]),
        ("KOTRAs, USs", []),
        ("Koryo-sarams", ["Koryo-sarams"]),
        # compounds and dashes
        ("Nordpolitik-era", ["Nordpolitik"]),
        ("Korea-wide", []),
        ("pro-Korea", []),
        ("Korea-", ["Korea"]),
        ("North Korea–South Korea", ["North Korea", "South Korea"]),
        ("Korea—Korea", ["Korea", "Korea"]),
        # Hangul: particles may follow, other words not
        ("북방정책", ["북방정책"]),
        ("북방정책을", ["북방정책"]),
        ("북방정책은 북방정책에서도", ["북방정책", "북방정책"]),
        ("북방정책실", []),
        ("신북방정책", []),
        ("북한의", ["북한"]),
        ("북한산", []),
        ("북한, 북한(北韓)", ["북한", "북한"]),
        # Cyrillic: as declared
        ("Сталин и Сталина", ["Сталин"]),
        ("Коре-сарам, Корё‑сарам", ["Коре-сарам", "Корё‑сарам"]),
        # Han
        ("北方政策, 新北方政策", ["北方政策"]),
        ("", []),
    ],
)
def test_finds(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_declared_name_goes_before_a_form_of_another() -> None:
    matcher = NameMatcher(["Korean", "Koreans"], frozenset())
    assert [match.name for match in matcher.find("Koreans and a Korean")] == ["Koreans", "Korean"]


def test_no_names_find_nothing() -> None:
    assert NameMatcher([], frozenset()).find("Korea") == []


pieces = st.lists(st.sampled_from([*NAMES, " ", "\n", ", ", "-", "–", "s", "'s", "을", "ё", "\u0306"]), max_size=12)


@given(pieces.map("".join) | st.text(max_size=30))
def test_matches_are_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for match in MATCHER.find(text):
        assert end <= match.start < match.end <= len(text)
        assert match.name in {fold(name).text for name in NAMES}
        end = match.end
