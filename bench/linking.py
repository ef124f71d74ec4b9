"""Benchmark `linking`: link bodies by all rules, against parsing and rendering them by markdown-it-py alone."""

from __future__ import annotations

import time
from collections.abc import Sequence

from markdown_it import MarkdownIt

from koreadiplo.linking.bodies import link_body
from koreadiplo.linking.context import LinkingContext
from koreadiplo.linking.names import make_name_table
from koreadiplo.linking.scripts import make_languages
from koreadiplo.model.entries import Entry
from koreadiplo.reading.entries import read_entry

from .corpus import make_names, make_texts
from .matching import print_times

_RUNS = 7


def main(_: Sequence[str]) -> None:
    """Compare linking 600 bodies that name 500 terms with rendering them, in turn in the same run, in one process."""
    names = make_names(500)
    terms = [_term(f"t{place}", name, "") for place, name in enumerate(names)]
    texts = (text.replace(",", ",[@work-1]") for text in make_texts(600, names))
    bodies = [_term(f"b{place}", f"Body {place}", text) for place, text in enumerate(texts)]
    table = make_name_table([*terms, *bodies], [], {}, frozenset(), frozenset())
    works = {"work-1": "Brown, <i>A History</i>"}
    context = LinkingContext(table, works, frozenset(), "section", 3, make_languages(terms, "en"))
    markdown = MarkdownIt("commonmark").enable("table")
    seconds: dict[str, list[float]] = {"markdown-it": [], "link": []}
    found = 0
    for _ in range(_RUNS):
        began = time.process_time()
        for body in bodies:
            markdown.render(body.body)
        seconds["markdown-it"].append(time.process_time() - began)
        began = time.process_time()
        found = sum(len(link_body(context, body).body.mentions) for body in bodies)
        seconds["link"].append(time.process_time() - began)
    print_times(seconds)
    print(f"{found} mentions")


def _term(slug: str, title: str, body: str) -> Entry:
    entry = read_entry(f"content/glossary/{slug}.md", f"---\ntitle: {title}\ntype: thing\n---\n\n{body}")
    if not isinstance(entry, Entry):
        raise TypeError(entry)
    return entry
