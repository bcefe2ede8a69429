"""Claims that can be checked, as the record stood on the known day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nemawashi.record import Claim
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "claims"]

READS = ("clock",)


def claims(bench: "Workbench") -> "tuple[Claim, ...]":
    """Give the claims made by the known day, each with the evidence and the verdicts known by then."""
    return bench.record.claims
