from dataclasses import replace
from datetime import date

from nemawashi.reading import Flag, Proposal, Teller, When, origins, relate


def day(number, month=4):
    one = date(2025, month, number)
    return When(one, one, "day", "stated")


SIXTEENTH = day(16)


def said(
    document,
    text,
    *,
    actor="JP",
    speaker=None,
    move="context",
    direction="neutral",
    issues=("car_duty",),
    on=SIXTEENTH,
    chain=(),
    name="",
    kind="indirect",
):
    return Proposal(
        document, document * 8, 0, len(text), kind, text, name, speaker, actor, chain, on, (), move, issues, direction, "certain", 0.9, "test"
    )  # fmt: skip


NHK = Teller("NHK", "outlet", "named")
OFFICIALS = Teller("officials", "official", "anonymous", None)
MINISTER = Teller("akazawa", "person", "named")


def kinds(*statements):
    return [(relation.kind, relation.aspect) for relation in relate(statements)]


def test_the_same_told_by_two_outlets_corroborates_independently():
    one = said("a", "Japan is weighing an increase of imported rice from American farmers", chain=(Teller("The Daily", "outlet", "named"),))
    other = said("b", "An increase of rice imported from American farmers is what Japan is weighing", chain=(NHK,))
    (relation,) = relate([one, other])
    assert (relation.kind, relation.independent) == ("corroborates", True)


def test_two_reports_of_one_officials_words_have_one_origin():
    one = said(
        "a",
        "Japan is weighing an increase of imported rice from American farmers",
        chain=(Teller("The Daily", "outlet", "named"), NHK, OFFICIALS),
    )
    other = replace(one, file="b", document="b" * 8, chain=(Teller("Weekly", "outlet", "named"), NHK))
    (relation,) = relate([one, other])
    assert relation.independent is False
    assert origins([one, other]) == 1
    third = replace(one, chain=(NHK, MINISTER))
    assert origins([one, other, third]) == 2


def test_one_person_written_in_two_ways_is_a_contradiction_of_names():
    one = said("a", "that the talks went well enough", actor="US", speaker="bessent", name="Treasury Secretary Scott Bessent")
    other = said("b", "that partners are waiting in line", actor="US", speaker="bessent", name="US Treasury Secretary Benson")
    assert kinds(one, other) == [("contradicts", "name")]
    assert kinds(one, replace(other, reported_speaker="Bessent")) == []


def test_a_length_told_differently_is_a_contradiction_of_values():
    one = said("a", "The minister met with the President at the White House for 50 minutes talks", chain=(NHK,))
    other = said("b", "The minister met with the President at the White House for 75 minutes talks")
    assert ("contradicts", "value") in kinds(one, other)


def test_counts_of_different_things_do_not_contradict():
    asked = said("a", "over 75 countries have requested negotiations with the United States", actor="US")
    under_way = said("b", "negotiations with about 40 other countries are under way in the United States", actor="US")
    assert ("contradicts", "value") not in kinds(asked, under_way)
    suspended = said("a", "Japan is facing a 24% reciprocal tariff that is suspended")
    in_force = said("b", "Japan is facing a 10% base tariff and a 25% automobile tariff in force")
    assert all(kind != "contradicts" for kind, _ in kinds(suspended, in_force))


def test_the_same_words_of_two_people_are_a_contradiction_of_speakers():
    one = said("a", "“Today Japan will negotiate on tariffs and military support costs”", speaker="akazawa", kind="direct")
    other = said("b", "“Japan will negotiate today on tariffs and military support costs”", speaker="trump", actor="US", kind="direct")
    assert kinds(one, other) == [("contradicts", "speaker")]


def test_the_sides_disagree_and_no_report_is_wrong():
    one = said("a", "that Japan open its market", actor="US", move="demand", direction="press", issues=("rice_access",))
    other = said("b", "that farmers must be protected", move="refusal", direction="hold", issues=("rice_access",))
    assert kinds(one, other) == [("disagreement", "content")]


