import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from samples import MINIMAL, Silent, build_site, copy_site, published

from koreadiplo.builder import build, glance, understand
from koreadiplo.publishing.outputs import OutputRefused

OTHER_ADDRESS = "https://other.example/deep/path/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(MINIMAL, tmp_path / "site")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_site(MINIMAL, tmp_path_factory.mktemp("built") / "site")
    assert build_site(root).diagnostics == ()
    return root / "_site"


def test_tells_what_was_built(site: Path) -> None:
    result = build_site(site)
    assert result.entries == {"article": 1, "event": 1, "country": 2, "term": 1, "statistic": 1}
    assert result.changed == len(published(site / "_site")) - 1  # the mark
    assert result.pages == len(list((site / "_site").rglob("*.html"))) - 2  # the redirects
    assert result.output == site / "_site"


def test_writes_the_pages_that_there_should_be(built: Path) -> None:
    pages = {name.removesuffix("index.html") for name in published(built) if name.endswith("index.html")}
    entries = {
        "articles/arcadia-and-borduria/",
        "countries/arcadia/",
        "countries/borduria/",
        "events/1850-03-04-treaty-of-the-lily/",
        "glossary/lily-river/",
        "sources/brown-1901/",
        "sources/green-1950/",
        "statistics/salt-trade/",
    }
    lists = {"articles/", "countries/", "glossary/", "sources/", "statistics/", "relations/", "lineages/", "topics/"}
    others = {"", "about/", "coverage/", "disagreements/", "map/", "search/", "timeline/"}
    others |= {"relations/arcadia-borduria/"}
    times = {"timeline/1850s/", "timeline/1850/", "timeline/treaty/"}
    topics = {"topics/diplomacy/", "topics/trade/"}
    redirects = {"events/", "events/treaty-of-the-river/"}
    assert pages == entries | lists | others | times | topics | redirects


def test_building_again_changes_nothing(site: Path) -> None:
    build_site(site)
    before = published(site / "_site")
    assert build_site(site).changed == 0
    assert published(site / "_site") == before


