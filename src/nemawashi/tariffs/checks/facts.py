"""The facts the law asks for: conditions that can be read and that fit the kind of their question, presumptions that answer it and say why."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nemawashi.errors import Fault, Refused
from nemawashi.tariffs.checks.told import dated, unknown
from nemawashi.tariffs.condition import Asked, Comparison, Condition, parse_condition, read_answer, read_share
from nemawashi.tariffs.law import Law

__all__ = ["RESERVED", "check_facts"]

RESERVED = ("code", "unit_value", "column_1_ave", "presumptions", "entry", "and", "or", "not", "yes", "no")
"""Words that mean something else where a fact is asked."""
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")


def check_facts(law: Law) -> Iterator[Fault]:
    """Conditions, questions and bases that could not be answered, or whose answer would decide nothing."""
    for measure in law.measures.values():
        if measure.when:
            yield from _condition(law, measure.when, f"{measure.where}#when")
        elif measure.optional:
            rule = "optional says that a measure goes unmentioned where its condition is not met"
            yield Fault(f"{measure.where}#optional", f"{measure.id} is optional without a condition", rule, "add when, or remove optional")
    for _, event in dated(law):
        if event.when:
            yield from _condition(law, event.when, f"{event.where}#when")
    for asked in law.questions.values():
        yield from _question(law, asked)
    for base in law.bases.values():
        if base.question not in law.questions:
            yield unknown(f"{base.where}#question", "question", base.question, law.questions)
        elif law.questions[base.question].kind != "share":
            found = f"base {base.name!r} asks {base.question}, a {law.questions[base.question].kind} question"
            yield Fault(f"{base.where}#question", found, "a part of the value is a share", 'ask a question of kind = "share"')
        if base.threshold and not _share(base.threshold):
            yield Fault(f"{base.where}#threshold", f"threshold {base.threshold!r}", "a threshold is a share", 'write it like "20 %"')


def _share(text: str) -> bool:
    share = read_share(text)
    return share is not None and share <= 1


def _condition(law: Law, text: str, where: str) -> Iterator[Fault]:
    try:
        condition = parse_condition(text)
    except Refused as refused:
        yield from (Fault(where, found.found, found.rule, found.remedy) for found in refused.faults)
        return
    for one in _comparisons(condition):
        asked = law.questions.get(one.key)
        if asked is None:
            yield unknown(where, "question", one.key, law.questions)
        elif why := _unfit(one, asked):
            yield Fault(where, f"{str(one)!r}: {why}", "a condition fits the kind of its question", _FORMS[asked.kind].format(key=one.key))


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.parts:
            yield from _comparisons(part)


_FORMS = {
    "yes_no": "write it like {key}, or not {key}",
    "date": "write it like {key} < 2025-04-05",
    "share": "write it like {key} >= 20 %",
    "choice": "write it like {key} = one of its answers",
}


def _unfit(one: Comparison, asked: Asked) -> str:
    """Why a comparison could never hold, or always would; nothing where it fits."""
    if asked.kind == "yes_no":
        fits = not one.operator or (one.operator in ("=", "!=") and isinstance(one.value, bool))
        return "" if fits else f"{asked.key} is answered yes or no"
    if not one.operator:
        return f"{asked.key} is answered with a {asked.kind}, which is neither so nor not so"
    if asked.kind == "date":
        return "" if isinstance(one.value, date) or one.value == "entry" else f"{asked.key} is a date"
    if asked.kind == "share":
        return "" if isinstance(one.value, Decimal) else f"{asked.key} is a share"
    if one.operator not in ("=", "!="):
        return f"{asked.key} is one of {', '.join(asked.answers)}"
    return "" if one.value in asked.answers else f"{one.value!r} is no answer of {asked.key} ({', '.join(asked.answers)})"


def _question(law: Law, asked: Asked) -> Iterator[Fault]:
    if asked.key in RESERVED or asked.key.startswith("quota.") or _KEY.fullmatch(asked.key) is None:
        rule = f"a key is one word of letters, digits, _ . - and none of {', '.join(RESERVED)}, quota.…"
        yield Fault(f"{asked.where}#key", f"question key {asked.key!r}", rule, "choose another")
    if not (asked.text.en.strip() and asked.text.ja.strip()):
        yield Fault(f"{asked.where}#text", f"{asked.key}: a language is empty", "a question is put in both languages", "fill it in")
    if asked.kind == "choice" and len(set(asked.answers)) < 2:
        yield Fault(
            f"{asked.where}#answers", f"{asked.key} has no choice", "a choice lists its answers, two or more", 'add answers = ["a", "b"]'
        )
    elif asked.kind != "choice" and asked.answers:
        yield Fault(
            f"{asked.where}#answers", f"{asked.key} lists answers", "only a choice lists its answers", 'add kind = "choice", or remove them'
        )
    for answer, because in ((asked.presumed, asked.because), *((held.answer, held.because) for held in asked.presume)):
        if answer and not because.strip():
            yield Fault(
                f"{asked.where}#presumed", f"{asked.key}: presumed without a reason", "a presumption says why it may be made", "add because"
            )
        if answer == "entry" and asked.kind == "date":
            continue
        if answer:
            try:
                read_answer(asked, answer)
            except Refused as refused:
                found = refused.faults[0]
                yield Fault(asked.where, f"{asked.key}: presumed {found.found}", found.rule, found.remedy)
    for held in asked.presume:
        for listed in held.lists:
            if listed not in law.lists:
                yield unknown(f"{asked.where}#presume", "list", listed, law.lists)
