"""The status quo is the zero of every scale: a package that changes nothing has exactly no effect."""

from tests.house.test_figures import answer, figures


def test_the_status_quo_has_exactly_no_effect() -> None:
    outcomes = list(figures(answer("effects")["outcomes"]))
    assert outcomes
    assert {(figure["value"], figure["low"], figure["high"]) for _, figure in outcomes} == {(0.0, 0.0, 0.0)}
