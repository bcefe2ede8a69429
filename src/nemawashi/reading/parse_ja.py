"""The Japanese parser, where the extra ``[read-ja]`` is installed: GiNZA tells whose predicate a reporting verb is. Without it rules alone read."""

import threading
import warnings
from functools import cache
from importlib.util import find_spec
from typing import Any

from nemawashi.reading.quotes import Quote

__all__ = ["Subjects", "parser_ja_name"]

Range = tuple[int, int]
_ONE_AT_A_TIME = threading.Lock()
_LONGEST = 1_000
"""Characters of a sentence that is parsed; longer ones are left to the rules."""


@cache
def parser_ja_name() -> str:
    """Name the model found, without loading it; empty where there is none."""
    return "ja_ginza" if find_spec("ja_ginza") is not None and find_spec("ginza") is not None else ""


@cache
def _parser() -> Any:
    import spacy  # noqa: PLC0415 - loaded only when it is used

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load("ja_ginza", exclude=["ner", "compound_splitter", "bunsetu_recognizer"])


class Subjects:
    """Subjects of predicates, sentence by sentence; each sentence is parsed once, its quotations shortened to a word."""

    def __init__(self, text: str, sentences: list[Range], quotations: list[Quote]) -> None:
        self._text = text
        self._sentences = sentences
        self._outer = [quote for quote in quotations if quote.depth == 0]
        self._parsed: dict[int, tuple[Any, list[int]]] = {}

    def __call__(self, place: int) -> Range | None:
        """Give the subject or topic of the predicate at ``place``, also the one it shares with the clause it leads into."""
        span = next(((a, b) for a, b in self._sentences if a <= place < b), None)
        if span is None or span[1] - span[0] > _LONGEST:
            return None
        doc, places = self._sentence(*span)
        token = next((one for one in doc if one.pos_ in ("VERB", "NOUN", "AUX") and places[one.idx] >= place), None)
        for _ in range(6):
            if token is None:
                return None
            subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubj_outer", "dislocated")), None)
            if subject is not None:
                first = min(one.idx for one in subject.subtree if one.dep_ not in ("case", "mark", "punct") and not _clause(one, subject))
                return places[first], places[subject.idx + len(subject) - 1] + 1
            if token.dep_ not in ("advcl", "conj", "acl", "ccomp", "fixed", "obl") or token.head is token:
                return None
            token = token.head
        return None

    def _sentence(self, start: int, end: int) -> tuple[Any, list[int]]:
        if start not in self._parsed:
            letters: list[str] = []
            places: list[int] = []
            at = start
            for quote in (q for q in self._outer if start <= q.start and q.end <= end):
                letters.append(self._text[at : quote.start])
                places.extend(range(at, quote.start))
                letters.append("それ")
                places.extend((quote.start, quote.end - 1))
                at = quote.end
            letters.append(self._text[at:end])
            places.extend(range(at, end))
            with _ONE_AT_A_TIME, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._parsed[start] = (_parser()("".join(letters)), places)
        return self._parsed[start]


def _clause(token: Any, top: Any) -> bool:
    """Whether a token belongs to a clause that qualifies ``top``."""
    while token is not top:
        if token.dep_ in ("acl", "advcl", "csubj", "ccomp"):
            return True
        token = token.head
    return False
