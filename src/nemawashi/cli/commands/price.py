"""``price``: duty on every shipment of a file, with the reason id of each line."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, Answers, AsJson, CaseOption, ForSide, InLang, Known, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("price")(price)


def price(
    shipments: Annotated[
        Path,
        typer.Argument(help="CSV or Parquet, or a folder of Parquet: heading, origin, date, value; importer and quantity where wanted."),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write: .csv or .parquet.")],
    importer: Annotated[
        str | None, typer.Option("--to", metavar="COUNTRY", help="Country of import, where the file or a row of it names none.")
    ] = None,
    answer: Answers = None,
    case: CaseOption = BUILT_IN,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Price shipments in bulk. Exit code 1 when rows were set aside; they stand in a file of their own with line and reason."""
    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.tariffs import answers_given  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.price import price as view  # noqa: PLC0415
    from nemawashi.workbench.price import price as done  # noqa: PLC0415

    desk = bench(case, side, None, known)
    answers = answers_given(answer or (), "--answer")
    place = importer.upper() if importer else None
    with _ended(), _bar(shown=not as_json and sys.stderr.isatty()) as progress:
        priced = done(desk, shipments, output, importer=place, answers=answers, progress=progress)
    shown = view(desk, shipments, priced, importer=place, answers=answers)
    if as_json:
        tell_json(desk, shown, language(lang))
    else:
        tongue = language(lang)
        typer.echo(shown.text.in_(tongue))
        if shown.duty is None:
            duty = say("price.mixed", tongue, currencies=", ".join(priced.currencies))
        elif shown.duty.high is None:
            duty = f"≥ {priced.duty_low:,.2f} {shown.duty.unit} ({say('price.unbounded', tongue)})"
        else:
            duty = figure_text(shown.duty, tongue)
        if priced.currencies:
            typer.echo(f"{say('price.duty', tongue)}: {duty}")
        typer.echo(f"{say('price.priced', tongue)}: {shown.target}")
        typer.echo(f"{say('price.reasons', tongue)}: {shown.reasons}")
        if shown.set_aside_file:
            typer.echo(f"{say('price.aside', tongue)}: {shown.set_aside_file}")
            for row in shown.first[:5]:
                typer.echo(f"  {row.where}: {row.found}")
    if not priced.clean:
        raise typer.Exit(1)


@contextmanager
def _ended() -> Iterator[None]:
    """Asked to end, the command ends as if interrupted: what it had begun to write goes."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    if current_thread() is not main_thread():
        yield
        return
    held = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, held)


@contextmanager
def _bar(*, shown: bool) -> Iterator[Callable[[float], None] | None]:
    """A bar on the error stream of a terminal; nothing where the output is read by a program."""
    if not shown:
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share: bar.update(task, completed=share)
