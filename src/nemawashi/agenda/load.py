"""Read a case's ``agenda/`` folder: every fault with its file and line, good rows kept."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from nemawashi.agenda.agenda import Agenda
from nemawashi.agenda.chip import Chip
from nemawashi.agenda.issue import Issue, Option
from nemawashi.agenda.linkage import Linkage, RedLine
from nemawashi.agenda.magnitude import Magnitude
from nemawashi.agenda.package import NamedPackage
from nemawashi.agenda.rules import broken
from nemawashi.agenda.terms import KINDS, Term
from nemawashi.errors import Fault, nearest
from nemawashi.sources.toml_lines import TomlFile, decode, decode_each, read_toml

__all__ = ["load"]

T = TypeVar("T")
FILES = {"issues.toml": ("issue",), "linkages.toml": ("linkage", "red_line"), "chips.toml": ("chip",), "packages.toml": ("package",)}


def load(folder: Path, faults: list[Fault], *, root: Path) -> Agenda:
    """Read ``issues.toml`` (and any ``issues_*.toml`` after it), ``linkages.toml``, ``chips.toml``, ``packages.toml``; only the first must be there."""
    files: dict[str, TomlFile] = {}
    more = sorted(path.name for path in folder.glob("issues_*.toml"))
    for name, tables in (*FILES.items(), *((name, ("issue",)) for name in more)):
        path = folder / name
        if name != "issues.toml" and not path.exists():
            continue
        file = read_toml(path, faults, root=root)
        if file is not None:
            files[name] = file
            _only(file, tables, faults)
    spoiled: set[str] = set()
    agenda = Agenda(
        issues=tuple(issue for name in ("issues.toml", *more) if name in files for issue in _issues(files[name], faults, spoiled)),
        linkages=_placed(files.get("linkages.toml"), "linkage", Linkage, faults),
        red_lines=_placed(files.get("linkages.toml"), "red_line", RedLine, faults),
        chips=_placed(files.get("chips.toml"), "chip", Chip, faults),
        packages=_placed(files.get("packages.toml"), "package", NamedPackage, faults),
    )
    faults.extend(broken(agenda, spoiled))
    return agenda


def _only(file: TomlFile, tables: tuple[str, ...], faults: list[Fault]) -> None:
    for key in file.values:
        if key not in tables:
            faults.append(
                Fault(
                    file.where(key),
                    f"{key} is not a known table",
                    f"{file.path.name} holds {', '.join(f'[[{t}]]' for t in tables)}",
                    "rename or remove it",
                )
            )


def _placed(file: TomlFile | None, table: str, kind: type[T], faults: list[Fault]) -> tuple[T, ...]:
    if file is None:
        return ()
    places: dict[int, str] = {}
    rows: tuple[T, ...] = decode_each(file, table, _adapter(kind), faults, place=lambda row, where: places.__setitem__(id(row), where))
    return tuple(replace(row, where=places[id(row)]) for row in rows)  # type: ignore[type-var]


def _tables(file: TomlFile, holder: Mapping[str, Any], key: str, at: tuple[str | int, ...], faults: list[Fault]) -> list[dict[str, Any]]:
    rows = holder.get(key, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(Fault(file.where(*at, key), f"{key} is not a list of tables", f"write each as [[…{key}]]", f"change it to [[…{key}]]"))
    return []


def _issues(file: TomlFile, faults: list[Fault], spoiled: set[str]) -> tuple[Issue, ...]:
    shell = _adapter(Issue)
    issues: list[Issue] = []
    for index, row in enumerate(_tables(file, file.values, "issue", (), faults)):
        at = ("issue", index)
        options = _options(file, row, at, faults, spoiled)
        issue: Issue | None = decode(
            file, {**{k: v for k, v in row.items() if k not in ("option", "where")}, "options": ()}, shell, at, faults
        )
        if issue is not None:
            issues.append(replace(issue, options=options, where=file.where(*at)))
    return tuple(issues)


def _options(
    file: TomlFile, row: Mapping[str, Any], at: tuple[str | int, ...], faults: list[Fault], spoiled: set[str]
) -> tuple[Option, ...]:
    shell = _adapter(Option)
    options: list[Option] = []
    for index, given in enumerate(_tables(file, row, "option", at, faults)):
        here = (*at, "option", index)
        before = len(faults)
        terms = _terms(file, given, here, faults)
        if len(faults) > before and not terms:
            spoiled.add(file.where(*here))
        option: Option | None = decode(file, {**{k: v for k, v in given.items() if k != "term"}, "terms": ()}, shell, here, faults)
        if option is not None:
            options.append(replace(option, terms=terms, where=file.where(*here)))
    return tuple(options)


def _terms(file: TomlFile, row: Mapping[str, Any], at: tuple[str | int, ...], faults: list[Fault]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for index, given in enumerate(_tables(file, row, "term", at, faults)):
        here = (*at, "term", index)
        kind = given.get("kind")
        if kind not in KINDS:
            close = ", ".join(nearest(str(kind), list(KINDS)))
            faults.append(Fault(file.where(*here), f"a term of kind {kind!r}", f"kinds are {', '.join(KINDS)}", f"nearest known: {close}"))
            continue
        term: Term | None = decode(file, given, _adapter(KINDS[kind]), here, faults)
        if term is not None:
            terms.append(term)
            for name in ("change", "usd", "additionality", "delivery", "volume", "price"):
                size = getattr(term, name, None)
                if isinstance(size, Magnitude):
                    faults.extend(size.faults(file.where(*here, name), name))
    return tuple(terms)


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
