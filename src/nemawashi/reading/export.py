"""Accepted statements into a case's record: one TOML file a report, written by temporary file, fsync and rename.

The report's words do not go along: a statement is a span, the hash of its text and a paraphrase. Where the reviewer gave none, the paraphrase is
put together from the fields in our own words and says so in the note of the file.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused
from nemawashi.reading.proposal import Document, Proposal, Teller, When
from nemawashi.reading.review import Reviewed, accepted

__all__ = ["into_case", "statement_rows", "write_atomically"]

_MOVES = {
    "demand": ("demands a change", "変更を要求"),
    "offer": ("offers or weighs an offer", "提案または提案を検討"),
    "refusal": ("refuses", "拒否"),
    "red_line": ("draws a red line", "譲れない一線を示す"),
    "linkage": ("links issues", "論点を結び付ける"),
    "separation": ("keeps issues apart", "論点を切り離す"),
    "schedule": ("speaks of dates", "日程に言及"),
    "measure": ("speaks of a measure", "措置に言及"),
    "assessment": ("gives an assessment", "評価を述べる"),
    "process": ("prepares or consults", "準備・協議"),
    "context": ("background", "背景"),
}
_STANCES = {
    "demand": ("Asks the other side to move", "相手側に譲歩を求める"),
    "offer": ("Offers or weighs a move", "譲歩を提案・検討"),
    "refusal": ("Refuses", "応じない"),
    "red_line": ("A red line", "譲れない一線"),
    "linkage": ("Ties it to other issues", "他の論点と結び付ける"),
    "separation": ("Keeps it on a track of its own", "別の枠で扱う"),
}
"""The position a move states by itself; the others state none."""
_BASES = {"stated": "stated", "weekday": "weekday", "relative": "relative", "dateline": "dateline", "given": "dateline"}


def into_case(folder: Path, document: Document, reviewed: Sequence[Reviewed], *, report: str, outlet: Mapping[str, str]) -> Path:
    """Write the accepted statements of ``document`` to ``folder/record/<report>.toml`` and give the path.

    ``outlet`` is its name {en, ja}. Refused, all faults at once, where an accepted statement has no actor or day, or where the file is there
    already: what stands in a case is changed by hand.
    """
    import tomlkit  # noqa: PLC0415 - loaded only when it is used

    path = folder / "record" / f"{report}.toml"
    rows, faults = statement_rows(document, accepted(reviewed), report)
    if document.published is None:
        faults.append(Fault(document.file, "no publication day", "a report says when it came out", "give it with the reading"))
    if path.exists():
        faults.append(Fault(str(path), "already there", "an export never overwrites", "name another report, or remove the file"))
    if not (folder / "record").is_dir():
        faults.append(Fault(str(folder), "no record/ folder", "an export goes into a case", "start one with `nemawashi new`"))
    if faults or document.published is None:
        raise Refused(faults)
    head = {
        "id": report,
        "outlet": {"en": outlet["en"], "ja": outlet.get("ja", outlet["en"])},
        "published_from": document.published.start,
        "published_to": document.published.end,
        "published_basis": {"en": document.published.basis, "ja": document.published.basis},
        "language": document.language,
        "file": document.file.rpartition("/")[2],
        "sha256": document.sha256,
        "length": len(document.text),
    }
    file = tomlkit.document()
    file.add(
        tomlkit.comment(
            "Accepted statements; offsets count characters of the canonical text. Paraphrases without a reviewer's words are composed."
        )
    )
    file["report"] = _tables([head])
    file["statement"] = _tables(rows)
    write_atomically(path, tomlkit.dumps(file))
    return path


def statement_rows(document: Document, reviewed: Sequence[Reviewed], report: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Give the rows of a record for reviewed statements, and a fault for each that a record cannot take."""
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, one in enumerate(reviewed, 1):
        proposal = one.proposal
        where = f"{document.file}:{proposal.start}–{proposal.end}"
        if document.text[proposal.start : proposal.end] != proposal.text:
            faults.append(Fault(where, "the span is not the text", "a span is cut from the document it names", "read the document again"))
            continue
        if proposal.actor is None:
            faults.append(Fault(where, "no actor", "a statement says whose position it is", "correct the actor"))
        if proposal.said_on is None:
            faults.append(Fault(where, "no day", "a statement says when it was made", "correct said_on"))
        if proposal.actor is None or proposal.said_on is None:
            continue
        rows.append(_row(report, number, proposal, proposal.said_on, one))
    return rows, faults


