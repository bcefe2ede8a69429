"""The application: one address a verb, each giving the view the command prints with ``--json``."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from nemawashi import __version__, views
from nemawashi.brief import written
from nemawashi.case import Case, open_case
from nemawashi.dates import parse_date
from nemawashi.errors import Fault, NemawashiError, Refused
from nemawashi.language import Lang
from nemawashi.strings import words
from nemawashi.web.bargaining import bargaining
from nemawashi.workbench import Workbench

__all__ = ["application"]

STATIC = Path(__file__).parent / "static"
_MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "html": "text/html", "md": "text/markdown"}
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"

Moves = Annotated[list[str], Query(description="issue=option, repeated")]
Text = Annotated[str | None, Query()]


def application(case: str | Path | Case) -> FastAPI:
    """Make the application for one case; answers are kept in memory between requests."""
    opened = case if isinstance(case, Case) else open_case(case)
    root = Workbench.open(opened)
    app = FastAPI(title="nemawashi", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.bench = root

    def desk(side: str | None, on: str | None, known: str | None, moves: list[str] | None = None) -> Workbench:
        bench = root.at(side=side or None, on=on or None, known=known or None)
        if not moves:
            return bench
        chosen = bench.agenda.package(moves)
        quo = bench.agenda.status_quo()
        return bench.at(package={issue: option for issue, option in chosen.items() if option != quo[issue]})

    def tell(bench: Workbench, view: Any, lang: str) -> JSONResponse:
        return JSONResponse(views.answer(bench, view, _lang(lang)))

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        # Only this machine's own pages may ask: a page elsewhere cannot reach a confidential case by rebinding a name.
        host = request.headers.get("host", "").rsplit(":", 1)[0]
        if host not in ("127.0.0.1", "localhost", "[::1]", "testserver"):
            return JSONResponse(
                {"faults": [{"where": "host", "found": host, "rule": "the workbench answers this machine only", "remedy": ""}]}, 403
            )
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        if request.url.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    @app.exception_handler(NemawashiError)
    async def refuse(_: Request, error: NemawashiError) -> JSONResponse:
        faults = (
            error.faults if isinstance(error, Refused) else (Fault("answer", str(error), "an answer that is not solved is not shown", ""),)
        )
        rows = [{"where": one.where, "found": one.found, "rule": one.rule, "remedy": one.remedy} for one in faults]
        return JSONResponse({"faults": rows}, status_code=422)

    @app.get("/api/setup")
    def setup() -> dict[str, Any]:
        manifest = opened.manifest
        return {
            "case": manifest.id,
            "title": {"en": manifest.title.en, "ja": manifest.title.ja},
            "sides": [{"id": side.id, "name": {"en": side.name.en, "ja": side.name.ja}} for side in manifest.sides],
            "side": manifest.side,
            "on": manifest.on.isoformat(),
            "known": manifest.known.isoformat(),
            "range": {"from": manifest.first.isoformat(), "to": manifest.last.isoformat()},
        }

    @app.get("/api/words")
    def strings(lang: str = "en") -> dict[str, str]:
        return dict(words(_lang(lang)))

    _simple(app, desk, tell)
    bargaining(app, desk, tell)

    @app.get("/api/effects")
    def effects(
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
        p: Moves = [],  # noqa: B006
    ) -> JSONResponse:
        bench = desk(side, on, known, p)
        return tell(bench, views.effects(bench), lang)

    @app.get("/api/duty")
    def duty(
        heading: str,
        importer: Annotated[str, Query(alias="to")] = "US",
        origin: Annotated[str, Query(alias="from")] = "JP",
        answer: Annotated[list[str], Query()] = [],  # noqa: B006
        value: Text = None,
        quantity: Text = None,
        compare: Annotated[list[str], Query(description="a day, issue=option, or a named package; repeated")] = [],  # noqa: B006
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
        p: Moves = [],  # noqa: B006
    ) -> JSONResponse:
        bench = desk(side, on, known, p)
        given = dict(one.split("=", 1) for one in answer if "=" in one)
        amounts = {"value": Decimal(value) if value else None, "quantity": Decimal(quantity) if quantity else None}
        return tell(
            bench,
            views.duty(bench, heading, origin=origin.upper(), importer=importer.upper(), answers=given, compare=compare, **amounts),
            lang,
        )

    @app.get("/api/positions")
    def positions(
        side: Annotated[str | None, Query(alias="for")] = None, on: Text = None, known: Text = None, lang: str = "en", since: Text = None
    ) -> JSONResponse:
        bench = desk(side, on, known)
        return tell(bench, views.positions(bench, parse_date(since, where="since") if since else None), lang)

    @app.get("/api/average")
    def average(
        importer: Annotated[str, Query(alias="to")] = "US",
        origin: Annotated[str, Query(alias="from")] = "JP",
        by: str = "total",
        answer: Annotated[list[str], Query()] = [],  # noqa: B006
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
        p: Moves = [],  # noqa: B006
    ) -> JSONResponse:
        bench = desk(side, on, known, p)
        given = dict(one.split("=", 1) for one in answer if "=" in one)
        return tell(bench, views.average(bench, origin=origin.upper(), importer=importer.upper(), by=by, answers=given), lang)

    @app.get("/api/ratify")
    def ratify(
        form: str = "executive",
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
        p: Moves = [],  # noqa: B006
    ) -> JSONResponse:
        bench = desk(side, on, known)
        return tell(bench, views.ratify(bench, bench.agenda.package(p), form), lang)

    @app.get("/api/target")
    def target(
        goal: str,
        books: Text = None,
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
    ) -> JSONResponse:
        bench = desk(side, on, known)
        return tell(bench, views.target(bench, goal, books), lang)

    @app.get("/api/brief.{form}")
    def brief(
        form: str,
        side: Annotated[str | None, Query(alias="for")] = None,
        on: Text = None,
        known: Text = None,
        lang: str = "en",
        public: bool = False,
    ) -> Response:
        bench = desk(side, on, known)
        document = views.brief(bench, _lang(lang), public=public)
        return Response(written(document, form), media_type=_MEDIA[form])

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        asset = (STATIC / path).resolve()
        if path and asset.is_file() and asset.is_relative_to(STATIC.resolve()):
            return FileResponse(asset)
        if path.startswith("api/"):
            rule = "an answer has the address of its verb"
            raise Refused(Fault(f"/{path}", "no such answer", rule, "see /api/openapi.json"))
        if (STATIC / "index.html").is_file():
            return FileResponse(STATIC / "index.html")
        return Response("The page has not been built: run make page. The answers are at /api.", media_type="text/plain", status_code=503)

    return app


def _simple(
    app: FastAPI, desk: Callable[[str | None, str | None, str | None], Workbench], tell: Callable[[Workbench, Any, str], JSONResponse]
) -> None:
    """The verbs that take nothing but the scenario."""
    verbs: dict[str, Callable[[Workbench], Any]] = {
        "show": views.show,
        "agenda": views.agenda,
        "timeline": views.timeline,
        "conflicts": views.conflicts,
        "claims": views.claims,
        "posture": views.posture,
        "calendar": views.calendar,
        "barriers": views.barriers,
        "reconcile": views.reconcile,
        "names": views.names,
        "sources": views.sources,
        "references": views.references,
    }
    for name, view in verbs.items():
        app.add_api_route(f"/api/{name}", _bound(desk, tell, view), methods=["GET"], name=name, response_class=JSONResponse)


def _bound(
    desk: Callable[[str | None, str | None, str | None], Workbench],
    tell: Callable[[Workbench, Any, str], JSONResponse],
    view: Callable[[Workbench], Any],
) -> Callable[..., JSONResponse]:
    def answer(
        side: Annotated[str | None, Query(alias="for")] = None, on: Text = None, known: Text = None, lang: str = "en"
    ) -> JSONResponse:
        bench = desk(side, on, known)
        return tell(bench, view(bench), lang)

    return answer


def _lang(given: str) -> Lang:
    if given == "ja":
        return "ja"
    if given == "en":
        return "en"
    raise Refused(Fault("lang", f"language {given!r}", "answers are written in en or ja", "ask for lang=en or lang=ja"))
