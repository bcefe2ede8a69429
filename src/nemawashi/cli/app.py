"""The application: commands are found here, errors become messages, and nothing heavy is imported before it is needed."""

import sys

import typer

from nemawashi.cli import commands
from nemawashi.cli.grouped import Grouped
from nemawashi.errors import NemawashiError, Refused, Unavailable, Unsolved

__all__ = ["app", "main"]

app = typer.Typer(
    name="nemawashi",
    cls=Grouped,
    help="Prepare one side of a tariff negotiation for the next round.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
commands.register(app)

REFUSED, UNSOLVED, UNAVAILABLE = 2, 3, 4


def main() -> None:
    """Run the command line. Exit codes: 0 answered, 1 answered with something set aside, 2 refused, 3 not solved, 4 an extra is missing."""
    try:
        app()
    except Refused as refused:
        for fault in refused.faults:
            sys.stderr.write(f"{fault}\n")
        count = len(refused.faults)
        if count > 1:
            sys.stderr.write(f"{count} faults; nothing was done.\n")
        sys.exit(REFUSED)
    except Unsolved as unsolved:
        sys.stderr.write(f"no answer: {unsolved}\n")
        sys.exit(UNSOLVED)
    except Unavailable as missing:
        sys.stderr.write(f"{missing}\n")
        sys.exit(UNAVAILABLE)
    except NemawashiError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
