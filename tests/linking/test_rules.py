"""The Markdown rules, by the examples in ``fixtures``: a text, the HTML it becomes, and what is reported of it."""

import re

import pytest
from examples import Example, link_example, read_examples

EXAMPLES = [
    pytest.param(example, id=f"{example.file.stem}:{example.line}: {example.title}") for example in read_examples()
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: Example) -> None:
    assert link_example(example)[1] == example.expected


@pytest.mark.parametrize("example", EXAMPLES)
def test_is_whole(example: Example) -> None:
    """Links within the page have their targets, ids are unique, no link stands in another."""
    html = link_example(example)[0].html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL)
