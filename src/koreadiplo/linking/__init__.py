"""Names → links: the table of all names, the Markdown rules, and the bodies with their links to ids."""

from .bodies import LinkedBody, link_body, make_markdown, parse_body
from .context import SCHEME, Heading, LinkingContext, Mention
from .folding import fold
from .lines import tokens_with_lines
from .matching import begins_sentence
from .names import LINEAGES, NameTable, Unresolved, name_key, other_names
from .rules.automatic import links_by_hand, text_of
from .scripts import Languages
from .sentences import first_sentences
from .stage import Linked, link_content, make_context

__all__ = [
    "LINEAGES",
    "SCHEME",
    "Heading",
    "Languages",
    "Linked",
    "LinkedBody",
    "LinkingContext",
    "Mention",
    "NameTable",
    "Unresolved",
    "begins_sentence",
    "first_sentences",
    "fold",
    "link_body",
    "link_content",
    "links_by_hand",
    "make_context",
    "make_markdown",
    "name_key",
    "other_names",
    "parse_body",
    "text_of",
    "tokens_with_lines",
]
