"""The style sheets parse without an error."""

from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import Node

TEMPLATES = Path(__file__).parents[2] / "templates"
SHEETS = sorted(TEMPLATES.rglob("*.css"))


def _errors(nodes: list[Node]) -> list[str]:
    found = []
    for node in nodes:
        if node.type == "error":
            found.append(f"{node.source_line}:{node.source_column}: {node.message}")
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            found += _errors(tinycss2.parse_blocks_contents(node.content))
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_has_no_errors(sheet: Path) -> None:
    assert _errors(tinycss2.parse_stylesheet(sheet.read_text())) == []


def test_there_is_a_style_sheet() -> None:
    assert SHEETS
