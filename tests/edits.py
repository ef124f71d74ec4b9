"""Edits of the site in ``sites/riverlands``: functions from its files to its files, whose `repr` tells what they do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samples import SITES

TEMPLATES = Path(__file__).parents[1] / "templates"

Files = Mapping[str, bytes]
"""What a site is made from, by path below its root."""


@dataclass(frozen=True)
class Line:
    """Replaces the line of a file that begins so, or adds one after the first; None takes it away."""

    path: str
    begins: str
    line: str | None

    def __call__(self, files: Files) -> Files:
        if self.path not in files:
            return files
        lines = _text(files[self.path]).split("\n")
        there = next((number for number, line in enumerate(lines) if line.startswith(self.begins)), None)
        place = slice(1, 1) if there is None else slice(there, there + 1)
        lines[place] = [] if self.line is None else [self.line]
        return {**files, self.path: "\n".join(lines).encode()}


@dataclass(frozen=True)
class Paragraph:
    """Replaces a paragraph of an entry, or adds one at its end; None takes it away."""

    path: str
    place: int
    text: str | None

    def __call__(self, files: Files) -> Files:
        if self.path not in files:
            return files
        head, mark, body = _text(files[self.path]).partition("\n---\n")
        paragraphs = body.strip().split("\n\n")
        paragraphs[self.place : self.place + 1] = [] if self.text is None else [self.text]
        body = "\n\n".join(paragraphs)
        return {**files, self.path: f"{head}{mark}\n{body}\n".encode()}


@dataclass(frozen=True)
class File:
    """Writes a file; None removes it."""

    path: str
    text: str | bytes | None

    def __call__(self, files: Files) -> Files:
        others = {path: data for path, data in files.items() if path != self.path}
        if self.text is None:
            return others
        return {**others, self.path: self.text if isinstance(self.text, bytes) else self.text.encode()}


@dataclass(frozen=True)
class Rename:
    """Gives an entry another slug, wherever it stands; where that is another's, this one takes its place."""

    path: str
    slug: str

    def __call__(self, files: Files) -> Files:
        if self.path not in files:
            return files
        path = PurePosixPath(self.path)
        word = re.compile(rf"(?<![\w-]){re.escape(path.stem)}(?![\w-])".encode())
        others = {
            name: word.sub(self.slug.encode(), data) if name.endswith((".md", ".toml")) else data
            for name, data in files.items()
            if name != self.path
        }
        return {**others, path.with_stem(self.slug).as_posix(): files[self.path]}


@dataclass(frozen=True)
class OwnTemplate:
    """Puts a template in the place of a default one, from which it differs by words in the place of others or first."""

    name: str
    old: str
    new: str

    def __call__(self, files: Files) -> Files:
        text = (TEMPLATES / self.name).read_text(encoding="utf-8")
        text = text.replace(self.old, self.new) if self.old else self.new + text
        return {**files, f"templates/{self.name}": text.encode()}


Edit = Line | Paragraph | File | Rename | OwnTemplate


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()


