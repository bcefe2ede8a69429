"""Each way in which an order can be wrong is told at its line with what to do; none is passed over in silence."""

from pathlib import Path

import pytest

from nemawashi.errors import Fault
from nemawashi.tariffs import load

ACT = '[[act]]\nid = "o"\ntitle = "Order"\nsigned = 2025-05-01\n'
VOLUME = '[[quota.volume]]\nsince = 2025-01-01\nvolume = {volume}\nact = "o"\npinpoint = "1"\n'
QUOTA = '[[quota]]\nid = "q"\nlabel = {{ en = "q", ja = "q" }}\nimporter = "US"\nunit = "t"\nperiod = "{period}"\nallocation = "first come"\n{more}\n'


def measure(
    head: str = 'headings = ["8703"]', duty: str = 'duty = "5 %"', name: str = "m", on: str = "2025-05-02", pinpoint: str = "s.1"
) -> str:
    return (
        f'\n[[measure]]\nid = "{name}"\nlabel = {{ en = "a", ja = "あ" }}\nimporter = "US"\nauthority = "other"\n{head}\n'
        f'\n[[measure.event]]\nkind = "enact"\non = {on}\nact = "o"\npinpoint = "{pinpoint}"\n{duty}\n'
    )


def event(kind: str, on: str = "2025-06-01", more: str = "") -> str:
    return f'\n[[measure.event]]\nkind = "{kind}"\non = {on}\nact = "o"\npinpoint = "s.9"\n{more}\n'


def rule(first: str, then: str, more: str = "") -> str:
    return (
        f'\n[[rule]]\nid = "r-{first}-{then}"\nkind = "displaces"\nimporter = "US"\nfirst = ["{first}"]\nthen = ["{then}"]\n'
        f'[[rule.event]]\nkind = "enact"\non = 2025-05-02\nact = "o"\npinpoint = "1"\n{more}'
    )


def asks(more: str, key: str = "fact") -> str:
    return f'[[question]]\nkey = "{key}"\ntext = {{ en = "x", ja = "x" }}\n{more}\n'


