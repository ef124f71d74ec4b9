from pathlib import Path

from samples import MINIMAL, build_site, copy_site, write_site


def page(root: Path, name: str) -> str:
    return (root / "_site" / name / "index.html").read_text(encoding="utf-8")


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    terms = {f"glossary/t{n}.md": f"---\ntitle: T{n}\ntype: thing\n---\n\nText.\n" for n in range(60)}
    site = write_site(tmp_path / "site", terms)
    build_site(site)
    section = page(site, "coverage").partition('<h2 id="missing-source">')[2].partition("</section>")[0]
    assert section.count("<li>") == 50
    assert "And 10 more; <code>koreadiplo check --advice</code> lists all." in section
    write_site(site, {"glossary/t0.md": "---\ntitle: T0\ntype: thing\nsources: [general-knowledge]\n---\n\nText.\n"})
    build_site(site)
    assert "And 9 more" in page(site, "coverage")


def test_the_page_about_the_site_leads_there_and_no_menu(tmp_path: Path) -> None:
    site = copy_site(MINIMAL, tmp_path / "site")
    build_site(site)
    assert '<a href="../coverage/">coverage</a>' in page(site, "about")
    assert "coverage/" not in page(site, "timeline")


def test_kinds_of_which_nothing_is_missing_have_no_section(tmp_path: Path) -> None:
    site = copy_site(MINIMAL, tmp_path / "site")
    build_site(site)
    html = page(site, "coverage")
    assert '<a href="#missing-name">No native name</a></th><td class="number">2</td>' in html
    assert '<th scope="row">Disputes left open</th><td class="number">0</td>' in html
    assert 'id="open-dispute"' not in html
