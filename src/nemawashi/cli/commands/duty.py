"""``duty``: each duty line of a good, applied or displaced, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.options import BUILT_IN, Answers, AsJson, CaseOption, ForSide, Importer, InLang, Known, On, Origin, bench, language

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.duty import ComparedView, DutyLineView, DutyView, QuestionView
    from nemawashi.workbench import Workbench

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("duty")(duty)


def duty(
    heading: Annotated[str, typer.Argument(help="Tariff code, dotted or not: 8703.23.01")],
    origin: Origin = "JP",
    importer: Importer = "US",
    answer: Answers = None,
    value: Annotated[str | None, typer.Option("--value", help="Customs value, for amounts and specific duties.")] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", help="Quantity in the unit of the specific duty.")] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare", metavar="DATE|PACKAGE", help="Beside it the stack of another day, of issue=option, or of a named package."
        ),
    ] = None,
    case: CaseOption = BUILT_IN,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show each duty line on a good, applied or displaced, with its act and reason."""
    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.tariffs import entry_given  # noqa: PLC0415
    from nemawashi.views.duty import duty as view  # noqa: PLC0415

    given = entry_given(answer or (), value, quantity, option="--")
    desk = bench(case, side, on, known)
    shown = view(
        desk,
        heading,
        origin=origin.upper(),
        importer=importer.upper(),
        answers=given.answers,
        value=given.value,
        quantity=given.quantity,
        compare=compare,
    )
    if as_json:
        tell_json(desk, shown, language(lang))
    else:
        _text(shown, language(lang), desk)


def _text(view: "DutyView", lang: "Lang", desk: "Workbench") -> None:
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text, rate_text  # noqa: PLC0415
    from nemawashi.views.lines import dated  # noqa: PLC0415

    typer.echo(f"{view.heading}  {view.origin} → {view.importer}  {dated(desk, lang)}")
    owed = f" = {figure_text(view.amount, lang)}" if view.amount is not None else ""
    typer.echo(rate_text(float(view.total.low), None if view.total.high is None else float(view.total.high), lang) + owed)
    typer.echo("")
    for line in (*view.lines, *view.fees):
        _line(line, lang, desk)
    for flag in view.bound:
        typer.echo("")
        for text in fold(f"≠ {flag.text.in_(lang)} ({figure_text(flag.figure, lang)})", 78, "  "):
            typer.echo(text)
    for note in view.notes:
        typer.echo("")
        for text in fold(note.in_(lang), 78, "  "):
            typer.echo(text)
    if view.compared is not None:
        _beside(view.compared, lang)
    for question in view.questions:
        if question.presumed:
            continue
        typer.echo("")
        for text in fold(f"? {question.text.in_(lang)}", 78, "  "):
            typer.echo(text)
        typer.echo(f"  --answer {_answer(question, lang)}")
    taken = [f"{question.key}={question.presumed}" for question in view.questions if question.presumed]
    if taken:
        typer.echo("")
        for text in fold(say("tariffs.taken", lang, facts=", ".join(taken)), 78, "  "):
            typer.echo(text)


def _line(line: "DutyLineView", lang: "Lang", desk: "Workbench") -> None:
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    shown = figure_text(line.figure, lang) if line.figure is not None else line.rate
    typer.echo(f"{shown:>12}  {line.title.in_(lang)} [{say(f'status.{line.status}', lang)}]")
    for text in fold(line.reason.in_(lang), 64):
        typer.echo(" " * 14 + text)
    place = short(line.citation, desk.sources, lang) if lang == "ja" else f"{line.act} {line.pinpoint}".strip()
    told = [place]
    if line.figure is not None and line.rate.replace(" ", "") != shown.replace(" ", "").replace(".0%", "%"):
        told.append(line.rate)
    if line.heading99 and line.status == "applied":
        told.append(line.heading99)
    if line.certainty != "A":
        told.append(f"{line.certainty}: {say(f'certainty.{line.certainty}', lang)}")
    for text in fold(" · ".join(told), 64):
        typer.echo(" " * 14 + text)
    if line.amount is not None:
        typer.echo(" " * 14 + figure_text(line.amount, lang))


MANY = 12
"""Codes named where a question asks for one; the JSON answer holds them all."""


def _answer(question: "QuestionView", lang: "Lang") -> str:
    """How it is typed: the key, in quotes where the shell needs them, and the forms an answer takes."""
    from nemawashi.strings import say  # noqa: PLC0415

    if question.kind in ("date", "share", "part", "amount"):
        form = f"<{say(f'form.{question.kind}', lang)}>"
    elif len(question.answers) > MANY:
        form = "|".join(question.answers[:MANY]) + "|… " + say("form.more", lang, n=len(question.answers) - MANY)
    else:
        form = "|".join(question.answers)
    return f'"{question.key}={form}"' if " " in question.key else f"{question.key}={form}"


def _beside(view: "ComparedView", lang: "Lang") -> None:
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    moves = " ".join(f"{issue}={option}" for issue, option in view.package.items())
    typer.echo("")
    typer.echo(f"{say('tariffs.compare', lang)} {view.on} {moves}".rstrip())
    typer.echo(f"{figure_text(view.figure, lang)}  ({figure_text(view.difference, lang)})")
    for line in view.changed:
        typer.echo(f"  {line.title.in_(lang)}: {_stands(line.before, lang)} → {_stands(line.after, lang)}")


def _stands(told: str, lang: "Lang") -> str:
    from nemawashi.strings import say  # noqa: PLC0415

    status, _, rate = told.partition(", ")
    return f"{say(f'status.{status}', lang)}, {rate}" if status else "—"