WRONG = {
    "a rate below zero": (measure(duty='duty = "-5 %"'), "a duty is not below zero"),
    "half for fifty percent": (measure(duty='duty = "0.5"'), "0.5 needs '%'"),
    "a continental comma": (measure(duty='duty = "2,5 %"'), "decimals follow a point: 2.5"),
    "another currency": (measure(duty='duty = "5 JPY/kg"'), "5 JPY/kg is in JPY"),
    "another currency in a sum": (measure(duty='duty = "max(5 %, 3 EUR/100 kg)"'), "3 EUR/100 kg is in EUR"),
    "a duty and rates": (measure(duty='duty = "5 %"\nrates = { JP = "6 %" }'), "a duty and rates"),
    "a rate of an origin left empty": (measure(duty='rates = { JP = "" }'), "an origin without a duty"),
    "a label without Japanese": (measure().replace("あ", ""), "label is empty"),
    "an id of nothing": (measure(name=""), "id is empty"),
    "an event before the enacting one": (
        measure() + event("suspend", "2025-04-01", "until = 2025-09-01"),
        "before it is enacted on 2025-05-02",
    ),
    "an event after the end": (
        measure() + event("terminate") + event("amend", "2025-07-01", 'duty = "3 %"'),
        "after it ended on 2025-06-01",
    ),
    "a resumption of nothing": (measure() + event("resume"), "nothing is suspended on 2025-06-01"),
    "an extension of nothing": (measure() + event("extend", more="until = 2025-09-01"), "nothing to extend"),
    "an extension after the lapse": (
        measure() + event("suspend", more="until = 2025-07-01") + event("extend", "2025-08-01", "until = 2025-09-01"),
        "extended on 2025-08-01, what ended on 2025-07-01",
    ),
    "an extension backwards": (
        measure() + event("suspend", more="until = 2025-09-01") + event("extend", "2025-07-01", "until = 2025-08-01"),
        "it runs to 2025-09-01 already",
    ),
    "a shorter suspension within a longer": (
        measure() + event("suspend", more="until = 2025-09-01") + event("suspend", "2025-07-01", "until = 2025-08-01"),
        "though it is suspended until 2025-09-01 already",
    ),
    "an end for a time": (measure() + event("terminate", more="until = 2025-09-01"), "terminate until a day"),
    "a suspension that charges": (measure() + event("suspend", more='duty = "3 %"'), "suspend with a duty"),
    "an exemption of everything": (measure() + event("exempt"), "exempt without a narrowing"),
    "an amendment for an origin outside": (
        measure('origins = ["JP"]') + event("amend", more='duty = "3 %"\norigins = ["KR"]'),
        "amend speaks of KR, which the measure does not reach",
    ),
    "an exemption of goods outside": (measure() + event("exempt", more='headings = ["8429"]'), "exempt speaks of 8429"),
    "a rate for an origin outside": (measure('origins = ["JP"]', 'rates = { KR = "5 %" }'), "enact speaks of KR"),
    "goods carved out to nothing": (measure('headings = ["8703"]\nexcept_headings = ["87"]'), "reaches no good"),
    "origins carved out to nothing": (measure('origins = ["JP"]\nexcept_origins = ["JP"]'), "reaches no origin"),
    "goods carved out that are not named": (measure('headings = ["8703"]\nexcept_headings = ["8429"]'), "carves out 8429"),
    "an origin of three letters": (measure('origins = ["JPN"]'), "origin 'JPN'"),
    "a union that is no group here": (measure('origins = ["EU"]'), "origin 'EU' is no group here"),
    "a date held against yes and no": (measure('when = "in_transit < 2025-05-01"'), "in_transit is answered yes or no"),
    "a word held against yes and no": (measure('when = "in_transit = maybe"'), "in_transit is answered yes or no"),
    "a day that is neither so nor not": (asks('kind = "date"') + measure('when = "fact"'), "neither so nor not so"),
    "a word no choice has": (
        asks('kind = "choice"\nanswers = ["a", "b"]') + measure('when = "fact = c"'),
        "'c' is no answer of fact (a, b)",
    ),
    "a choice of nothing": (asks('kind = "choice"') + measure(), "fact has no choice"),
    "a presumption without a reason": (asks('presumed = "no"') + measure('when = "fact"'), "presumed without a reason"),
    "a presumption on an unknown list": (
        asks('[[question.presume]]\nanswer = "yes"\nbecause = "b"\nlists = ["none"]') + measure('when = "fact"'),
        "unknown list 'none'",
    ),
    "a presumption on goods nobody trades": (
        asks('[[question.presume]]\nanswer = "yes"\nbecause = "b"\nheadings = ["77"]') + measure('when = "fact"'),
        "77 covers no line",
    ),
    "a key that means something else": (asks("", "code") + measure(), "question key 'code'"),
    "a part of the value nobody asks for": (
        '[[base]]\nname = "b c"\nquestion = "nope"\nact = "o"\npinpoint = "1"\n' + measure(duty='duty = "5 % of b c"'),
        "unknown question 'nope'",
    ),
    "a part of the value answered yes or no": (
        '[[base]]\nname = "b c"\nquestion = "in_transit"\nact = "o"\npinpoint = "1"\n' + measure(duty='duty = "5 % of b c"'),
        "asks in_transit, a yes_no question",
    ),
    "a side without a quota": (measure('side = "in"'), "a side without a quota"),
    "a quota without a side": (
        QUOTA.format(period="once", more="") + VOLUME.format(volume=5) + measure('quota = "q"'),
        "a quota without a side",
    ),
    "a volume below zero": (
        QUOTA.format(period="once", more="") + VOLUME.format(volume=-5) + measure('quota = "q"\nside = "in"'),
        "volume -5",
    ),
    "a quota without a volume": (QUOTA.format(period="once", more="volume = []") + measure('quota = "q"\nside = "in"'), "q has no volume"),
    "a carry-over into no period": (
        QUOTA.format(period="quarter", more="carry_over = [[4, 9]]") + VOLUME.format(volume=5) + measure('quota = "q"\nside = "in"'),
        "from period 4 to 9",
    ),
    "a part of a quota that is not there": (
        QUOTA.format(period="once", more='parent = "zz"') + VOLUME.format(volume=5) + measure('quota = "q"\nside = "in"'),
        "unknown quota 'zz'",
    ),
    "a least that is no amount": (measure('minimum = "ten"'), "minimum 'ten'"),
    "a least above the most": (measure('minimum = "10"\nmaximum = "5"'), "minimum 10 above maximum 5"),
    "a column the schedule has not": (measure('table = "schedule:special"', ""), "has no column 'special'"),
    "a table without its column": (measure('table = "schedule"', ""), "table without a column"),
    "a rule against oneself": (measure() + rule("m", "m"), "m stands on both sides"),
    "a rule that charges": (measure() + rule("m", "extra", 'duty = "5 %"\n'), "r-m-extra: enact"),
    "a ring of three": (
        "".join(measure(name=one) for one in "abc") + rule("a", "b") + rule("b", "c") + rule("c", "a"),
        "stacking runs in a ring: a → b → c → a",
    ),
    "a member that is no country": ('[[group]]\nid = "pair"\ntitle = "g"\nmembers = ["JPN"]\n' + measure(), "origin 'JPN'"),
    "a group called like a country": (
        '[[group]]\nid = "KR"\ntitle = "g"\nmembers = ["JP"]\n' + measure(),
        "group 'KR' looks like a country",
    ),
    "a clock of nowhere": (
        '[[jurisdiction]]\nid = "AU"\ncurrency = "AUD"\nzone = "Australia/Nowhere"\n' + measure(),
        "zone 'Australia/Nowhere'",
    ),
    "an hour after the day": ('[[jurisdiction]]\nid = "AU"\ncurrency = "AUD"\ninstant = "25:00"\n' + measure(), "instant '25:00'"),
    "a list outside the folder": (
        '[[list]]\nid = "l"\nfile = "../../elsewhere.csv"\nsha256 = ""\ntitle = "t"\nact = "o"\npinpoint = "1"\n' + measure(),
        "is outside the law folder",
    ),
}
DATES = {
    "an act without a date": ('[[act]]\nid = "o"\ntitle = "t"\n', "o has no date"),
    "published before it was signed": (
        '[[act]]\nid = "o"\ntitle = "t"\nsigned = 2025-05-01\npublished = 2025-04-01\n',
        "before it was signed 2025-05-01",
    ),
    "ended before it applied": (
        '[[act]]\nid = "o"\ntitle = "t"\nsigned = 2025-05-01\neffective = 2025-05-02\nended = 2025-05-01\n',
        "ended 2025-05-01",
    ),
    "in force after its event": (
        '[[act]]\nid = "o"\ntitle = "t"\nsigned = 2025-05-01\neffective = 2025-06-01\n',
        "an event of it starts 2025-05-02",
    ),
}


