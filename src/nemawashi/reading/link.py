"""How statements stand to each other. Placeholder until the rules below are written."""

from collections.abc import Sequence

from nemawashi.reading.proposal import Proposal, Relation

__all__ = ["relate"]


def relate(statements: Sequence[Proposal]) -> tuple[Relation, ...]:
    """Give the relations between ``statements``."""
    del statements
    return ()
