"""What entries say of themselves, as their pages and the pages that gather it show it."""

from urllib.parse import urljoin
from xml.etree import ElementTree

from documents import Document, words

from koreadiplo.knowledge import KnowledgeBase, print_value
from koreadiplo.model.dates import parse_date
from koreadiplo.model.entries import GENERAL_KNOWLEDGE, Article, Entry, Statistic
from koreadiplo.model.parts import Dispute


def leads_to(page: Document, within: ElementTree.Element | None = None) -> set[str]:
    """Give the addresses, relative to the site, to which the links of a page or of a part of it lead."""
    links = (page.tree if within is None else within).iter("a")
    return {urljoin(f"/{page.url}", a.get("href", "")).removeprefix("/").partition("#")[0] for a in links}


def main(page: Document) -> ElementTree.Element:
    return page.all("main")[0]


def of_class(name: str, within: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in within.iter() if name in element.get("class", "").split()]


def as_shown(entry: Entry, dispute: Dispute) -> list[str]:
    """Give the texts by which a reader sees a dispute: what it is about, what the other source says, and the note."""
    if dispute.claim:
        return [dispute.claim, dispute.value, dispute.note or ""]
    field = dispute.field or ""
    value = str(parse_date(dispute.value)) if field in ("date", "exists", "old_style", "in_force") else dispute.value
    return [field.replace("_", " ").capitalize(), str(getattr(entry, field)), value, dispute.note or ""]


def differing_values(entry: Entry) -> list[list[str]]:
    """Give the values of a statistic that are not the preferred one of their date."""
    values = entry.values if isinstance(entry, Statistic) else ()
    preferred = {value.date.text: value for value in values if value.preferred}
    others = [value for value in values if preferred.get(value.date.text, value) is not value]
    return [[print_value(value), print_value(preferred[value.date.text]), value.note or ""] for value in others]


def test_every_dispute_is_among_the_disagreements_and_on_its_page(
    base: KnowledgeBase, documents: dict[str, Document]
) -> None:
    page = documents["disagreements/index.html"]
    sections = {
        min(leads_to(page, heading), default=""): part
        for part in main(page).iter("section")
        for heading in part.iter("h2")
    }
    expected = {}
    for entry in base.entries.values():
        texts = [as_shown(entry, dispute) for dispute in entry.disputed] + differing_values(entry)
        if texts:
            expected[f"{entry.id}/"] = texts
    assert sections.keys() == expected.keys()
    for url, disputes in expected.items():
        for where in (sections[url], main(documents[f"{url}index.html"])):
            shown = [words(part) for part in of_class("dispute", where)]
            assert len(shown) == len(disputes), url
            for texts in disputes:
                held = [all(" ".join(text.split()) in part for text in texts) for part in shown]
                assert held.count(True) == 1, (url, texts)
    sources = {dispute.source for entry in base.entries.values() for dispute in entry.disputed} - {GENERAL_KNOWLEDGE}
    assert {f"sources/{slug}/" for slug in sources} <= leads_to(page)


def test_beside_every_disputed_value_a_mark_leads_to_its_note(
    base: KnowledgeBase, documents: dict[str, Document]
) -> None:
    marked = 0
    for id_, points in base.disagreements.items():
        page = main(documents[f"{id_}/index.html"])
        notes = {element.get("id"): words(element) for element in of_class("dispute", page)}
        places = [*page.iter("dd"), *page.iter("td"), *page.iter("p")]
        beside = [(words(place), link.get("href", "")) for place in places for link in of_class("disputed", place)]
        for point in points:
            values = [point.own, *(other.value for other in point.others)] if point.date else [point.own]
            unit = f" {base.entries[id_].unit}" if isinstance(base.entries[id_], Statistic) else ""
            for value in values if point.field else ():
                targets = [href for text, href in beside if value.removesuffix(unit) in text]
                assert targets, (id_, value)
                assert all(value in notes[target.removeprefix("#")] for target in targets), (id_, value)
                marked += 1
    assert marked > 5


def test_an_article_leads_to_its_relations_countries_events_and_sources(
    base: KnowledgeBase, documents: dict[str, Document]
) -> None:
    articles = [entry for entry in base.entries.values() if isinstance(entry, Article)]
    assert articles
    for article in articles:
        relations = [relation.id for relation in base.relations if article.id in relation.members]
        assert relations, article.id
        page = documents[f"{article.id}/index.html"]
        links = leads_to(page, main(page))
        wanted = {*relations, *(f"countries/{slug}" for slug in article.countries)}
        wanted |= {f"sources/{slug}" for slug in article.sources if slug != GENERAL_KNOWLEDGE}
        assert {f"{id_}/" for id_ in wanted} <= links, article.id
        assert any(link.startswith("events/") for link in links), article.id
        for relation in relations:
            there = documents[f"{relation}/index.html"]
            assert f"{article.id}/" in leads_to(there, main(there)), (article.id, relation)
