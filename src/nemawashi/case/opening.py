"""Open a case: every floor reads its part, what crosses floors is checked, and all faults are told at once."""

from pathlib import Path

from pydantic import TypeAdapter

from nemawashi import agenda, economy, positions, record, stakes, tariffs, trade
from nemawashi.case.case import Case, Manifest, digest
from nemawashi.case.crossings import crossings
from nemawashi.case.find import find_case
from nemawashi.errors import Fault, Refused
from nemawashi.rehearse import calendar
from nemawashi.sources import catalogue
from nemawashi.sources.toml_lines import decode, read_toml

__all__ = ["check_case", "open_case"]


def open_case(given: str | Path) -> Case:
    """Open the case of that name or folder. Any fault in any file refuses the whole, with every fault found."""
    case, faults = _read(find_case(given))
    if faults or case is None:
        raise Refused(sorted(set(faults), key=_by_place))
    return case


def check_case(given: str | Path) -> tuple[Fault, ...]:
    """Every fault of a case, in the order of files and lines; none means it opens."""
    return tuple(sorted(set(_read(find_case(given))[1]), key=_by_place))


def _read(folder: Path) -> tuple[Case | None, list[Fault]]:
    faults: list[Fault] = []
    manifest = _manifest(folder, faults)
    sources = dict(catalogue.load(folder / "sources", faults, root=folder))
    law = tariffs.load(folder / "law", faults, root=folder)
    for name, source in law.sources.items():
        sources.setdefault(name, source)
    parts = {
        "record": record.load(folder / "record", faults, root=folder),
        "agenda": agenda.load(folder / "agenda", faults, root=folder),
        "trade": trade.load(folder / "economy", faults, root=folder),
        "economy": economy.load(folder / "economy", faults, root=folder),
        "overrides": positions.load(folder / "positions", faults, root=folder),
        "stakes": stakes.load(folder / "stakes", faults, root=folder),
        "calendar": calendar.load(folder / "rehearse", faults, root=folder),
    }
    if manifest is None:
        return None, faults
    case = Case(manifest=manifest, folder=folder, sources=sources, law=law, digest=digest(folder), **parts)  # type: ignore[arg-type]
    faults.extend(crossings(case))
    faults.extend(calendar.faults_against(case.calendar, case.record))
    topics = (*case.agenda.ids, *(topic.id for topic in case.manifest.topics))
    faults.extend(positions.faults_against(case.overrides, case.record, topics))
    return case, faults


def _manifest(folder: Path, faults: list[Fault]) -> Manifest | None:
    file = read_toml(folder / "case.toml", faults, root=folder)
    if file is None:
        return None
    manifest = decode(file, dict(file.values), TypeAdapter(Manifest), (), faults)
    if manifest is None:
        return None
    sides = [side.id for side in manifest.sides]
    if manifest.side not in sides:
        rule = "a case opens for one of its sides"
        faults.append(Fault(file.where("side"), f"side {manifest.side!r} is not at the table", rule, f"write one of {', '.join(sides)}"))
    for name in ("on", "known"):
        day = getattr(manifest, name)
        if not manifest.first <= day <= manifest.last:
            rule = f"a case opens between its first day {manifest.first} and its last {manifest.last}"
            faults.append(Fault(file.where(name), f"{name} = {day}", rule, "correct the date, or widen first and last"))
    return manifest


def _by_place(fault: Fault) -> tuple[str, int, str]:
    file, _, line = fault.where.rpartition(":")
    return (file, int(line), fault.found) if line.isdigit() else (fault.where, 0, fault.found)
