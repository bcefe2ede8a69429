"""Decisions on proposed statements, and the way of the accepted ones into a case. Nothing else enters a record."""

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nemawashi.case import check_case
from nemawashi.case.find import find_case, known_cases
from nemawashi.dates import parse_date
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.reading import Document, Proposal, Reading, Reviewed, accepted, into_case, replay
from nemawashi.reading import decide as decided
from nemawashi.reading.export import write_atomically
from nemawashi.record.store import Store

if TYPE_CHECKING:
    from nemawashi.record.store import Verdict
    from nemawashi.workbench.bench import Workbench

__all__ = [
    "CORRECTABLE",
    "READS",
    "Exported",
    "Reviewed",
    "Store",
    "correction",
    "decide",
    "existing_store",
    "export",
    "open_store",
    "reviewed",
    "undecided",
]

READS = ("clock",)
CORRECTABLE: tuple[str, ...] = tuple(
    "reported_speaker speaker actor kind move issues direction certainty said_on refers_to start end paraphrase.en paraphrase.ja stance.en stance.ja".split()
)
"""What a reviewer may write at the terminal, one ``field=value`` a line."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A report written into a case."""

    file: str
    report: str
    path: Path
    statements: int


def open_store(path: Path) -> Store:
    """Open the file of decisions; it is made where it is not there."""
    return Store(path)


def existing_store(path: Path) -> Store:
    """Open a file of decisions that must be there."""
    if not path.is_file():
        raise Refused(
            Fault(str(path), "no such file of decisions", "what goes into a case was decided on before", "run nemawashi review first")
        )
    return Store(path)


def reviewed(answer: Reading, store: Store) -> tuple[Reviewed, ...]:
    """Every proposal of the reading with the decisions on it; decided spans that newer rules no longer propose come back."""
    documents = [document for document in answer.documents if document.sha256]
    return replay(answer.statements, store.decisions(), documents=documents) if documents else ()


def undecided(answer: Reading, store: Store, reviewer: str, *, again: bool = False) -> tuple[tuple[Document, Reviewed], ...]:
    """What this reviewer has not decided on yet, by document and place; with ``again`` everything."""
    by_hash = {document.sha256: document for document in answer.documents if document.sha256}
    return tuple(
        (by_hash[one.proposal.document], one)
        for one in reviewed(answer, store)
        if again or all(decision.reviewer != reviewer for decision in one.decisions)
    )