def _row(report: str, number: int, one: Proposal, said: When, reviewed: Reviewed) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"{report}-{number:03d}",
        "report": report,
        "start": one.start,
        "end": one.end,
        "sha256": hashlib.sha256(one.text.encode()).hexdigest(),
        "kind": one.kind if one.kind not in ("direct", "mixed") or one.reported_speaker else "indirect",
        "actor": one.actor,
        "chain": [_link(link, one.speaker) for link in one.chain] or [{"role": "outlet", "name": report}],
        "said_on": _when(said),
        "move": one.move,
        "issues": list(one.issues),
        "direction": one.direction,
        "certainty": one.certainty,
        "paraphrase": dict(reviewed.paraphrase) if reviewed.paraphrase else _composed(one),
    }
    stance = reviewed.stance or _stance(one)
    if stance is not None:
        row["stance"] = dict(stance)
    if one.reported_speaker:
        row["reported_speaker"] = one.reported_speaker
    if one.speaker:
        row["speaker"] = one.speaker
    if one.refers_to:
        row["refers_to"] = _when(one.refers_to[0])
    return row


def _composed(one: Proposal) -> dict[str, str]:
    en, ja = _MOVES[one.move]
    issues = ", ".join(issue.replace("_", " ") for issue in one.issues) or "the talks"
    who = one.speaker or one.actor or ""
    return {"en": f"{who}: {en} on {issues}.", "ja": f"{who}:{'・'.join(one.issues) or '交渉'}について{ja}。"}


def _stance(one: Proposal) -> Mapping[str, str] | None:
    """The position in a few words, where the move states one on an issue; composed from the fields, the span leads to the words."""
    if one.move not in _STANCES or not one.issues or one.kind == "headline":
        return None
    en, ja = _STANCES[one.move]
    return {"en": en, "ja": ja}


def _link(link: Teller, speaker: str | None) -> dict[str, Any]:
    if link.role == "person" and link.name == speaker:
        return {"role": "person", "name": link.name}
    role = {"outlet": "outlet", "wire": "wire", "official": "officials", "document": "document", "survey": "survey"}.get(
        link.role, "officials"
    )
    row: dict[str, Any] = {"role": role, "name": link.name}
    if link.anonymity != "named" or link.role == "person":
        row["anonymity"] = "described" if link.anonymity == "institution" or link.role == "person" else "unnamed"
    if link.number is not None and link.number > 1:
        row["count"] = link.number
    if link.number is None:
        row["at_least"] = True
    return row


def _when(when: When) -> dict[str, Any]:
    precision = when.precision if when.precision != "unknown" else "days"
    return {"from": when.start, "to": when.end, "precision": precision, "basis": _BASES.get(when.basis, "inferred")}


def _tables(rows: Sequence[Mapping[str, Any]]) -> Any:
    import tomlkit  # noqa: PLC0415 - loaded only when it is used

    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for key, value in row.items():
            table[key] = _inline(value)
        tables.append(table)
    return tables


def _inline(value: Any) -> Any:
    import tomlkit  # noqa: PLC0415 - loaded only when it is used

    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update({key: _inline(one) for key, one in value.items()})
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_inline(one) for one in value)
        return array
    return value


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` so that the file is whole or not there: temporary file beside it, fsync, rename."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
