"""The rules stakes keep: signed and ranged judgements, orderings from named statements, weights that can sum, names that exist."""

from collections.abc import Iterable, Iterator, Sequence

from nemawashi.agenda import Agenda
from nemawashi.errors import Fault, nearest
from nemawashi.stakes.attribute import Attribute, Judgement
from nemawashi.stakes.preferences import Ordering, Preferences, Sign, for_side
from nemawashi.stakes.ratification import Body
from nemawashi.stakes.reservation import BREAKDOWN
from nemawashi.stakes.stakes import Stakes

__all__ = ["against", "broken"]


def broken(stakes: Stakes, rows: Iterable[Ordering | Sign | Judgement] = ()) -> Iterator[Fault]:
    """Every rule the stakes break, the agenda apart."""
    for row in rows:
        if row.party not in stakes.preferences:
            yield _unknown("party with attributes", row.party, stakes.preferences, row.where)
    for own in stakes.preferences.values():
        yield from _attributes(own)
        yield from _orderings(own)
        yield from _judgements(own)
        for side in dict.fromkeys(("public", *(a.seen_by for a in own.attributes))):
            yield from _weights(for_side(own, side), side)
    for row_away in stakes.walk_aways:
        yield from row_away.points.faults(row_away.where, f"walk-away of {row_away.party}")
    for body in stakes.bodies:
        yield from _body(body, stakes)


def against(stakes: Stakes, agenda: Agenda) -> Iterator[Fault]:
    """Judgements and signs that name issues or options the agenda does not have."""
    options = {issue.id: [option.id for option in issue.options] for issue in agenda.issues}
    for own in stakes.preferences.values():
        for row in own.judgements:
            if (row.issue, row.option) == BREAKDOWN:
                continue
            if row.issue not in options:
                yield _unknown("issue", row.issue, options, row.where)
            elif row.option not in options[row.issue]:
                yield _unknown(f"option of {row.issue}", row.option, options[row.issue], row.where)
            elif agenda.option(row.issue, row.option).status_quo:
                yield Fault(
                    row.where,
                    f"{row.issue}={row.option} is the status quo and is judged",
                    "the status quo is worth exactly nothing",
                    "judge the other options against it",
                )
        for sign in own.signs:
            if sign.issue not in options:
                yield _unknown("issue", sign.issue, options, sign.where)


def _unknown(kind: str, name: str, known: Iterable[str], where: str) -> Fault:
    names = list(known)
    return Fault(
        where, f"unknown {kind} {name!r}", f"a {kind} is one of {len(names)} known", f"nearest known: {', '.join(nearest(name, names))}"
    )


def _attributes(own: Preferences) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for a in own.attributes:
        if seen.setdefault((a.id, a.seen_by), a.where) != a.where:
            yield Fault(
                a.where,
                f"attribute {a.id} of {own.party} stands here and at {seen[a.id, a.seen_by]}",
                "an attribute stands once",
                "rename or remove one",
            )
        if not 0 <= a.low <= a.high <= 1:
            yield Fault(a.where, f"weight of {a.id} runs from {a.low} to {a.high}", "0 ≤ low ≤ high ≤ 1", "correct the bounds")
        if a.swing == 0:
            yield Fault(
                a.where, f"{a.id} has a swing of 0", "a swing is a change worth weighing", "give the change that counts as one whole swing"
            )
        if a.kind != "judged" and not a.outcome:
            yield Fault(
                a.where,
                f"{a.id} is {a.kind} without an outcome",
                "an effect or direct attribute says what it reads",
                'add outcome = "real_income"',
            )
        if a.kind == "judged" and a.origin != "judgement":
            yield Fault(
                a.where, f"{a.id} is judged with origin {a.origin}", "what is judged rests on judgement", 'write origin = "judgement"'
            )


def _orderings(own: Preferences) -> Iterator[Fault]:
    ids = {a.id for a in own.attributes}
    for o in own.orderings:
        for name in (o.more, o.less):
            if name not in ids:
                yield _unknown(f"attribute of {own.party}", name, ids, o.where)
        if o.rule == "analyst" and not (o.by and o.reason):
            yield Fault(
                o.where,
                f"{o.more} before {o.less} by an analyst without name or reason",
                "an analyst's ordering is signed and reasoned",
                "add by = and reason =",
            )
        if o.rule != "analyst" and not o.statements:
            yield Fault(
                o.where,
                f"{o.more} before {o.less} by “{o.rule}” without a statement",
                "a rule on statements shows them",
                'add statements = […], or rule = "analyst"',
            )


