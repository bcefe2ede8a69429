"""What the page needs before it can ask anything: the case, its sides and days, and the words of a language."""

from typing import Any, cast

from fastapi import APIRouter, Request

from nemawashi.strings import words
from nemawashi.web.desk import language
from nemawashi.workbench import Workbench

__all__ = ["router"]

router = APIRouter()


@router.get("/api/setup")
def setup(request: Request) -> dict[str, Any]:
    """The case, its sides and the days it knows."""
    case = cast("Workbench", request.app.state.bench).case
    manifest = case.manifest
    return {
        "case": manifest.id,
        "title": {"en": manifest.title.en, "ja": manifest.title.ja},
        "sides": [{"id": side.id, "name": {"en": side.name.en, "ja": side.name.ja}} for side in manifest.sides],
        "ministries": [
            {"id": office.id, "side": office.party, "name": {"en": office.title.en, "ja": office.title.ja}}
            for office in case.record.offices
            if office.issues
        ],
        "side": manifest.side,
        "on": manifest.on.isoformat(),
        "known": manifest.known.isoformat(),
        "range": {"from": manifest.first.isoformat(), "to": manifest.last.isoformat()},
    }


@router.get("/api/words")
def strings(lang: str = "en") -> dict[str, str]:
    """Every word the page shows, in one language."""
    return dict(words(language(lang)))
