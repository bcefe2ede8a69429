"""``serve``: the workbench on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, CaseArgument

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    case: CaseArgument = BUILT_IN,
    store: Annotated[Path | None, typer.Option("--store", metavar="FILE", help="Where decisions on new reports are appended.")] = None,
    port: Annotated[int, typer.Option("--port", help="First port to try; a busy one gets the next.")] = 8765,
) -> None:
    """Serve the workbench on 127.0.0.1."""
    from nemawashi.web import application  # noqa: PLC0415
    from nemawashi.web import serve as run  # noqa: PLC0415

    run(application(case, decisions=store), port, lambda address: typer.echo(f"nemawashi is at {address}  (stop with Ctrl-C)"))