def decide(
    store: Store,
    document: Document,
    proposal: Proposal,
    verdict: "Verdict",
    *,
    reviewer: str,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Append one decision; it is on disk when this returns."""
    decided(store, proposal, verdict, reviewer=reviewer, at=at, correction=changes, text=document.text)


def correction(bench: "Workbench", lines: Sequence[str]) -> dict[str, Any]:
    """Read ``field=value`` lines into a correction; a name the case does not know is refused with the nearest ones."""
    changes: dict[str, Any] = {}
    for line in lines:
        field, sign, value = (part.strip() for part in line.partition("="))
        if not sign:
            raise Refused(Fault("correction", f"{line!r}", "a correction is written field=value", f"fields: {', '.join(CORRECTABLE)}"))
        if field not in CORRECTABLE:
            raise Unknown("field", field, CORRECTABLE, where="correction")
        if field.startswith(("paraphrase.", "stance.")):
            words, _, tongue = field.partition(".")
            changes.setdefault(words, {})[tongue] = value
        else:
            changes[field] = _value(bench, field, value)
    for words in ("paraphrase", "stance"):
        own = changes.get(words)
        if own is not None and not (own.get("en") and own.get("ja")):
            rule, remedy = "a case carries both languages", f"give {words}.en=… and {words}.ja=…, each on its line"
            raise Refused(Fault("correction", f"a {words} in one language", rule, remedy))
    return changes


def _value(bench: "Workbench", field: str, value: str) -> Any:
    if field in ("start", "end"):
        if not value.isdigit():
            raise Refused(Fault("correction", f"{field} = {value!r}", "an offset counts characters from 0", "write a whole number"))
        return int(value)
    if field in ("said_on", "refers_to"):
        first, _, last = value.partition("..")
        start = parse_date(first.strip(), where=field)
        end = parse_date(last.strip(), where=field) if last else start
        when = {"start": start, "end": end, "precision": "day" if start == end else "days", "basis": "given", "text": ""}
        return when if field == "said_on" else [when]
    if field == "issues":
        names = [name for name in re.split(r"[,\s]+", value) if name]
        known = [*bench.agenda.ids, *(topic.id for topic in bench.case.manifest.topics)]
        for name in names:
            _known("issue", name, known)
        return names
    if field == "actor" and value:
        _known("party", value, [party.id for party in bench.case.record.parties])
    if field == "speaker" and value:
        _known("person", value, [person.id for person in bench.case.record.people])
    return value or None if field in ("actor", "speaker") else value


def _known(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise Unknown(kind, name, known, where="correction")


def export(answer: Reading, store: Store, into: str | Path) -> tuple[Exported, ...]:
    """Write the accepted statements of each document into the case ``into``, a report a file, with its source beside it.

    Everything is written into a copy first and the copy checked: a case that passed ``check`` passes it afterwards, or nothing is written.

    Raises:
        Refused: nothing is accepted, the case is a built-in one, or any statement does not fit; all faults at once.

    """
    folder = find_case(into)
    if folder in {path.resolve() for path in known_cases().values()} or folder in known_cases().values():
        raise Refused(
            Fault(str(into), "a built-in case", "a built-in case is not written to", f"copy the folder {folder} and name the copy")
        )
    rows = reviewed(answer, store)
    spans = {(one.proposal.document, one.proposal.start, one.proposal.end): one for one in rows}  # the same text read twice is one report
    taken = {key: tuple(one for span, one in spans.items() if span[0] == key) for key in {row.proposal.document for row in rows}}
    texts = {document.sha256: document for document in reversed(answer.documents)}
    chosen = [document for document in answer.documents if texts[document.sha256] is document and accepted(taken.get(document.sha256, ()))]
    if not chosen:
        rule = "only what a reviewer accepted, and no other reviewer disputes, enters a case"
        raise Refused(Fault(str(into), "no accepted statement in what was read", rule, "run nemawashi review on these files first"))
    if before := check_case(folder):
        raise Refused(before)
    done: list[Exported] = []
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory(prefix="nemawashi-") as beside:
        copy = Path(beside) / folder.name
        shutil.copytree(folder, copy)
        for document in chosen:
            report = _name(document)
            try:
                path = into_case(copy, document, taken[document.sha256], report=report, outlet=_outlet(document))
            except Refused as refused:
                faults.extend(_seen(fault, copy, folder) for fault in refused.faults)
                continue
            source = copy / "sources" / f"{path.stem}.toml"
            if source.exists():
                faults.append(
                    Fault(str(folder / "sources" / source.name), "already there", "an export never overwrites", "rename the file read")
                )
                continue
            write_atomically(source, _source(document, report))
            done.append(Exported(document.file, report, folder / "record" / path.name, len(accepted(taken[document.sha256]))))
        faults.extend(check_case(copy))
        if faults:
            raise Refused(faults)
        for one in done:
            for room in ("sources", "record"):
                write_atomically(folder / room / one.path.name, (copy / room / one.path.name).read_text("utf-8"))
    return tuple(done)


def _seen(fault: Fault, copy: Path, folder: Path) -> Fault:
    return Fault(fault.where.replace(str(copy), str(folder)), fault.found, fault.rule, fault.remedy)


def _name(document: Document) -> str:
    """Give the id of a report: the file's name in plain letters and the first digits of its hash, so that two files never share one."""
    stem = Path(document.file.rstrip("/").rpartition("/")[2]).stem.casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:40]
    return f"{plain or 'report'}-{document.sha256[:8]}"


def _outlet(document: Document) -> dict[str, str]:
    name = document.outlet or Path(document.file).stem
    return {"en": name, "ja": name}


def _source(document: Document, report: str) -> str:
    """One ``[[source]]``: outlet, day and hash; the title is ours, the report's words do not go along."""
    import tomlkit  # noqa: PLC0415 - loaded only when it is used

    published = document.published
    last: date | None = published.end if published is not None else None
    row = tomlkit.table()
    row["id"] = report
    row["kind"] = "report"
    row["title"] = f"Report read from {document.file.rpartition('/')[2]}"
    row["producer"] = _outlet(document)["en"]
    if last is not None:
        row["published"] = last
    if document.file.startswith(("http://", "https://")):
        row["locator"] = document.file
    row["sha256"] = document.sha256
    row["certainty"] = "C"
    row["licence"] = "not redistributed: read, paraphrased, hashed"
    rows = tomlkit.aot()
    rows.append(row)
    file = tomlkit.document()
    file["source"] = rows
    return tomlkit.dumps(file)
