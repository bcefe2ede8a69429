"""The questions whose answers would decide a duty, in words."""

from collections.abc import Mapping, Sequence
from typing import Literal

from nemawashi.tariffs.answers import UNIT_VALUE
from nemawashi.tariffs.charge import Good, specific_unit
from nemawashi.tariffs.entry import DutyLine, Question
from nemawashi.tariffs.facts import quota_question
from nemawashi.tariffs.index import Leaf
from nemawashi.tariffs.regime import Compiled

__all__ = ["questions"]


def questions(
    compiled: Compiled,
    deciding: Sequence[str],
    presumed: Mapping[str, str],
    told_apart: tuple[Sequence[str], Sequence[Leaf]],
    lines: Sequence[DutyLine],
) -> list[Question]:
    """Questions in the order they were met: ``deciding`` keys, then those answered by presumption; ``told_apart`` are codes and leaves."""
    codes, leaves = told_apart
    found: list[Question] = []
    decides = {key: tuple(line.measure for line in lines if key in line.depends_on) for key in (*deciding, "code")}
    if codes:
        found.append(
            Question("code", "Which tariff code exactly?", "正確な税番はどれか。", tuple(codes), "", decides["code"], "code"),
        )
    for key in (*deciding, *sorted(set(presumed) - set(deciding))):
        if key == UNIT_VALUE:
            unit = next(
                (u for code, profile in leaves for item in compiled.items if (u := specific_unit(compiled, item, Good(code, profile)))),
                "unit",
            )
            found.append(_unit_question(unit, compiled.index.jurisdiction.currency, decides.get(key, ())))
            continue
        asked = compiled.law.questions.get(key) or quota_question(compiled.law, key)
        if asked is None:
            found.append(
                Question(
                    key,
                    f"What share of the value is the {key}?",
                    f"価格に占める{key}の割合は?",
                    ("a share of customs value, 0 % to 100 %",),
                    "",
                    decides.get(key, ()),
                    "share",
                )
            )
            continue
        said = presumed.get(key, "")
        kind: Literal["yes_no", "date", "share", "choice", "part"] = "part" if key.startswith("quota.") else asked.kind
        found.append(Question(key, asked.text.en, asked.text.ja, asked.forms(), said, decides.get(key, ()), kind))
    return found


def _unit_question(unit: str, currency: str, decides: tuple[str, ...]) -> Question:
    return Question(
        UNIT_VALUE,
        f"The duty is charged by {unit}: what is the customs value of one {unit} in {currency}? (Or give value and quantity, or the general duty in percent of value: column_1_ave=… %.)",
        f"{unit}当たりの従量税: {unit}当たりの課税価格({currency})は? (価格と数量、または従価換算率 column_1_ave=…% でもよい。)",
        (f"an amount in {currency}",),
        "",
        decides,
        "amount",
    )
