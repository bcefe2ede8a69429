"""``termsheet``: a package as bracketed clauses, tracked from draft to draft."""

from pathlib import Path
from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.commands.brief import form_of, replace_file

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("termsheet")(of_case(termsheet, named=True))


def termsheet(
    asked: Asked,
    package: Annotated[list[str], typer.Argument(metavar="PACKAGE", help="A package the case names, or issue=option ...")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write: .docx, .html or .md.")] = Path("terms.docx"),
    previous: Annotated[
        list[str] | None,
        typer.Option("--previous", metavar="PACKAGE", help="The draft before: a named package, or issue=option; repeated."),
    ] = None,
) -> None:
    """Write the term sheet of a package: clauses in brackets, who wants which, and what changed since the draft before; --json gives it as data."""
    from nemawashi.brief import written  # noqa: PLC0415
    from nemawashi.views.termsheet import termsheet as view  # noqa: PLC0415

    form = form_of(output)
    desk = asked.bench()
    before = desk.agenda.package(previous) if previous else None
    draft = desk.agenda.package(package)
    if asked.as_json:
        from nemawashi.views.termsheet import clauses  # noqa: PLC0415

        asked.told(desk, clauses(desk, draft, before))
        return
    document = view(desk, draft, asked.lang, previous=before)
    replace_file(output, written(document, form))
    typer.echo(f"wrote {output}")
