"""Japanese reports in the manner of broadcasters, newspapers and agencies; the sentences are ours."""

from datetime import date

import pytest

from nemawashi.reading import When, reading
from tests.reading.reports import REGISTRY

DAY = When(date(2025, 5, 3), date(2025, 5, 3), "day", "given")


@pytest.fixture
def read_ja(tmp_path):
    def read(text: str):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        (document,) = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY}).documents
        assert document.language == "ja"
        assert all(document.text[one.start : one.end] == one.text for one in document.statements)
        return document.statements

    return read


def test_a_quotation_with_its_speaker_day_and_place_outside_what_is_said(read_ja):
    (one,) = read_ja("ベッセント財務長官は30日、記者団に「日本との協議はうまくいっている」と述べた。")
    assert (one.kind, one.speaker, one.actor, one.text) == ("direct", "bessent", "US", "「日本との協議はうまくいっている」")
    assert one.said_on is not None
    assert one.said_on.start == date(2025, 4, 30)


def test_the_topic_is_carried_where_japanese_leaves_it_out(read_ja):
    first, second = read_ja(
        "赤沢大臣は「率直な議論ができた」と述べました。そのうえで、自動車への関税について「見直しを強く求めた」と明らかにしました。"
    )
    assert (first.speaker, second.speaker) == ("akazawa", "akazawa")
    assert second.move == "demand"


def test_an_unnamed_speaker_is_not_the_one_before(read_ja):
    _, second = read_ja("石破首相は「国益を損なう合意はしない」と強調した。政権幹部の一人は「夏まで待てばいい」と話す。")
    assert second.speaker is None
    assert second.chain[-1].anonymity == "anonymous"


def test_two_quotations_in_one_breath_are_one_statement(read_ja):
    (one,) = read_ja("赤沢氏は「承知している」としたうえで、「逐一のコメントは差し控えたい」と述べるにとどめた。")
    assert one.speaker == "akazawa"
    assert "承知している" in one.text
    assert "差し控えたい" in one.text


def test_a_term_in_marks_is_no_speech(read_ja):
    (one,) = read_ja("日本側は造船での協力を「手札」とする方針を固めた。")
    assert (one.kind, one.actor, one.certainty) == ("narrative", "JP", "probable")


def test_who_it_comes_from(read_ja):
    (one,) = read_ja("複数の政府関係者によると、日本側はトウモロコシの輸入を拡大する案を提示した。")
    assert (one.kind, one.speaker, one.reported_speaker) == ("indirect", None, "複数の政府関係者")
    assert (one.chain[-1].anonymity, one.chain[-1].number) == ("anonymous", None)


@pytest.mark.parametrize(
    ("sentence", "actor", "method"),
    [
        ("政府は米国産コメの輸入枠を広げる案を検討している。", "JP", "narrative:considers"),
        ("日本政府は自動車への追加関税の撤廃を求めている。", "JP", "narrative:demands"),
        ("米側は関税の引き下げには応じない構えだ。", "US", "narrative:expected"),
        ("両政府は今月中旬以降に協議を集中的に行うことで一致した。", None, "narrative:agrees"),
        ("赤沢経済再生担当相は来週にも訪米する予定だ。", "JP", "narrative:expected"),
    ],
)
def test_narrative_positions(read_ja, sentence, actor, method):
    (one,) = read_ja(sentence)
    assert (one.kind, one.method) == ("narrative", method)
    assert actor is None or one.actor == actor


def test_what_qualifies_a_noun_reports_nothing(read_ja):
    (one,) = read_ja("トランプ大統領が不満を表明したことについて、赤沢氏は「農業を犠牲にすることは考えていない」と述べた。")
    assert one.speaker == "akazawa"


def test_a_label_names_the_speaker_of_a_recorded_voice(read_ja):
    (one,) = read_ja("石破首相 「可能なかぎり早期に合意を実現したいと考えております」")
    assert (one.speaker, one.kind) == ("ishiba", "direct")
