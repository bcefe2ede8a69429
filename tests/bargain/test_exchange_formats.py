"""GENIUS XML and NegMAS YAML: exact counts on published domains, round trips, and files that are refused."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from nemawashi.bargain import Domain, Forbid
from nemawashi.bargain.describe import describe
from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.genius import read_folder, write_genius, write_negmas
from nemawashi.bargain.nash import nash
from nemawashi.errors import Refused

EFFICIENT = {"ItexvsCypress": 17, "Laptop": 4, "Grocery": 7, "Car": 53, "Energy": 251, "group2-politics": 121}
PACKAGES = {"ItexvsCypress": 180, "Laptop": 27, "Grocery": 1600, "Car": 15_625, "Energy": 390_625, "group2-politics": 23_040}


@pytest.fixture(scope="module")
def domains(shared: Path) -> Path:
    return shared / "data" / "bargain" / "genius"


@pytest.mark.parametrize("name", EFFICIENT)
def test_efficient_payoffs_of_the_competition_domains(domains: Path, name: str) -> None:
    domain = read_folder(domains / name, "raw").domain
    found = frontier(domain)
    assert found.method == "exact"
    assert domain.combinations == PACKAGES[name]
    assert len(found) == EFFICIENT[name]
    assert len(frontier(domain, method="exhaustive")) == EFFICIENT[name]


@pytest.mark.parametrize(("name", "payoffs"), [("Car", ("94.03", "92.96")), ("Energy", ("4.89", "4.79"))])
def test_nash_points_on_the_raw_scale(domains: Path, name: str, payoffs: tuple[str, str]) -> None:
    domain = read_folder(domains / name, "raw").domain
    assert domain.disagreement == (0, 0)
    assert nash(frontier(domain)).points[0].payoffs == tuple(map(Fraction, payoffs))


def test_the_genius_scale_ends_at_one(domains: Path) -> None:
    for name in EFFICIENT:
        domain = read_folder(domains / name, "genius").domain
        for table in domain.values:
            assert sum(max(row) for row in table) == 1
    assert nash(frontier(read_folder(domains / "Grocery", "genius").domain)).points[0].payoffs == (Fraction("0.84"), Fraction("0.895"))


@pytest.mark.parametrize("name", EFFICIENT)
@pytest.mark.parametrize("write", [write_genius, write_negmas])
def test_round_trip(domains: Path, tmp_path: Path, name: str, write: object) -> None:
    domain = read_folder(domains / name, "raw").domain
    write(domain, tmp_path / "out", "raw")
    assert read_folder(tmp_path / "out", "raw").domain == domain


def test_the_answer_has_the_documented_fields(domains: Path) -> None:
    domain = read_folder(domains / "Car", "raw").domain
    answer = json.loads(json.dumps(describe(frontier(domain))))
    assert {"packages", "efficient", "zopa", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "method"} <= set(answer)
    assert answer["packages"] == 15_625
    assert answer["method"] == "exact"
    assert len(answer["efficient"]) == len(answer["zopa"]) == 53
    assert answer["nash"]["payoffs"] == [94.03, 92.96]
    for row in answer["efficient"]:
        assert [float(u) for u in domain.payoff(row["package"])] == row["payoffs"]


NEGMAS = {
    "domain.yml": """
name: talks
type: DiscreteCartesianOutcomeSpace
issues:
- {name: ban, type: CategoricalIssue, values: ['Yes', No]}
- {name: quota, type: ContiguousIssue, values: [0, 3]}
""",
    "a.yml": """
type: LinearAdditiveUtilityFunction
name: alpha
reserved_value: 0.1
weights: [0.3, 0.7]
values:
- {type: TableFun, mapping: {'Yes': 1.0, No: 0.1}}
- {type: AffineFun, slope: -0.1, bias: 1}
""",
    "b.yml": """
type: ExpDiscountedUFun
discount: 0.9
reserved_value: -.inf
ufun:
  type: negmas.preferences.LinearAdditiveUtilityFunction
  reserved_value: -.inf
  bias: 0.5
  weights: [1, 1]
  values:
  - mapping: {'Yes': 0.0, No: 1.0}
    type: TableFun
  - {type: IdentityFun}
