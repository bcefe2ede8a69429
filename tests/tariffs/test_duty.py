from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.errors import Refused
from nemawashi.tariffs.duty import AllIn, Basis, Percent
from nemawashi.tariffs.grammar import parse_duty

D = Decimal


def basis(**known: object) -> Basis:
    return Basis(share=lambda name: {"steel content": D("0.6"), "case": D("0.25")}[name], **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("free", "0"),
        ("25 %", "25"),
        ("50 % of steel content", "30"),
        ("2 % + 4 % of case", "3"),
        ("min(8.5 %, 5 %)", "5"),
        ("max(8.5 %, 5 %)", "8.5"),
        ("38.5 % - 21.6 %", "16.9"),
        ("10 % - 12 %", "0"),
    ],
)
def test_a_duty_in_percent_of_value(text: str, percent: str) -> None:
    assert parse_duty(text).percent(basis()) == Percent(D(percent), D(percent))


def test_a_specific_duty_is_amount_times_quantity_over_value() -> None:
    assert parse_duty("341 JPY/kg").percent(basis(value=D(15_000_000), quantity=D(100_000))).low.quantize(D("0.01")) == D("227.33")
    assert parse_duty("4.4 cents/kg") == parse_duty("0.044 USD/kg")


def test_a_specific_duty_without_value_is_unbounded_never_zero() -> None:
    assert parse_duty("341 JPY/kg").percent(basis()) == Percent(D(0), None)
    assert parse_duty("see: additional U.S. note 3").percent(basis(value=D(1), quantity=D(1))) == Percent(D(0), None)


def test_the_gate_price_of_pork_is_a_difference_to_the_value() -> None:
    pork = parse_duty("max(4.3 %, min(546.53 JPY/kg - 100 %, 482 JPY/kg))")
    at = {value: pork.percent(basis(value=D(value), quantity=D(1))).low for value in (40, 500, 524, 600)}
    assert at == {40: D(1205), 500: D("9.306"), 524: D("4.3"), 600: D("4.3")}


@pytest.mark.parametrize(
    ("column_1", "owed", "extra"), [("2.5", "2.5", "12.5"), ("0", "0", "15"), ("15", "15", "0"), ("28", "14", "0"), ("6.4", "3.2", "11.8")]
)
def test_all_in_tops_up_to_the_ceiling_and_adds_nothing_above_it(column_1: str, owed: str, extra: str) -> None:
    duty = parse_duty("max(column 1, 15 %)")
    assert duty == parse_duty("15 % all-in") == AllIn(parse_duty("15 %"))
    known = basis(column_1=Percent(D(column_1), D(column_1)), owed=Percent(D(owed), D(owed)))
    assert duty.percent(known) == Percent(D(extra), D(extra))


@pytest.mark.parametrize("text", ["", "25", "x", "25 %%", "341 JPY", "max(,1 %)", "25 % of", "min(1 %", "-3 %", "25 % 3 %"])
def test_what_is_no_duty_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_duty(text)
    assert "341 JPY/kg" in refused.value.faults[0].rule


RATES = st.decimals(min_value=0, max_value=500, places=2, allow_nan=False).map(lambda rate: f"{rate} %")
AMOUNTS = st.decimals(min_value=0, max_value=500, places=3, allow_nan=False).map(lambda amount: f"{amount} USD/kg")
TERMS = st.one_of(RATES, AMOUNTS)
DUTIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: f"max({', '.join(terms)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: f"min({', '.join(terms)})"),
        st.tuples(inner, inner).map(" + ".join),
    ),
    max_leaves=5,
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(DUTIES)
def test_a_duty_written_out_reads_back_as_itself(text: str) -> None:
    assert parse_duty(str(parse_duty(text))) == parse_duty(text)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(DUTIES, st.decimals(min_value=1, max_value=1000, places=2), st.decimals(min_value=1, max_value=1000, places=2))
def test_knowing_the_value_only_narrows_the_range(text: str, value: Decimal, quantity: Decimal) -> None:
    duty = parse_duty(text)
    before, after = duty.percent(basis()), duty.percent(basis(value=value, quantity=quantity))
    assert after.low == after.high
    assert before.low <= after.low
    assert before.high is None or after.low <= before.high
