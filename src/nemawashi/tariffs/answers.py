"""What a person answers to the law's questions, read into facts."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.tariffs.condition import Fact, read_answer, read_share
from nemawashi.tariffs.duty import HUNDRED, ZERO, bases_named
from nemawashi.tariffs.entry import Answer
from nemawashi.tariffs.facts import AVE, PROFILE, quota_question
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law

__all__ = ["UNIT_VALUE", "read_answers"]

UNIT_VALUE = "unit_value"
"""Answer key: customs value per unit of the specific duty, in the importer's currency."""


def read_answers(law: Law, answers: Mapping[str, Answer]) -> dict[str, Fact]:
    """Facts by key.

    Raises:
        Refused: with every answer that cannot be read, every question the law does not put, and shares of one whole that exceed it.

    """
    read: dict[str, Fact] = {}
    refusals: list[Refused] = []
    for key, answer in answers.items():
        try:
            read[key] = _read(law, key, answer)
        except Refused as refused:
            refusals.append(refused)
    refusals += [Refused(fault) for fault in _wholes(law, read)]
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Refused(fault for refused in refusals for fault in refused.faults)
    return read


def _read(law: Law, key: str, answer: Answer) -> Fact:
    if key == "code":
        return str(answer).replace(".", "").strip()
    if key == AVE:
        return _equivalent(answer)
    if key == UNIT_VALUE:
        return _amount(answer)
    if key == PROFILE:
        profiles = {held.profile for question in law.questions.values() for held in question.presume if held.profile}
        if str(answer) not in profiles:
            raise Unknown("profile", str(answer), profiles, where=f"--answer {PROFILE}")
        return str(answer)
    asked = law.questions.get(key) or quota_question(law, key)
    if asked is not None:
        return read_answer(asked, answer)
    if key.startswith("quota.") and key.endswith((".used", ".shipment")) and key.rpartition(".")[0].removeprefix("quota.") in law.quotas:
        rule = "a volume of a quota is held against one entry, by its day and quantity"
        raise Refused(
            Fault(f"--answer {key}", f"{key} of no single entry", rule, f"ask duty, or state the share: {key.rpartition('.')[0]}=40 %")
        )
    parts = bare_bases(law)
    if key in parts:
        share = read_share(answer)
        if share is not None and share <= 1:
            return share
        rule = "an answer here is a share of customs value, 0 % to 100 %"
        raise Refused(Fault(f"--answer {key}", f"{str(answer)!r} answers nothing", rule, "answer in that form"))
    known = [*law.questions, *(f"quota.{quota}" for quota in law.quotas), *parts, "code", AVE, UNIT_VALUE, PROFILE]
    raise Unknown("question", key, known, where=f"--answer {key}")


def bare_bases(law: Law) -> frozenset[str]:
    """Parts of a value that rates name and no table defines: the case of a watch. Each is its own question."""
    key = ("bare bases",)
    if key not in law.cache:
        texts = {text for table in law.tables.values() for row in table.rows.values() for text in row.values() if "% of " in text}
        for measure in law.measures.values():
            texts.update(text for event in measure.event for text in (event.duty, *event.rates.values()) if "% of " in text)
        law.cache[key] = frozenset(base for text in texts for base in bases_named(parse_duty(text)) if base not in law.bases)
    found: frozenset[str] = law.cache[key]
    return found


def _wholes(law: Law, read: Mapping[str, Fact]) -> list[Fault]:
    """Answers that make more than the whole of which they are shares."""
    groups: dict[str, list[str]] = {}
    for key in read:
        if key in law.questions and law.questions[key].group:
            groups.setdefault(law.questions[key].group, []).append(key)
    faults = []
    for keys in groups.values():
        total = sum((fact for key in keys if isinstance(fact := read[key], Decimal)), ZERO)
        if total > 1:
            found = f"{' and '.join(keys)} make {(total * HUNDRED).normalize():f} %"
            faults.append(Fault("--answer", found, "shares of one value make at most 100 %", "correct one of them"))
    return faults


def _equivalent(answer: Answer) -> Decimal:
    share = read_share(answer)
    if share is None or (share > 0 and isinstance(answer, str) and "%" not in normalize("NFKC", answer)):
        rule = "the general duty in percent of value is written with its sign"
        raise Refused(Fault(f"--answer {AVE}", f"{str(answer)!r} is no duty", rule, "write it like 4.2 %"))
    return share


def _amount(answer: Answer) -> Decimal:
    try:
        amount = Decimal(str(answer).strip())
    except InvalidOperation:
        amount = ZERO
    if not amount.is_finite() or amount <= 0:
        fault = Fault(f"--answer {UNIT_VALUE}", f"{answer!r} is no value", "a unit value is an amount above zero", "write it like 150")
        raise Refused(fault)
    return amount
