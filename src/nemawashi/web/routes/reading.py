"""A new report on the page: proposed, then accepted, corrected or rejected; each decision is on disk when its answer comes."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlsplit

from fastapi import APIRouter, Body, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from nemawashi.dates import parse_date
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.views.read import review as view
from nemawashi.web.desk import Asked
from nemawashi.workbench.read import Document, pasted
from nemawashi.workbench.review import correction, decide, open_store

__all__ = ["router"]

router = APIRouter()
_MOST = 20
"""Documents held while they are reviewed; the oldest goes first, its decisions stay on disk."""
_LONGEST = 500_000


class Report(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=_LONGEST)]
    name: Annotated[str, Field(max_length=200)] = "pasted.txt"
    published: str = ""
    outlet: Annotated[str, Field(max_length=200)] = ""


class Decided(BaseModel):
    """A decision on one proposal, found by document and span."""

    model_config = ConfigDict(extra="forbid")

    document: str
    start: int
    end: int
    verdict: Literal["accept", "correct", "reject"]
    reviewer: Annotated[str, Field(max_length=100)]
    correction: Annotated[list[str], Field(max_length=40)] = []


@router.post("/api/read", response_class=JSONResponse)
def read(request: Request, desk: Asked, report: Annotated[Report, Body()]) -> JSONResponse:
    """Propose what a pasted text says; nothing enters a record."""
    _own_page(request)
    day = parse_date(report.published, where="published") if report.published else None
    document = pasted(desk.bench, report.text, name=report.name, published=day, outlet=report.outlet)
    if document.faults:
        raise Refused(document.faults)
    held = _held(request)
    held.pop(document.sha256, None)
    held[document.sha256] = document
    while len(held) > _MOST:
        held.pop(next(iter(held)))
    return _shown(request, desk, document)


@router.post("/api/review", response_class=JSONResponse)
def review(request: Request, desk: Asked, decided: Annotated[Decided, Body()]) -> JSONResponse:
    """Append a decision and show the document again."""
    _own_page(request)
    path = request.app.state.decisions
    if path is None:
        raise Refused(Fault("review", "no file for decisions", "a decision is kept on disk", "start the workbench with serve --store FILE"))
    if not decided.reviewer.strip():
        raise Refused(Fault("reviewer", "no name", "a decision is signed", "say who decides"))
    document = _held(request).get(decided.document)
    if document is None:
        raise Refused(Fault("document", decided.document[:12], "a text is read before it is reviewed", "read it again"))
    store = open_store(path)
    try:
        span = (decided.document, decided.start, decided.end)
        known = {(one.document, one.start, one.end): one for one in document.statements}
        if span not in known:
            raise Unknown("statement", f"{decided.start}–{decided.end}", [f"{start}–{end}" for _, start, end in known])
        changes = correction(desk.bench, decided.correction) if decided.verdict == "correct" else None
        decide(store, document, known[span], decided.verdict, reviewer=decided.reviewer.strip(), at=datetime.now(UTC), changes=changes)
    finally:
        store.close()
    return _shown(request, desk, document)


def _shown(request: Request, desk: Any, document: Document) -> JSONResponse:
    path = request.app.state.decisions
    store = open_store(path) if path is not None else None
    try:
        return cast("JSONResponse", desk.tell(view(desk.bench, document, store)))
    finally:
        if store is not None:
            store.close()


def _held(request: Request) -> dict[str, Document]:
    return cast("dict[str, Document]", request.app.state.reports)


def _own_page(request: Request) -> None:
    """Refuse what another page sends: only the workbench's own may write."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(Fault("origin", origin, "only the workbench's own page may send reports and decisions", ""))
