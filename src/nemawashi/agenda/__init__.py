"""Issues, options and terms; what is tied to what; chips; packages; and what a package does to law and world."""

from nemawashi.agenda.agenda import Agenda
from nemawashi.agenda.chip import Chip, Stage, Step
from nemawashi.agenda.enact import Enactment, Unpriced, enact
from nemawashi.agenda.issue import Issue, Option
from nemawashi.agenda.linkage import Firmness, Linkage, RedLine, Tie
from nemawashi.agenda.load import load
from nemawashi.agenda.magnitude import Magnitude
from nemawashi.agenda.package import NamedPackage, Package, PackageKind
from nemawashi.agenda.terms import BarrierTerm, InvestmentTerm, LawTerm, PurchaseTerm, QuotaTerm, Term, TransferTerm, UnpricedTerm

__all__ = [
    "Agenda",
    "BarrierTerm",
    "Chip",
    "Enactment",
    "Firmness",
    "InvestmentTerm",
    "Issue",
    "LawTerm",
    "Linkage",
    "Magnitude",
    "NamedPackage",
    "Option",
    "Package",
    "PackageKind",
    "PurchaseTerm",
    "QuotaTerm",
    "RedLine",
    "Stage",
    "Step",
    "Term",
    "Tie",
    "TransferTerm",
    "Unpriced",
    "UnpricedTerm",
    "enact",
    "load",
]
