"""What is known of a good before anything is asked: answers given, the day of entry, what the law presumes of it."""

from collections.abc import Mapping
from datetime import date

from nemawashi.language import Text
from nemawashi.tariffs.condition import Ask, Asked, Fact, Missing, read_answer
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law

__all__ = ["AVE", "PROFILE", "known_facts", "quota_question", "whole_of"]

AVE = "column_1_ave"
"""Answer key: what a specific general rate comes to in percent of value."""
PROFILE = "presumptions"
"""Answer key: the named set of presumptions an asker takes, where trade statistics cannot say more."""


def known_facts(law: Law, index: Index, on: date, profile: bytes, given: Mapping[str, Fact], presumed: dict[str, str] | None = None) -> Ask:
    """The facts of a good of ``profile`` entered ``on``: a key that neither an answer nor a presumption settles raises ``Missing``.

    What is presumed is written into ``presumed``, by key.
    """
    questions = law.questions
    active = ("", given.get(PROFILE, ""))
    taken_for: dict[str, Fact] = {}

    def ask(key: str) -> Fact:
        if key in given:
            return given[key]
        if key in taken_for:
            return taken_for[key]
        if key == "entry":
            return on
        asked = questions.get(key) or quota_question(law, key)
        if asked is None:
            raise Missing(key)
        special = zip(index.presumptions.get(key, ()), index.profiles.get(key, ()), strict=True)
        fitting = (answer for (number, answer), named in special if profile[number] == 1 and named in active)
        taken = next(fitting, asked.presumed)
        if not taken:
            raise Missing(key)
        if presumed is not None:
            presumed[key] = taken
        taken_for[key] = on if taken == "entry" else read_answer(asked, taken)
        return taken_for[key]

    return ask


def whole_of(key: str, questions: Mapping[str, Asked]) -> str:
    """The whole of which a share asked for is a part; empty where it is none.

    Parts that a rate names and no question describes (the case and the battery of a watch) are parts of one good.
    """
    if key == AVE or key.startswith("quota."):
        return ""
    asked = questions.get(key)
    return asked.group if asked is not None else "the good"


def quota_question(law: Law, key: str) -> Asked | None:
    """The question every quota puts: what share of the shipment falls within it."""
    if not key.startswith("quota.") or key[6:] not in law.quotas:
        return None
    quota = law.quotas[key[6:]]
    text = Text(
        f"What share of the shipment falls within the quota: {quota.label.en}?",
        f"関税割当({quota.label.ja})の枠内に入る割合は?",
    )
    return Asked(key, text, "share", presumed=quota.presumed, because=quota.because)
