"""Works in the formats that reference managers export → items of CSL with texts for values, as `sources.yaml` has them.

CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html, appendix IV; its YAML form is what Pandoc and
Zotero write, with the items under `references:`.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..model.sources import CslItem, CslName
from ..reading.strict_yaml import YamlError, load_yaml
from .refusal import Refused

_RIS = re.compile(r"^TY  -", re.MULTILINE)
_BIBTEX = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_FORMATS = "Give BibTeX, RIS, or CSL in JSON or YAML, as reference managers export them."


def read_works(text: str) -> list[dict[str, Any]]:
    """Read works from text in any of the formats. Raises `Refused` where it is none of them, or holds no work."""
    if _RIS.search(text):
        from .ris import read_ris

        works = read_ris(text)
    elif text.lstrip().startswith(("[", "{")):
        works = _items(_read_json(text))
    elif _BIBTEX.search(text):
        from .bibtex import read_bibtex

        works = read_bibtex(text)
    else:
        works = _items(_read_yaml(text))
    if not works:
        raise Refused("No work was found.", _FORMATS)
    return works


def _read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"Line {error.lineno}, column {error.colno}"
        raise Refused(f"{place}: this is not JSON: {error.msg}.", "Export the work again.") from None
    except RecursionError:
        raise Refused("No work was found: too many brackets stand in each other.", _FORMATS) from None


def _read_yaml(text: str) -> Any:
    try:
        return load_yaml(re.sub(r"\A---\n|\n(---|\.\.\.)\s*\Z", "", text))
    except YamlError as error:
        raise Refused(
            f"Line {error.line + 1}, column {error.column + 1}: {error}", f"{error.hint} {_FORMATS}"
        ) from None


def _items(data: Any) -> list[dict[str, Any]]:
    """Find the items in what was read: a list of them, one, or those under `references`."""
    if isinstance(data, dict):
        data = data.get("references", data.get("items", [data]))
    if not isinstance(data, list) or not all(isinstance(item, dict) and item.get("title") for item in data):
        raise Refused("No work with a title was found.", _FORMATS)
    return [_known(item) for item in data]


def _known(item: dict[str, Any]) -> dict[str, Any]:
    """Keep the variables that CSL has, with texts for values: what else managers export is for themselves."""
    known = {key: value for key, value in _texts(item).items() if key in CslItem.model_fields and value}
    fields = {field.alias or name for name, field in CslName.model_fields.items()}
    for variable, value in known.items():
        if CslItem.model_fields[variable].annotation == tuple[CslName, ...]:
            if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
                hint = "Write a list of names, such as [{family: Brown, given: Ada}]."
                raise Refused(f"The {variable} of “{known['title']}” can't be read.", hint)
            known[variable] = [{key: text for key, text in name.items() if key in fields} for name in value]
    return known


def _texts(value: Any) -> Any:
    """Turn numbers and truths into the texts by which `sources.yaml` means them."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
