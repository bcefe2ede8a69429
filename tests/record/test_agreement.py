"""Each rule between the rows of a record, broken once."""

from pathlib import Path

import pytest

from .test_load import GOOD, faults_of

TEXT = '{ en = "x", ja = "x" }'
WHEN = '{ from = 2025-04-21, to = 2025-04-21, precision = "day", basis = "stated" }'
SECOND = GOOD[GOOD.index("[[statement]]") :].replace('"s1"', '"s2"')
EVENT = f"""
[[event]]
id = "e1"
title = {TEXT}
kind = "meeting"
certainty = "B"
"""
DATING = f'{{ when = {WHEN}, status = "held", known = 2025-04-22, citation = {{ source = "r1" }} }}'


@pytest.mark.parametrize(
    ("added", "told"),
    [
        (
            (
                f'[[office]]\nid = "pm"\ntitle = {TEXT}\nparty = "JP"\nlevel = "leader"\n'
                'holders = [{ person = "ishiba", start = 2024-10-01, source = "x", certainty = "M" }, '
                '{ person = "ishiba", start = 2025-01-01, source = "x", certainty = "M" }]'
            ),
            "hold pm at once",
        ),
        (
            (
                f'[[office]]\nid = "pm"\ntitle = {TEXT}\nparty = "JP"\nlevel = "leader"\n'
                'holders = [{ person = "ishiba", start = 2024-10-01, end = 2024-10-01, source = "x", certainty = "M" }]'
            ),
            "leaves pm on or before the first day",
        ),
        (
            f'[[report]]\nid = "r2"\noutlet = {TEXT}\npublished_from = 2025-04-02\npublished_to = 2025-04-01\npublished_basis = {TEXT}',
            "published_to",
        ),
        (
            f'[[report]]\nid = "r2"\noutlet = {TEXT}\npublished_from = 2025-04-01\npublished_to = 2025-04-01\npublished_basis = {TEXT}\nfile = "a.txt"',
            "no sha256 or no length",
        ),
        (SECOND.replace('pinpoint = "whole page"\n', ""), "neither a span nor a pinpoint"),
        (SECOND.replace('pinpoint = "whole page"', f'start = 9\nend = 4\nsha256 = "{"a" * 64}"'), "span 9–4"),
        (SECOND.replace('pinpoint = "whole page"', 'start = 1\nend = 4\nsha256 = "A1"'), "sha256 = 'A1'"),
        (SECOND.replace('chain = [{ role = "outlet", name = "Outlet" }]', "chain = []"), "has no chain"),
        (SECOND.replace('reported_speaker = "Ishiba"\n', ""), "quotation of nobody"),
        (SECOND + 'exchange = ["rice_access"]', "exchange = ['rice_access']"),
        (SECOND + 'haste = { of = "QQ", says = "patient" }', "unknown party 'QQ'"),
        (SECOND.replace("[{ role", '[{ role = "person", name = "ishibu" }, { role'), "unknown person 'ishibu'"),
        (EVENT + "datings = []", "event e1 has no date"),
        (EVENT + f"datings = [{DATING.replace('known = 2025-04-22', 'known = 2025-04-20')}]", "known as held before it was"),
        (EVENT + f"datings = [{DATING}, {DATING.replace('known = 2025-04-22', 'known = 2025-04-21')}]", "out of order"),
        (EVENT + f"datings = [{DATING}]\noutcome = {TEXT}", "no known date"),
        (EVENT + f'datings = [{DATING}]\nparticipants = ["x"]\nparties = ["YY"]\nstatements = ["s9"]', "unknown statement 's9'"),
        (EVENT + f'datings = [{DATING}]\nround = {{ negotiation = "n", number = 1, level = "minister" }}', "unknown negotiation 'n'"),
        (f'[[negotiation]]\nid = "n"\ntitle = {TEXT}\nparties = ["JP"]\nstates = []', "has no state"),
        (f'{SECOND}\n[[relation]]\nid = "r"\nkind = "contradicts"\nstatements = ["s1", "s2"]\nnote = {TEXT}', "contradicts with on = ''"),
        (
            f'{SECOND}\n[[relation]]\nid = "r"\nkind = "corroborates"\nstatements = ["s1", "s2"]\nnote = {TEXT}',
            "corroborates with origin = ''",
        ),
        (f'[[relation]]\nid = "r"\nkind = "tension"\nstatements = ["s1", "s1"]\nnote = {TEXT}', "fewer than two"),
        (f'[[claim]]\nid = "c"\nproposition = {TEXT}\nstatements = ["s1"]\nverdicts = []', "claim c has no verdict"),
        (
            (
                f'[[claim]]\nid = "c"\nproposition = {TEXT}\nstatements = ["s1"]\n'
                f'verdicts = [{{ ruling = "no_data", reason = {TEXT}, by = "x", known = 2025-05-01 }}]'
            ),
            "does not say which",
        ),
        (
            f'[[constituency]]\nid = "k"\nparty = "JP"\nname = {TEXT}\nkind = "chamber"\npower = {TEXT}\nevents = ["e9"]',
            "unknown event 'e9'",
        ),
        (f'[[party]]\nid = ""\nname = {TEXT}', "id is empty"),
        ('[party]\nid = "US"', "not TOML"),
    ],
)
def test_a_broken_rule_is_told_with_its_line(tmp_path: Path, added: str, told: str) -> None:
    faults = faults_of(tmp_path, f"{GOOD}\n{added}\n")
    assert any(told in fault.found for fault in faults), [fault.found for fault in faults]
    assert all(fault.where.startswith("record/all.toml:") and fault.remedy for fault in faults)
