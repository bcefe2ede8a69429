"""A new report on the page: read, decided on, shown again; only the workbench's own page may write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from nemawashi.web import application

TEXT = "TOKYO, May 2, 2025 (Daily Ledger) — Prime Minister Shigeru Ishiba said on Friday that Japan will not accept a partial deal on tariffs. 😀"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(application("us-japan-2025", decisions=tmp_path / "decisions.sqlite"), base_url="http://testserver") as client:
        yield client


def test_a_text_is_proposed_then_decided_and_the_decision_is_replayed(page: TestClient) -> None:
    answer = page.post("/api/read", json={"text": TEXT, "name": "a.txt"}).json()
    (one,) = answer["statements"]
    assert (one["status"], one["speaker"]) == ("open", "ishiba")
    assert answer["text"][one["start"] : one["end"]].startswith("that Japan will not accept")
    span = {"document": answer["document"]["sha256"], "start": one["start"], "end": one["end"]}
    after = page.post("/api/review", json={**span, "verdict": "accept", "reviewer": "Aiko"}).json()
    assert after["statements"][0]["status"] == "accepted"
    after = page.post("/api/review", json={**span, "verdict": "reject", "reviewer": "Ben"}).json()
    assert after["statements"][0]["status"] == "conflict"
    again = page.post("/api/read", json={"text": TEXT, "name": "b.txt"}).json()
    assert again["statements"][0]["status"] == "conflict"
    assert [row["reviewer"] for row in again["statements"][0]["decisions"]] == ["Aiko", "Ben"]


def test_a_correction_names_fields_and_a_wrong_one_is_refused(page: TestClient) -> None:
    answer = page.post("/api/read", json={"text": TEXT}).json()
    one = answer["statements"][0]
    span = {"document": answer["document"]["sha256"], "start": one["start"], "end": one["end"], "verdict": "correct", "reviewer": "Aiko"}
    good = page.post("/api/review", json={**span, "correction": ["move=red_line", "issues=car_duty"]}).json()
    assert (good["statements"][0]["move"], good["statements"][0]["status"]) == ("red_line", "corrected")
    for wrong in (["move=jump"], ["speaker=nobody"], ["colour=red"], []):
        assert page.post("/api/review", json={**span, "correction": wrong}).status_code == 422


@pytest.mark.parametrize(
    "body", [{"text": ""}, {"text": "\x00\x01\x02"}, {"text": "a" * 600_000}, {"text": TEXT, "published": "yesterday"}, {}]
)
def test_what_cannot_be_read_says_why(page: TestClient, body: dict[str, str]) -> None:
    answer = page.post("/api/read", json=body)
    assert answer.status_code == 422


def test_another_page_may_not_write(page: TestClient) -> None:
    assert page.post("/api/read", json={"text": TEXT}, headers={"origin": "http://elsewhere.example"}).status_code == 422
    assert page.post("/api/read", json={"text": TEXT}, headers={"origin": "http://testserver"}).status_code == 200


def test_without_a_file_for_decisions_nothing_is_decided() -> None:
    with TestClient(application("us-japan-2025"), base_url="http://testserver") as client:
        answer = client.post("/api/read", json={"text": TEXT}).json()
        assert answer["kept"] is False
        one = answer["statements"][0]
        span = {"document": answer["document"]["sha256"], "start": one["start"], "end": one["end"], "verdict": "accept", "reviewer": "A"}
        assert client.post("/api/review", json=span).status_code == 422
