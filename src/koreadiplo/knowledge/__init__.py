"""Entries → relations, time, backlinks and disagreements. Pure functions; nothing here is written by anybody."""

from .advice import advise
from .base import KnowledgeBase, make_knowledge_base
from .disagreements import Point, print_value
from .gaps import YEARS_UNTIL_OLD, Gap, find_gaps, works_cited
from .prominence import find_prominent
from .related import Related
from .relations import LineageRelation, Relation
from .status import Pair, Span
from .years import Change, Year

__all__ = [
    "YEARS_UNTIL_OLD",
    "Change",
    "Gap",
    "KnowledgeBase",
    "LineageRelation",
    "Pair",
    "Point",
    "Related",
    "Relation",
    "Span",
    "Year",
    "advise",
    "find_gaps",
    "find_prominent",
    "make_knowledge_base",
    "print_value",
    "works_cited",
]
