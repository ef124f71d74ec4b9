"""Names → links: the table of all names, the Markdown rules, and the bodies with their links to ids."""

from .bodies import LinkedBody
from .context import SCHEME, Heading, Mention
from .names import LINEAGES, Unresolved
from .sentences import first_sentences
from .stage import Linked, link_content

__all__ = [
    "LINEAGES",
    "SCHEME",
    "Heading",
    "Linked",
    "LinkedBody",
    "Mention",
    "Unresolved",
    "first_sentences",
    "link_content",
]
