"""Names → links: the table of all names, the Markdown rules, and the bodies with their links to ids."""

from .bodies import LinkedBody, make_markdown, parse_body
from .context import SCHEME, Heading, LinkingContext, Mention
from .folding import fold
from .matching import begins_sentence
from .names import LINEAGES, NameTable, Unresolved, name_key
from .sentences import first_sentences, sentence_at
from .stage import Linked, link_content, make_context

__all__ = [
    "LINEAGES",
    "SCHEME",
    "Heading",
    "Linked",
    "LinkedBody",
    "LinkingContext",
    "Mention",
    "NameTable",
    "Unresolved",
    "begins_sentence",
    "first_sentences",
    "fold",
    "link_content",
    "make_context",
    "make_markdown",
    "name_key",
    "parse_body",
    "sentence_at",
]
