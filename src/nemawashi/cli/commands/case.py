"""``new``, ``cases`` and ``check``: begin a case, which cases there are, and whether one opens."""

import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument
from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from nemawashi.record import Verification

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("new")(new)
    app.command("cases")(cases)
    app.command("check")(check)


def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")]) -> None:
    """Write a small commented case that opens, to be filled with your own facts."""
    from nemawashi.case import new_case  # noqa: PLC0415

    for path in new_case(folder):
        typer.echo(f"wrote {path}")
    typer.echo(f"next: nemawashi check {quote(str(folder))}")


def cases(as_json: AsJson = False) -> None:
    """List the built-in cases."""
    from nemawashi.views.cases import cases as listed  # noqa: PLC0415

    rows = listed()
    if as_json:
        typer.echo(json.dumps({"cases": [{"id": row.id, "folder": row.folder} for row in rows]}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        typer.echo(f"{row.id}  {row.folder}")


def check(
    case: CaseArgument = BUILT_IN,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="FOLDER", help="Compare every span and hash of the record with the texts in this folder."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every file of a case and tell all faults at once; exit code 2 where there is any."""
    from nemawashi.case import check_case  # noqa: PLC0415

    faults = check_case(case)
    verified = None
    if texts is not None and not faults:
        verified = _verified(case, texts)
        faults = verified.faults
    if as_json:
        rows = [{"where": fault.where, "found": fault.found, "rule": fault.rule, "remedy": fault.remedy} for fault in faults]
        told: dict[str, object] = {"case": case, "faults": rows}
        if verified is not None:
            told["texts"] = {"reports": verified.reports, "statements": verified.statements, "unchecked": list(verified.unchecked)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            typer.echo(str(fault))
        if verified is not None:
            typer.echo(f"{texts}: {verified.reports} reports and {verified.statements} spans compared with their hashes")
            if verified.unchecked:
                typer.echo(f"no text there for: {', '.join(verified.unchecked)}")
        typer.echo(f"{case}: {len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else f"{case}: no fault found")
    if faults:
        raise typer.Exit(2)
    if verified is not None and verified.unchecked:
        raise typer.Exit(1)


def _verified(case: str, texts: Path) -> "Verification":
    from nemawashi.case import open_case  # noqa: PLC0415
    from nemawashi.record import verify  # noqa: PLC0415

    if not texts.is_dir():
        raise Refused(
            Fault(str(texts), "no such folder", "the texts stand in one folder, under the names the record gives", "name that folder")
        )
    return verify(open_case(case).record, texts)