""",
}


def put(folder: Path, **changed: str | None) -> Path:
    files = {**NEGMAS, **{name.replace("_", "."): content for name, content in changed.items()}}
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_negmas_yaml_is_read_as_text_and_exact_decimals(tmp_path: Path) -> None:
    found = read_folder(put(tmp_path), "raw")
    domain = found.domain
    assert domain.parties == ("a", "b")
    assert domain.issues[0].options == ("Yes", "No")
    assert domain.payoff({"ban": "No", "quota": "3"}) == (Fraction("0.03") + Fraction("0.49"), Fraction("4.5"))
    assert domain.disagreement == (Fraction(1, 10), 0)
    assert found.discounts == {"b": Fraction(9, 10)}
    assert any("not applied" in note for note in found.notes)
    assert any("no reserved value" in note for note in found.notes)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"a_yml": NEGMAS["a.yml"].replace("reserved_value: 0.1", "reserved_value: 2")}, "reserved value of 2"),
        ({"a_yml": NEGMAS["a.yml"].replace("reserved_value: 0.1", "reserved_value: -0.2")}, "between 0 and"),
        ({"a_yml": NEGMAS["a.yml"].replace("LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction")}, "additive"),
        ({"a_yml": NEGMAS["a.yml"].replace("weights: [0.3, 0.7]", "weights: [0.3]")}, "1 weights for 2 issues"),
        ({"a_yml": NEGMAS["a.yml"].replace("'Yes': 1.0, ", "")}, "no value for Yes"),
        ({"a_yml": NEGMAS["a.yml"].replace("slope: -0.1", "slope: much")}, "finite number"),
        ({"domain_yml": NEGMAS["domain.yml"].replace("ContiguousIssue", "ContinuousIssue")}, "continuous"),
        ({"domain_yml": None}, "domain files: none"),
        ({"a_yml": None, "b_yml": None}, "no utility file"),
        ({"a_yml": "[unclosed"}, "not readable as YAML"),
    ],
)
def test_negmas_files_that_are_refused(tmp_path: Path, changed: dict[str, str | None], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_folder(put(tmp_path / "case", **changed), "raw")
    assert words in str(refusal.value)


XML = """<utility_space><reservation value="{reserved}"/><objective><weight index="1" value="1"/>
<issue index="1" name="price" type="discrete"><item index="1" value="high" evaluation="10"/><item index="2" value="low" evaluation="{low}"/></issue>
</objective></utility_space>"""
TEMPLATE = """<negotiation_template><utility_space><objective><issue index="1" name="price" type="discrete">
<item index="1" value="high"/><item index="2" value="low"/></issue></objective></utility_space></negotiation_template>"""


@pytest.mark.parametrize(
    ("scale", "reserved", "fits"),
    [
        ("raw", "5", True),
        ("raw", "10.5", False),
        ("raw", "-1", False),
        ("genius", "0.5", True),
        ("genius", "5", False),
        ("genius", "-0.1", False),
    ],
)
def test_a_reserved_value_off_its_scale_is_refused(tmp_path: Path, scale: str, reserved: str, fits: bool) -> None:
    (tmp_path / "domain.xml").write_text(TEMPLATE)
    (tmp_path / "a.xml").write_text(XML.format(reserved=reserved, low="1"))
    (tmp_path / "b.xml").write_text(XML.format(reserved="0", low="20"))
    if fits:
        assert read_folder(tmp_path, scale).domain.disagreement == (Fraction(reserved), 0)
        return
    with pytest.raises(Refused, match="a reserved value of"):
        read_folder(tmp_path, scale)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<utility_space", "not readable as XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><utility_space>&a;</utility_space>', "not readable as XML"),
        (XML.format(reserved="none", low="1"), "reservation is 'none'"),
        (XML.format(reserved="0", low="much"), "evaluation of price=low"),
    ],
)
def test_genius_files_that_are_refused(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "domain.xml").write_text(TEMPLATE)
    (tmp_path / "a.xml").write_text(content)
    with pytest.raises(Refused) as refusal:
        read_folder(tmp_path, "raw")
    assert words in str(refusal.value)


def test_the_scale_is_never_guessed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="raw"):
        read_folder(tmp_path, "percent")
    with pytest.raises(Refused, match="not a folder"):
        read_folder(tmp_path / "nowhere", "raw")
    with pytest.raises(Refused, match="neither XML nor YAML"):
        read_folder(tmp_path, "raw")


def test_what_the_formats_cannot_say_is_not_written(tmp_path: Path) -> None:
    table = {"A": {"x": {"1": 3, "2": 0}}, "B": {"x": {"1": 0, "2": 0.5}}}
    ruled = Domain.from_tables(table, rules=[Forbid({"x": "1"})], outside={"A": 1})
    with pytest.raises(Refused, match="rules, walk-away values"):
        write_genius(ruled, tmp_path, "raw")
    with pytest.raises(Refused, match="as a file name"):
        write_genius(Domain.from_tables({"../A": table["A"], "B": table["B"]}), tmp_path / "in", "raw")
    with pytest.raises(Refused, match="as a file name"):
        write_negmas(Domain.from_tables({"domain": table["A"], "B": table["B"]}), tmp_path / "in", "raw")
    with pytest.raises(Refused, match="genius scale"):
        write_negmas(Domain.from_tables(table), tmp_path, "genius")


INTEGER = """<negotiation_template><utility_space><objective><issue index="1" name="quota" type="integer"><range lowerbound="0" upperbound="4"/>
</issue></objective></utility_space></negotiation_template>"""
LINEAR = """<utility_space><objective><issue index="1" name="quota" type="integer"><range lowerbound="0" upperbound="4"/>
<evaluator ftype="{kind}" parameter0="1" parameter1="{slope}"/></issue></objective></utility_space>"""


def test_an_integer_issue_is_spelled_out(tmp_path: Path) -> None:
    (tmp_path / "domain.xml").write_text(INTEGER)
    (tmp_path / "a.xml").write_text(LINEAR.format(kind="linear", slope="0.5"))
    (tmp_path / "b.xml").write_text(LINEAR.format(kind="linear", slope="-0.25"))
    domain = read_folder(tmp_path, "raw").domain
    assert domain.issues[0].options == ("0", "1", "2", "3", "4")
    assert domain.payoff({"quota": "3"}) == (Fraction(5, 2), Fraction(1, 4))
    (tmp_path / "b.xml").write_text(LINEAR.format(kind="triangular", slope="1"))
    with pytest.raises(Refused, match="not linear"):
        read_folder(tmp_path, "raw")
    (tmp_path / "domain.xml").write_text(INTEGER.replace('upperbound="4"', 'upperbound="40000"'))
    with pytest.raises(Refused, match="at most 1000 steps"):
        read_folder(tmp_path, "raw")
    (tmp_path / "domain.xml").write_text(INTEGER.replace('type="integer"', 'type="real"'))
    with pytest.raises(Refused, match="real-valued"):
        read_folder(tmp_path, "raw")


def test_weights_that_cannot_sum_are_refused_on_the_genius_scale(tmp_path: Path) -> None:
    (tmp_path / "domain.xml").write_text(TEMPLATE)
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(
            XML.format(reserved="0", low="1").replace('index="1" value="1"/>', 'index="1" value="0"/>', 1)
        )
    with pytest.raises(Refused, match="weights that sum to 0"):
        read_folder(tmp_path, "genius")
    (tmp_path / "a.xml").write_text(XML.format(reserved="0", low="1").replace('weight index="1"', 'weight index="7"'))
    with pytest.raises(Refused, match="names the index of an issue"):
        read_folder(tmp_path, "raw")


def test_thirds_survive_a_round_trip_to_34_digits(tmp_path: Path) -> None:
    domain = Domain.from_tables({"A": {"x": {"1": Fraction(1, 3), "2": 0}}, "B": {"x": {"1": 0, "2": 1}}}, disagreement=(0, 0))
    for write in (write_genius, write_negmas):
        write(domain, tmp_path / write.__name__, "raw")
        back = read_folder(tmp_path / write.__name__, "raw").domain
        assert abs(back.payoff({"x": "1"})[0] - Fraction(1, 3)) < Fraction(1, 10**33)


def test_weights_that_cannot_sum_a_missing_value_and_a_lone_party_are_refused(tmp_path) -> None:
    def utility(name: str, weights: tuple[str, str], value: str = 'evaluation="2"') -> None:
        (tmp_path / name).write_text(
            '<utility_space><objective index="0">'
            f'<issue index="1" name="A" type="discrete"><item value="x" evaluation="1"/><item value="y" {value}/></issue>'
            '<issue index="2" name="B" type="discrete"><item value="p" evaluation="1"/><item value="q" evaluation="0"/></issue>'
            f'<weight index="1" value="{weights[0]}"/><weight index="2" value="{weights[1]}"/></objective></utility_space>'
        )

    (tmp_path / "domain.xml").write_text(
        "<negotiation_template><utility_space><objective>"
        '<issue index="1" name="A" type="discrete"><item value="x"/><item value="y"/></issue>'
        '<issue index="2" name="B" type="discrete"><item value="p"/><item value="q"/></issue>'
        "</objective></utility_space></negotiation_template>"
    )
    utility("one.xml", ("0.4", "0.6"))
    with pytest.raises(Refused, match="two parties or more"):
        read_folder(tmp_path, "raw")
    utility("two.xml", ("0.4", "0.9"))
    with pytest.raises(Refused, match=r"weights that sum to 1\.3: A 0\.4, B 0\.9"):
        read_folder(tmp_path, "raw")
    utility("two.xml", ("1.5", "-0.5"))
    with pytest.raises(Refused, match="negative weights of B"):
        read_folder(tmp_path, "raw")
    utility("two.xml", ("0.5", "0.5"), value="")
    with pytest.raises(Refused, match="no evaluation of A=y"):
        read_folder(tmp_path, "raw")
    utility("two.xml", ("0.5", "0.5"), value='evaluation="1e999999999"')
    with pytest.raises(Refused, match="finite number"):
        read_folder(tmp_path, "raw")


def test_a_written_domain_has_weights_that_sum_to_one_and_reads_back_exactly(tmp_path) -> None:
    domain = Domain.from_tables(
        {
            "a": {"x": {"1": 1, "2": 3.3}, "y": {"1": 0, "2": 7}, "z": {"1": 2, "2": 1}},
            "b": {"x": {"1": 5, "2": 1}, "y": {"1": 2, "2": 0}, "z": {"1": 0, "2": 4}},
        },
        disagreement=(0, 0),
    )
    write_genius(domain, tmp_path / "xml", "raw")
    assert read_folder(tmp_path / "xml", "raw").domain.values == domain.values
