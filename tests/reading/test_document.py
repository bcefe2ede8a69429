from datetime import date

import pytest

from nemawashi.reading import Lexicon, reading
from nemawashi.reading.parse import parser_name
from tests.reading.reports import DAY, REGISTRY, REPORT

needs_model = pytest.mark.skipif(not parser_name(), reason="the English model of the extra [read] is not installed")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    return reading([path], registry=REGISTRY, published={"a.txt": DAY}, outlets={"a.txt": "The Daily"})


def find(answer, words):
    return next(one for one in answer.statements if words in one.text)


def test_every_span_is_the_text(answer):
    (document,) = answer.documents
    assert answer.statements
    for one in answer.statements:
        assert document.text[one.start : one.end] == one.text
    assert document.text == REPORT


@needs_model
def test_a_quotation_has_its_speaker_and_its_sequel(answer):
    one = find(answer, "concede everything")
    assert (one.kind, one.speaker, one.actor) == ("direct", "ishiba", "JP")
    sequel = find(answer, "Farmers have to be able to plan")
    assert (sequel.kind, sequel.speaker, sequel.start > one.end) == ("direct", "ishiba", True)


@needs_model
def test_who_is_said_to_have_said_it_speaks_and_where_it_was_read_is_the_chain(tmp_path):
    (tmp_path / "a.txt").write_text(
        "“Both countries want energy trade to grow,” Ishiba said, according to the Daily Report.", encoding="utf-8"
    )
    (one,) = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY}).statements
    assert (one.speaker, one.kind) == ("ishiba", "direct")
    assert [teller.name for teller in one.chain] == ["ishiba"] or "Daily" in one.chain[0].name


@needs_model
def test_a_title_may_stand_for_the_person_told_of_before_and_for_nobody_else(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Treasury Secretary Scott Bessent said the tariffs would stay. The secretary said talks would go on.\n\n"
        "South Korean Finance Minister Choi Sang-mok arrived. The finance minister said the won was stable.",
        encoding="utf-8",
    )
    answer = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY})
    assert find(answer, "talks would go on").speaker == "bessent"
    assert find(answer, "the won was stable").speaker is None


@needs_model
def test_a_companion_is_not_the_subject(tmp_path):
    (tmp_path / "a.txt").write_text("Akazawa’s calls with Bessent came a day after they held tariff talks in Washington.", encoding="utf-8")
    answer = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY})
    assert {one.speaker for one in answer.statements} <= {None, "akazawa"}


@needs_model
def test_indirect_speech_has_its_day(answer):
    one = find(answer, "will not rush")
    assert (one.kind, one.speaker, one.move, one.direction) == ("indirect", "ishiba", "refusal", "hold")
    assert one.said_on is not None
    assert (one.said_on.start, one.said_on.basis) == (date(2025, 4, 21), "weekday")


@needs_model
def test_a_misspelt_name_is_resolved_by_office_and_flagged(answer):
    one = find(answer, "waiting in line")
    assert (one.speaker, one.actor) == ("bessent", "US")
    assert any(flag.kind == "name_variant" and flag.proposed == "bessent" for flag in answer.flags)


@needs_model
def test_a_pronoun_is_the_last_speaker_and_says_so(answer):
    one = find(answer, "would begin on May 1")
    assert one.speaker == "bessent"
    assert one.refers
    assert date(2025, 5, 1) in [when.start for when in one.refers_to]


@needs_model
def test_a_narrative_position_has_actor_hedge_and_chain(answer):
    one = find(answer, "increase of rice imports")
    assert (one.actor, one.move, one.certainty) == ("JP", "offer", "possible")
    assert "rice_access" in one.issues
    names = [(link.role, link.name, link.anonymity, link.number) for link in one.chain]
    assert names[0] == ("outlet", "The Daily", "named", 1)
    assert ("wire", "Kyodo", "named", 1) in names
    assert any(link.anonymity == "anonymous" and link.number == 2 for link in one.chain)


@needs_model
def test_a_demand_passed_on_by_a_newspaper_is_the_partys(answer):
    one = find(answer, "American troops")
    assert (one.actor, one.move) == ("US", "demand")
    assert any(link.name == "Asahi Shimbun" for link in one.chain)


@needs_model
def test_an_unnamed_official_is_one_and_anonymous(answer):
    one = find(answer, "separate track")
    assert one.speaker is None
    assert one.actor == "JP"
    assert one.move == "separation"
    assert one.chain[-1].anonymity == "anonymous"
    assert one.chain[-1].number == 1


def test_the_headline_is_marked_as_one(answer):
    assert answer.statements[0].kind == "headline"


def test_rules_alone_read_and_say_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    answer = reading([path], registry=REGISTRY, published={"a.txt": DAY}, model=False)
    assert answer.documents[0].method == "rules"
    assert any(flag.kind == "model" and "rules alone" in flag.reason for flag in answer.flags)
    assert find(answer, "concede everything").speaker == "ishiba"


