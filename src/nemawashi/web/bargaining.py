"""The addresses of the bargaining table: the frontier and what is asked of it."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.workbench import Workbench

__all__ = ["bargaining"]

Desk = Callable[[str | None, str | None, str | None], Workbench]
Tell = Callable[[Workbench, Any, str], JSONResponse]
Text = Annotated[str | None, Query()]
Side = Annotated[str | None, Query(alias="for")]
Lines = Annotated[list[str], Query(alias="red_line", description="a red line that binds, repeated")]
Apart = Annotated[list[str], Query(description="an issue kept off the table, repeated")]
Parties = Annotated[str | None, Query(description="two parties or more, with commas")]


def bargaining(app: FastAPI, desk: Desk, tell: Tell) -> None:
    """Add the addresses."""

    @app.get("/api/frontier")
    def frontier(
        lines: Lines = [],  # noqa: B006
        without: Apart = [],  # noqa: B006
        parties: Parties = None,
        side: Side = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
    ) -> JSONResponse:
        bench = at_table(desk(side, on, known), lines, without, parties)
        return tell(bench, views.frontier(bench), lang)


def at_table(bench: Workbench, lines: list[str], without: list[str], parties: str | None) -> Workbench:
    """The scenario with the red lines that bind, the issues kept off and the parties asked for."""
    return bench.at(red_lines=tuple(lines), without=tuple(without), parties=tuple(parties.split(",")) if parties else None)
