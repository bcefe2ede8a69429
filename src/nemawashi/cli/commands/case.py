"""``cases`` and ``check``: which cases there are, and whether one opens."""

import json

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("cases")(cases)
    app.command("check")(check)


def cases(as_json: AsJson = False) -> None:
    """List the built-in cases."""
    from nemawashi.views.cases import cases as listed  # noqa: PLC0415

    rows = listed()
    if as_json:
        typer.echo(json.dumps({"cases": [{"id": row.id, "folder": row.folder} for row in rows]}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        typer.echo(f"{row.id}  {row.folder}")


def check(case: CaseArgument = BUILT_IN, as_json: AsJson = False) -> None:
    """Check every file of a case and tell all faults at once; exit code 2 where there is any."""
    from nemawashi.case import check_case  # noqa: PLC0415

    faults = check_case(case)
    if as_json:
        rows = [{"where": fault.where, "found": fault.found, "rule": fault.rule, "remedy": fault.remedy} for fault in faults]
        typer.echo(json.dumps({"case": case, "faults": rows}, ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            typer.echo(str(fault))
        typer.echo(f"{case}: {len(faults)} faults" if faults else f"{case}: no fault found")
    if faults:
        raise typer.Exit(2)
