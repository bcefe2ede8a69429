"""What a person answers to the law's questions, read into facts."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.tariffs.charge import AVE, PROFILE, quota_question
from nemawashi.tariffs.condition import Fact, read_answer
from nemawashi.tariffs.duty import ZERO
from nemawashi.tariffs.entry import Answer
from nemawashi.tariffs.law import Law

__all__ = ["UNIT_VALUE", "read_answers"]

UNIT_VALUE = "unit_value"
"""Answer key: customs value per unit of the specific duty, in the importer's currency."""


def read_answers(law: Law, answers: Mapping[str, Answer]) -> dict[str, Fact]:
    """Facts by key; a question the law does not put is refused with those it does."""
    read: dict[str, Fact] = {}
    for key, answer in answers.items():
        asked = law.questions.get(key)
        asked = asked or quota_question(law, key)
        if key == "code":
            read[key] = str(answer).replace(".", "").strip()
        elif key == AVE:
            text = str(answer).strip()
            read[key] = Decimal(text.rstrip("% ")) / (100 if text.endswith("%") else 1)
        elif key == UNIT_VALUE:
            read[key] = _amount(answer)
        elif key == PROFILE:
            profiles = {held.profile for question in law.questions.values() for held in question.presume if held.profile}
            if str(answer) not in profiles:
                raise Unknown("profile", str(answer), profiles, where=f"--answer {PROFILE}")
            read[key] = str(answer)
        elif asked is None:
            known = [*law.questions, *(f"quota.{quota}" for quota in law.quotas), "code", AVE, UNIT_VALUE, PROFILE]
            raise Unknown("question", key, known, where=f"--answer {key}")
        else:
            read[key] = read_answer(asked, answer)
    return read


def _amount(answer: Answer) -> Decimal:
    try:
        amount = Decimal(str(answer).strip())
    except InvalidOperation:
        amount = ZERO
    if amount <= 0:
        fault = Fault(f"--answer {UNIT_VALUE}", f"{answer!r} is no value", "a unit value is an amount above zero", "write it like 150")
        raise Refused(fault)
    return amount
