"""Preferences of one party as one side may see them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeVar

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.stakes.attribute import Attribute, Judgement, SeenBy

__all__ = ["RULES", "Ordering", "Preferences", "Rule", "Sign", "for_side"]

FORBID = ConfigDict(extra="forbid")
Row = TypeVar("Row", "Attribute", "Ordering", "Judgement")

Rule = Literal["exchange refused", "named goal", "conceded first", "analyst"]
RULES: dict[Rule, Text] = {
    "exchange refused": Text(
        "Whoever refuses to give A for B holds the swing of A at least as dear as the swing of B.",
        "AをBと引き換えにしないと述べた者にとって、Aの変化幅の重みはBのそれ以上である。",
    ),
    "named goal": Text(
        "What a party names as its goal weighs at least as much as a wish of the same kind it did not name.",
        "目標として挙げたものの重みは、挙げなかった同種の要望の重み以上である。",
    ),
    "conceded first": Text(
        "What a party offers first costs it no more than what it has held back.",
        "先に差し出すものの重みは、まだ出していないものの重み以下である。",
    ),
    "analyst": Text(
        "An analyst's own ordering, signed; no statement is claimed for it.", "分析者自身の順序づけ（署名あり）。発言の裏づけはない。"
    ),
}
"""How statements become orderings. They never become a point weight."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """``weight(more) ≥ weight(less)``, by a stated rule from the statements named."""

    __pydantic_config__ = FORBID

    party: str
    more: str
    less: str
    rule: Rule
    known: date
    statements: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""
    seen_by: SeenBy = "public"
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sign:
    """A demand makes a move no worse for whoever demands it; a refusal makes it no better for whoever refuses. Judged scores must agree."""

    __pydantic_config__ = FORBID

    party: str
    issue: str
    sign: Literal["wants", "resists"]
    statements: tuple[str, ...]
    known: date
    attribute: str = ""
    """Attribute the statement is about; every judged one when empty."""
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Preferences:
    """A party's attributes with weight ranges, orderings, signs and judged scores, all visible to ``held_by``."""

    party: str
    held_by: SeenBy
    attributes: tuple[Attribute, ...]
    orderings: tuple[Ordering, ...] = ()
    signs: tuple[Sign, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def known_on(self, day: date) -> "Preferences":
        """Only what could be written on ``day``."""
        attributes = tuple(a for a in self.attributes if a.known <= day)
        there = {a.id for a in attributes}
        return replace(
            self,
            attributes=attributes,
            orderings=tuple(o for o in self.orderings if o.known <= day and {o.more, o.less} <= there),
            signs=tuple(s for s in self.signs if s.known <= day),
            judgements=tuple(j for j in self.judgements if j.known <= day and j.attribute in there),
        )


def for_side(rows: "Preferences", side: str) -> Preferences:
    """The preferences as ``side`` may see them: public rows, and those private to ``side`` in place of the public ones they refine."""

    def visible(items: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(item for item in items if item.seen_by in ("public", side))

    own_attributes = {a.id for a in rows.attributes if a.seen_by == side}
    own_scores = {(j.attribute, j.issue, j.option) for j in rows.judgements if j.seen_by == side}
    return Preferences(
        party=rows.party,
        held_by=side,
        attributes=tuple(a for a in visible(rows.attributes) if a.seen_by == side or a.id not in own_attributes),
        orderings=visible(rows.orderings),
        signs=rows.signs,
        judgements=tuple(j for j in visible(rows.judgements) if j.seen_by == side or (j.attribute, j.issue, j.option) not in own_scores),
    )
