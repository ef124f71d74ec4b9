"""Every page of the shipped site: where its links lead, and what it may not hold."""

import itertools
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from documents import Document, broken_links, read_page, words
from letters import other_letters_of

from koreadiplo.knowledge import KnowledgeBase

BASE_URL = "https://koreadiplo.example/"
BELOW_URL = "https://koreadiplo.example/korea/"
EDIT_URL = "https://code.example/koreadiplo/edit/main/"
NOT_FOUND = "404.html"
HOME = "index.html"
EVENT = "events/1884-07-07-russo-korean-treaty/index.html"
KINDS = {
    "home": HOME,
    "article": "articles/korea-and-russia-to-1905/index.html",
    "event": EVENT,
    "country": "countries/soviet-union/index.html",
    "term": "glossary/kim-il-sung/index.html",
    "place": "glossary/seoul/index.html",
    "statistic": "statistics/trade-north-korea-russia/index.html",
    "source": "sources/lankov-korea/index.html",
    "relation": "relations/joseon-russian-empire/index.html",
    "relation of lineages": "relations/korea-russia/index.html",
    "lineage": "lineages/korea/index.html",
    "topic": "topics/treaties/index.html",
    "list": "countries/index.html",
    "relations": "relations/index.html",
    "timeline": "timeline/index.html",
    "map": "map/index.html",
    "decade": "timeline/1880s/index.html",
    "year": "timeline/1884/index.html",
    "events of a type": "timeline/treaty/index.html",
    "A–Z": "glossary/index.html",
    "sources": "sources/index.html",
    "disagreements": "disagreements/index.html",
    "search": "search/index.html",
    "about": "about/index.html",
    "not found": NOT_FOUND,
    "redirect": "events/index.html",
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ENTRY_FOLDERS = ("articles", "events", "countries", "glossary", "statistics")


def test_the_site_has_a_page_of_every_kind(documents: dict[str, Document]) -> None:
    assert set(KINDS.values()) <= set(documents)


def test_only_former_addresses_redirect(documents: dict[str, Document], base: KnowledgeBase) -> None:
    former = {f"{entry.folder}/{slug}/": f"{entry.id}/" for entry in base.entries.values() for slug in entry.former}
    assert former  # else nothing shows here that they work
    redirects = {page.url: page.target for page in documents.values() if page.is_redirect}
    assert redirects == {"events/": "timeline/", **former}
    assert [target for target in redirects.values() if documents[f"{target}index.html"].is_redirect] == []


def test_every_entry_has_a_page(shipped_root: Path, documents: dict[str, Document]) -> None:
    entries = [file.relative_to(shipped_root / "content") for file in (shipped_root / "content").rglob("*.md")]
    assert len(entries) > 50
    assert [entry for entry in entries if f"{entry.with_suffix('').as_posix()}/index.html" not in documents] == []


def test_every_link_leads_to_a_file_and_every_anchor_to_an_id(built_site: Path, documents: dict[str, Document]) -> None:
    assert sum(1 for page in documents.values() for _ in page.addresses()) > 2000
    assert broken_links(built_site, documents, BASE_URL) == []


def test_links_hold_below_a_path_too(built_below: Path, documents: dict[str, Document]) -> None:
    """Those of the page for unknown addresses, the only one that has others there; see the next test."""
    not_found = read_page(built_below, built_below / NOT_FOUND)
    broken = broken_links(built_below, documents | {NOT_FOUND: not_found}, BELOW_URL)
    assert [line for line in broken if line.startswith(f"{NOT_FOUND}:")] == []


def test_only_absolute_addresses_differ_below_a_path(built_site: Path, built_below: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        texts = (".html", ".xml", ".txt", ".css", ".js", ".svg")
        found = (file for file in folder.rglob("*") if file.suffix in texts and "pagefind" not in file.parts)
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}

    root, below = files(built_site), files(built_below)
    moved = {name: data.replace(BELOW_URL.encode(), BASE_URL.encode()) for name, data in below.items()}
    assert [name for name in root if moved[name] != root[name]] == [NOT_FOUND]
    assert moved.keys() == root.keys()


def test_addresses_are_relative_but_on_the_page_for_unknown_addresses(documents: dict[str, Document]) -> None:
    absolute = [
        f"{page.name}: {tag} {address}"
        for page in documents.values()
        for tag, _, address in page.addresses()
        if address.startswith("/") or (address.startswith(BASE_URL) and tag != "link")
    ]
    assert [line for line in absolute if not line.startswith(NOT_FOUND)] == []
    own = [address for _, _, address in documents[NOT_FOUND].addresses() if not urlsplit(address).scheme]
    assert own
    assert [address for address in own if not address.startswith(("/", "#"))] == []


def test_links_have_schemes_that_are_safe(documents: dict[str, Document]) -> None:
    schemes = {urlsplit(address).scheme for page in documents.values() for _, _, address in page.addresses()}
    assert schemes == {"", "https"}  # neither kb: nor javascript:


def test_nothing_is_loaded_from_elsewhere(built_site: Path, documents: dict[str, Document]) -> None:
    loaded = [
        (page.name, tag, address)
        for page in documents.values()
        for tag, attribute, address in page.addresses()
        if attribute != "href" or tag not in ("a", "link") or urlsplit(address).netloc
        if tag != "a"
    ]
    outside = [item for item in loaded if urlsplit(item[2]).netloc]
    canonical = [
        (page.name, "link", link.get("href"))
        for page in documents.values()
        for link in page.tree.iterfind(".//link[@rel='canonical']")
    ]
    assert sorted(outside) == sorted(canonical)
    assert {tag for _, tag, _ in loaded} <= {"script", "img", "image", "form", "meta", "link"}
    assert [page.name for page in documents.values() if page.all("iframe", "object", "embed", "base")] == []
    assert [page.name for page in documents.values() if page.tree.find(".//*[@srcset]") is not None] == []
    for style_sheet in built_site.glob("assets/**/*.css"):
        assert re.findall(r"@import|url\((?!\s*[\"']?(?:#|[\w./-]+[\"']?\)))", style_sheet.read_text("utf-8")) == []
    for script in built_site.glob("assets/**/*.js"):
        assert re.findall(r"https?://", script.read_text("utf-8")) == []


def test_no_style_or_script_stands_in_a_page(documents: dict[str, Document]) -> None:
    inline = [
        f"{page.name}: {ElementTree.tostring(element, 'unicode')[:80]}"
        for page in documents.values()
        for element in page.tree.iter()
        if element.tag == "style"
        or (element.tag == "script" and ("src" not in element.attrib or words(element)))
        or any(attribute == "style" or str(attribute).startswith("on") for attribute in element.attrib)
    ]
    assert inline == []


def test_svg_pictures_need_no_style_either(built_site: Path) -> None:
    pictures = list(built_site.rglob("*.svg"))
    assert pictures
    for picture in pictures:
        tree = ElementTree.fromstring(picture.read_bytes())
        assert not [e for e in tree.iter() if "style" in e.attrib or str(e.tag).endswith(("}style", "}script"))]


def test_ids_are_unique(documents: dict[str, Document]) -> None:
    repeated = {
        page.name: [id_ for id_, number in Counter(page.ids).items() if number > 1] for page in documents.values()
    }
    assert {name: ids for name, ids in repeated.items() if ids} == {}
    assert [page.name for page in documents.values() if any(not id_ or " " in id_ for id_ in page.ids)] == []


def test_what_refers_to_an_id_finds_it(documents: dict[str, Document]) -> None:
    lost = [
        f"{page.name}: {attribute}={element.get(attribute)!r}"
        for page in documents.values()
        for element in page.tree.iter()
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
        if not set((element.get(attribute) or "").split()) <= set(page.ids)
    ]
    assert lost == []


def test_every_page_says_what_it_is(pages: list[Document]) -> None:
    for page in pages:
        assert page.tree.get("lang") == "en", page.name
        assert len(page.all("h1")) == 1, page.name
        assert words(page.all("h1")[0]), page.name
        (title,) = page.tree.iterfind("./head/title")
        assert words(page.all("h1")[0]) in words(title), page.name
        (description,) = page.meta("description")
        assert description.strip(), page.name
        assert len(description) <= 300, page.name
        assert not re.search(r"<\w|\[@|\]\(|\[\[", description), page.name
        assert page.meta("viewport"), page.name
        assert len(page.all("main")) == 1, page.name


def test_titles_are_all_different(pages: list[Document]) -> None:
    # Two works may have one title, and a lineage is called as one of its states.
    titled = [page for page in pages if not page.name.startswith(("sources/", "lineages/"))]
    titles = Counter(words(page.tree.find("./head/title")) for page in titled)
    assert [title for title, number in titles.items() if number > 1] == []


def test_every_page_names_its_address(documents: dict[str, Document]) -> None:
    for page in documents.values():
        canonical = [link.get("href") for link in page.tree.iterfind("./head/link[@rel='canonical']")]
        if page.name == NOT_FOUND:  # it stands at any address
            assert canonical == []
        elif page.is_redirect:
            assert canonical == [BASE_URL + page.target]
        else:
            assert canonical == [BASE_URL + page.url]
    hidden = [page.name for page in documents.values() if page.meta("robots") == ["noindex"]]
    redirects = [page.name for page in documents.values() if page.is_redirect]
    assert sorted(hidden) == sorted([NOT_FOUND, KINDS["search"], *redirects])


def test_every_page_carries_a_strict_policy(documents: dict[str, Document]) -> None:
    for page in documents.values():
        first = page.all("meta")[0]
        assert first.get("http-equiv") == "Content-Security-Policy", page.name
        policy = dict(part.strip().partition(" ")[::2] for part in first.get("content", "").split(";"))
        assert policy["default-src"] == "'none'", page.name
        assert policy["base-uri"] == "'none'", page.name
        scripts = "'self' 'wasm-unsafe-eval'" if page.name == KINDS["search"] else "'self'"
        assert policy["script-src"] == scripts, page.name
        sources = " ".join(value for key, value in policy.items() if key != "script-src").split()
        assert set(sources) <= {"'none'", "'self'"}, page.name


def test_headings_skip_no_level(pages: list[Document]) -> None:
    for page in pages:
        levels = [int(heading.tag[1]) for heading in page.all(*HEADINGS)]
        assert levels[0] == 1, page.name
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, (page.name, [words(heading) for heading in page.all(*HEADINGS)])
        assert [heading for heading in page.all(*HEADINGS) if not words(heading)] == [], page.name


def test_pages_that_somebody_writes_have_a_link_for_editing(shipped_root: Path, documents: dict[str, Document]) -> None:
    for page in documents.values():
        links = [a.get("href", "") for a in page.all("a") if a.get("href", "").startswith(EDIT_URL)]
        folder, _, slug = page.url.rstrip("/").partition("/")
        files = []
        if page.is_redirect:
            files = []
        elif folder in ENTRY_FOLDERS and slug:
            files = [f"content/{folder}/{slug}.md"]
        elif folder == "sources" and slug:
            files = ["content/sources.yaml"]
        elif page.name == HOME or (folder in ("topics", "lineages") and slug):
            files = ["site.toml"]
        assert links == [EDIT_URL + file for file in files], page.name
        assert all((shipped_root / file).is_file() for file in files)


def test_every_page_tells_where_it_is(pages: list[Document]) -> None:
    for page in pages:
        crumbs = page.tree.find(".//nav[@aria-label='Breadcrumbs']")
        if page.name in (HOME, NOT_FOUND):
            assert crumbs is None, page.name
            continue
        assert crumbs is not None, page.name
        links = {words(a): urljoin(BASE_URL + page.url, a.get("href", "")) for a in crumbs.iter("a")}
        assert next(iter(links.items())) == ("Home", BASE_URL), page.name
        assert BASE_URL + page.url not in links.values(), page.name
        is_entry = page.url.partition("/")[0] in ENTRY_FOLDERS and page.url.count("/") > 1
        assert len(links) == 2 or not is_entry, page.name
        here = [words(element) for element in crumbs.iter() if element.get("aria-current")]
        assert here in ([], [words(page.all("h1")[0])]), page.name


def test_three_headings_make_a_table_of_contents(shipped_root: Path, documents: dict[str, Document]) -> None:
    lengths = Counter[bool]()
    for file in (shipped_root / "content").glob("[!c]*/*.md"):  # a country's page lists its sections instead
        body = file.read_text("utf-8").split("\n---\n", 1)[1]
        headings = [line.lstrip("# ").strip() for line in body.splitlines() if re.match("##{1,2} ", line)]
        headings = [heading.replace("'", "’") for heading in headings]  # as they are printed
        slug = file.relative_to(shipped_root / "content").with_suffix("").as_posix()
        contents = documents[f"{slug}/index.html"].tree.find(".//nav[@aria-labelledby='part.contents']")
        shown = [words(a) for a in contents.iter("a")] if contents is not None else []
        assert shown == (headings if len(headings) >= 3 else []), slug
        lengths[bool(shown)] += 1
    assert lengths[True] >= 3


@pytest.mark.parametrize("folder", ["countries", "relations"])
def test_pages_of_many_lists_have_a_table_of_contents(folder: str, documents: dict[str, Document]) -> None:
    pages = [page for name, page in documents.items() if re.fullmatch(rf"{folder}/[^/]+/index\.html", name)]
    lengths = Counter[bool]()
    for page in pages:
        contents = page.tree.find(".//nav[@aria-labelledby='part.contents']")
        shown = [a.get("href", "") for a in contents.iter("a")] if contents is not None else []
        assert not shown or len(shown) >= 3, page.name
        lengths[bool(shown)] += 1
    assert lengths[True] >= 3


def test_pictures_have_a_text_and_controls_a_name(documents: dict[str, Document]) -> None:
    for page in documents.values():
        assert [img for img in page.all("img") if img.get("alt") is None] == [], page.name
        for control in page.all("a", "button"):
            assert words(control) or control.get("aria-label"), (page.name, ElementTree.tostring(control))
        labelled = {label.get("for") for label in page.all("label")}
        assert [field for field in page.all("input") if field.get("id") not in labelled] == [], page.name
        landmarks = Counter(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav"))
        assert max(landmarks.values(), default=1) == 1, page.name
        assert None not in landmarks, page.name


@pytest.mark.parametrize("kind", KINDS)
def test_html_is_without_errors(kind: str, documents: dict[str, Document], built_site: Path) -> None:
    assert documents[KINDS[kind]].faults == []
    html5lib.HTMLParser(strict=True).parse((built_site / KINDS[kind]).read_bytes())


def test_html_is_without_errors_on_all_pages(documents: dict[str, Document]) -> None:
    assert {name: page.faults for name, page in documents.items() if page.faults} == {}


def test_words_in_other_scripts_have_a_language(documents: dict[str, Document]) -> None:
    texts = {name: list(other_letters_of(document.tree)) for name, document in documents.items()}
    assert sum(map(len, texts.values())) > 200
    assert {name: wrong for name, found in texts.items() if (wrong := [text for text in found if not text[2]])} == {}


def test_lists_hold_nothing_but_items(documents: dict[str, Document]) -> None:
    """What html5lib does not complain of: children that HTML does not allow, and empty lists."""
    allowed = {
        "ul": {"li"},
        "ol": {"li"},
        "dl": {"dt", "dd", "div"},
        "tr": {"th", "td"},
        "table": {"caption", "thead", "tbody"},
    }
    for page in documents.values():
        for element in page.all(*allowed):
            children = {str(child.tag) for child in element}
            assert children <= allowed[str(element.tag)], (page.name, element.tag, children)
            loose = [element.text, *(child.tail for child in element)]
            assert not "".join(text or "" for text in loose).strip(), (page.name, element.tag)
            filled_later = element.get("id") == "results"
            assert children or filled_later, (page.name, element.tag)
        for part in page.all("dl"):
            for group in [part, *part.iterfind("div")]:
                tags = [child.tag for child in group if child.tag != "div"]
                assert not tags or (tags[0] == "dt" and tags[-1] == "dd"), (page.name, words(group))


def test_the_site_map_lists_every_page_once(built_site: Path, documents: dict[str, Document]) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.fromstring((built_site / "sitemap.xml").read_bytes())
    places = [place.text or "" for place in tree.iterfind("s:url/s:loc", space)]
    shown = [BASE_URL + page.url for page in documents.values() if page.meta("robots") != ["noindex"]]
    assert sorted(places) == sorted(shown)
    changes = [change.text or "" for change in tree.iterfind("s:url/s:lastmod", space)]
    assert changes
    assert [change for change in changes if not re.fullmatch(r"\d{4}-\d\d-\d\d", change)] == []
    robots = (built_site / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {BASE_URL}sitemap.xml" in robots.splitlines()


def test_every_page_can_be_reached_from_the_first(documents: dict[str, Document]) -> None:
    waiting, seen = [HOME], {HOME}
    while waiting:
        page = documents[waiting.pop()]
        for tag, _, address in page.addresses():
            target = urljoin(BASE_URL + page.url, address).partition("#")[0].partition("?")[0]
            name = target.removeprefix(BASE_URL)
            name += "index.html" if name == "" or name.endswith("/") else ""
            if tag == "a" and name in documents and name not in seen:
                seen.add(name)
                waiting.append(name)
    redirects = {name for name, page in documents.items() if page.is_redirect}
    assert set(documents) - seen == {NOT_FOUND, *redirects}  # former addresses stand in other people's pages only
