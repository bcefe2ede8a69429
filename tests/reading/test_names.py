from datetime import date

import pytest

from nemawashi.reading.names import Resolver
from tests.reading.reports import REGISTRY


@pytest.fixture
def resolver():
    return Resolver(REGISTRY, date(2025, 4, 17), date(2025, 4, 23))


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("President Donald Trump", "trump"),
        ("U.S. Treasury Secretary Scott Bessent", "bessent"),
        ("US Treasury Secretary Benson", "bessent"),
        ("U.S. Treasury Secretary Scott Broughton", "bessent"),
        ("Prime Minister Ishiba", "ishiba"),
        ("Shigeru Ishiba", "ishiba"),
        ("石破首相", "ishiba"),
        ("British Prime Minister Keir Starmer", "starmer"),
        ("US Secretary of the Treasury", "bessent"),
        ("Donald J. Trump", "trump"),
        ("Trump’s Treasury Secretary Scott Bessent", "bessent"),
        ("赤澤経済再生担当大臣", "akazawa"),
        ("赤沢氏", "akazawa"),
        ("ベセント米財務長官", "bessent"),
        ("トランプ氏", "trump"),
        ("石破総理大臣", "ishiba"),
    ],
)
def test_a_name_with_its_office_and_day_is_resolved(resolver, words, person):
    assert resolver.resolve(words).person == person


@pytest.mark.parametrize(
    "words",
    [
        "Broughton",
        "Eric Trump",
        "Melania Trump",
        "former Treasury Secretary Janet Yellen",
        "Deputy Treasury Secretary Michael Faulkender",
        "Canadian Prime Minister Mark Carney",
        "a spokesman for Ishiba",
        "Ken Ishiba",
        "the prime minister",
        "officials",
        "Ishiba’s wife Yoshiko Ishiba",
        "Bessent’s counterpart",
        "the office of the Treasury Secretary",
        "Chief Cabinet Secretary Yoshimasa Hayashi",
        "South Korea’s finance minister",
        "Foreign Ministry spokesman",
        "エリック・トランプ氏",
        "昭恵夫人",
        "林官房長官",
        "韓国の崔財務相",
        "イエレン前財務長官",
        "赤沢氏周辺",
        "石破政権幹部",
        "",
    ],
)
def test_below_the_threshold_nobody_is_meant(resolver, words):
    assert resolver.resolve(words).person is None


def test_an_office_that_fits_another_name_is_proposed_with_its_reason(resolver):
    mention = resolver.resolve("Treasury Secretary Janet Yellen")
    assert mention.person is None
    assert mention.proposed == "bessent"
    assert "Janet Yellen" in mention.reason


def test_the_office_is_that_of_the_day():
    before = Resolver(REGISTRY, date(2024, 12, 1), date(2024, 12, 1))
    assert before.resolve("Treasury Secretary Janet Yellen").person == "yellen"
    assert before.resolve("Treasury Secretary Scott Bessent").person is None


def test_a_short_name_stands_for_whom_the_document_introduced(resolver):
    resolver.resolve("U.S. Treasury Secretary Scott Broughton")
    assert resolver.resolve("Broughton").person == "bessent"


def test_a_stranger_of_the_same_family_name_keeps_it():
    resolver = Resolver(REGISTRY, date(2025, 4, 17), date(2025, 4, 23))
    resolver.resolve("Ken Akazawa")
    assert resolver.resolve("Akazawa").person is None


def test_a_title_the_document_gives_to_a_stranger_is_not_the_holders():
    resolver = Resolver(REGISTRY, date(2025, 4, 17), date(2025, 4, 23))
    assert resolver.resolve("the Treasury Secretary").person == "bessent"
    resolver.resolve("Treasury Secretary Janet Yellen")
    assert resolver.resolve("the Treasury Secretary").person is None
