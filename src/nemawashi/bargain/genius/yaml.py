"""NegMAS YAML: an outcome space of issues and one additive utility function a party.

Every scalar is read as text and numbers as exact decimals, so an option called ``No`` stays a word and 0.1 stays a tenth.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.genius.space import Scaling, UtilitySpace
from nemawashi.bargain.genius.xml import STEPS, decimal, files, refuse_unexpressed, text, weighed
from nemawashi.errors import Fault, Refused, Unavailable

__all__ = ["load", "read_issues", "read_space", "write"]


def _module() -> Any:
    try:
        import yaml  # noqa: PLC0415  # only for this format
    except ImportError:
        raise Unavailable("reading NegMAS YAML needs PyYAML: install the package pyyaml") from None
    return yaml


def load(path: Path) -> Mapping[str, Any]:
    """Read one file as nested text; raises Refused for what is not a YAML mapping."""
    yaml = _module()
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # BaseLoader builds text only
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise Refused(Fault(path.name, f"not readable as YAML: {problem}", "a NegMAS file is a YAML mapping", "export it again")) from None
    if not isinstance(content, Mapping):
        raise Refused(Fault(path.name, "not a mapping", "a NegMAS file is a YAML mapping", "export it again"))
    return content


def read_issues(path: Path, content: Mapping[str, Any], faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """The issues and options of an outcome space, in order."""
    found: dict[str, tuple[str, ...]] = {}
    rows = content.get("issues")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        faults.append(Fault(path.name, "issues that are no list of mappings", "an issue has a name and values", "export it again"))
        return found
    for row in rows:
        name, kind, values = str(row.get("name", "")), str(row.get("type", "")), row.get("values")
        kind = kind.rsplit(".", 1)[-1]
        if name in found:
            faults.append(Fault(path.name, f"issue {name} twice", "an issue stands once", "rename one of them"))
            continue
        if isinstance(values, list) and not all(isinstance(value, str) for value in values):
            faults.append(Fault(path.name, f"{name}: values that are lists themselves", "a value is a word or a number", "export it again"))
            continue
        if kind == "ContinuousIssue":
            faults.append(Fault(path.name, f"{name} is continuous", "issues read here are discrete", "cut the range into options"))
            continue
        if kind == "ContiguousIssue" and isinstance(values, Sequence) and len(values) == 2:
            low, high = (decimal(str(v), path.name, f"range of {name}", faults) for v in values)
            if not 0 <= high - low < STEPS:
                faults.append(Fault(path.name, f"{name} runs from {low} to {high}", f"an issue has at most {STEPS} steps", "cut the range"))
                continue
            found[name] = tuple(str(v) for v in range(int(low), int(high) + 1))
        elif isinstance(values, Sequence) and not isinstance(values, str):
            found[name] = tuple(str(value) for value in values)
        else:
            faults.append(Fault(path.name, f"{name}: values {values!r}", "an issue lists its values", "write them as a list"))
    if not found and not faults:
        faults.append(Fault(path.name, "no issue", "an outcome space has one issue or more", "check that this is the domain file"))
    return found


def read_space(path: Path, content: Mapping[str, Any], issues: dict[str, tuple[str, ...]], faults: list[Fault]) -> UtilitySpace:
    """One party's additive utility; a discounted one is read undiscounted, its factor kept beside it."""
    discount, inner = None, content
    while isinstance(inner.get("ufun"), Mapping):
        if discount is None and "discount" in inner:
            discount = decimal(str(inner["discount"]), path.name, "discount", faults)
        inner = inner["ufun"]
    kind = str(inner.get("type", "")).rsplit(".", 1)[-1]
    if kind not in {"LinearAdditiveUtilityFunction", "LinearUtilityFunction"}:
        rule = "a utility function read here is additive over issues"
        faults.append(Fault(path.name, f"a utility function of type {kind}", rule, "export it as LinearAdditiveUtilityFunction"))
        return UtilitySpace(path.stem, {}, {}, where=path.name)
    functions, weights = inner.get("values") or [], inner.get("weights")
    rows: list[Any] = [functions[name] for name in issues if name in functions] if isinstance(functions, Mapping) else list(functions)
    if kind == "LinearUtilityFunction" and not rows:
        rows = [{"type": "IdentityFun"} for _ in issues]
    numbers = [1] * len(issues) if weights is None else [weights.get(n) for n in issues] if isinstance(weights, Mapping) else list(weights)
    if len(rows) != len(issues) or len(numbers) != len(issues):
        found = f"{len(rows)} value functions and {len(numbers)} weights for {len(issues)} issues"
        faults.append(Fault(path.name, found, "one of each an issue", "correct the file"))
        return UtilitySpace(path.stem, {}, {}, where=path.name)
    reserved = _scalar(inner.get("reserved_value", "")) or ""
    return UtilitySpace(
        party=path.stem,
        weights={
            n: decimal(_scalar(w) if weights is not None else "1", path.name, f"weight of {n}", faults)
            for n, w in zip(issues, numbers, strict=True)
        },
        evaluations={n: _values(path, n, row, issues[n], faults) for n, row in zip(issues, rows, strict=True)},
        bias=decimal(str(inner.get("bias", "0")), path.name, "bias", faults),
        reserved=None if reserved in {"", "null", "-.inf", "-inf"} else decimal(reserved, path.name, "reserved_value", faults),
        discount=discount,
        where=path.name,
    )


