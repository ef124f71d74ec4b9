"""`site.toml` → a frozen `Config`."""

from __future__ import annotations

import re
import tomllib
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from .diagnostics import Diagnostic, Keys, Position, decode, from_validation
from .folders import SETTINGS_FILE
from .model.fields import Address, LanguageTag, Text, misfit


def _split_url(value: str) -> SplitResult:
    try:
        return urlsplit(value)
    except ValueError:
        raise misfit(f"“{value}” is no address", "Write an address such as https://example.org/.") from None


def _http_url(value: str) -> str:
    parts = _split_url(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise misfit(f"“{value}” is no address of the web", "Write an address that begins with https:// or http://.")
    return value


def normalise_base_url(value: str) -> str:
    """Check the address that a site is published at, and end it with a slash.

    Raises pydantic's `PydanticCustomError`.
    """
    parts = _split_url(value)
    if parts.query or parts.fragment:
        raise misfit("the address of a site has no “?” and no “#”", "Write it without them.")
    return _http_url(value).rstrip("/") + "/"


def _edit_url(value: str) -> str:
    if "{path}" not in value:
        raise misfit("the address leads to no file", "Write {path} where the file's path belongs.")
    return _http_url(value)


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Relations(_Section):
    """Which pairs of countries get a page: those with a side in one of the lineages of `focus`; all where unset."""

    focus: tuple[str, ...] = Field(
        (), description="Lineages: pairs of countries have pages that have a side in one of them."
    )


class Home(_Section):
    """What the home page shows first: ids of entries, relations (`relations/a-b`), lineages or topics."""

    picks: tuple[str, ...] = Field((), description="What the home page shows first: ids such as articles/slug.")


class Linking(_Section):
    """How often a name is linked: once a page, once an `h2` section, or always; and how many in a paragraph."""

    scope: Literal["page", "section", "all"] = Field(
        "section", description="Where a name is linked: once on a page, once in a section, or always."
    )
    per_paragraph: int = Field(3, ge=1, description="So many names at most are linked in a paragraph.")


class Config(_Section):
    """The settings of a site. `root` is the folder that holds `site.toml`."""

    root: Path
    title: Text = Field(description="What the site is called.")
    description: Text = Field(description="What it is about, in a sentence: for search engines and the home page.")
    language: LanguageTag = Field(description="The language of its texts, as a BCP 47 tag.", examples=["en"])
    base_url: Annotated[str, AfterValidator(normalise_base_url)] = Field(
        description="The address at which it is published.", examples=["https://example.org/"]
    )
    edit_url: Annotated[str, AfterValidator(_edit_url)] | None = Field(
        None,
        description="Where readers can suggest changes to a file; {path} stands for its path.",
        examples=["https://code.example/site/edit/main/{path}"],
    )
    licence: Text | None = Field(None, description="Under which licence the texts may be used.", examples=["CC BY 4.0"])
    licence_url: Annotated[str, AfterValidator(_http_url)] | None = Field(None, description="Where the licence stands.")
    topics: dict[Address, Text] = Field(
        default_factory=dict, description="The topics that entries may name, with their titles."
    )
    lineages: dict[Address, Text] = Field(
        default_factory=dict,
        description="The sides that states follow one another on, with their titles; countries name theirs.",
    )
    relations: Relations = Field(Relations(), description="Which relations have pages.")
    home: Home = Field(Home(), description="What stands on the home page.")
    linking: Linking = Field(Linking(), description="How often names in texts become links.")

    @property
    def content(self) -> Path:
        """The folder of the entries."""
        return self.root / "content"

    def locate(self, *keys: str | int) -> Position:
        """Give line and column of a setting, for a diagnostic found later."""
        text = (self.root / SETTINGS_FILE).read_text(encoding="utf-8")
        return _locate(text, keys)


def load_config(root: Path, base_url: str | None = None) -> tuple[Config | None, list[Diagnostic]]:
    """Read and check `site.toml`; the config is None where it has errors. A `base_url` replaces the one it gives."""
    text = decode((root / SETTINGS_FILE).read_bytes(), SETTINGS_FILE)
    if isinstance(text, Diagnostic):
        return None, [text]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax(str(error), text)]
    # The folder is no setting, though the model has such a field.
    problems: list[Any] = [{"type": "extra_forbidden", "loc": ("root",), "input": None}] if "root" in data else []
    try:
        overrides = {"root": root} | ({"base_url": base_url} if base_url else {})
        config = Config.model_validate({**data, **overrides})
    except ValidationError as error:
        problems += error.errors()
    if problems:
        locate = partial(_locate, text)
        return None, from_validation(problems, SETTINGS_FILE, _allowed, locate, '{key} = "…"')
    return config, _unknown_lineages(config)


def _unknown_lineages(config: Config) -> list[Diagnostic]:
    return [
        Diagnostic(
            SETTINGS_FILE,
            *config.locate("relations", "focus"),
            "unknown-lineage",
            f"There is no lineage “{lineage}”.",
            f"Declare it under [lineages]; there are: {', '.join(config.lineages) or 'none'}.",
        )
        for lineage in config.relations.focus
        if lineage not in config.lineages
    ]


def _allowed(keys: Keys) -> set[str]:
    model: type[BaseModel] = Config
    for key in keys:
        annotation = model.model_fields[str(key)].annotation
        model = annotation if isinstance(annotation, type) else get_args(annotation)[0]
    return set(model.model_fields) - {"root"}


def _syntax(message: str, text: str) -> Diagnostic:
    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    what = message[: place.start()] if place else message.removesuffix(" (at end of document)")
    hint = 'Text stands in quotation marks: title = "…"; a list in brackets: ["a", "b"].'
    if what == "Cannot overwrite a value":
        what, hint, column = "This setting stands here again", "Keep one of the two.", 1
    return Diagnostic(SETTINGS_FILE, line, column, "toml-syntax", f"{what}.", hint)


def _locate(text: str, keys: Keys) -> Position:
    """Find the line of a setting. tomllib keeps no positions, so its line is looked for."""
    table, nearest = "", (1, 1)
    wanted = ".".join(key for key in keys if isinstance(key, str))
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            table = header[1]
            nearest = (number, 1) if wanted.split(".")[0] == table else nearest
        elif setting := re.match(r"""(\s*)("[^"]*"|'[^']*'|[\w.-]+)\s*=""", line):
            name = setting[2].strip("\"'")
            if wanted == (f"{table}.{name}" if table else name):
                return number, len(setting[1]) + 1
    return nearest
