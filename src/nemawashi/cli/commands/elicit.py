"""``elicit``: an interview that ends in weights private to a side, kept in a file of the user's own."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.stakes.private import Private
    from nemawashi.views.elicit import ElicitView, QuestionView

__all__ = ["register"]

OPEN = 1


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("elicit")(of_case(elicit))


def elicit(
    asked: Asked,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where the private values are kept.")] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Answers key = value, one a line, instead of asking; - for standard input."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who answers.")] = "",
) -> None:
    """Interview a side: swing weights, even swaps as a check, a ranking; resumable, kept in a private file for --private.

    With --json and no answers: the questions as data. Answers that clash are refused, each clash named.
    """
    from nemawashi.views.elicit import elicit as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    held = _held(output, desk.case.id, desk.scenario.side, by)
    interview = view(desk)
    keys = [one.key for one in interview.questions]
    if answers is not None:
        held = _given(held, answers, keys)
    elif not asked.as_json:
        held = _ask(interview, held, output, lang)
    shown = view(desk, held if held.answers else None)
    if output is not None and answers is not None:
        _keep(output, held)
    if not asked.told(desk, shown):
        _told(shown, output, lang)
    if shown.missing and held.answers:
        raise typer.Exit(OPEN)


def _held(output: Path | None, case: str, side: str, by: str) -> "Private":
    from nemawashi.stakes.private import Private, read_private  # noqa: PLC0415

    if output is None or not output.exists():
        return Private(case, side, by or side, {})
    held = read_private(output)
    if (held.case, held.side) != (case, side):
        rule = "an interview is gone on with in its own file"
        raise Refused(Fault(str(output), f"answers of {held.side} on {held.case}", rule, "name another file with -o"))
    return held


def _given(held: "Private", answers: Path, keys: list[str]) -> "Private":
    from dataclasses import replace  # noqa: PLC0415

    from nemawashi.stakes.private import parsed  # noqa: PLC0415

    if str(answers) == "-":
        lines, where = sys.stdin.read().splitlines(), "standard input"
    else:
        try:
            lines, where = answers.read_text("utf-8").splitlines(), str(answers)
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(Fault(str(answers), f"cannot be read: {error}", "answers are a text file", "name another file")) from None
    return replace(held, answers={**held.answers, **parsed(lines, keys, where)}, where=where)


def _ask(asked: "ElicitView", held: "Private", output: Path | None, lang: "Lang") -> "Private":
    from dataclasses import replace  # noqa: PLC0415

    from nemawashi.strings import say  # noqa: PLC0415

    if output is None:
        raise Refused(Fault("-o", "no file to keep the answers in", "private values are kept in a file of yours", "name one: -o mine.toml"))
    typer.echo(say("elicit.how", lang, file=output), err=True)
    for number, question in enumerate(asked.questions, 1):
        if question.key in held.answers:
            continue
        answer = _answer(question, f"{number}/{len(asked.questions)}", lang)
        if answer is None:
            break
        if answer:
            held = replace(held, answers={**held.answers, question.key: answer})
            _keep(output, held)
    return held


def _answer(question: "QuestionView", place: str, lang: "Lang") -> str | None:
    """One answer read from standard input; empty to skip, None to stop. A wrong one is asked for again."""
    from nemawashi.stakes.private import Private  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415

    while True:
        typer.echo(f"{place}  {question.text.in_(lang)} ", err=True, nl=False)
        line = sys.stdin.readline()
        text = line.strip()
        if not line or text.lower() == "q":
            return None
        if not text or question.bounds is None:
            return text
        low, high = question.bounds.low or 0.0, question.bounds.high or 0.0
        try:
            found = Private("", "", "", {"swing.x": text}).ratings(("x",))["x"]
            ends = found if isinstance(found, tuple) else (found, found)
        except Refused:
            ends = (high + 1, high + 1)
        if all(low <= end <= high for end in ends):
            return text
        typer.echo(f"  {say('elicit.number', lang)}: {low:g}–{high:g}", err=True)


def _keep(output: Path, held: "Private") -> None:
    from nemawashi.cli.commands.brief import replace_file  # noqa: PLC0415
    from nemawashi.stakes.private import written  # noqa: PLC0415

    replace_file(output, written(held).encode("utf-8"))
    output.chmod(0o600)


def _told(shown: "ElicitView", output: Path | None, lang: "Lang") -> None:
    from nemawashi.cli.bargained import out  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415

    if shown.missing:
        total = sum(one.kind == "swing" for one in shown.questions)
        typer.echo(say("elicit.left", lang, n=len(shown.missing), m=total))
        return
    typer.echo(say("elicit.weights", lang, party=shown.name.in_(lang)))
    for one in shown.weights:
        before = say("elicit.before", lang, range=f"{one.before.low:.2f}–{one.before.high:.2f}")
        out(f"{one.weight.low:.2f}–{one.weight.high:.2f}  {one.title.in_(lang)} ({before})", 2)
    for check in shown.swaps:
        values = {
            "lose": check.lose,
            "win": check.win,
            "implied": f"{check.implied.low:.2g}",
            "held": f"{check.held.low:.2g}–{check.held.high:.2g}",
        }
        out(say("elicit.swap", lang, **values), 2)
    if shown.ranked:
        out(f"{' > '.join(shown.ranked)}: {say('elicit.rank', lang)}", 2)
    if output is not None:
        typer.echo(say("elicit.kept", lang, file=output))