def read_files(root: Path) -> Files:
    """Read a site."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


BASE = read_files(SITES / "riverlands")


def _entry(front: str, *paragraphs: str) -> str:
    return "\n".join(["---", *front.split(" | "), "---", "", "\n\n".join(paragraphs), ""])


NEW_ENTRIES = {
    "content/articles/thule-and-lilia.md": _entry(
        "title: Thule and Lilia | summary: Salt by sea. | countries: [thule, republic-of-lilia, kingdom-of-lilia] | "
        "date: 1862/1950 | topics: [trade] | sources: [gazette]",
        "Thule bought salt at Port Lily, [[lilia-and-borduria|as said before]]. Borduria looked on.",
    ),
    "content/countries/new-thule.md": _entry(
        "title: New Thule | exists: 1940/.. | continues: thule | aliases: [Thule] | names: {ru: Новая Туле}",
        "The colony of Thule on the Lily. It buys no salt.",
    ),
    "content/countries/west-lilia.md": _entry(
        "title: West Lilia | exists: 1945/1960 | lineage: lilia | succeeds: republic-of-lilia | aliases: [Lilia]",
        "It broke away from the Republic of Lilia over the salt of Borduria.",
    ),
    "content/events/1930-visit.md": _entry(
        "title: A visit to Thule | date: 1930-06 | type: visit | countries: [thule, republic-of-lilia, "
        "south-borduria] | effects: [{between: [republic-of-lilia, south-borduria], status: established}] | "
        "aliases: [the visit] | topics: [diplomacy]",
        "All met in Thule, after the thaw, and spoke of the river folk.",
    ),
    "content/glossary/gazette.md": _entry(
        "title: Gazette | type: work | aliases: [the Gazette, Lilian Gazette] | countries: [republic-of-lilia]",
        "The paper of Port Lily, which Ada Marsh read. [@gazette]",
    ),
    "content/glossary/lily-water.md": _entry(
        "title: Lily Water | type: place | coordinates: {lat: 12, lon: -3} | aliases: [the river of salt, white gold]",
        "What the river folk call the Lily.",
    ),
    "content/statistics/debts.md": _entry(
        "title: Debts of Thule | countries: [thule, kingdom-of-lilia] | unit: tonnes a year | topics: [trade] | "
        "values: [{date: 1863, value: 12}, {date: 1864, value: 9, source: brown-1901}]",
        "Salt that Thule owed after the Peace of Port Lily.",
    ),
}

PATHS = (*sorted(name for name in BASE if name.endswith(".md")), *NEW_ENTRIES)

SENTENCES = (
    "Ada Marsh sailed to Thule for salt.",
    "Borduria and Lilia quarrelled over the Lily, and so did the Bordurias.",
    "## Losses",
    "### 소금 and salt",
    "[[ada-marsh|The chancellor]] wrote it down. [@kim-1988, p. 7]",
    "[[events/1860-salt-war#losses]] came first, [[Thule]] last.",
    "[[lineages/borduria]] has four states; see also [the harbour](../glossary/port-lily.md).",
    "[Salt]{.nolink} is cheap here, but salt-traders say no. [@gazette; see also @green-1950, p. 2]",
    "![A seal again, of Thule](../images/seal.png)",
    "강사람은 소금을 릴리아에서, как речники в Туле и Новая Туле.",
    "The Lily Treaty, the Ford, the Gazette, the visit, white gold and Marsh are all names.",
    "It happened on 4 March 1851, at Port Lily, by “general consent”.",
    "A note.[^a]\n\n[^a]: On the salt of Thule. [@brown-1901]",
    "| Salt | Lily |\n|---|---|\n| Thule | 소금 |",
    "New Thule, West Lilia and Lily Water are names to come.",
)
OF_TEXT = tuple(Paragraph(path, place, text) for path in PATHS for place in (0, 1, 9) for text in SENTENCES) + tuple(
    Paragraph(path, place, None) for path in PATHS for place in (0, 1)
)

_VALUES: dict[str, dict[str, tuple[str | None, ...]]] = {
    "": {
        "title": ("Lily Water", "the thaw", "Republic of Lilia", "Thule", "Зелёный остров"),
        "summary": ("All about Thule.", "소금, in short.", None),
        "names": ("{ko: 소금길}", "{ko: [강사람, 릴리아], ru: Туле}", "{ru: Бордурия, el: Θούλη}", None),
        "aliases": ("[Lilia]", "[Borduria, the North]", "[Ada Marsh]", "[salt, white gold]", "[the Gazette]", None),
        "countries": ("[thule]", "[kingdom-of-lilia, thule]", "[republic-of-lilia, north-borduria]", None),
        "topics": ("[wars]", "[trade, diplomacy]", None),
        "sources": ("[gazette]", "[kim-1988, brown-1901]", "[general-knowledge]", None),
        "see_also": ("[Salt League, Thule]", "[lineages/lilia, salt-trade]", None),
        "disputed": ("[{claim: Who was first?, value: “Thule”, source: gazette}]", None),
        "as_of": ("1950", None),
        "added": ("2002-05-06", None),
        "updated": ("2004", None),
        "former": ("[old-name]", "[lily-harbour]", None),
        "nolink": ("[salt, thule]", "[ada-marsh, Lily River]", None),
        "wikidata": ("Q7", None),
        "draft": ("true", "true", None),
    },
    "countries": {
        "exists": ("1790/1950", "1860/..", "1750~/.."),
        "lineage": ("lilia", "borduria", None),
        "continues": ("kingdom-of-lilia", "[thule]", None),
        "succeeds": ("duchy-of-borduria", None),
        "sovereign": ("false", None),
    },
    "events": {
        "date": ("1849-12", "1885~", "191X", "1925-02-01", "1861/1870"),
        "type": ("war", "visit", "treaty"),
        "effect": ("established", "severed", "restored", "war", None),
        "effects": ("[{between: [republic-of-lilia, north-borduria], status: severed}]", None),
        "place": ("port-lily", "lily-river", None),
        "old_style": ("1850-02-20", None),
        "in_force": ("1863", None),
    },
    "glossary": {
        "type": ("place", "person", "idea"),
        "date": ("1811/1902", "1830/..", None),
        "coordinates": ("{lat: 20, lon: 30}", "{lat: 11.8, lon: -3.5}", None),
        "link": ("never", None),
        "compounds": ("true", None),
    },
    "articles": {"date": ("1700/1800", "1900/.."), "summary": ("Of salt.",)},
    "statistics": {
        "unit": ("ships", "tonnes a year"),
        "values": (
            "[{date: 1850, value: 121}, {date: 1999, value: 3, source: kim-1988}]",
            "[{date: 1900, value: 7, note: Of Ada Marsh.}, {date: 1900, value: 8, source: gazette}]",
        ),
        "type": ("trade", None),
    },
}
OF_FRONT_MATTER = tuple(
    Line(path, f"{key}:", None if value is None else f"{key}: {value}")
    for path in PATHS
    for folder in ("", PurePosixPath(path).parent.name)
    for key, values in _VALUES[folder].items()
    for value in values
)

NEW_SLUGS = ("anew", "salt", "thule", "borduria", "north-borduria", "1866-anew")
OF_ENTRIES = (
    *(File(path, text) for path, text in NEW_ENTRIES.items()),
    *(File(path, text) for path, text in NEW_ENTRIES.items()),  # as often as the others
    *(File(path, None) for path in PATHS),
    *(Rename(path, slug) for path in PATHS for slug in NEW_SLUGS if slug != PurePosixPath(path).stem),
)

_SOURCES = "content/sources.yaml"
OF_SOURCES = tuple(
    Line(_SOURCES, f"  - {{id: {slug},", item and f"  - {{id: {slug}, {item}}}")
    for slug, item in (
        ("brown-1901", "type: book, title: A History of Both Shores, issued: 1902, publisher: Shore Press"),
        ("green-1950", "type: book, title: Salt, author: [{family: Green, given: Otto}], issued: 1951"),
        ("kim-1988", "type: book, title: The River States, author: [{family: Kim, given: Sora}], issued: 1988"),
        ("kim-1988", None),
        ("gazette", "type: webpage, title: Thule Gazette, issued: 1999"),
        ("gazette", None),
        ("new-2001", "type: thesis, title: On Thule, author: [{literal: Ada Marsh}], issued: 2001"),
    )
)

_SETTINGS = "site.toml"
OF_SETTINGS = tuple(
    Line(_SETTINGS, f"{key} =", None if value is None else f"{key} = {value}")
    for key, value in (
        ("title", '"Riverlands"'),
        ("description", '"Of Lilia."'),
        ("language", '"ru"'),
        ("base_url", '"https://elsewhere.example/deep/"'),
        ("edit_url", None),
        ("licence", '"CC0"'),
        ("licence_url", '"https://licence.example/"'),
        ("diplomacy", '"Statecraft"'),
        ("wars", '"War and peace"'),
        ("peace", '"Peace"'),
        ("lilia", '"The Lilian side"'),
        ("borduria", '"Thule"'),
        ("focus", None),
        ("focus", '["borduria"]'),
        ("focus", '["lilia", "borduria"]'),
        ("picks", '["countries/thule", "topics/trade"]'),
        ("picks", None),
        ("scope", '"page"'),
        ("scope", '"all"'),
        ("per_paragraph", "1"),
        ("per_paragraph", "2"),
    )
)

_OWN = ("about", "article", "base", "charts", "cite", "country", "entry", "lines", "macros", "part", "relation", "term")
OF_LOOKS = (
    *(OwnTemplate(f"{name}.html", ' class="', ' data-own="1" class="') for name in _OWN),
    *(OwnTemplate(f"{name}.html", ' class="', ' data-own="2" class="') for name in _OWN),
    *(OwnTemplate(f"{name}.html", "", "{# own #}") for name in ("about", "lines", "base")),
    *(File(f"templates/{name}.html", None) for name in ("about", "article", "lines", "base")),
    File("templates/about.html", "<!doctype html><title>{{ site.title }}</title>"),
    File("templates/assets/extra.css", "a { color: red; }"),
    File("templates/assets/extra.css", "a { color: tan; }"),
    File("templates/assets/extra.css", None),
    File("templates/assets/site.css", "b {}"),
    File("templates/assets/site.css", None),
    File("content/images/seal.png", b"another seal"),
    File("content/images/chart.png", b"a chart"),
    File("content/images/chart.png", None),
)

SLIPS = (
    *(Paragraph(path, 9, "See [[nobody]].") for path in PATHS),
    *(Paragraph(path, 0, "Cited. [@nothing-1900]") for path in PATHS),
    *(Paragraph(path, 0, "![A chart](../images/chart.png)") for path in PATHS),
    *(Line(path, "title:", None) for path in PATHS),
    *(Line(path, "aliases:", "aliases: [broken") for path in PATHS),
    *(Line(path, "topics:", "topics: [nothing]") for path in PATHS),
    *(File(path, b"---\ntitle: \xff\n---\n") for path in PATHS),
    *(File(path, "") for path in PATHS),
    Line(_SETTINGS, "title =", "title ="),
    Line(_SETTINGS, "trade =", None),
    Line(_SETTINGS, "lilia =", None),
    Line(_SOURCES, "  - {id: brown-1901,", None),
    Line(_SOURCES, "references:", "references: {"),
    File(_SOURCES, None),
    File("content/images/seal.png", None),
    *(OwnTemplate(f"{name}.html", ' class="', ' class="{{ nothing.at_all }} ') for name in _OWN),
    *(OwnTemplate(f"{name}.html", "", "{% if %}") for name in _OWN),
)

KINDS: dict[str, tuple[Edit, ...]] = {
    "text": OF_TEXT,
    "front matter": OF_FRONT_MATTER,
    "entries": OF_ENTRIES,
    "sources and settings": (*OF_SOURCES, *OF_SETTINGS),
    "looks": OF_LOOKS,
    "slips": SLIPS,
}

_ARTICLE, _THULE = "content/articles/salt-and-war.md", "content/countries/thule.md"
TOUR: tuple[Edit, ...] = (
    Paragraph(_ARTICLE, 1, "Thule and [[ada-marsh]] had a part in it. [@kim-1988, p. 2]"),
    Line("content/glossary/ada-marsh.md", "aliases:", "aliases: [Marsh, the Gazette]"),
    OwnTemplate("lines.html", ' class="', ' data-own="1" class="'),
    Line(_THULE, "title:", "title: New Thule"),
    Line(_SOURCES, "  - {id: kim-1988,", "  - {id: kim-1988, type: book, title: The River States, issued: 1988}"),
    Line("content/events/1920-quarrel.md", "effect:", "effect: severed"),
    OwnTemplate("about.html", ' class="', ' data-own="1" class="'),
    *(File(path, text) for path, text in NEW_ENTRIES.items() if "new-thule" in path),
    Paragraph(_ARTICLE, 1, "See [[nobody]]."),
    Paragraph(_ARTICLE, 1, "Бордурия, 소금."),
    Line("content/glossary/port-lily.md", "coordinates:", "coordinates: {lat: 12, lon: -3}"),
    File("templates/lines.html", None),
    Line(_SETTINGS, "scope =", 'scope = "page"'),
    Line(_SETTINGS, "trade =", 'trade = "Commerce"'),
    Rename("content/glossary/salt-league.md", "league-of-salt"),
    Line("content/articles/two-bordurias.md", "draft:", "draft: true"),
    File("templates/assets/extra.css", "a { color: red; }"),
    Line("content/statistics/ships.md", "values:", "values: [{date: 1900, value: 7, source: gazette}]"),
)
"""An edit of each kind."""