def test_a_side_that_gives_way_later_supersedes_itself():
    one = said("a", "that all the car tariffs be cancelled completely", move="demand", direction="press", on=day(16))
    other = said("b", "a proposal that car tariffs be cancelled partly for imports", move="offer", direction="concede", on=day(30))
    (relation,) = relate([one, other])
    assert relation.kind == "supersedes"
    assert relation.first == ("b" * 8, 0, len(other.text))


def test_hurry_denied_and_shown_is_tension():
    one = said("a", "that it is not in a hurry over a deal", actor="US", issues=("deficit",))
    other = said("b", "its desire to reach a deal at an early date", actor="US", issues=("deficit",))
    assert kinds(one, other) == [("tension", "content")]


def test_a_statement_has_no_relation_with_itself():
    one = said("a", "that all the car tariffs be cancelled completely", move="demand", direction="press")
    assert relate([one, one]) == ()


def told(words, *, document="a", actor="JP", speaker=None, move="assessment", direction="neutral", day=1, issues=("rice_access",), certainty="certain", kind="indirect"):  # fmt: skip
    when = When(date(2025, 4, day), date(2025, 4, day), "day", "given")
    return Proposal(f"{document}.txt", document, day * 1000, day * 1000 + len(words), kind, words, speaker or "", speaker, actor, (Teller(f"outlet {document}", "outlet", "named"),),
                    when, (), move, issues, direction, certainty, 0.9, "test")  # fmt: skip


def typed(*statements, flags=()):
    return [(one.kind, one.aspect) for one in relate(statements, flags)]


def test_what_two_ministers_say_in_their_own_words_is_no_contradiction():
    one = told("“We will not sacrifice our farmers in these talks.”", kind="direct", speaker="ishiba", move="red_line", direction="hold")
    two = told("“We will never give up farmers for a quick deal in these talks.”", document="b", kind="direct", speaker="akazawa", move="red_line", direction="hold", day=2)  # fmt: skip
    assert ("contradicts", "speaker") not in typed(one, two)


def test_considered_then_offered_is_superseded():
    one = told("Tokyo is considering wider rice imports from America", move="offer", direction="concede", certainty="possible", kind="narrative")  # fmt: skip
    two = told("Tokyo offered wider rice imports", document="b", move="offer", direction="concede", day=10, kind="narrative")
    assert ("supersedes", "content") in typed(one, two)


def test_a_report_of_the_earlier_occasion_replaces_nothing():
    one = told("the ministers demanded wider access for rice and beef", actor="US", move="demand", direction="press", day=16)
    when = When(date(2025, 4, 11), date(2025, 4, 20), "days", "relative")
    two = replace(told("in mid-April they demanded more access for rice and potatoes", document="b", actor="US", move="demand", direction="press", day=28), refers_to=(when,))  # fmt: skip
    assert ("supersedes", "content") not in typed(one, two)


def test_parties_that_never_meet_do_not_disagree():
    one = told("Seoul demanded lower rice tariffs", actor="KR", move="demand", direction="press")
    two = told("Tokyo refused to open its rice market", document="b", actor="JP", move="refusal", direction="hold", day=2)
    assert typed(one, two) == []
    three = told("Washington demanded lower rice tariffs", document="b", actor="US", move="demand", direction="press", day=3)
    assert ("disagreement", "content") in typed(two, three)


def test_a_name_that_is_only_mentioned_may_be_written_in_two_ways():
    one = told("he met Treasury Secretary Scott Broughton for an hour", day=1)
    two = replace(told("several partners are in line", document="b", actor="US", speaker="bessent", day=2), reported_speaker="Bessent")
    flag = Flag("a.txt", "name_variant", one.start + 7, one.start + 40, "Treasury Secretary Scott Broughton", "family name", "bessent")
    assert ("contradicts", "name") in typed(one, two, flags=[flag])
