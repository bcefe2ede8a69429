"""Claims that can be checked: who made each, the evidence as figures, and the verdict as it stood on the known day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.record import Claim, Evidence
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import signer, statement_cited
from nemawashi.views.lines import who
from nemawashi.workbench.claims import claims as readable
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ClaimView", "ClaimsView", "EvidenceView", "MadeView", "claims", "evidence_figure"]


@dataclass(frozen=True, slots=True)
class MadeView:
    """A statement that makes the claim."""

    statement: str
    speaker: Text
    actor: str
    said_on: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence."""

    text: Text
    bearing: str
    bearing_said: Text
    figure: Figure | None
    """None where the evidence is no number."""
    certainty: str
    known: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim."""

    id: str
    proposition: Text
    issues: tuple[str, ...]
    made: tuple[MadeView, ...]
    verdict: str
    """``supported``, ``contradicted``, ``partly``, ``unclear`` or ``no_data``; ``not_judged`` before the first verdict."""
    verdict_said: Text
    reason: Text
    by: Text
    judged_on: date | None
    evidence: tuple[EvidenceView, ...]
    wanted: Text
    """What data would decide it."""


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The answer of ``claims``."""

    rows: tuple[ClaimView, ...]
    receipt: Receipt


def claims(bench: "Workbench") -> ClaimsView:
    """Show every checkable claim readable on the known day."""
    return ClaimsView(tuple(_claim(bench, one) for one in readable(bench)), receipt(bench, on_case(bench, "claims"), "views.claims(bench)"))


def _claim(bench: "Workbench", claim: Claim) -> ClaimView:
    verdict = claim.verdict(bench.clock.known)
    ruling = "not_judged" if verdict is None else verdict.ruling
    return ClaimView(
        id=claim.id,
        proposition=claim.proposition,
        issues=claim.issues,
        made=tuple(_made(bench, name) for name in claim.statements),
        verdict=ruling,
        verdict_said=both(f"ruling.{ruling}"),
        reason=Text("", "") if verdict is None else verdict.reason,
        by=Text("", "") if verdict is None else signer(verdict.by, bench.sources),
        judged_on=None if verdict is None else verdict.known,
        evidence=tuple(_evidence(one) for one in claim.evidence),
        wanted=claim.wanted or Text("", ""),
    )


def _made(bench: "Workbench", name: str) -> MadeView:
    statement = bench.record.statement(name)
    return MadeView(
        name, who(bench, statement.speaker or statement.actor), statement.actor, statement.said_on.last, statement_cited(statement)
    )


def _evidence(one: Evidence) -> EvidenceView:
    bearing = both(f"bearing.{one.bearing}")
    return EvidenceView(one.text, one.bearing, bearing, evidence_figure(one), one.certainty, one.known, one.citation)


def evidence_figure(one: Evidence) -> Figure | None:
    """The number a piece of evidence gives; None where it is in words only."""
    if one.value is None and one.low is None:
        return None
    return Figure(
        value=one.value,
        unit=one.unit or Unit.COUNT,
        as_of=one.as_of or one.known,
        basis=Basis.CITED,
        sources=(one.citation,),
        low=one.low if one.low is not None else one.value,
        high=one.high if one.high is not None else one.value,
        note=both(f"certainty.{one.certainty}").en,
    )
