import json
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from nemawashi.errors import Refused, Unknown
from nemawashi.reading import accepted, decide, into_case, reading, replay
from nemawashi.record import load
from nemawashi.record.store import Store
from tests.reading.reports import DAY, REGISTRY, REPORT

AT = datetime(2025, 4, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def answer(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    return reading([path], registry=REGISTRY, published={"a.txt": DAY}, outlets={"a.txt": "The Daily"}, model=False)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "reviews.db")
    yield store
    store.close()


def status(answer, store, one):
    rows = replay(answer.statements, store.decisions(), documents=answer.documents)
    return next(row for row in rows if (row.proposal.start, row.proposal.end) == (one.start, one.end))


def test_nothing_is_accepted_by_itself(answer, store):
    assert accepted(replay(answer.statements, store.decisions())) == ()


def test_a_decision_is_replayed_when_the_document_is_read_again(answer, store, tmp_path):
    one = answer.statements[1]
    decide(store, one, "accept", reviewer="aki", at=AT)
    again = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY}, outlets={"a.txt": "The Daily"}, model=False)
    assert status(again, store, one).status == "accepted"


def test_a_changed_mind_is_a_further_row(answer, store):
    one = answer.statements[1]
    decide(store, one, "accept", reviewer="aki", at=AT)
    decide(store, one, "reject", reviewer="aki", at=AT)
    assert status(answer, store, one).status == "rejected"
    assert len(store.decisions()) == 2


def test_two_reviewers_who_differ_are_in_conflict(answer, store):
    one = answer.statements[1]
    decide(store, one, "accept", reviewer="aki", at=AT)
    decide(store, one, "reject", reviewer="ben", at=AT)
    left = status(answer, store, one)
    assert left.status == "conflict"
    assert [row.reviewer for row in left.decisions] == ["aki", "ben"]
    assert accepted([left]) == ()
    decide(store, one, "accept", reviewer="ben", at=AT)
    assert status(answer, store, one).status == "accepted"


def test_a_correction_changes_fields_and_span(answer, store):
    one = answer.statements[1]
    decide(store, one, "correct", reviewer="aki", at=AT, correction={"actor": "US", "end": one.end - 3}, text=REPORT)
    rows = replay(answer.statements, store.decisions(), documents=answer.documents)
    changed = next(row for row in rows if row.status == "corrected").proposal
    assert (changed.actor, changed.text) == ("US", REPORT[one.start : one.end - 3])


@pytest.mark.parametrize("correction", [{"sha256": "x"}, {"move": "surrender"}, {"start": -1}, {"end": 10**9}, {}])
def test_a_correction_that_does_not_fit_writes_nothing(answer, store, correction):
    with pytest.raises((Refused, Unknown)):
        decide(store, answer.statements[1], "correct", reviewer="aki", at=AT, correction=correction, text=REPORT)
    assert store.decisions() == ()


def test_an_unsigned_decision_is_refused(answer, store):
    with pytest.raises(Refused):
        decide(store, answer.statements[1], "accept", reviewer=" ", at=AT)


def test_what_newer_rules_no_longer_propose_comes_back(answer, store):
    one = answer.statements[1]
    decide(store, one, "accept", reviewer="aki", at=AT)
    rest = [other for other in answer.statements if other != one]
    assert [row.proposal for row in accepted(replay(rest, store.decisions()))] == [one]


def test_decisions_cannot_be_changed_or_deleted(answer, store):
    decide(store, answer.statements[1], "accept", reviewer="aki", at=AT)
    for statement in ("UPDATE decision SET reviewer = 'eve'", "DELETE FROM decision"):
        with pytest.raises(sqlite3.IntegrityError):
            store._connection.execute(statement)


def test_a_kill_loses_nothing_that_was_decided(answer, tmp_path):
    path = tmp_path / "killed.db"
    one = answer.statements[1]
    script = (
        "import sys, itertools\nfrom datetime import datetime, UTC\nfrom nemawashi.record.store import Store, Decision\n"
        f"store = Store({str(path)!r})\n"
        "for n in itertools.count():\n"
        f"    store.decide(Decision({one.document!r}, n, n + 1, 'accept', 'aki', datetime(2025, 4, 24, tzinfo=UTC), '{{}}'))\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = [int(child.stdout.readline()) for _ in range(25)]
        os.kill(child.pid, signal.SIGKILL)
    store = Store(path)
    kept = {decision.start for decision in store.decisions()}
    store.close()
    assert set(said) <= kept


def test_only_what_was_accepted_goes_into_a_case(answer, store, tmp_path):
    case = tmp_path / "case"
    (case / "record").mkdir(parents=True)
    taken = next(one for one in answer.statements if one.actor and one.said_on and one.speaker)
    decide(store, taken, "correct", reviewer="aki", at=AT, correction={"paraphrase": {"en": "No haste.", "ja": "急がない。"}})
    decide(store, answer.statements[-1], "reject", reviewer="aki", at=AT)
    rows = replay(answer.statements, store.decisions(), documents=answer.documents)
    path = into_case(case, answer.documents[0], rows, report="daily-1", outlet={"en": "The Daily", "ja": "デイリー"})
    faults = []
    record = load(case / "record", faults, root=case)
    (statement,) = record.statements
    assert (statement.start, statement.end, statement.paraphrase.ja) == (taken.start, taken.end, "急がない。")
    assert record.reports[0].sha256 == answer.documents[0].sha256
    assert taken.text not in path.read_text(encoding="utf-8")
    assert all("unknown" in fault.found for fault in faults), [str(fault) for fault in faults]
    with pytest.raises(Refused):
        into_case(case, answer.documents[0], rows, report="daily-1", outlet={"en": "The Daily"})


def test_a_store_that_is_no_store_is_refused(tmp_path):
    path = tmp_path / "x.db"
    path.write_text(json.dumps({"not": "sqlite"}) * 200)
    with pytest.raises(Refused):
        Store(path)
