"""Accept, correct or reject: decisions by person and time, appended to the store and replayed whenever a document is read again.

A decision hangs on the document's hash and the span. For each reviewer the last one counts; two reviewers whose last decisions differ leave the
proposal in *conflict*, shown with both. A decided proposal that newer rules no longer make comes back from the decision itself.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.reading.proposal import Document, Proposal
from nemawashi.record.store import Decision, Store, Verdict

__all__ = ["Reviewed", "accepted", "decide", "replay"]

Status = Literal["open", "accepted", "corrected", "rejected", "conflict"]
_OWN_WORDS = ("paraphrase", "stance")
CORRECTABLE = frozenset(
    {
        "start",
        "end",
        "kind",
        "reported_speaker",
        "speaker",
        "actor",
        "chain",
        "said_on",
        "refers_to",
        "move",
        "issues",
        "direction",
        "certainty",
    }
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A proposal as its reviewers left it, with every decision on it in order of time."""

    proposal: Proposal
    """With the correction taken over where the status is *corrected*."""
    status: Status
    decisions: tuple[Decision, ...] = ()
    paraphrase: Mapping[str, str] | None = None
    """The reviewer's own words en/ja, given with the decision."""
    stance: Mapping[str, str] | None = None
    """The position in a few words en/ja, for a cell of the matrix."""


def decide(
    store: Store,
    proposal: Proposal,
    verdict: Verdict,
    *,
    reviewer: str,
    at: datetime,
    correction: Mapping[str, Any] | None = None,
    note: str = "",
    text: str | None = None,
) -> Decision:
    """Append a decision on ``proposal``; it is on disk when this returns.

    ``correction`` maps fields of the proposal (and ``paraphrase`` {en, ja}) to what they should be; with a moved span give the document's
    ``text`` so that the span is taken from it. A correction that does not fit is refused and nothing is written.
    """
    given = dict(correction or {})
    if verdict == "correct" and not given:
        raise Refused(Fault("correction", "nothing corrected", "a correction names the fields it changes", "accept instead, or name them"))
    unknown = [name for name in given if name not in CORRECTABLE and name not in _OWN_WORDS]
    if unknown:
        raise Unknown("field of a statement", unknown[0], [*CORRECTABLE, *_OWN_WORDS], where="correction")
    if {"start", "end"} & given.keys():
        _check_span(proposal, given, text)
    if given:
        _corrected(proposal, given)
    decision = Decision(
        document=proposal.document,
        start=proposal.start,
        end=proposal.end,
        verdict=verdict,
        reviewer=reviewer,
        at=at,
        proposal=json.dumps(asdict(proposal), default=str, ensure_ascii=False),
        correction=json.dumps(given, default=_plain, ensure_ascii=False) if given else "",
        note=note,
    )
    store.decide(decision)
    return decision


def replay(proposals: Iterable[Proposal], decisions: Sequence[Decision], *, documents: Iterable[Document] = ()) -> tuple[Reviewed, ...]:
    """Lay decisions over proposals; decided spans that are no longer proposed come back as they were decided.

    With ``documents`` a moved span is cut from the document's text.
    """
    texts = {document.sha256: document.text for document in documents}
    by_span: dict[tuple[str, int, int], list[Decision]] = {}
    for decision in decisions:
        by_span.setdefault(decision.span, []).append(decision)
    seen = set()
    result = []
    hashes = set(texts)
    for proposal in proposals:
        span = (proposal.document, proposal.start, proposal.end)
        hashes.add(proposal.document)
        seen.add(span)
        result.append(_laid(proposal, by_span.get(span, []), texts))
    for span, rows in by_span.items():
        if span not in seen and (not hashes or span[0] in hashes):
            result.append(_laid(_adapter().validate_json(rows[0].proposal), rows, texts))
    return tuple(sorted(result, key=lambda one: (one.proposal.file, one.proposal.start, one.proposal.end)))


def accepted(reviewed: Iterable[Reviewed]) -> tuple[Reviewed, ...]:
    """Only what was accepted or corrected and is not in conflict: what may enter a record."""
    return tuple(one for one in reviewed if one.status in ("accepted", "corrected"))


def _laid(proposal: Proposal, rows: Sequence[Decision], texts: Mapping[str, str]) -> Reviewed:
    if not rows:
        return Reviewed(proposal, "open")
    last: dict[str, Decision] = {}
    for row in rows:
        last[row.reviewer] = row
    verdicts = {(row.verdict, row.correction if row.verdict == "correct" else "") for row in last.values()}
    if len(verdicts) > 1:
        return Reviewed(proposal, "conflict", tuple(rows))
    final = rows[-1]
    given: dict[str, Any] = json.loads(final.correction) if final.correction else {}
    paraphrase, stance = given.pop("paraphrase", None), given.pop("stance", None)
    if final.verdict == "reject":
        return Reviewed(proposal, "rejected", tuple(rows))
    changed = _corrected(proposal, given) if given else proposal
    if (changed.start, changed.end) != (proposal.start, proposal.end) and changed.document in texts:
        changed = replace(changed, text=texts[changed.document][changed.start : changed.end])
    return Reviewed(changed, "corrected" if given else "accepted", tuple(rows), paraphrase, stance)


def _corrected(proposal: Proposal, given: Mapping[str, Any]) -> Proposal:
    row = {name: value for name, value in given.items() if name not in _OWN_WORDS}
    whole = {**json.loads(json.dumps(asdict(proposal), default=str)), **json.loads(json.dumps(row, default=_plain))}
    try:
        changed: Proposal = _adapter().validate_python({field.name: whole[field.name] for field in fields(Proposal)})
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused(
            Fault(
                f"correction.{'.'.join(str(part) for part in first['loc'])}",
                f"{first.get('input')!r}",
                str(first["msg"]),
                "give a value of the kind this field has",
            )
        ) from None
    return changed


def _check_span(proposal: Proposal, given: Mapping[str, Any], text: str | None) -> None:
    start, end = int(given.get("start", proposal.start)), int(given.get("end", proposal.end))
    if text is None or not 0 <= start < end <= len(text):
        raise Refused(
            Fault(
                "correction",
                f"span {start}–{end}",
                "0 ≤ start < end ≤ length of the document",
                "give the document's text and a span inside it",
            )
        )


def _plain(value: object) -> object:
    return asdict(value) if hasattr(value, "__dataclass_fields__") else str(value)  # type: ignore[call-overload]


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Proposal)
