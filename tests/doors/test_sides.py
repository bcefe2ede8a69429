"""What is private to a side is in no answer for the other, and in no public brief."""

import json

import pytest

from nemawashi import views
from nemawashi.brief import written
from nemawashi.case import open_case
from nemawashi.workbench import Workbench


@pytest.fixture(scope="module")
def case():
    return open_case("us-japan-2025")


def private(case, side: str) -> list[str]:
    """Words that only rows private to ``side`` contain."""
    rows = [
        row for own in case.stakes.preferences.values() for row in (*own.attributes, *own.judgements, *own.orderings) if row.seen_by == side
    ]
    rows += [row for row in case.stakes.walk_aways if row.seen_by == side]
    told = []
    for row in rows:
        for name in ("title", "reason"):
            text = getattr(row, name, None)
            if text is not None and hasattr(text, "en"):
                told.append(text.en)
        for name in ("score", "points"):
            size = getattr(row, name, None)
            if size is not None and size.reason:
                told.append(size.reason)
    public = json.dumps([str(row) for own in case.stakes.preferences.values() for row in own.attributes if row.seen_by == "public"])
    return [text for text in told if text and text not in public]


@pytest.mark.parametrize(("side", "other"), [("JP", "US"), ("US", "JP")])
def test_neither_side_sees_the_others_private_values(case, side: str, other: str) -> None:
    secret = private(case, other)
    bench = Workbench.open(case, side=side)
    shown = json.dumps([views.answer(bench, views.show(bench)), views.answer(bench, views.frontier(bench))], ensure_ascii=False)
    shown += written(views.brief(bench), "md").decode()
    assert [text for text in secret if text in shown] == []


def test_there_is_something_private_to_hide(case) -> None:
    assert private(case, "JP")


def test_the_sides_see_different_worlds(case) -> None:
    screens = {side: views.show(Workbench.open(case, side=side)) for side in ("JP", "US")}
    assert screens["JP"].title != screens["US"].title
    assert screens["JP"].chips != screens["US"].chips


def test_a_public_brief_drops_private_values_and_packages(case) -> None:
    bench = Workbench.open(case, side="JP")
    paper = written(views.brief(bench, public=True), "md").decode()
    assert [text for text in private(case, "JP") if text in paper] == []
    assert "The leading packages" not in paper
    assert "The leading packages" in written(views.brief(bench), "md").decode()
