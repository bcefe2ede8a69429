"""The application: the addresses of one case, and the page that asks them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, JSONResponse

from nemawashi import __version__
from nemawashi.case import Case, open_case
from nemawashi.errors import Fault, NemawashiError, Refused
from nemawashi.web.routes import ROUTERS
from nemawashi.workbench import Workbench

__all__ = ["application"]

STATIC = Path(__file__).parent / "static"
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
_HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")


def application(case: str | Path | Case, *, decisions: Path | None = None) -> FastAPI:
    """Make the application for one case; answers are kept in memory between requests, and decisions on reports in the file ``decisions``."""
    app = FastAPI(title="nemawashi", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.bench = Workbench.open(case if isinstance(case, Case) else open_case(case))
    app.state.decisions = decisions
    app.state.reports = {}
    app.add_middleware(GZipMiddleware, minimum_size=4096)
    app.middleware("http")(_guard)
    app.exception_handler(NemawashiError)(_refuse)
    for router in ROUTERS:
        app.include_router(router)
    app.get("/{path:path}", include_in_schema=False)(_page)
    return app


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    # Only this machine's own pages may ask: a page elsewhere cannot reach a confidential case by rebinding a name.
    host = request.headers.get("host", "").rsplit(":", 1)[0]
    if host not in _HOSTS:
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


async def _refuse(_: Request, error: Exception) -> JSONResponse:
    rule = "an answer that is not solved is not shown"
    faults = error.faults if isinstance(error, Refused) else (Fault("answer", str(error), rule, ""),)
    rows = [{"where": one.where, "found": one.found, "rule": one.rule, "remedy": one.remedy} for one in faults]
    return JSONResponse({"faults": rows}, status_code=422)


def _page(path: str) -> Response:
    asset = (STATIC / path).resolve()
    if path and asset.is_file() and asset.is_relative_to(STATIC.resolve()):
        return FileResponse(asset)
    if path.startswith("api/"):
        raise Refused(Fault(f"/{path}", "no such answer", "an answer has the address of its verb", "see /api/openapi.json"))
    if (STATIC / "index.html").is_file():
        return FileResponse(STATIC / "index.html")
    return Response("The page has not been built: run make page. The answers are at /api.", media_type="text/plain", status_code=503)
