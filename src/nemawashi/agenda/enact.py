"""Enact a package: the law it leaves behind and the terms that are no law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda.agenda import Agenda
from nemawashi.agenda.package import Package
from nemawashi.agenda.terms import BarrierTerm, InvestmentTerm, LawTerm, PurchaseTerm, QuotaTerm, TransferTerm, UnpricedTerm
from nemawashi.dates import Clock
from nemawashi.language import Text
from nemawashi.tariffs.amend import Amendment

if TYPE_CHECKING:
    from nemawashi.tariffs import Law

__all__ = ["Enactment", "Unpriced", "enact"]


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A moved issue whose effect nobody has priced, and why."""

    issue: str
    option: str
    why: Text


@dataclass(frozen=True, slots=True)
class Enactment:
    """What a package does on a day: the amended law, and barriers, purchases, quotas, transfers, investments; what is not priced; warnings."""

    package: Package
    clock: Clock
    law: Law
    amendments: tuple[Amendment, ...]
    barriers: tuple[BarrierTerm, ...]
    purchases: tuple[PurchaseTerm, ...]
    quotas: tuple[QuotaTerm, ...]
    transfers: tuple[TransferTerm, ...]
    investments: tuple[InvestmentTerm, ...]
    unpriced: tuple[Unpriced, ...]
    flags: tuple[Text, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether law and world stay as they are: true of the status quo."""
        return not (self.amendments or self.barriers or self.purchases or self.quotas or self.transfers)


WIDENS = Text(
    "A net inflow of investment tends to widen the host's trade deficit; the pledge is shown, not counted as narrowing it.",
    "投資の純流入は受入国の貿易赤字を拡大させる傾向がある。約束額は表示するが、赤字縮小としては数えない。",
)


def enact(agenda: Agenda, package: Package, law: Law, clock: Clock) -> Enactment:
    """Apply every term of the package. The status quo returns ``law`` itself, the same object."""
    from nemawashi.tariffs.amend import amend  # noqa: PLC0415 - so that reading an agenda does not load the whole law

    amendments: list[Amendment] = []
    barriers: list[BarrierTerm] = []
    purchases: list[PurchaseTerm] = []
    quotas: list[QuotaTerm] = []
    transfers: list[TransferTerm] = []
    investments: list[InvestmentTerm] = []
    unpriced: list[Unpriced] = []
    for issue, option in agenda.moved(package):
        for term in option.terms:
            match term:
                case LawTerm():
                    amendments.extend(term.amendments)
                case BarrierTerm():
                    barriers.append(term)
                case PurchaseTerm():
                    purchases.append(term)
                case QuotaTerm():
                    quotas.append(term)
                case TransferTerm():
                    transfers.append(term)
                case InvestmentTerm():
                    investments.append(term)
                case UnpricedTerm():
                    unpriced.append(Unpriced(issue.id, option.id, term.why))
    return Enactment(
        package=package,
        clock=clock,
        law=amend(law, tuple(amendments), clock) if amendments else law,
        amendments=tuple(amendments),
        barriers=tuple(barriers),
        purchases=tuple(purchases),
        quotas=tuple(quotas),
        transfers=tuple(transfers),
        investments=tuple(investments),
        unpriced=tuple(unpriced),
        flags=(WIDENS,) if investments else (),
    )
