"""GENIUS XML: a ``negotiation_template`` with the issues and one ``utility_space`` a party."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.genius.space import Scaling, UtilitySpace, check_scale
from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # the type only; parsing is defusedxml's

__all__ = ["decimal", "files", "read_issues", "read_space", "refuse_unexpressed", "root", "write"]

STEPS = 1000
"""The most options an integer issue is spelled out to."""


DIGITS = 400
"""Powers of ten beyond which a number is no payoff."""


def root(path: Path) -> "Element":
    """Parse one file safely; raises Refused for what is not XML or not harmless."""
    try:
        top = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException, UnicodeDecodeError) as problem:
        raise Refused(
            Fault(path.name, f"not readable as XML: {problem}", "a GENIUS file is plain XML without entities", "export it again")
        ) from None
    assert top is not None
    return top


def decimal(text: str | None, where: str, what: str, faults: list[Fault]) -> Fraction:
    """The number written, exactly; a fault and 0 for what is no finite number."""
    try:
        number = Decimal(text or "")
        if number.is_finite() and abs(number.adjusted()) < DIGITS:
            return Fraction(number)
    except InvalidOperation:
        pass
    found = f"no {what}" if text is None else f"{what} is {text!r}"
    faults.append(Fault(where, found, "it is a finite number; missing is not zero", "write it as a decimal"))
    return Fraction(0)


def read_issues(path: Path, top: "Element", faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """The issues and options of a template, in order of their index."""
    found: dict[str, tuple[str, ...]] = {}
    for issue in _issues(top):
        name = issue.get("name") or issue.get("index") or ""
        if name in found:
            faults.append(Fault(path.name, f"issue {name} twice", "an issue stands once", "rename one of them"))
        found[name] = _options(path, issue, faults)
    if not found:
        faults.append(Fault(path.name, "no issue", "a domain has one issue or more", "check that this is the domain file"))
    return found


def _issues(top: "Element") -> Iterator["Element"]:
    rows = list(top.iter("issue"))
    yield from sorted(rows, key=lambda row: int(row.get("index", "0")) if row.get("index", "0").isdigit() else 0)


def _options(path: Path, issue: "Element", faults: list[Fault]) -> tuple[str, ...]:
    name, kind = issue.get("name", "?"), issue.get("type", "discrete")
    if kind == "integer":
        span = issue.find("range")
        low, high = (issue.get(key) or (span.get(key) if span is not None else None) for key in ("lowerbound", "upperbound"))
        a, b = decimal(low, path.name, f"lowerbound of {name}", faults), decimal(high, path.name, f"upperbound of {name}", faults)
        if 0 <= b - a < STEPS:
            return tuple(str(v) for v in range(int(a), int(b) + 1))
        faults.append(Fault(path.name, f"{name} runs from {a} to {b}", f"an integer issue has at most {STEPS} steps", "make it discrete"))
        return ()
    if kind == "real":
        faults.append(
            Fault(path.name, f"{name} is a real-valued issue", "issues read here are discrete or integer", "cut the range into options")
        )
        return ()
    options = tuple(item.get("value", "") for item in issue.findall("item"))
    for option in sorted({o for o in options if options.count(o) > 1}):
        faults.append(Fault(path.name, f"{name}: option {option!r} twice", "an option stands once", "rename one of them"))
    return options


def read_space(path: Path, top: "Element", issues: dict[str, tuple[str, ...]], faults: list[Fault]) -> UtilitySpace:
    """One party's weights, evaluations, reserved value and discount."""
    by_index = {row.get("index"): row.get("name", "") for row in top.iter("issue")}
    weights: dict[str, Fraction] = {}
    for row in top.iter("weight"):
        name = by_index.get(row.get("index"))
        if name is None:
            faults.append(
                Fault(path.name, f"a weight for issue {row.get('index')}", "a weight names the index of an issue", "correct the index")
            )
        else:
            weights[name] = decimal(row.get("value"), path.name, f"weight of {name}", faults)
    evaluations: dict[str, dict[str, Fraction]] = {}
    for row in top.iter("issue"):
        name = row.get("name", "")
        if row.get("type") in {"integer", "real"}:
            evaluations[name] = _line(path, row, issues.get(name, ()), faults)
        else:
            evaluations[name] = {
                item.get("value", ""): decimal(item.get("evaluation"), path.name, f"evaluation of {name}={item.get('value')}", faults)
                for item in row.findall("item")
            }
    if weights:
        for name in issues:
            if name not in weights:
                faults.append(Fault(path.name, f"no weight for {name}", "every issue has a weight, or none has", "add its weight"))
    else:
        weights = dict.fromkeys(issues, Fraction(1))
        return UtilitySpace(
            path.stem,
            weights,
            evaluations,
            Fraction(0),
            _value(path, top, "reservation", faults),
            _value(path, top, "discount_factor", faults),
            path.name,
        )
    _summing(path, weights, faults)
    reserved = _value(path, top, "reservation", faults)
    return UtilitySpace(path.stem, weights, evaluations, Fraction(0), reserved, _value(path, top, "discount_factor", faults), path.name)


def _summing(path: Path, weights: dict[str, Fraction], faults: list[Fault]) -> None:
    """Weights of a GENIUS file are shares: none negative, together one, within what rounding explains."""
    total = sum(weights.values(), Fraction(0))
    below = [name for name, weight in weights.items() if weight < 0]
    if below:
        faults.append(Fault(path.name, f"negative weights of {', '.join(below)}", "a weight is a share of 1", "correct the weights"))
    elif abs(total - 1) > Fraction(1, 100):
        listed = ", ".join(f"{name} {float(weight):g}" for name, weight in weights.items())
        faults.append(Fault(path.name, f"weights that sum to {float(total):g}: {listed}", "weights sum to 1", "correct the weights"))


