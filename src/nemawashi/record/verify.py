"""Check spans and hashes against the texts, where somebody has them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nemawashi.errors import Fault
from nemawashi.record.collection import Record
from nemawashi.record.report import Report

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked against a folder of texts, and what was wrong."""

    reports: int
    """Reports whose file was found."""
    statements: int
    """Spans compared."""
    unchecked: tuple[str, ...]
    """Ids of reports of which the folder has no text."""
    faults: tuple[Fault, ...]


def verify(record: Record, texts: Path) -> Verification:
    """Compare the hash of every report's file and of every statement's span with those of the record.

    A span counts characters of the file decoded as UTF-8; its hash is SHA-256 over the span's UTF-8 bytes.
    """
    faults: list[Fault] = []
    unchecked: list[str] = []
    held: dict[str, str] = {}
    for report in record.reports:
        if not report.file:
            continue
        text = _text(report, texts, faults)
        if text is None:
            unchecked.append(report.id)
        else:
            held[report.id] = text
    compared = 0
    for item in record.statements:
        text = held.get(item.report)
        if text is None or item.start is None or item.end is None:
            continue
        compared += 1
        if sha256(text[item.start : item.end].encode()).hexdigest() != item.sha256:
            faults.append(
                Fault(
                    item.where,
                    f"{item.id}: characters {item.start}–{item.end} of {_file(record, item.report)} do not have the hash given",
                    "the span's text hashes to sha256",
                    "correct the offsets, or take the hash of the right span",
                )
            )
    return Verification(len(held), compared, tuple(unchecked), tuple(faults))


def _file(record: Record, report: str) -> str:
    return record.report(report).file


def _text(report: Report, texts: Path, faults: list[Fault]) -> str | None:
    path = texts / report.file
    if not path.is_file():
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(str(path), "is not UTF-8", "offsets count characters of UTF-8 text", "convert the file"))
        return None
    if sha256(raw).hexdigest() != report.sha256 or len(text) != report.length:
        faults.append(
            Fault(
                report.where,
                f"{report.file} is another text than the record was read from",
                "the file's SHA-256 and length are the record's",
                "get the same edition, or read it anew",
            )
        )
    return text
