"""Reading against texts others annotated. The full figures are printed by bench/read.py; here a part of them is held from below."""

import importlib.util
import sys
from pathlib import Path

import pytest

from nemawashi.reading import registry_of
from nemawashi.reading.parse import parser_name
from nemawashi.record import load

BENCH = Path(__file__).parents[2] / "bench"
needs_model = pytest.mark.skipif(not parser_name(), reason="the English model of the extra [read] is not installed")


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location("bench_read", BENCH / "read.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


@needs_model
def test_attribution_on_political_news(bench, shared):
    score = bench.attribution(shared / "data/reading/polnear_dev", most=12)
    assert score["content_f"] >= 0.60
    assert score["with_source_f"] >= 0.50
    assert score["source_right"] >= 0.80
    assert score["recall"] >= 0.45
    assert score["failures"] == 0
    assert score["spans_exact"]


def test_rules_alone_still_read_them(bench, shared):
    score = bench.attribution(shared / "data/reading/polnear_dev", most=12, model=False)
    assert score["content_f"] >= 0.40
    assert score["failures"] == 0


def test_values_of_dates(bench, shared):
    assert bench.dates(shared / "data/reading/te3_platinum")["value_f1"] >= 0.85


@pytest.fixture(scope="module")
def five(bench):
    shared = BENCH.parents[1] / "shared"
    if not shared.is_dir():
        pytest.skip("no ../shared beside the project")
    record = load(bench.CASE / "record", [], root=bench.CASE)
    return bench.read_reports(shared / "reports", registry_of(record), dated=False), record


@needs_model
def test_the_five_reports_in_sample(bench, five):
    answer, record = five
    score = bench.against_record(answer.documents, record)
    assert score["statements_f"] >= 0.75
    assert score["speakers_right"] >= 0.85
    assert score["speakers_wrong_on_the_same_words"] == 0


def test_every_hard_name_of_the_five_is_resolved(five):
    answer, _ = five
    resolved = {(flag.found.split()[-1], flag.proposed) for flag in answer.flags if flag.kind == "name_variant"}
    assert {("Broughton", "bessent"), ("Benson", "bessent"), ("Nakanati", "nakatani")} <= resolved


@needs_model
def test_the_misattributed_post_is_flagged(five):
    answer, _ = five
    assert [flag.file[:3] for flag in answer.flags if flag.kind == "misattribution"] == ["002"] * 2


@needs_model
def test_nothing_contradicts_that_does_not(five):
    """Over 75 requests and about 40 talks; 24 % suspended, 10 and 25 % in force: two counts, three duties."""
    answer, _ = five
    assert {relation.aspect for relation in answer.relations if relation.kind == "contradicts"} <= {"name"}


def test_the_reports_days_are_inferred_where_the_texts_tell_them(five):
    answer, _ = five
    days = {one.file[:3]: (str(one.published.start), str(one.published.end)) for one in answer.documents if one.published}
    assert days["002"] == ("2025-04-16", "2025-04-17")
    assert days["003"] == ("2025-04-30", "2025-05-01")
    assert days["004"] == ("2025-05-03", "2025-05-03")
    assert "001" not in days, "weekdays alone tell no day"


@needs_model
def test_friday_in_the_fourth_report_is_the_second_of_may(five):
    answer, _ = five
    document = next(one for one in answer.documents if one.file.startswith("004"))
    told = next(one for one in document.statements if "administrative-level talks on Friday" in one.text)
    assert "2025-05-02" in [str(when.start) for when in told.refers_to]
