"""The list of commands in the help: under headings, each with its whole first sentence."""

from typing import Any

from typer.core import TyperGroup

__all__ = ["Grouped"]

_LONGEST = 200


class Grouped(TyperGroup):
    """A group whose help lists commands under the headings they were registered with, in that order."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a list of terms and explanations for each heading."""
        rows: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is None or command.hidden:
                continue
            heading = getattr(command, "rich_help_panel", None)
            rows.setdefault(heading if isinstance(heading, str) else "Commands", []).append((name, command.get_short_help_str(_LONGEST)))
        for heading, listed in rows.items():
            with formatter.section(heading):
                formatter.write_dl(listed)
