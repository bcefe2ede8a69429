"""The first screen: told on every day, on twenty-four lines of eighty columns."""

from datetime import date

import pytest
from rich.cells import cell_len

from nemawashi import views
from nemawashi.cli.screen import HEIGHT, WIDTH, screen_lines
from nemawashi.errors import Refused
from nemawashi.workbench import Workbench

DAYS = [("2025-01-20", "US"), ("2025-04-09", "JP"), ("2025-04-17", "US"), ("2025-05-03", "US"), ("2025-12-31", "JP")]


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open("us-japan-2025")


@pytest.mark.parametrize(("day", "side"), DAYS)
def test_every_day_has_a_screen_of_24_by_80_in_both_languages(bench: Workbench, day: str, side: str) -> None:
    screen = views.show(bench.at(side=side, on=day, known=day))
    for lang in ("en", "ja"):
        lines = screen_lines(screen, lang)
        assert len(lines) <= HEIGHT
        assert max(cell_len(line) for line in lines) <= WIDTH
        assert all(line.strip() for line in lines)


def test_before_anybody_s_preferences_are_known_the_rest_is_told_and_the_lack_said(bench: Workbench) -> None:
    early = bench.at(on="2025-04-17", known="2025-04-17")
    screen = views.show(early)
    assert screen.deadline is not None
    assert screen.deadline.on == date(2025, 5, 3)
    assert screen.breakdown.rows
    assert [side.party for side in screen.wants] == ["US", "JP"]
    assert all(side.rows for side in screen.wants)
    assert screen.chips
    assert all(chip.to_them is None and chip.to_us is None for chip in screen.chips)
    assert screen.packages.rows == ()
    assert "19 April 2025" in screen.packages.text.en
    assert "2025年4月19日" in screen.packages.text.ja
    assert screen.judgement.figure is None
    assert screen.deficit.figure is not None
    with pytest.raises(Refused, match="--known 2025-04-19"):
        views.frontier(early)


def test_the_brief_of_that_day_has_every_other_section(bench: Workbench) -> None:
    document = views.brief(bench.at(on="2025-04-17", known="2025-04-17"), "en")
    headings = [block.text for block in document.blocks if isinstance(block, views.document.Heading)]
    assert {"What changed", "Positions", "The law and its cliff", "Red lines", "Calendar"} <= set(headings)


def test_nothing_of_the_first_screen_of_3_may_is_cut(bench: Workbench) -> None:
    for side in ("JP", "US"):
        for lang in ("en", "ja"):
            assert not [line for line in screen_lines(views.show(bench.at(side=side)), lang) if "…" in line]


def test_a_deadline_is_told_from_a_duty_that_begins(bench: Workbench) -> None:
    ends = views.show(bench).deadline
    begins = views.show(bench.at(on="2025-04-17", known="2025-04-17")).deadline
    assert ends is not None
    assert ends.title.en.startswith("suspension ends")
    assert begins is not None
    assert begins.title.en.startswith("duty begins")
