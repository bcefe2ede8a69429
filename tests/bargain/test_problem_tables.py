"""A bargaining problem is taken over exactly or refused with every fault named."""

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from nemawashi.bargain import Cap, Domain, Forbid, IfThen, Require, exact
from nemawashi.bargain.feasible import blame, count, feasible
from nemawashi.bargain.frontier import frontier
from nemawashi.errors import Refused, Unknown

TABLES = {
    "US": {"cars": {"25": 4, "15": 2.5, "2.5": 0}, "rice": {"0 kt": 0, "75 kt": 1}},
    "JP": {"cars": {"25": -6, "15": -2, "2.5": 0}, "rice": {"0 kt": 0, "75 kt": Decimal("-0.7")}},
}


def test_a_tenth_is_a_tenth() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(np.float64(0.3)) == Fraction(3, 10)
    assert exact(np.int64(7)) == 7
    assert exact(Decimal("1.25")) == Fraction(5, 4)
    assert exact(1e-7) == Fraction(1, 10**7)
    for strange in (float("nan"), float("inf"), Decimal("NaN"), True):
        with pytest.raises(Refused):
            exact(strange)


def test_payoffs_add_values_and_pair_values() -> None:
    domain = Domain.from_tables(TABLES, pairs={("cars", "rice"): {"US": {("15", "75 kt"): 0.5}}})
    assert domain.payoff({"cars": "15", "rice": "75 kt"}) == (Fraction(4), Fraction(-27, 10))
    assert domain.payoff({"rice": "75 kt", "cars": "25"}) == (5, Fraction(-67, 10))
    assert domain.combinations == 6
    swapped = domain.between("JP", "US")
    assert swapped.payoff({"cars": "15", "rice": "75 kt"}) == (Fraction(-27, 10), Fraction(4))


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        Domain.from_tables(
            {"US": TABLES["US"], "JP": {"cars": {"25": -6, "15": float("nan")}, "rise": {"0 kt": 0}}},
            disagreement={"US": 0, "China": 1},
            outside={"Korea": 1},
        )
    told = str(refusal.value)
    for words in (
        "JP, cars: no value for 2.5",
        "nan",
        "unknown issue 'rise'",
        "unknown party 'China'",
        "nothing for JP",
        "'Korea'",
        "missing is not zero",
    ):
        assert words in told
    assert "nearest known: rice" in told


def test_rules_speak_of_known_names() -> None:
    with pytest.raises(Refused) as refusal:
        Domain.from_tables(TABLES, rules=[Require("rice", ("74 kt",)), Forbid({"steel": "25"}), Cap({"cars": {"25": 1, "26": 1}}, 1)])
    told = str(refusal.value)
    assert "nearest known: 75 kt" in told
    assert "unknown issue 'steel'" in told
    assert "'26'" in told


def test_unknown_names_in_a_package() -> None:
    domain = Domain.from_tables(TABLES)
    with pytest.raises(Unknown, match="nearest known: cars"):
        domain.payoff({"carz": "15", "rice": "0 kt"})
    with pytest.raises(Unknown, match="15"):
        domain.payoff({"cars": "15 %", "rice": "0 kt"})
    with pytest.raises(Refused, match="nothing for rice"):
        domain.payoff({"cars": "15"})


def test_a_cyclic_rule_is_refused_and_named() -> None:
    first = IfThen({"cars": "15"}, "rice", ("75 kt",), name="cars for rice")
    second = IfThen({"rice": "75 kt"}, "cars", ("2.5",), name="rice for free cars")
    with pytest.raises(Refused) as refusal:
        Domain.from_tables(TABLES, rules=[first, second])
    assert "cars for rice" in str(refusal.value)
    assert "rice for free cars" in str(refusal.value)
    with pytest.raises(Refused, match="cyclic"):
        Domain.from_tables(TABLES, rules=[IfThen({"cars": "15"}, "cars", ("2.5",))])
    Domain.from_tables(TABLES, rules=[first])


def test_contradictory_red_lines_are_named_with_their_owners_and_no_more() -> None:
    rules = [
        Forbid({"rice": "75 kt"}, name="no more rice", owner="JP"),
        Cap({"cars": {"25": 25, "15": 15, "2.5": 2.5}}, 20, name="cars at most 20", owner="JP"),
        IfThen({"rice": "0 kt"}, "cars", ("25",), name="no rice, no relief", owner="US"),
        Require("rice", ("0 kt", "75 kt"), name="harmless"),
    ]
    domain = Domain.from_tables(TABLES, rules=rules)
    assert feasible(domain) is None
    assert {rule.name for rule in blame(domain)} == {"no more rice", "cars at most 20", "no rice, no relief"}
    with pytest.raises(Refused) as refusal:
        frontier(domain)
    told = str(refusal.value)
    assert "harmless" not in told
    assert "JP or US" in told
    lifted = domain.without_rules(rules[0])
    assert blame(lifted) == ()
    assert count(lifted) == 2


def test_the_smallest_of_several_clashes_is_blamed() -> None:
    names = [f"i{k}" for k in range(5)]
    chain = [IfThen({names[k]: "a"}, names[k + 1], ("a",), name=f"link {k}") for k in range(4)]
    long_way = [Require("i0", ("a",), name="start"), *chain, Forbid({"i4": "a"}, name="end")]
    short = [Require("i2", ("b",), name="b"), Forbid({"i2": "b"}, name="not b")]
    table = {p: {n: {"a": 1, "b": 0} for n in names} for p in ("x", "y")}
    assert len(blame(Domain.from_tables(table, rules=long_way))) == 6
    assert {rule.name for rule in blame(Domain.from_tables(table, rules=[*long_way, *short]))} == {"b", "not b"}


def test_a_floor_is_a_cap_of_credits() -> None:
    least = Cap({"rice": {"75 kt": -75}}, -50, name="at least 50 kt")
    domain = Domain.from_tables(TABLES, rules=[least])
    assert {x["rice"] for x in map(domain.package, domain.enumerate())} == {"75 kt"}
    assert {point.package["rice"] for point in frontier(domain).points} == {"75 kt"}


def test_rules_lifted_must_be_there() -> None:
    with pytest.raises(Refused, match="is not a rule here"):
        Domain.from_tables(TABLES).without_rules(Require("rice", ("0 kt",)))


def test_problems_travel_to_other_processes_and_into_sets() -> None:
    rules = [Forbid({"rice": "75 kt", "cars": "25"}), IfThen({"rice": "0 kt"}, "cars", ("25", "15")), Cap({"cars": {"25": 1}}, 3)]
    domain = Domain.from_tables(TABLES, rules=rules, disagreement=(0, 0))
    again = pickle.loads(pickle.dumps(domain))
    assert again == domain
    assert len({again, domain}) == 1
    assert again.payoff({"cars": "15", "rice": "0 kt"}) == domain.payoff({"cars": "15", "rice": "0 kt"})
