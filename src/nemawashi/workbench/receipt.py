"""The receipt: what an answer was made of, so that anybody can make it again."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from nemawashi import __version__

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Receipt", "on_case", "options", "receipt"]


MODEL = ("effects", "target", "concessions", "sensitivity", "optimal")
"""Commands that take the trade model's closure and elasticities."""
USUAL = "deficits held"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Versions, data hash, scenario, the command and the call that give the same numbers, and what the solvers said."""

    version: str
    case: str
    data_version: str
    data_sha256: str
    scenario: str
    command: str
    python: str
    notes: tuple[str, ...] = ()
    """Status and residual of each solve, seeds of each draw."""


def on_case(bench: "Workbench", verb: str, *words: str) -> str:
    """A verb on the case as it is typed: the folder quoted for a shell, then what else was asked, empty words left out."""
    return " ".join((verb, shlex.quote(bench.case.address), *(word for word in words if word)))


def options(**given: object) -> str:
    """Options of a command as they are typed: those with a value, quoted for a shell; a sequence or a mapping repeats its option."""
    words: list[str] = []
    for name, value in given.items():
        rows = [f"{key}={one}" for key, one in value.items()] if isinstance(value, Mapping) else value
        rows = list(rows) if isinstance(rows, (list, tuple)) else [] if rows is None else [rows]
        words += [f" --{name.strip('_')} {shlex.quote(str(row))}" for row in rows]
    return "".join(words)


def _closure(bench: "Workbench") -> str | None:
    """The rule for deficits where it is another than a scenario's usual one."""
    return None if bench.scenario.closure == USUAL else bench.scenario.closure


def receipt(bench: "Workbench", command: str, python: str, notes: tuple[str, ...] = (), *, on: bool = True) -> Receipt:
    """Write the receipt of an answer: ``command`` and ``python`` are the verb with its own arguments; ``on``: the verb takes that clock."""
    scenario = bench.scenario
    clock = f"--for {scenario.side}" + (f" --on {scenario.on}" if on else "") + f" --known {scenario.known}"
    moves = "&".join(f"p={issue}={option}" for issue, option in sorted(scenario.package.items()))
    table = "&".join(
        (*(f"red_line={line}" for line in scenario.red_lines), *(f"without={issue}" for issue in scenario.without))
        + ((f"parties={','.join(scenario.parties)}",) if scenario.parties else ())
    )
    assumed = {
        name: value for name, value in (("closure", _closure(bench)), ("elasticities", scenario.elasticities or None)) if value is not None
    }
    model = "&".join(f"{name}={quote(value)}" for name, value in assumed.items())
    public = "&".join(part for part in (f"for={scenario.side}&on={scenario.on}&known={scenario.known}", moves, table, model) if part)
    opened = f"Workbench.open({bench.case.address!r}, side={scenario.side!r}, on={str(scenario.on)!r}, known={str(scenario.known)!r}"
    opened += ", private=FILE)" if bench.private is not None else ")"
    if assumed:
        opened += f".at({', '.join(f'{name}={value!r}' for name, value in assumed.items())})"
    verb = command.split(maxsplit=1)[0]
    taken = {name: value for name, value in assumed.items() if verb in MODEL or (verb == "baseline" and name == "elasticities")}
    return Receipt(
        version=__version__,
        case=bench.case.id,
        data_version=bench.case.manifest.data_version,
        data_sha256=bench.case.digest,
        scenario=public,
        command=f"nemawashi {command}{options(**taken)} {clock}" + (" --private FILE" if bench.private is not None else ""),
        python=f"from nemawashi.workbench import Workbench\nfrom nemawashi import views\nbench = {opened}\n{python}",
        notes=notes,
    )