def test_builds_the_same_everywhere(built: Path, tmp_path: Path) -> None:
    """Whatever the order of sets, the zone, the language and the folder."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from samples import *;"
        "build_site(copy_site(MINIMAL, Path(sys.argv[2])))"
    )
    root = tmp_path / "elsewhere"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "LC_ALL": "C", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, "-c", code, Path(__file__).parent, root], env=environment, check=True)
    assert published(root / "_site") == published(built)


def test_what_is_changed_and_changed_back_is_as_before(site: Path, built: Path) -> None:
    build_site(site)
    term = site / "content" / "glossary" / "lily-river.md"
    edit(term, "title: Lily", "title: Rose")
    term.rename(term.with_name("rose-river.md"))
    edit(site / "content/events/1850-03-04-treaty-of-the-lily.md", "place: lily-river", "place: rose-river")
    assert build_site(site).changed > 2
    assert not (site / "_site" / "glossary" / "lily-river").exists()
    term.with_name("rose-river.md").rename(term)
    edit(term, "title: Rose", "title: Lily")
    edit(site / "content/events/1850-03-04-treaty-of-the-lily.md", "place: rose-river", "place: lily-river")
    build_site(site)
    assert published(site / "_site") == published(built)


def test_drafts_are_not_published(built: Path) -> None:
    assert not (built / "articles" / "unfinished").exists()
    assert not [name for name, data in published(built).items() if b"unfinished" in data or b"To be written" in data]


def test_images_are_copied(built: Path) -> None:
    image = built / "images" / "seal.png"
    assert image.read_bytes() == (MINIMAL / "content" / "images" / "seal.png").read_bytes()
    assert 'src="../../images/seal.png"' in (built / "articles/arcadia-and-borduria/index.html").read_text()


def test_former_names_lead_to_the_entry(built: Path) -> None:
    html = (built / "events" / "treaty-of-the-river" / "index.html").read_text()
    assert 'content="0; url=../../events/1850-03-04-treaty-of-the-lily/"' in html
    assert 'rel="canonical" href="https://arcadia.example/events/1850-03-04-treaty-of-the-lily/"' in html


def test_former_names_of_states_lead_to_their_relations(site: Path) -> None:
    for country, former in (("arcadia", "old-arcadia"), ("borduria", "a-borduria")):
        file = site / "content" / "countries" / f"{country}.md"
        file.write_text(file.read_text("utf-8").replace("---\n", f"---\nformer: [{former}]\n", 1), "utf-8")
    build_site(site)
    for old in ("borduria-old-arcadia", "a-borduria-arcadia", "a-borduria-old-arcadia"):
        assert "url=../../relations/arcadia-borduria/" in (site / f"_site/relations/{old}/index.html").read_text()
    assert (
        "http-equiv" not in (site / "_site/relations/arcadia-borduria/index.html").read_text().partition("refresh")[2]
    )


def test_derives_what_nobody_wrote(built: Path) -> None:
    relation = (built / "relations" / "arcadia-borduria" / "index.html").read_text()
    assert "Diplomatic relations since 4 March 1850" in relation
    assert "../../events/1850-03-04-treaty-of-the-lily/" in relation
    disagreements = (built / "disagreements" / "index.html").read_text()
    assert "1851" in disagreements
    assert "The Salt Trade" in disagreements
    river = (built / "glossary" / "lily-river" / "index.html").read_text()
    assert "Arcadia and Borduria to 1900" in river


def links(html: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'(?:href|src)="([^"]*)"', html)]


def test_every_link_leads_to_a_file_and_a_place_in_it(built: Path) -> None:
    for file in built.rglob("*.html"):
        for link in links(file.read_text()) if file.name != "404.html" else ():
            parts = urlsplit(link)
            if parts.scheme:
                continue
            assert not link.startswith("/"), (file, link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if link.partition("#")[0].endswith("/") else target
            assert target.is_file(), (file, link)
            assert not parts.fragment or f'id="{unquote(parts.fragment)}"' in target.read_text(), (file, link)


@pytest.mark.parametrize(("address", "path"), [(None, "/"), (OTHER_ADDRESS, "/deep/path/")])
def test_the_page_for_unknown_addresses_works_at_any(site: Path, address: str | None, path: str) -> None:
    build_site(site, base_url=address)
    local = [link for link in links((site / "_site" / "404.html").read_text()) if link[0] != "#"]
    assert local
    for link in local:
        assert link.startswith(path), link
        found = site / "_site" / link.removeprefix(path)
        assert found.is_file() or (found / "index.html").is_file(), link


def test_another_address_changes_only_what_names_it(site: Path, built: Path) -> None:
    build_site(site, base_url=OTHER_ADDRESS)
    new, old = published(site / "_site"), published(built)
    assert f"<loc>{OTHER_ADDRESS}countries/arcadia/</loc>".encode() in new["sitemap.xml"]
    assert f"Sitemap: {OTHER_ADDRESS}sitemap.xml".encode() in new["robots.txt"]
    address, other = b"https://arcadia.example/", OTHER_ADDRESS.encode()
    by_path = {"404.html", "_headers"}
    same = {name: data.replace(other, address) for name, data in new.items() if name not in by_path}
    assert same == {name: data for name, data in old.items() if name not in by_path}


def test_site_map_lists_pages_once_and_no_redirects(built: Path) -> None:
    places = re.findall(r"<loc>https://arcadia\.example/(.*?)</loc>", (built / "sitemap.xml").read_text())
    assert len(places) == len(set(places))
    assert {"", "countries/arcadia/", "relations/arcadia-borduria/"} <= set(places)
    assert not {"404.html", "search/", "events/", "events/treaty-of-the-river/", "articles/unfinished/"} & set(places)
    assert "<loc>https://arcadia.example/articles/arcadia-and-borduria/</loc><lastmod>2001-02-03</lastmod>" in (
        (built / "sitemap.xml").read_text()
    )


def test_the_search_index_is_used_again_while_nothing_to_be_found_changes(site: Path) -> None:
    first = build_site(site, search=True)
    assert not first.index_reused
    assert (site / "_site" / "pagefind" / "pagefind.js").is_file()
    before = digest(site / "_site")
    again = build_site(site, search=True)
    assert (again.index_reused, again.changed) == (True, 0)
    assert digest(site / "_site") == before
    edit(site / "content" / "countries" / "arcadia.md", "left bank", "green left bank")
    assert not build_site(site, search=True).index_reused


def digest(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in published(folder).items()}


@pytest.mark.parametrize("place", ["content", "content/site", "templates", "thesis", "site.toml"])
def test_refuses_to_write_where_it_would_destroy(site: Path, place: str) -> None:
    (site / "templates").mkdir()
    (site / "thesis").mkdir()
    (site / "thesis" / "chapter.md").write_text("")
    before = {name: data for name, data in published(site).items() if not name.startswith(".cache")}
    with pytest.raises(OutputRefused):
        build(site, site / place, Silent(), search=False)
    assert {name: data for name, data in published(site).items() if not name.startswith(".cache")} == before


@pytest.mark.parametrize("place", ["", ".."])
def test_refuses_the_site_itself_and_what_holds_it(site: Path, place: str) -> None:
    with pytest.raises(OutputRefused):
        build(site, site / place, Silent(), search=False)
    assert (site / "site.toml").is_file()


# A first look

ARTICLE, LILY = "content/articles/arcadia-and-borduria.md", "content/glossary/lily-river.md"


def first_look(site: Path, **edits: Callable[[str], str]) -> dict[str, bytes]:
    """Look at a site that was understood before these files changed."""
    understood = understand(site, None, 1, Silent())
    paths = {"article": ARTICLE, "lily": LILY, "new": "content/glossary/new.md"}
    for name, edit in edits.items():
        file = site / paths[name]
        file.write_text(edit(file.read_text("utf-8") if file.is_file() else ""), "utf-8")
    return glance(understood, [paths[name] for name in edits], {})


def test_the_first_look_at_a_text_is_what_a_build_makes(site: Path) -> None:
    looked_at = first_look(
        site, article=lambda text: text + "\nThe [[lily-river]] again, and **more**. [@brown-1901]\n"
    )
    build_site(site)
    built = published(site / "_site")
    assert looked_at == {name: built[name] for name in ["articles/arcadia-and-borduria/index.html"]}
    assert b"<strong>more</strong>" in next(iter(looked_at.values()))


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("title:", "titel:"),
        lambda text: text.replace("countries: [", "countries: [nowhere, "),
        lambda text: text + "\n[[nothing-of-this-name]]\n",
        lambda text: text.replace("---\n", "---\ndraft: true\n", 1),
        lambda text: "",
    ],
)
def test_there_is_no_first_look_at_what_is_wrong(site: Path, edit: Callable[[str], str]) -> None:
    looked_at = first_look(site, article=edit, lily=lambda text: text + "\nIt is long.\n")
    assert set(looked_at) <= {"glossary/lily-river/index.html"}


def test_there_is_no_first_look_at_what_is_new_gone_or_elsewhere(site: Path, tmp_path: Path) -> None:
    assert first_look(site, new=lambda _: "---\ntitle: New\ntype: thing\n---\n\nNew.\n") == {}
    understood = understand(site, None, 1, Silent())
    text = (site / LILY).read_bytes()
    (site / LILY).unlink()
    assert glance(understood, [LILY, "site.toml"], {}) == {}
    (tmp_path / "elsewhere.md").write_bytes(text)
    (site / LILY).symlink_to(tmp_path / "elsewhere.md")
    assert glance(understood, [LILY], {}) == {}
