"""``termsheet``: a package as bracketed clauses, tracked from draft to draft."""

from pathlib import Path
from typing import Annotated

import typer

from nemawashi.cli.commands.brief import form_of, replace_file
from nemawashi.cli.options import AsJson, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("termsheet")(termsheet)


def termsheet(
    case: Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.")],
    package: Annotated[list[str], typer.Argument(metavar="PACKAGE", help="A package the case names, or issue=option ...")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write: .docx, .html or .md.")] = Path("terms.docx"),
    previous: Annotated[
        list[str] | None,
        typer.Option("--previous", metavar="PACKAGE", help="The draft before: a named package, or issue=option; repeated."),
    ] = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Write the term sheet of a package: clauses in brackets, who wants which, and what changed since the draft before; --json gives it as data."""
    from nemawashi.brief import written  # noqa: PLC0415
    from nemawashi.views.termsheet import termsheet as view  # noqa: PLC0415

    form = form_of(output)
    desk = bench(case, side, on, known)
    before = desk.agenda.package(previous) if previous else None
    if as_json:
        from nemawashi.cli.tell import tell_json  # noqa: PLC0415
        from nemawashi.views.termsheet import clauses  # noqa: PLC0415

        tell_json(desk, clauses(desk, desk.agenda.package(package), before), language(lang))
        return
    document = view(desk, desk.agenda.package(package), language(lang), previous=before)
    replace_file(output, written(document, form))
    typer.echo(f"wrote {output}")
