"""What must hold of a law as a whole; each breach is a fault with its place: the line of its table and, after ``#``, the key at fault.

One kind of rule a file: the names that are used, the goods that are meant, what is charged, the facts that are asked, the course of
events, quotas, acts and territories, stacking, overlaps. Every fault is told, not the first.
"""

from nemawashi.errors import Fault
from nemawashi.tariffs.checks.acts import check_acts
from nemawashi.tariffs.checks.charges import check_charges
from nemawashi.tariffs.checks.facts import check_facts
from nemawashi.tariffs.checks.goods import check_goods
from nemawashi.tariffs.checks.history import check_histories
from nemawashi.tariffs.checks.named import check_named
from nemawashi.tariffs.checks.overlaps import check_overlaps
from nemawashi.tariffs.checks.quotas import check_quotas
from nemawashi.tariffs.checks.stacking import check_stacking
from nemawashi.tariffs.checks.territories import check_territories
from nemawashi.tariffs.law import Law

__all__ = ["check_law"]

CHECKS = (
    check_territories,
    check_acts,
    check_named,
    check_goods,
    check_charges,
    check_facts,
    check_histories,
    check_quotas,
    check_stacking,
    check_overlaps,
)


def check_law(law: Law, faults: list[Fault]) -> None:
    """Append every fault of the law."""
    for check in CHECKS:
        faults += check(law)
