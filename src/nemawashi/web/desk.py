"""What every address takes: for whom, on which two clocks, on which package, in which language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.errors import Fault, Refused
from nemawashi.language import Lang
from nemawashi.workbench import Workbench

__all__ = ["Asked", "AskedAtTable", "AskedOfModel", "Desk", "Moves", "Text", "address", "language"]

Moves = Annotated[list[str], Query(description="issue=option, repeated")]
Text = Annotated[str | None, Query()]


@dataclass(frozen=True, slots=True)
class Desk:
    """The workbench an address asks, and the language it answers in."""

    bench: Workbench
    lang: Lang

    def with_bench(self, bench: Workbench) -> "Desk":
        """The same desk asking another scenario."""
        return Desk(bench, self.lang)

    def tell(self, view: Any) -> JSONResponse:
        """The view as the answer the command prints with ``--json``."""
        return JSONResponse(views.answer(self.bench, view, self.lang))


def desk(
    request: Request,
    side: Annotated[str | None, Query(alias="for", description="the side the answer is for")] = None,
    on: Annotated[str | None, Query(description="in force on")] = None,
    known: Annotated[str | None, Query(description="as known on")] = None,
    lang: Annotated[str, Query(description="en or ja")] = "en",
    p: Moves = [],  # noqa: B006
) -> Desk:
    """The workbench of the application, in the scenario an address names."""
    root = cast("Workbench", request.app.state.bench)
    bench = root.at(side=side or None, on=on or None, known=known or None)
    return Desk(bench.carrying(p) if p else bench, language(lang))


Asked = Annotated[Desk, Depends(desk)]


def of_model(desk: Asked, closure: Text = None, elasticities: Text = None) -> Desk:
    """The desk with the assumptions of the trade model an address names."""
    return desk.with_bench(desk.bench.at(closure=closure, elasticities=elasticities))


def at_table(
    desk: Asked,
    lines: Annotated[list[str], Query(alias="red_line", description="a red line that binds, repeated")] = [],  # noqa: B006
    without: Annotated[list[str], Query(description="an issue kept off the table, repeated")] = [],  # noqa: B006
) -> Desk:
    """The desk with the red lines that bind and the issues kept off the table."""
    return desk.with_bench(desk.bench.at(red_lines=tuple(lines), without=tuple(without)))


AskedOfModel = Annotated[Desk, Depends(of_model)]
AskedAtTable = Annotated[Desk, Depends(at_table)]


def address(router: APIRouter, verb: str, view: Callable[[Workbench], Any]) -> None:
    """Give a verb that takes nothing but the scenario its address."""

    def answer(desk: Asked) -> JSONResponse:
        return desk.tell(view(desk.bench))

    router.add_api_route(f"/api/{verb}", answer, methods=["GET"], name=verb, response_class=JSONResponse)


def language(given: str) -> Lang:
    """Read a language; another than the two is refused."""
    if given == "ja":
        return "ja"
    if given == "en":
        return "en"
    raise Refused(Fault("lang", f"language {given!r}", "answers are written in en or ja", "ask for lang=en or lang=ja"))