def _line(path: Path, row: "Element", options: tuple[str, ...], faults: list[Fault]) -> dict[str, Fraction]:
    """A linear evaluator of an integer issue: slope · value + offset."""
    evaluator = row.find("evaluator")
    name = row.get("name", "?")
    if evaluator is None or evaluator.get("ftype", "linear") != "linear":
        faults.append(
            Fault(
                path.name, f"{name}: an evaluator that is not linear", "an integer issue has a linear evaluator", "make the issue discrete"
            )
        )
        return dict.fromkeys(options, Fraction(0))
    slope = decimal(evaluator.get("parameter1", evaluator.get("slope")), path.name, f"slope of {name}", faults)
    offset = decimal(evaluator.get("parameter0", evaluator.get("offset", "0")), path.name, f"offset of {name}", faults)
    return {option: offset + slope * int(option) for option in options}


def _value(path: Path, top: "Element", tag: str, faults: list[Fault]) -> Fraction | None:
    row = next(top.iter(tag), None)
    return None if row is None else decimal(row.get("value"), path.name, tag, faults)


def refuse_unexpressed(domain: Domain, kind: str) -> None:
    """Refuse to write what the format cannot say."""
    cannot = {
        "pair tables": bool(domain.pairs),
        "rules": bool(domain.rules),
        "walk-away values": any(v is not None for v in domain.outside or ()),
    }
    lost = [name for name, there in cannot.items() if there]
    if lost:
        remedy = "export the domain without them, or keep it in its own format"
        raise Refused(
            Fault("export", f"the domain has {', '.join(lost)}", f"{kind} holds additive values and one reserved value a party", remedy)
        )


def files(folder: Path, name: str, parties: tuple[str, ...], suffix: str) -> tuple[Path, ...]:
    """The domain file and one file a party, in the folder and nowhere else; raises Refused for names that cannot be file names."""
    names = (name, *parties)
    odd = [n for n in names if not n.strip(". ") or any(c in n for c in "/\\:\0") or names.count(n) > 1]
    if odd:
        rule = "the domain and each party give their file its name"
        raise Refused(Fault("export", f"{', '.join(map(repr, odd))} as a file name", rule, "use different names without slashes or colons"))
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(folder / f"{n}{suffix}" for n in names)


def text(value: Fraction) -> str:
    """A decimal: exact where it ends, else to 34 digits."""
    with localcontext() as context:
        context.prec = 34
        return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def weighed(domain: Domain, p: int, scale: Scaling) -> tuple[list[Fraction], list[list[Fraction]]]:
    """Weights and evaluations that the format reads back as the domain's payoffs on that scale; raises Refused where it cannot.

    Raw payoffs take the weights ½, ¼ … and the last one twice: they sum to 1 as the format asks, and end as decimals.
    """
    rows = [list(row) for row in domain.values[p]]
    if check_scale(scale) == "raw":
        halves = [Fraction(1, 2 ** min(k + 1, len(rows) - 1)) for k in range(len(rows))]
        return halves, [[value / half for value in row] for row, half in zip(rows, halves, strict=True)]
    weights = [max(row) for row in rows]
    if any(min(row) < 0 for row in rows) or sum(weights) != 1:
        raise Refused(
            Fault(
                f"payoffs of {domain.parties[p]}",
                f"between {float(sum(min(row) for row in rows)):g} and {float(sum(weights)):g}",
                "on the genius scale no option is below 0 and the best package is worth 1",
                "export raw, or rescale the payoffs first",
            )
        )
    return weights, [[value / weight if weight else Fraction(0) for value in row] for row, weight in zip(rows, weights, strict=True)]


def write(domain: Domain, folder: Path, scale: Scaling, name: str = "domain") -> tuple[Path, ...]:
    """Write the template and one utility file a party (named by the party); they read back as the same payoffs on the same scale."""
    refuse_unexpressed(domain, "GENIUS XML")
    made = files(folder, name, domain.parties, ".xml")
    head = f'<objective index="0" etype="objective" type="objective" description="" name={quoteattr(name)}>'
    lines = ["<negotiation_template>", f'<utility_space number_of_issues="{len(domain.issues)}">', head]
    for i, issue in enumerate(domain.issues, 1):
        lines.append(f'<issue index="{i}" etype="discrete" type="discrete" vtype="discrete" name={quoteattr(issue.id)}>')
        lines += [f'<item index="{o}" value={quoteattr(option)} />' for o, option in enumerate(issue.options, 1)]
        lines.append("</issue>")
    lines += ["</objective>", "</utility_space>", "</negotiation_template>", ""]
    made[0].write_text("\n".join(lines), encoding="utf-8")
    for p in range(len(domain.parties)):
        weights, rows = weighed(domain, p, scale)
        lines = [f'<utility_space number_of_issues="{len(domain.issues)}">']
        if domain.disagreement is not None:
            lines.append(f'<reservation value="{text(domain.disagreement[p])}" />')
        lines.append(head)
        lines += [f'<weight index="{i}" value="{text(weight)}" />' for i, weight in enumerate(weights, 1)]
        for i, (issue, row) in enumerate(zip(domain.issues, rows, strict=True), 1):
            lines.append(f'<issue index="{i}" etype="discrete" type="discrete" vtype="discrete" name={quoteattr(issue.id)}>')
            lines += [
                f'<item index="{o}" value={quoteattr(option)} evaluation="{text(value)}" />'
                for o, (option, value) in enumerate(zip(issue.options, row, strict=True), 1)
            ]
            lines.append("</issue>")
        lines += ["</objective>", "</utility_space>", ""]
        made[p + 1].write_text("\n".join(lines), encoding="utf-8")
    return made
