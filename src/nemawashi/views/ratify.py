"""Ratification as a person sees it: which bodies decide, with how many sure and possible votes, and the win-set as a range."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.errors import Unknown
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes import Body, Carried
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.moves import moves_said
from nemawashi.workbench.ratify import FORMS, AtHome
from nemawashi.workbench.ratify import ratify as put
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BodyView", "RatifyRow", "RatifyView", "ratify"]


@dataclass(frozen=True, slots=True)
class BodyView:
    """One body."""

    id: str
    title: Text
    votes: Figure
    """Sure votes to possible ones."""
    needed: Figure
    probability: Figure
    verdict: str
    verdict_said: Text
    against: tuple[Text, ...]
    """Blocs that surely vote against."""
    note: Text


@dataclass(frozen=True, slots=True)
class RatifyRow:
    """One side."""

    party: str
    name: Text
    verdict: str
    verdict_said: Text
    probability: Figure
    bodies: tuple[BodyView, ...]
    win_set: Figure
    """Efficient packages its bodies surely carry, to those they might."""
    efficient: Figure


@dataclass(frozen=True, slots=True)
class RatifyView:
    """The answer of ``ratify``."""

    package: Mapping[str, str]
    said: Text
    form: str
    form_said: Text
    rows: tuple[RatifyRow, ...]
    rule: Text
    receipt: Receipt


def ratify(bench: "Workbench", package: Package, form: str = "executive") -> RatifyView:
    """Show a package before each side's bodies on the day in force."""
    if form not in FORMS:
        raise Unknown("form of a settlement", form, FORMS, where="--form")
    moved = bench.agenda.moves(package)
    return RatifyView(
        package=moved,
        said=moves_said(bench, package),
        form=form,
        form_said=both(f"ratify.{form}"),
        rows=tuple(_row(bench, one) for one in put(bench, package, form)),
        rule=both("ratify.rule"),
        receipt=receipt(
            bench,
            on_case(bench, "ratify", *bench.agenda.typed(package), f"--form {form}"),
            f"views.ratify(bench, bench.agenda.package({moved!r}), {form!r})",
        ),
    )


def _figure(bench: "Workbench", low: float, high: float, unit: str, body: str, *, basis: Basis = Basis.JUDGED) -> Figure:
    value = low if low == high else None
    return Figure(value, unit, bench.clock.on, basis, (Citation("case", f"stakes, {body}"),), low, high, method=both("ratify.rule").en)


def _row(bench: "Workbench", one: AtHome) -> RatifyRow:
    held = {body.id: body for body in one.bodies}
    low, high = sorted(100 * end for end in one.found.probability)
    return RatifyRow(
        party=one.party,
        name=bench.case.side(one.party).name,
        verdict=one.found.verdict,
        verdict_said=both(f"ratify.{one.found.verdict}"),
        probability=_figure(bench, low, high, Unit.PERCENT, f"bodies of {one.party}"),
        bodies=tuple(_body(bench, held[carried.body], carried) for carried in one.found.bodies),
        win_set=_figure(bench, one.sure, one.possible, Unit.COUNT, f"bodies of {one.party}"),
        efficient=_figure(bench, one.efficient, one.efficient, Unit.COUNT, "frontier", basis=Basis.DERIVED),
    )


def _body(bench: "Workbench", body: Body, carried: Carried) -> BodyView:
    names = {bloc.id: bloc.name for bloc in body.blocs}
    cited = tuple(dict.fromkeys(Citation(bloc.source) for bloc in body.blocs if bloc.source))
    low, high = sorted(100 * end for end in carried.probability)
    return BodyView(
        id=body.id,
        title=body.title,
        votes=_figure(bench, *carried.votes, Unit.COUNT, body.id),
        needed=Figure(carried.needed, Unit.COUNT, bench.clock.on, Basis.CITED if cited else Basis.ASSUMED, cited),
        probability=_figure(bench, low, high, Unit.PERCENT, body.id),
        verdict=carried.verdict,
        verdict_said=both(f"ratify.{carried.verdict}"),
        against=tuple(names[name] for name in carried.against),
        note=body.note,
    )
