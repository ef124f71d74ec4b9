"""What the entries that come with the project must have: citations, definitions, links and a fair length."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from koreadiplo.builder import Understood
from koreadiplo.knowledge import KnowledgeBase
from koreadiplo.model.entries import Article, Entry, Term

CITATION = re.compile(r"\[[^\[\]@]*@\w[^\[\]]*\]")
MARKDOWN = MarkdownIt("commonmark").enable("table")


@pytest.fixture(scope="module")
def articles(base: KnowledgeBase) -> list[Article]:
    found = [entry for entry in base.entries.values() if isinstance(entry, Article)]
    assert len(found) >= 13
    return found


def blocks(body: str) -> list[SyntaxTreeNode]:
    return SyntaxTreeNode(MARKDOWN.parse(body)).children


def text_of(block: SyntaxTreeNode) -> str:
    return " ".join(node.content for node in block.walk() if node.type == "inline")


def parts(block: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Give the items of a list, the rows of a table without its head; of anything else, itself."""
    inner = "list_item" if block.type.endswith("_list") else "tr"
    return [node for node in block.walk() if node.type == inner and node.parent.type != "thead"] or [block]


def word_count(body: str) -> int:
    """Count words as a reader does: a link is its text, a citation is none."""
    text = re.sub(r"\[\[(?:[^\]|]*\\?\|)?([^\]]*)\]\]", r"\1", CITATION.sub("", body))
    return len(re.findall(r"\w[\w.,’'–-]*", re.sub(r"\]\([^)]*\)", "]", text)))


def test_every_paragraph_of_an_article_has_a_citation(articles: list[Article]) -> None:
    """A list or a table may lean on the paragraph that introduces it."""
    bare = []
    for article in articles:
        for before, block in pairwise([None, *blocks(article.body)]):
            leans = before is not None and before.type == "paragraph" and block.type != "paragraph"
            if block.type != "heading" and not leans:
                bare += [text_of(part)[:80] for part in parts(block) if not CITATION.search(text_of(part))]
    assert bare == []


def test_an_article_has_a_lead_and_no_empty_section(articles: list[Article]) -> None:
    for article in articles:
        kinds = [block.type for block in blocks(article.body)]
        assert kinds[0] == "paragraph", article.id
        assert kinds[-1] != "heading", article.id
        assert ("heading", "heading") not in pairwise(kinds), article.id


def test_an_article_is_neither_short_nor_long(articles: list[Article]) -> None:
    lengths = {article.id: word_count(article.body) for article in articles}
    assert {id_: length for id_, length in lengths.items() if not 150 <= length <= 1000} == {}


def test_an_article_names_its_countries_and_events(articles: list[Article], base: KnowledgeBase) -> None:
    """In its text, where each is a link."""
    for article in articles:
        mentioned = {mention.target for mention in base.bodies[article.id].mentions}
        assert [slug for slug in article.countries if f"countries/{slug}" not in mentioned] == [], article.id
        members = {id_ for relation in base.relations_of[article.id] for id_ in relation.members}
        events = [event.id for event in base.timeline if event.id in members and event.date.overlaps(article.date)]
        assert mentioned & set(events), article.id


def test_every_entry_has_a_citation_in_its_text(base: KnowledgeBase) -> None:
    assert [entry.id for entry in base.entries.values() if not CITATION.search(entry.body)] == []


def test_what_an_entry_cites_is_among_its_sources(base: KnowledgeBase) -> None:
    def cited(entry: Entry) -> set[str]:
        return set(re.findall(r"@(\w[\w-]*)", " ".join(CITATION.findall(entry.body))))

    missing = {entry.id: cited(entry) - set(entry.sources) for entry in base.entries.values()}
    assert {id_: slugs for id_, slugs in missing.items() if slugs} == {}


def test_a_term_begins_with_its_definition(base: KnowledgeBase) -> None:
    for term in (entry for entry in base.entries.values() if isinstance(entry, Term)):
        assert blocks(term.body)[0].type == "paragraph", term.id
        assert 3 <= len(base.bodies[term.id].lead.split()) <= 60, (term.id, base.bodies[term.id].lead)


def test_the_home_page_picks_entries_that_exist(shipped: Understood, base: KnowledgeBase) -> None:
    assert shipped.plan
    picks = shipped.plan.shelf.config.home.picks
    assert picks
    assert [id_ for id_ in picks if id_ not in base.entries] == []


def test_every_topic_is_used(shipped: Understood, base: KnowledgeBase) -> None:
    assert shipped.plan
    uses = Counter(topic for entry in base.entries.values() for topic in entry.topics)
    assert {topic: uses[topic] for topic in shipped.plan.shelf.config.topics if uses[topic] < 2} == {}