def _scalar(value: Any) -> str | None:
    """A word as it stands; None for a nested value, which is no number."""
    return value if isinstance(value, str) else None


def _values(path: Path, issue: str, row: Any, options: tuple[str, ...], faults: list[Fault]) -> dict[str, Fraction]:
    kind = str(row.get("type", "TableFun")).rsplit(".", 1)[-1] if isinstance(row, Mapping) else "TableFun"
    if kind == "TableFun" and isinstance(row, Mapping):
        table = row.get("mapping", row)
        if isinstance(table, Mapping):
            return {str(o): decimal(_scalar(v), path.name, f"value of {issue}={o}", faults) for o, v in table.items() if o != "type"}
    if kind in {"IdentityFun", "LinearFun", "AffineFun"}:
        slope = decimal(str(row.get("slope", "1")), path.name, f"slope of {issue}", faults)
        bias = decimal(str(row.get("bias", "0")), path.name, f"bias of {issue}", faults)
        return {o: bias + slope * decimal(o, path.name, f"option of {issue}", faults) for o in options}
    faults.append(
        Fault(path.name, f"{issue}: a value function of type {kind}", "it is a table, or linear in a number", "export it as a table")
    )
    return dict.fromkeys(options, Fraction(0))


def write(domain: Domain, folder: Path, scale: Scaling, name: str = "domain") -> tuple[Path, ...]:
    """Write the outcome space and one utility file a party; they read back as the same payoffs on the same scale."""
    refuse_unexpressed(domain, "NegMAS YAML")
    made = files(folder, name, domain.parties, ".yml")
    issues = [{"name": issue.id, "type": "CategoricalIssue", "values": list(issue.options)} for issue in domain.issues]
    made[0].write_text(_dump({"name": name, "type": "DiscreteCartesianOutcomeSpace", "issues": issues}), encoding="utf-8")
    for p, party in enumerate(domain.parties):
        weights, rows = weighed(domain, p, scale)
        tables = [
            {"type": "TableFun", "mapping": {option: _Number(text(value)) for option, value in zip(issue.options, row, strict=True)}}
            for issue, row in zip(domain.issues, rows, strict=True)
        ]
        content: dict[str, Any] = {"name": party, "type": "LinearAdditiveUtilityFunction", "values": tables}
        content["weights"] = [_Number(text(weight)) for weight in weights]
        if domain.disagreement is not None:
            content["reserved_value"] = _Number(text(domain.disagreement[p]))
        made[p + 1].write_text(_dump(content), encoding="utf-8")
    return made


class _Number(str):
    """A decimal to be written without quotes."""

    __slots__ = ()


def _dump(content: Mapping[str, Any]) -> str:
    yaml = _module()
    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(_Number, lambda d, v: d.represent_scalar("tag:yaml.org,2002:float", v if "." in v else f"{v}.0"))
    written: str = yaml.dump(dict(content), Dumper=dumper, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return written