def test_the_cases_own_lexicon_decides_the_issues(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    answer = reading([path], registry=REGISTRY, lexicon=Lexicon({"paddy": ("rice",)}), published={"a.txt": DAY})
    assert {issue for one in answer.statements for issue in one.issues} == {"paddy"}


def test_without_a_day_nothing_is_dated(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Ishiba said Monday that Japan will not rush into a deal.", encoding="utf-8")
    answer = reading([path])
    assert answer.documents[0].published is None
    assert all(one.said_on is None for one in answer.statements)


def test_the_json_answer_has_the_documented_fields(answer):
    row = answer.as_json()
    assert {"documents", "statements", "flags", "relations"} <= row.keys()
    assert {"file", "sha256", "published"} <= row["documents"][0].keys()
    wanted = {"file", "start", "end", "kind", "reported_speaker", "speaker", "actor", "chain", "said_on", "precision", "move", "issues", "certainty", "confidence", "method"}  # fmt: skip
    assert wanted <= row["statements"][0].keys()
    assert "text" not in row["statements"][0]


def test_a_post_on_the_other_sides_channel_is_doubted(tmp_path):
    path = tmp_path / "b.txt"
    path.write_text(
        "Economic revitalization minister Ryosei Akazawa posted on “Truth Social,” stating, “I will be there with the US Secretary of the Treasury. "
        "A great day for both of us!”",
        encoding="utf-8",
    )
    answer = reading([path], registry=REGISTRY, published={"b.txt": DAY})
    (flag,) = [flag for flag in answer.flags if flag.kind == "misattribution"]
    assert "Truth Social" in flag.reason
    doubted = next(one for one in answer.statements if one.start == flag.start)
    assert "Akazawa" in doubted.reported_speaker
    assert doubted.speaker is None


def test_japanese_is_read_in_the_original(tmp_path):
    path = tmp_path / "ja.txt"
    path.write_text(
        "石破首相は17日の国会で「すべて譲歩すれば国益を守れない」と強調した。政府はコメの輸入枠の拡大を検討している。\n"
        "米国側は自動車の安全基準の見直しを求めた。政府関係者は「交渉は厳しい」と話した。\n",
        encoding="utf-8",
    )
    answer = reading([path], registry=REGISTRY, published={"ja.txt": DAY})
    quoted = find(answer, "国益")
    assert (quoted.kind, quoted.speaker, quoted.actor) == ("direct", "ishiba", "JP")
    assert quoted.said_on is not None
    assert quoted.said_on.start == date(2025, 4, 17)
    weighed = find(answer, "輸入枠")
    assert (weighed.kind, weighed.actor, weighed.move, weighed.issues) == ("narrative", "JP", "offer", ("rice_access",))
    assert find(answer, "安全基準").actor == "US"


TRANSCRIPT = """PRESS CONFERENCE, 2 May 2025

SECRETARY BESSENT: We had a good meeting with our friends. The tariffs stay until there is a deal.

Q: Did Japan ask that the car tariff be dropped?

SECRETARY BESSENT: They asked for everything to be reviewed, of course.

Q: Thank you, Mr. Secretary.
"""


@needs_model
def test_a_transcript_credits_each_turn_and_no_question(tmp_path):
    (tmp_path / "a.txt").write_text(TRANSCRIPT, encoding="utf-8")
    answer = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY})
    turns = [one for one in answer.statements if one.method == "quote:label"]
    assert [(one.speaker, one.kind) for one in turns] == [("bessent", "direct"), ("bessent", "direct")]
    assert not any("Did Japan ask" in one.text for one in answer.statements)


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("“The door remains open,” Bessent was quoted as saying by Kyodo.", "bessent", "door remains"),
        ("“We will not be rushed,” said Ryosei Akazawa, the economic revitalization minister.", "akazawa", "not be rushed"),
        ("In a post on Truth Social, Trump wrote that Japan was very tough.", "trump", "very tough"),
        ("Asked about rice, Ishiba said nothing had been decided.", "ishiba", "nothing had been decided"),
        ("Trump: “I am in no hurry at all.”", "trump", "no hurry"),
        ("Sources familiar with the matter said Tokyo may raise its rice quota.", None, "rice quota"),
        ("Two people briefed on the talks said the U.S. side pressed for inspections to be eased.", None, "inspections"),
        ("Japan has insisted that car tariffs be part of any deal.", None, "car tariffs"),
        ("Akazawa pushed back against the idea of a partial deal.", "akazawa", "partial deal"),
        ("Washington wants Japan to lower barriers to American cars.", None, "barriers"),
        ("The two ministers exchanged views on tariffs and non-tariff measures.", None, "exchanged views"),
    ],
)
@needs_model
def test_many_ways_of_reporting(tmp_path, sentence, speaker, words):
    people = "Donald Trump, Scott Bessent, Ryosei Akazawa and Shigeru Ishiba were in the news.\n\n"
    (tmp_path / "a.txt").write_text(people + sentence, encoding="utf-8")
    answer = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY})
    assert find(answer, words).speaker == speaker


@needs_model
def test_a_pronoun_after_a_stranger_is_not_the_office_holder_before(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Trump threatened to raise the tariffs on Europe.\n\nIn response, Sefcovic rejected the threats. He said trade must be guided by respect.\n\n"
        "Trump and Ishiba met for 30 minutes. A Trump administration official said the talks were good.",
        encoding="utf-8",
    )
    answer = reading([tmp_path / "a.txt"], registry=REGISTRY, published={"a.txt": DAY})
    assert find(answer, "guided by respect").speaker is None
    assert all(one.speaker is None for one in answer.statements if "met for 30 minutes" in one.text or "talks were good" in one.text)
