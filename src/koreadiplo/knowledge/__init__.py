"""Entries → relations, time, backlinks and disagreements. Pure functions; nothing here is written by anybody."""

from .base import KnowledgeBase, make_knowledge_base
from .disagreements import Point, print_value
from .related import Related
from .relations import LineageRelation, Relation
from .status import Pair, Span

__all__ = [
    "KnowledgeBase",
    "LineageRelation",
    "Pair",
    "Point",
    "Related",
    "Relation",
    "Span",
    "make_knowledge_base",
    "print_value",
]
