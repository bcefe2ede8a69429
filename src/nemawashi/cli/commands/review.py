"""``review``: accept, correct or reject proposed statements, one key each; a decision is on disk before the next is asked for."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from nemawashi.cli.commands.read import Files, NoModel, Outlet, Published, progress, set_aside
from nemawashi.cli.options import BUILT_IN, CaseOption, ForSide, InLang, Known, bench, language
from nemawashi.errors import Fault, NemawashiError, Refused

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.workbench import Workbench

__all__ = ["register"]

Key = Literal["a", "c", "r", "s", "q"]
_CTRL_C, _CTRL_D = "\x03", "\x04"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review)


def review(
    files: Files,
    store: Annotated[Path, typer.Option("--store", metavar="FILE", help="Where decisions are appended; made where it is not there.")],
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Who decides; every decision is signed.")],
    again: Annotated[bool, typer.Option("--all", help="Also what you have decided on before.")] = False,
    case: CaseOption = BUILT_IN,
    known: Known = None,
    side: ForSide = None,
    published: Published = None,
    outlet: Outlet = "",
    no_model: NoModel = False,
    lang: InLang = "en",
) -> None:
    """Go through the proposed statements: a accept, c correct, r reject, s skip, q quit. Exit code 1 when a file was set aside."""
    from nemawashi.dates import parse_date  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.workbench.read import listed_names, read  # noqa: PLC0415
    from nemawashi.workbench.review import open_store, undecided  # noqa: PLC0415

    if not reviewer.strip():
        raise Refused(Fault("--reviewer", "no name", "a decision is signed", "say who decides"))
    tongue = language(lang)
    desk = bench(case, side, None, known)
    day = parse_date(published, where="--published") if published else None
    with progress(len(listed_names(files))) as step:

        def each(document: Any) -> None:
            set_aside(document)
            step()

        answer = read(desk, files, published=day, outlet=outlet, model=not no_model, each=each, texts=True, relations=False)
    decisions = open_store(store)
    counts = dict.fromkeys("acrs", 0)
    try:
        left = undecided(answer, decisions, reviewer, again=again)
        for number, (document, row) in enumerate(left, 1):
            _show(document, row, f"{number}/{len(left)}", tongue)
            key = _decide(desk, decisions, document, row.proposal, reviewer, tongue)
            if key == "q":
                break
            counts[key] += 1
    finally:
        decisions.close()
    open_still = len(left) - counts["a"] - counts["c"] - counts["r"]
    typer.echo(say("review.done", tongue, accepted=counts["a"], corrected=counts["c"], rejected=counts["r"], left=open_still))
    if answer.faults:
        raise typer.Exit(1)


def _show(document: Any, row: Any, place: str, lang: "Lang") -> None:
    """The proposed span highlighted where it stands, what is proposed about it, flags that touch it, and what others decided."""
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.read import context, statement_lines  # noqa: PLC0415

    one = row.proposal
    before, span, after = context(document.text, one.start, one.end)
    where, what, how = statement_lines(one, lang)
    typer.echo(f"\n{place}  {document.file}  {where}")
    typer.echo(f"{before}{typer.style(f'⟦{span}⟧', bold=True, reverse=True)}{after}")
    typer.echo(f"  {what}\n  {how}")
    for flag in document.flags:
        if flag.kind != "model" and flag.start < one.end and one.start < flag.end:
            typer.echo(f"  ! {say(f'read.flag.{flag.kind}', lang)}: {flag.found} — {flag.reason}")
    for decision in row.decisions:
        typer.echo(
            f"  {say('review.before', lang, who=decision.reviewer, when=f'{decision.at:%Y-%m-%d %H:%M}', verdict=say(f'review.{decision.verdict}', lang))}"
        )


def _decide(desk: "Workbench", decisions: Any, document: Any, proposal: Any, reviewer: str, lang: "Lang") -> Key:
    """Ask until one key decides; a correction that does not fit says why and asks again."""
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.workbench.review import CORRECTABLE, correction, decide  # noqa: PLC0415

    while True:
        typer.echo(say("review.keys", lang) + " ", nl=False)
        key = _key()
        typer.echo(key)
        if key in ("s", "q"):
            return key
        now = datetime.now(UTC)
        if key == "a":
            decide(decisions, document, proposal, "accept", reviewer=reviewer, at=now)
            return key
        if key == "r":
            decide(decisions, document, proposal, "reject", reviewer=reviewer, at=now)
            return key
        typer.echo(say("review.correct_how", lang, fields=", ".join(CORRECTABLE)))
        try:
            changes = correction(desk, _lines())
            if changes:
                decide(decisions, document, proposal, "correct", reviewer=reviewer, at=now, changes=changes)
                return key
        except NemawashiError as error:
            for fault in error.faults if isinstance(error, Refused) else (error,):
                typer.echo(str(fault), err=True)


def _key() -> Key:
    """One of the keys, without Enter on a terminal; other keys are passed over, and the end of the input quits."""
    while True:
        read = typer.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
        match read.lower():
            case "a" | "c" | "r" | "s" | "q" as key:
                return key
            case "":
                return "q"
            case _ if read in (_CTRL_C, _CTRL_D):
                return "q"


def _lines() -> list[str]:
    """Lines until an empty one, or until the input ends; where keys are piped in, the rest of the key's own line is no empty one."""
    first = "" if sys.stdin.isatty() else sys.stdin.readline().strip()
    lines: list[str] = [first] if first else []
    while line := sys.stdin.readline().strip():
        lines.append(line)
    return lines
