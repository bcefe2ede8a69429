"""Who said what, when, through whom: the truths a historian would check first."""

from datetime import date

import pytest

from nemawashi.dates import Clock
from nemawashi.record import Record, names
from nemawashi.record.names import holder, offices_of, printed


@pytest.mark.parametrize(
    ("statement", "speaker", "actor", "day", "move"),
    [
        ("r000-deficit-zero", "trump", "US", date(2025, 4, 16), "demand"),
        ("r000-defence-separate", "nakatani", "JP", date(2025, 4, 18), "separation"),
        ("r001-not-everything", "ishiba", "JP", date(2025, 4, 21), "refusal"),
        ("r001-no-farm-for-cars", "ishiba", "JP", date(2025, 4, 21), "red_line"),
        ("r001-escalation", "ishiba", "JP", date(2025, 4, 20), "assessment"),
        ("r002-fx-linked", "bessent", "US", date(2025, 4, 16), "linkage"),
        ("r002-treasuries-quote", "onodera", "JP", date(2025, 4, 13), "red_line"),
        ("r002-no-rush", "ishiba", "JP", date(2025, 4, 14), "refusal"),
        ("r003-elections-hurry", "bessent", "US", date(2025, 4, 29), "assessment"),
        ("r003-exempt-cars-steel", "akazawa", "JP", date(2025, 4, 30), "demand"),
        ("r004-progress", "akazawa", "JP", date(2025, 5, 1), "assessment"),
        ("r004-catbird", "trump", "US", date(2025, 4, 30), "assessment"),
        ("r004-not-too-quick", "ishiba", "JP", date(2025, 5, 2), "refusal"),
    ],
)
def test_speaker_actor_day_and_move(record: Record, statement: str, speaker: str, actor: str, day: date, move: str) -> None:
    said = record.statement(statement)
    assert (said.speaker, said.actor, said.said_on.last, said.move) == (speaker, actor, day, move)


def test_the_friday_of_the_last_report_is_the_second_of_may(record: Record) -> None:
    talks = record.statement("r004-official-talks")
    assert talks.refers_to is not None
    assert talks.refers_to.first == talks.refers_to.last == date(2025, 5, 2)


@pytest.mark.parametrize(
    ("form", "person"),
    [
        ("Scott Broughton", "bessent"),
        ("Benson", "bessent"),
        ("Scott Bessent", "bessent"),
        ("Gen Nakanati", "nakatani"),
        ("Georgia Meloni", "meloni"),
        ("Policy Chief of the ruling party", "onodera"),
        ("Minister of Economic Recovery", "akazawa"),
    ],
)
def test_every_form_the_press_printed_leads_to_one_person(record: Record, form: str, person: str) -> None:
    assert [found.id for found in printed(record, form)] == [person]


def test_nobody_else_is_reached_by_likeness(record: Record) -> None:
    assert printed(record, "Broughton-Smith") == ()


def test_a_misprint_becomes_known_with_its_report(record: Record) -> None:
    before = {row.person.id: row for row in names(record, Clock(date(2025, 4, 18), date(2025, 4, 18)))}
    after = {row.person.id: row for row in names(record, Clock(date(2025, 4, 30), date(2025, 4, 30)))}
    assert {variant.printed for variant in before["bessent"].variants} == {"Scott Bessent"}
    assert {variant.printed for variant in after["bessent"].variants} == {"Scott Bessent", "Scott Broughton", "Benson"}
    assert after["bessent"].misprinted


def test_the_post_keeps_the_speaker_it_was_credited_to_and_is_flagged(record: Record) -> None:
    for key in ("r002-post-defence", "r002-post-attend"):
        post = record.statement(key)
        assert post.reported_speaker == "Akazawa"
        assert (post.speaker, post.actor) == ("trump", "US")
        assert [flag.kind for flag in post.flags] == ["misattribution"]


def test_every_misprint_flag_means_a_person_for_whom_the_form_is_recorded(record: Record) -> None:
    for statement in record.statements:
        for flag in statement.flags:
            if flag.kind == "misprint":
                person = record.person(flag.means)
                assert any(flag.printed in variant.printed or variant.printed in flag.printed for variant in person.variants)


def test_offices_by_date(record: Record) -> None:
    talks = date(2025, 4, 16)
    for office, person in {
        "jp-prime-minister": "ishiba",
        "jp-economic-revitalization": "akazawa",
        "jp-defence": "nakatani",
        "us-treasury": "bessent",
        "us-commerce": "lutnick",
        "us-trade-representative": "greer",
    }.items():
        found = holder(record, office, talks)
        assert found is not None
        assert found.id == person
    assert holder(record, "us-treasury", date(2025, 1, 27)) is None
    assert [office.id for office in offices_of(record, "onodera", talks)] == ["jp-ldp-policy"]


def test_speakers_hold_office_when_they_speak(record: Record) -> None:
    silent = {said.id for said in record.statements if said.speaker and not offices_of(record, said.speaker, said.said_on.last)}
    assert silent <= {"p-colby-3-percent"}, "Colby spoke as a nominee, everybody else from an office"


def test_chains_run_from_the_outlet_to_officials_with_number_and_anonymity(record: Record) -> None:
    chain = record.statement("r000-deficit-zero").chain
    assert [link.name for link in chain] == ["Chosun Biz", "NHK", "government officials"]
    assert (chain[-1].anonymity, chain[-1].count, chain[-1].at_least) == ("unnamed", 2, True)
    diplomat = record.statement("r004-to-chance").chain[-1]
    assert (diplomat.anonymity, diplomat.count) == ("described", 1)


def test_size_of_the_record(record: Record) -> None:
    read = [said for said in record.statements if said.start is not None]
    kinds = {said.kind for said in read}
    assert len(read) >= 130
    assert kinds == {"direct", "indirect", "mixed", "narrative", "headline"}
    assert sum(said.kind == "narrative" for said in read) / len(read) > 0.35
    assert len(record.events) >= 30
    assert len({said.report for said in read}) == 5


def test_both_languages_everywhere(record: Record) -> None:
    for said in record.statements:
        assert said.paraphrase.en != said.paraphrase.ja
        assert any(ord(letter) > 0x3000 for letter in said.paraphrase.ja)


def test_issues_are_those_of_the_table_and_two_of_the_talks(record: Record) -> None:
    table = (
        "reciprocal_rate car_duty parts_duty steel_duty rice_access farm_purchases car_inspection barriers_transparency car_purchases lng "
        "investment shipbuilding defence_cost exchange_rate treasuries deficit agreement_2019 seafood_potatoes"
    ).split()
    used = {issue for said in record.statements for issue in said.issues}
    assert used == {*table, "process", "parallel_talks"}
