"""Names → links: the table of all names, the Markdown rules, and the bodies with their links to ids."""

from .bodies import LinkedBody, link_body, make_markdown, parse_body
from .context import SCHEME, Heading, LinkingContext, Mention, state_of
from .folding import fold
from .inline import InlineParser
from .lines import tokens_with_lines
from .matching import begins_sentence
from .names import LINEAGES, NameTable, Unresolved, name_key, other_names
from .rules.automatic import links_by_hand, text_of
from .rules.wikilinks import WIKILINK, names_by_name
from .scripts import Languages
from .sentences import first_sentences
from .stage import Linked, link_content, make_context

__all__ = [
    "LINEAGES",
    "SCHEME",
    "WIKILINK",
    "Heading",
    "InlineParser",
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
    "names_by_name",
    "other_names",
    "parse_body",
    "state_of",
    "text_of",
    "tokens_with_lines",
]
