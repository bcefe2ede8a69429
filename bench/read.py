"""Reading against annotated texts, each figure beside the peers' as they were measured for this project.

    python bench/read.py [--shared ../shared] [--unseen FOLDER] [--quick]

* Attribution: the political news of ``data/reading/polnear_dev``, scored only. A statement matches an annotated content when the characters they
  share are at least half of the longer one; matches are one to one, best first. *With source*: the matched statement's source shares characters
  with the annotated one. An annotation in several pieces is the set of its characters; a statement is one span.
* Dates: ``te3_platinum``: an expression that touches an annotated one counts with its value; F of values over all expressions.
* The five reports against the case's own record, in-sample: labelled so wherever they stand.
* ``--unseen``: folders of reports (``*.txt``) with a record beside them (``record/*.toml``), annotated after the rules were frozen.
"""

import argparse
import re
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from _machine import RESULTS, fingerprint

from nemawashi.reading import Document, Reading, Registry, When, read, reading, registry_of
from nemawashi.reading.parse import parser, parser_name
from nemawashi.reading.quotes import paragraphs
from nemawashi.reading.timex import timexes
from nemawashi.record import Record, load

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "src/nemawashi/cases/us-japan-2025"
Span = tuple[int, int]


def annotations(folder: Path) -> dict[str, list[tuple[str, list[dict[str, list[Span]]]]]]:
    """Give the annotated attributions by text file; a text annotated twice stands there twice."""
    found: dict[str, list[tuple[str, list[dict[str, list[Span]]]]]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem) + ".txt"
        spans: dict[str, list[Span]] = {}
        events: list[dict[str, list[Span]]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split("\t")
            if line[:1] == "T":
                where = parts[1].split(" ", 1)[1]
                spans[parts[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in where.split(";"))]
            elif line[:1] == "E":
                roles: dict[str, list[Span]] = defaultdict(list)
                for role in parts[1].split():
                    kind, key = role.split(":")
                    roles[re.sub(r"\d+$", "", kind)].extend(spans.get(key, []))
                events.append(dict(roles))
        found[name].append((path.stem, events))
    return found


def matched(gold: Sequence[Iterable[int]], proposed: Sequence[Span], least: float = 0.5) -> list[tuple[int, int]]:
    """Pair annotated character sets with spans, best overlap first, each once."""
    pairs = []
    for i, one in enumerate(gold):
        chars = set(one)
        for j, (start, end) in enumerate(proposed):
            shared = sum(start <= c < end for c in chars)
            if shared and shared / max(len(chars), end - start) >= least:
                pairs.append((shared / max(len(chars), end - start), i, j))
    taken: list[tuple[int, int]] = []
    for _, i, j in sorted(pairs, reverse=True):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def chars(spans: Iterable[Span]) -> set[int]:
    return {c for start, end in spans for c in range(start, end)}


def attribution(folder: Path, *, least: float = 0.5, model: bool = True, most: int | None = None) -> dict[str, float]:
    """Score every statement ``read`` gives on the annotated political news."""
    gold = annotations(folder)
    names = sorted(gold)[:most]
    start = time.perf_counter()
    documents = {one.file: one for one in read([folder / "text" / name for name in names], model=model)}
    seconds = time.perf_counter() - start
    hits = right = sourced = annotated = proposed = 0
    for name in names:
        document = documents[name]
        spans = [(one.start, one.end) for one in document.statements]
        for _, events in gold[name]:
            contents = [event for event in events if event.get("Content")]
            annotated += len(contents)
            proposed += len(spans)
            for i, j in matched([chars(event["Content"]) for event in contents], spans, least):
                hits += 1
                source = chars(contents[i].get("Source", []))
                if source:
                    sourced += 1
                    one = document.statements[j]
                    right += any(one.speaker_start <= c < one.speaker_end for c in source)
    return {
        "precision": hits / max(1, proposed),
        "recall": hits / annotated,
        "content_f": 2 * hits / (proposed + annotated),
        "with_source_f": 2 * right / (proposed + annotated),
        "source_right": right / max(1, sourced),
        "failures": sum(bool(one.faults) for one in documents.values()),
        "files": len(documents),
        "seconds": seconds,
        "spans_exact": all(d.text[s.start : s.end] == s.text for d in documents.values() for s in d.statements),
    }


def dates(folder: Path) -> dict[str, float]:
    """Score date expressions: value F1 with relaxed extents (UzZaman et al. 2013, TempEval-3)."""
    hits = values = annotated = proposed = 0
    start = time.perf_counter()
    for path in sorted(folder.glob("*.tml")):
        root = ET.parse(path).getroot()
        dct = root.find("DCT/TIMEX3")
        body = root.find("TEXT")
        assert dct is not None
        assert body is not None
        text, gold = flattened(body)
        found = timexes(text, date.fromisoformat(dct.attrib["value"]))
        used: set[int] = set()
        for a, b, value in gold:
            place = next((i for i, one in enumerate(found) if i not in used and one.start < b and a < one.end), None)
            if place is not None:
                used.add(place)
                hits += 1
                values += found[place].value == value
        annotated += len(gold)
        proposed += len(found)
    return {
        "value_f1": 2 * values / (annotated + proposed),
        "extent_f1": 2 * hits / (annotated + proposed),
        "seconds": time.perf_counter() - start,
    }


def flattened(body: ET.Element) -> tuple[str, list[tuple[int, int, str]]]:
    parts: list[str] = []
    found: list[tuple[int, int, str]] = []

    def walk(element: ET.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            found.append((start, sum(map(len, parts)), element.attrib["value"]))

    walk(body)
    return "".join(parts), found


def read_reports(folder: Path, registry: Registry, *, dated: bool) -> Reading:
    """Read the reports, with or without being told their days."""
    rows = tomllib.loads((folder / "reports.toml").read_text(encoding="utf-8"))["report"]
    told = {row["file"]: When(day(row["published"]), day(row["published"]), "day", "given") for row in rows} if dated else {}
    return reading(sorted(folder.glob("*.txt")), registry=registry, published=told, outlets={row["file"]: row["outlet"] for row in rows})


def day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def against_record(documents: Sequence[Document], record: Record) -> dict[str, Any]:
    """Score statements, speakers, actors, days and moves against a record's statements."""
    files = {report.id: report.file for report in record.reports}
    hits = annotated = proposed = speakers = named = merged = actors = days = 0
    for document in documents:
        gold = [
            one for one in record.statements if files.get(one.report) == document.file and one.start is not None and one.end is not None
        ]
        annotated += len(gold)
        proposed += len(document.statements)
        pairs = matched([range(one.start or 0, one.end or 0) for one in gold], [(one.start, one.end) for one in document.statements])
        hits += len(pairs)
        for i, j in pairs:
            ours, theirs = document.statements[j], gold[i]
            actors += ours.actor == theirs.actor
            days += ours.said_on is not None and ours.said_on.start <= theirs.said_on.last and ours.said_on.end >= theirs.said_on.first
            if theirs.speaker:
                named += 1
                speakers += ours.speaker == theirs.speaker
                merged += ours.speaker is not None and ours.speaker != theirs.speaker and ours.start == theirs.start
    return {
        "precision": hits / max(1, proposed),
        "recall": hits / max(1, annotated),
        "statements_f": 2 * hits / max(1, proposed + annotated),
        "speakers_right": speakers / max(1, named),
        "speakers_wrong_on_the_same_words": merged,
        "actors_right": actors / max(1, hits),
        "days_overlap": days / max(1, hits),
        "statements": annotated,
    }


def parse_share(folder: Path, registry: Registry) -> float:
    """Processor time of reading, names resolved by ``registry``, as a multiple of the parse alone, same process, warm."""
    paths = sorted((folder / "text").glob("*.txt"))[:25]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    model = parser()
    if model is None:
        return float("nan")
    list(model.pipe(texts[:2]))
    list(read(paths[:2], registry=registry))
    start = time.process_time()
    for text in texts:
        list(model.pipe(text[a:b] for a, b in paragraphs(text)))
    alone = time.process_time() - start
    start = time.process_time()
    list(read(paths, registry=registry))
    return (time.process_time() - start) / alone


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--unseen", type=Path, nargs="*", default=[], help="folders of reports with their records")
    options.add_argument("--quick", action="store_true", help="ten files, nothing kept")
    given = options.parse_args()
    data = given.shared / "data/reading"
    lines = []

    def tell(line: str = "") -> None:
        print(line, flush=True)
        lines.append(line)

    tell("# Reading: figures beside the peers'")
    tell()
    tell(
        f"Parser: {parser_name() or 'none, rules alone'}. A match shares at least half of the longer span; see bench/read.py for the counting."
    )
    tell()
    most = 10 if given.quick else None
    ours = attribution(data / "polnear_dev", most=most)
    tell("## Attribution: political news, development part (scored only; nothing is trained on it)")
    tell()
    tell("| reader | content F | with source F | source right | recall |")
    tell("|---|---|---|---|---|")
    tell(
        f"| **nemawashi**, all statements it gives | {100 * ours['content_f']:.1f} | {100 * ours['with_source_f']:.1f} | {100 * ours['source_right']:.1f} | {100 * ours['recall']:.1f} |"
    )
    strict = attribution(data / "polnear_dev", least=0.75, most=most)
    tell(
        f"| the same at overlap ¾ | {100 * strict['content_f']:.1f} | {100 * strict['with_source_f']:.1f} | {100 * strict['source_right']:.1f} | {100 * strict['recall']:.1f} |"
    )
    rules = attribution(data / "polnear_dev", model=False, most=most)
    tell(
        f"| rules alone, no parser | {100 * rules['content_f']:.1f} | {100 * rules['with_source_f']:.1f} | {100 * rules['source_right']:.1f} | {100 * rules['recall']:.1f} |"
    )
    tell("| Citron (BBC), trained on the corpus's training part; on its test part | 52 | 46 | 91 | |")
    tell("| Gender Gap Tracker; on its test part | 49 | 42 | | |")
    tell("| textacy; on its test part, raises on a quarter of the files | 23 | | | |")
    tell("| a plain CRF trained on the corpus (not shippable) | 67 | | | |")
    tell()
    tell(f"Goals: content F at least 53 (aim 60), with source 44 (aim 50), source right 85 at recall 45. Files that failed: {ours['failures']} of {ours['files']}. All spans equal the text: {ours['spans_exact']}.")  # fmt: skip
    tell(
        "The rules were written while looking at errors on this development part: it is no blind test. The peers' figures are on the test part."
    )
    tell()
    tell("## Dates: TempEval-3 platinum")
    tell()
    timed = dates(data / "te3_platinum")
    tell("| reader | value F1 | seconds |")
    tell("|---|---|---|")
    tell(f"| **nemawashi** (extents {100 * timed['extent_f1']:.1f}) | {100 * timed['value_f1']:.1f} | {timed['seconds']:.2f} |")
    tell("| HeidelTime | 85 | 70 |\n| recognizers-text | 58 | |\n| dateparser | 4 | |")
    tell()
    tell("The first version scored 83.5 before its errors were looked at; goal 85.")
    tell()
    faults: list[Any] = []
    record = load(CASE / "record", faults, root=CASE)
    registry = registry_of(record)
    for label, dated in (("their days given", True), ("days inferred from the texts", False)):
        answer = read_reports(given.shared / "reports", registry, dated=dated)
        score = against_record(answer.documents, record)
        tell(f"## The five reports, in-sample ({label})")
        tell()
        tell(table(score))
        found = sorted(
            {
                (flag.kind, flag.proposed, flag.found)
                for flag in answer.flags
                if flag.kind in ("name_variant", "proposed_name", "misattribution")
            }
        )
        tell(f"Flags: {'; '.join(f'{kind} {name!r}' + (f' → {who}' if who else '') for kind, who, name in found)}.")
        contradictions = [relation for relation in answer.relations if relation.kind == "contradicts"]
        tell(f"Contradictions between reports found: {'; '.join(f'{one.aspect}: {one.reason}' for one in contradictions) or 'none'}.")
        tell()
    tell("In-sample: the record and the rules were written by people who knew these reports. Goal: statements F 75.")
    tell()
    for folder in given.unseen:
        own = load(folder / "record", [], root=folder)
        told = {one.file: When(one.published_from, one.published_to, "day", "given") for one in own.reports}
        answer = reading(sorted(folder.glob("*.txt")), registry=registry_of(own), published=told)
        tell(f"## Unseen reports: {folder.name}, {len(answer.documents)} reports")
        tell()
        tell(table(against_record(answer.documents, own)))
        tell()
    if not given.quick:
        tell("## Time")
        tell()
        tell(f"Reading takes {parse_share(data / 'polnear_dev', registry):.2f} × the parse alone (goal 2).")
        tell()
        machine = fingerprint("spacy", "trafilatura")
        tell(f"Machine: {machine}")
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "read.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(score: dict[str, Any]) -> str:
    shown = {key: f"{100 * value:.1f}" if isinstance(value, float) else str(value) for key, value in score.items()}
    return "| " + " | ".join(shown) + " |\n|" + "---|" * len(shown) + "\n| " + " | ".join(shown.values()) + " |\n"


if __name__ == "__main__":
    sys.exit(main())
