"""The commands `new article`, `new event` and so on, one for each kind of entry, and `new source`.

Those for entries are made from the model, with an option for each key, when one of them is called: help on all other
commands needn't load it.
"""

from __future__ import annotations

import sys
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ..editing.refusal import Refused
from .app import app
from .options import Root, site_root
from .terminal import is_answered, print_refusal, shown_path

if TYPE_CHECKING:
    from ..editing.new_entry import Question, Workshop
    from ..model.entries import Entry

_SOURCE = "source"


class _Kinds(TyperGroup):
    """A command for each kind of entry, and one for sources."""

    def list_commands(self, ctx: Any) -> list[str]:
        from ..editing.new_entry import KINDS_BY_NAME

        return [*KINDS_BY_NAME, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        from ..editing.new_entry import KINDS_BY_NAME

        kind = KINDS_BY_NAME.get(cmd_name)
        return _command_of(kind) if kind else super().get_command(ctx, cmd_name)


new = typer.Typer(cls=_Kinds, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    new,
    name="new",
    help="Begin a new entry, or add a source.",
    epilog="Examples:  koreadiplo new event  ·  koreadiplo new source book.bib  ·  koreadiplo new term --help",
)


def _command_of(kind: type[Entry]) -> Any:
    """Make the command that begins an entry of a kind: what is required is asked for where no option gives it."""
    from ..editing.new_entry import questions

    asked = questions(kind)

    def command(*, root: Path | None, slug: str | None, **given: str | None) -> None:
        _begin_entry(kind, site_root(root), slug, {key: text for key, text in given.items() if text is not None})

    options: dict[str, Any] = {q.key: _option(q) for q in asked}
    options["slug"] = Annotated[
        str | None,
        typer.Option("--slug", metavar="NAME", help="The name of its file, without .md. [default: from the title]"),
    ]
    options["root"] = Root
    command.__annotations__ = options
    command.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(key, Parameter.KEYWORD_ONLY, default=None, annotation=option) for key, option in options.items()]
    )
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    article = "an" if kind.kind[0] in "aeiou" else "a"
    single.command(
        kind.kind,
        help=f"Begin {article} {kind.kind}: make its file, with hints on what else may stand there.",
        epilog=f"Example:  koreadiplo new {kind.kind}",
    )(command)
    return typer.main.get_command(single)


def _option(question: Question) -> Any:
    text = f"{question.description} ({question.examples})"
    return Annotated[str | None, typer.Option(_flag(question.key), metavar="TEXT", help=text)]


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _begin_entry(kind: type[Entry], root: Path, slug: str | None, answers: dict[str, str]) -> None:
    from ..editing.new_entry import open_workshop, problems, questions, write_entry

    try:
        workshop = open_workshop(root)
        for key, problem in problems(workshop, kind, answers).items():
            raise typer.BadParameter(problem, param_hint=_flag(key))
        missing = [question for question in questions(kind) if question.required and question.key not in answers]
        if missing and not is_answered():
            options = "\n".join(f"  {_flag(question.key)}: {question.description}" for question in missing)
            raise typer.BadParameter(f"nobody can be asked here. Say what is missing:\n{options}")
        for question in missing:
            _ask(workshop, kind, question, answers)
        file = write_entry(workshop, kind, _choose_slug(workshop, kind, slug, answers), answers)
    except Refused as refusal:
        print_refusal(refusal)
        raise typer.Exit(1) from None
    except OSError as failure:
        typer.echo(f"The entry can't be written. {failure}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Made {shown_path(file)}")
    typer.echo("Open it in a text editor, write its text below the hints, and see with “check” whether all is well.")


def _ask(workshop: Workshop, kind: type[Entry], question: Question, answers: dict[str, str]) -> None:
    """Ask until the answer is good."""
    from ..editing.new_entry import problems

    typer.echo(f"\n{question.description}")
    words = question.key.replace("_", " ").capitalize()
    while True:
        answers[question.key] = typer.prompt(f"{words} ({workshop.examples(question)})").strip()
        problem = problems(workshop, kind, answers).get(question.key)
        if not problem:
            return
        typer.echo(problem)


def _choose_slug(workshop: Workshop, kind: type[Entry], given: str | None, answers: dict[str, str]) -> str:
    """Take the name of the file that was given, or have the proposed one confirmed."""
    from ..editing.new_entry import propose_slug

    slug = given or propose_slug(kind, answers)
    while True:
        if given is None and is_answered():
            slug = typer.prompt("Name of the file, without .md", default=slug or None).strip()
        problem = workshop.slug_problem(kind, slug) if slug else "No name can be made from this title. Give one."
        if not problem:
            return slug
        if given is not None or not is_answered():
            raise typer.BadParameter(problem, param_hint="--slug")
        typer.echo(problem)


@new.command(
    _SOURCE, epilog="Examples:  koreadiplo new source book.bib  ·  koreadiplo new source --id brown-1901 < work.ris"
)
def source_command(
    file: Annotated[
        typer.FileBinaryRead | None,
        typer.Argument(metavar="FILE", help="BibTeX, RIS, or CSL in JSON or YAML. [default: what is piped in]"),
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="By what it is cited. [default: its author and year]")
    ] = None,
    root: Root = None,
) -> None:
    """Add works to content/sources.yaml."""
    from ..diagnostics import Diagnostic, decode
    from ..editing.csl import read_works
    from ..editing.new_source import add_sources, propose_id, taken_ids

    folder = site_root(root)
    if file is None and is_answered():
        raise typer.BadParameter("name a file that a reference manager exported.", param_hint="FILE")
    try:
        text = decode((file or sys.stdin.buffer).read(), file.name if file else "")
        if isinstance(text, Diagnostic):
            raise Refused(f"Line {text.line}: {text.message}", text.hint)
        works = read_works(text)
        if id_ is not None and len(works) > 1:
            raise typer.BadParameter(f"these are {len(works)} works, which can't have one id.", param_hint="--id")
        taken = set(taken_ids(folder))
        for work in works:
            work["id"] = id_ or propose_id(work, taken)
            if id_ is None and is_answered():
                work["id"] = typer.prompt(f"Id of “{work['title']}”", default=work["id"]).strip()
            taken.add(work["id"])
        written = add_sources(folder, works)
    except Refused as refusal:
        print_refusal(refusal)
        raise typer.Exit(1) from None
    except OSError as failure:
        typer.echo(f"The sources can't be written. {failure}", err=True)
        raise typer.Exit(1) from None
    for work in works:
        typer.echo(f"Added “{work['title']}” as {work['id']}")
    typer.echo(f"Look it over in {shown_path(written)}, and cite it as [@{works[0]['id']}].")