def faults_of(folder: Path, text: str) -> list[Fault]:
    (folder / "order.toml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    load(folder, faults, root=folder.parent)
    return faults


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_once_with_its_line_and_what_to_do(folder: Path, name: str) -> None:
    text, words = WRONG[name]
    faults = faults_of(folder, ACT + text)
    assert [words in fault.found for fault in faults] == [True], "\n".join(map(str, faults)) or "no fault"
    assert faults[0].where.startswith("law/order.toml:")
    assert faults[0].rule
    assert faults[0].remedy


@pytest.mark.parametrize("name", DATES)
def test_dates_of_an_act_that_contradict_each_other_are_told(folder: Path, name: str) -> None:
    act, words = DATES[name]
    assert [words in fault.found for fault in faults_of(folder, act + measure())] == [True]


RIGHT = {
    "an exemption older than the duty": measure() + event("exempt", "2025-01-15", 'origins = ["KR"]'),
    "a suspension taken up for a part": measure()
    + event("suspend", more="until = 2025-09-01")
    + event("resume", "2025-07-01", 'origins = ["KR"]'),
    "an extension on the day of the lapse": measure()
    + event("suspend", more="until = 2025-07-01")
    + event("extend", "2025-07-01", "until = 2025-08-01"),
    "enacted again after an end": measure()
    + event("terminate")
    + event("enact", "2025-08-01", 'duty = "3 %"')
    + event("amend", "2025-09-01", 'duty = "4 %"'),
    "a limited life extended": measure(duty='duty = "5 %"\nuntil = 2025-08-01') + event("extend", "2025-08-01", "until = 2025-09-01"),
    "a longer suspension over a shorter": measure()
    + event("suspend", more="until = 2025-07-01")
    + event("suspend", "2025-06-15", "until = 2025-09-01"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_unusual_and_right_is_left_alone(folder: Path, name: str) -> None:
    assert faults_of(folder, ACT + RIGHT[name]) == []


def test_all_that_is_wrong_with_one_measure_is_told_at_once(folder: Path) -> None:
    """Mistakes of form do not hide mistakes of law, in the row or in what names it."""
    wrong = (
        ACT.replace("signed", "sined")
        + measure('heading = ["8703"]\norigins = ["XQ"]\nwhen = "nokey"\nprogramme = "p"', 'duty = "five"').replace("2025-05-02", '"soon"')
        + event("amend", "2025-05-09", "until = 2025-05-01\nduty = 7").replace('act = "o"', 'act = "oo"').replace("s.9", "")
        + measure('programme = "p"', name="n")
        + rule("m", "extra")
    )
    found = [fault.found for fault in faults_of(folder, wrong)]
    expected = (
        "sined is not a known key",
        "heading is not a known key",
        "event.0.on = 'soon'",
        "event.1.duty = 7",
        "unknown origin 'XQ'",
        "unknown question 'nokey'",
        "unknown act 'oo'",
        "m: pinpoint is empty",
        "m: 'five'",
        "until 2025-05-01 is not after on 2025-05-09",
    )
    for words in expected:
        assert [words in one for one in found].count(True) == 1, (words, found)
    assert len(found) == len(expected), found


def test_files_as_other_programs_save_them_are_read_or_told(folder: Path) -> None:
    base = folder / "base.toml"
    base.write_bytes(b"\xef\xbb\xbf" + base.read_bytes())
    assert faults_of(folder, "") == []
    (folder / "schedule.csv").write_bytes("line,general,note\n87032301,2.5 %,café\n".encode("latin-1"))
    told = {fault.where: fault.found for fault in faults_of(folder, "")}
    assert told["law/schedule.csv:2"] == "bytes that are not UTF-8"


def test_a_schedule_is_told_line_by_line(folder: Path) -> None:
    """A line that stands twice, a comma that cuts a rate, a letter for a nought: each would be a silent wrong rate."""
    rows = 'line,general\n8703.23.01,"2,5 %"\n87032301,3 %\n8429O210,free\n84295210,max(2 %, 3 USD/kg)\n'
    (folder / "schedule.csv").write_text(rows, encoding="utf-8")
    told = [(fault.where, fault.found.partition(":")[0]) for fault in faults_of(folder, "") if "schedule.csv:" in fault.where]
    assert [where for where, _ in told] == [
        "law/schedule.csv:2",
        "law/schedule.csv:3",
        "law/schedule.csv:4",
        "law/schedule.csv:5",
        "law/schedule.csv:5",
    ]
    assert told[1][1] == "87032301 stands twice"
    assert told[2][1] == "'8429O210' is not a tariff code"
    assert told[3][1] == "more cells than columns"
