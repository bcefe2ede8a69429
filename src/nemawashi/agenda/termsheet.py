"""The term sheet: a package as bracketed clauses, who wants which bracket, and how one draft differs from the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nemawashi.agenda.agenda import Agenda
from nemawashi.agenda.package import Package
from nemawashi.agenda.terms import (
    BarrierTerm,
    InvestmentTerm,
    LawTerm,
    PurchaseTerm,
    QuotaTerm,
    Term,
    TransferTerm,
    UnpricedTerm,
)
from nemawashi.language import Text
from nemawashi.tariffs.amend import Amendment

__all__ = ["Bracket", "Change", "Clause", "Redline", "TermSheet", "term_sheet", "tracked"]


@dataclass(frozen=True, slots=True)
class Bracket:
    """One wording still open: the option it stands for, and the parties that want it."""

    option: str
    words: Text
    wanted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the sheet: agreed words, or brackets. ``open`` clauses have more than one bracket."""

    number: int
    issue: str
    heading: Text
    brackets: tuple[Bracket, ...]
    movers: tuple[str, ...]
    details: tuple[Text, ...]
    """What the first bracket does, term by term."""

    @property
    def open(self) -> bool:
        """Whether the parties want different words."""
        return len(self.brackets) > 1


@dataclass(frozen=True, slots=True)
class TermSheet:
    """The clauses of a draft; nothing is agreed until everything is."""

    title: Text
    clauses: tuple[Clause, ...]

    @property
    def open(self) -> tuple[Clause, ...]:
        """The clauses still in brackets."""
        return tuple(clause for clause in self.clauses if clause.open)


Change = Literal["same", "added", "removed", "changed", "agreed", "reopened"]


@dataclass(frozen=True, slots=True)
class Redline:
    """One clause from draft to draft."""

    issue: str
    change: Change
    before: Clause | None
    after: Clause | None


def term_sheet(agenda: Agenda, package: Package, positions: Mapping[str, Package] | None = None, *, title: Text | None = None) -> TermSheet:
    """Write a package as clauses.

    ``positions`` are the packages each party asks for: where they differ on an issue, the clause stands in brackets, one an option, with who
    wants it; where they agree, or nobody asks otherwise, the words stand plain. Issues left at the status quo by everybody have no clause.
    """
    clauses: list[Clause] = []
    for issue in agenda.issues:
        wanted: dict[str, list[str]] = {package[issue.id]: []}
        for party, asked in (positions or {}).items():
            wanted.setdefault(asked[issue.id], []).append(party)
        if positions and len(wanted) > 1 and not wanted[package[issue.id]]:
            del wanted[package[issue.id]]
        if set(wanted) == {issue.status_quo.id}:
            continue
        brackets = tuple(Bracket(option, issue.option(option).title, tuple(parties)) for option, parties in wanted.items())
        first = issue.option(brackets[0].option)
        clauses.append(
            Clause(
                len(clauses) + 1,
                issue.id,
                issue.title,
                brackets,
                issue.movers,
                tuple(words for term in first.terms for words in said(term)),
            )
        )
    return TermSheet(title or Text("Draft terms", "合意案（草案）"), tuple(clauses))


def tracked(before: TermSheet, after: TermSheet) -> tuple[Redline, ...]:
    """Follow each clause from one draft to the next, in the order of the new one; removed clauses last."""
    old = {clause.issue: clause for clause in before.clauses}
    found = [Redline(clause.issue, _change(old.get(clause.issue), clause), old.get(clause.issue), clause) for clause in after.clauses]
    there = {clause.issue for clause in after.clauses}
    return (*found, *(Redline(clause.issue, "removed", clause, None) for clause in before.clauses if clause.issue not in there))


def _change(old: Clause | None, new: Clause) -> Change:
    if old is None:
        return "added"
    if old.open and not new.open:
        return "agreed"
    if new.open and not old.open:
        return "reopened"
    same = [(b.option, b.wanted_by) for b in old.brackets] == [(b.option, b.wanted_by) for b in new.brackets]
    return "same" if same else "changed"


def _goods(sector: str, headings: Sequence[str]) -> str:
    return ", ".join(headings) or sector


def said(term: Term) -> tuple[Text, ...]:
    """What a term does, in words with its size."""
    match term:
        case LawTerm():
            return tuple(_amended(a) for a in term.amendments)
        case BarrierTerm():
            low, high = term.change.bounds
            size = f"{term.change.value:+.1%} ({low:+.1%} … {high:+.1%})"
            return (
                Text(
                    f"cost of selling into {term.importer}: {size}, {term.change.basis}",
                    f"{term.importer}への販売費用：{size}（{term.change.basis}）",
                ),
            )
        case PurchaseTerm():
            low, value, high = term.additional()
            goods, gross = _goods(term.sector, term.headings), f"{term.usd.value:,.0f}"
            more = f"{value:,.0f} ({low:,.0f} … {high:,.0f})"
            return (
                Text(
                    f"{term.buyer} buys for USD {gross} million a year from {term.seller} ({goods}); additional: {more}",
                    f"{term.buyer}が{term.seller}から年{gross}百万ドル購入（{goods}）、うち純増{more}",
                ),
            )
        case QuotaTerm():
            where = ("within the present total", "総枠内") if term.within else ("on top of it", "別枠")
            return (
                Text(
                    f"{term.volume.value:,.0f} t a year for {term.exporter}, {where[0]}",
                    f"{term.exporter}向け年{term.volume.value:,.0f}トン、{where[1]}",
                ),
            )
        case TransferTerm():
            return (
                Text(
                    f"{term.payer} pays {term.payee} USD {term.usd.value:,.0f} million a year",
                    f"{term.payer}が{term.payee}に年{term.usd.value:,.0f}百万ドル支払う",
                ),
            )
        case InvestmentTerm():
            return (
                Text(
                    f"{term.investor} pledges USD {term.usd.value:,.0f} million, gross",
                    f"{term.investor}が総額{term.usd.value:,.0f}百万ドルを約束",
                ),
            )
        case UnpricedTerm():
            return (Text(f"not priced: {term.why.en}", f"価格づけなし：{term.why.ja}"),)


_ACTS: dict[str, tuple[str, str]] = {
    "set_rate": ("set to {duty}", "{duty}に変更"),
    "floor": ("raised to {duty} in all where it is lower", "合計が{duty}に満たない場合は{duty}まで"),
    "terminate": ("ended", "終了"),
    "suspend": ("suspended", "停止"),
    "extend": ("suspension extended", "停止を延長"),
    "resume": ("resumed", "再開"),
    "exempt": ("not owed", "適用除外"),
    "set_quota": ("quota set to {volume}", "枠を{volume}に変更"),
}


def _amended(amendment: Amendment) -> Text:
    en, ja = _ACTS[amendment.kind]
    what = ", ".join(amendment.measures) or amendment.quota
    goods = ", ".join((*amendment.origins, *amendment.headings, *amendment.lists))
    scope = f" ({goods})" if goods else ""
    words = {"duty": amendment.duty, "volume": amendment.volume}
    return Text(f"{what}{scope}: {en.format(**words)}", f"{what}{scope}：{ja.format(**words)}")
