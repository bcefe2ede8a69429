"""The help is a page a newcomer can read: every command once, under a heading, with a whole sentence."""

from typer.main import get_command
from typer.testing import CliRunner

from nemawashi.cli import app
from nemawashi.cli.commands import GROUPS


def test_every_command_stands_once_under_a_heading_with_its_sentence() -> None:
    told = CliRunner().invoke(app, ["--help"], terminal_width=80).stdout
    for heading in GROUPS:
        assert f"\n{heading}:\n" in told
    assert "Commands:" not in told
    assert "..." not in told.partition("Options:")[2]
    lines = told.splitlines()
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert sum(line.startswith(f"  {name} ") for line in lines) == 1, name