def _judgements(own: Preferences) -> Iterator[Fault]:
    kinds = {a.id: a.kind for a in own.attributes}
    seen: dict[tuple[str, str, str, str], str] = {}
    for j in own.judgements:
        key = (j.attribute, j.issue, j.option, j.seen_by)
        if seen.setdefault(key, j.where) != j.where:
            yield Fault(
                j.where, f"{j.issue}={j.option} is judged here and at {seen[key]}", "one score an option and attribute", "remove one"
            )
        if j.attribute not in kinds:
            yield _unknown(f"attribute of {own.party}", j.attribute, kinds, j.where)
        elif kinds[j.attribute] != "judged":
            yield Fault(
                j.where,
                f"{j.attribute} is {kinds[j.attribute]} and is given a score",
                "only judged attributes are scored",
                "let the model speak, or make it judged",
            )
        if not -1 <= j.low <= j.value <= j.high <= 1:
            yield Fault(j.where, f"score {j.low}, {j.value}, {j.high}", "−1 ≤ low ≤ value ≤ high ≤ 1", "correct the score")
        if not j.by:
            yield Fault(j.where, "a judgement nobody signed", "every judgement is signed", "add by =")
        for sign in own.signs:
            if sign.issue == j.issue and sign.attribute in ("", j.attribute):
                wrong = (j.value < 0) if sign.sign == "wants" else (j.value > 0)
                if wrong:
                    yield Fault(
                        j.where,
                        f"{j.issue}={j.option} is scored {j.value:+} though {own.party} {sign.sign} it ({', '.join(sign.statements)})",
                        "a demand makes a move no worse for whoever demands it, a refusal no better for whoever refuses",
                        "correct the score, or the sign's attribute",
                    )


def _weights(own: Preferences, side: str) -> Iterator[Fault]:
    """Whether some weights keep all bounds and orderings and sum to one: exact, since the admissible set is a lattice between its ends."""
    if not own.attributes:
        return
    low, high = {a.id: a.low for a in own.attributes}, {a.id: a.high for a in own.attributes}
    orderings = [o for o in own.orderings if o.more in low and o.less in low]
    for _ in own.attributes:
        for o in orderings:
            low[o.more], high[o.less] = max(low[o.more], low[o.less]), min(high[o.less], high[o.more])
    where = own.attributes[0].where
    for a in own.attributes:
        if low[a.id] > high[a.id] + 1e-12:
            clash = ", ".join(o.where for o in orderings if a.id in (o.more, o.less))
            yield Fault(
                a.where,
                f"{a.id} must weigh at least {low[a.id]:g} and at most {high[a.id]:g}",
                "bounds and orderings leave room",
                f"relax its bounds or the orderings at {clash}",
            )
    if sum(low.values()) > 1 + 1e-12:
        yield Fault(
            where,
            f"weights of {own.party} ({side}) sum to at least {sum(low.values()):.3g}",
            "weights sum to 1",
            "lower some of the least weights",
        )
    if sum(high.values()) < 1 - 1e-12:
        yield Fault(
            where,
            f"weights of {own.party} ({side}) sum to at most {sum(high.values()):.3g}",
            "weights sum to 1",
            "raise some of the greatest weights",
        )


def _body(body: Body, stakes: Stakes) -> Iterator[Fault]:
    attributes: Sequence[Attribute] = stakes.preferences[body.party].attributes if body.party in stakes.preferences else ()
    if body.party not in stakes.preferences:
        yield _unknown("party with attributes", body.party, stakes.preferences, body.where)
    if not 0 < body.needed <= body.seats:
        yield Fault(
            body.where, f"{body.id} needs {body.needed} of {body.seats} seats", "a body can be carried", "correct needed or the seats"
        )
    ids = [a.id for a in attributes]
    for bloc in body.blocs:
        yield from bloc.threshold.faults(body.where, f"threshold of {bloc.id}")
        for name in bloc.regards:
            if ids and name not in ids:
                yield _unknown(f"attribute of {body.party}", name, ids, body.where)
        if abs(sum(bloc.regards.values()) - 1) > 1e-6:
            yield Fault(
                body.where,
                f"regards of {bloc.id} sum to {sum(bloc.regards.values()):.3g}",
                "a bloc's regards sum to 1",
                "correct the shares",
            )
