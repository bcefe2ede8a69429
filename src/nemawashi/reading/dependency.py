"""A dependency parse read as phrases (ClearNLP labels, as spaCy's English models give them): sentence, subject, owner, noun phrase, subtree."""

from typing import Any

__all__ = ["SUBJECTS", "Range", "inside_name", "phrase_of", "possessor_of", "sentence_of", "subject_of", "subtree_of"]

Range = tuple[int, int]
"""First character and one past the last."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def sentence_of(token: Any) -> Range:
    """First and last character of a token's sentence; all of a document's are worked out once, since the parser walks them anew each time."""
    doc = token.doc
    if "sentences" not in doc.user_data:
        known: list[Range] = [(0, 0)] * len(doc)
        for sent in doc.sents:
            for place in range(sent.start, sent.end):
                known[place] = (sent.start_char, sent.end_char)
        doc.user_data["sentences"] = known
    start, end = doc.user_data["sentences"][token.i]
    return int(start), int(end)


def subject_of(token: Any) -> Any:
    """Find the subject of a cue, understood from the verb it hangs on where it has none of its own."""
    seen = token
    for _ in range(6):
        for child in seen.children:
            if child.dep_ in SUBJECTS:
                if child.lower_ in ("who", "which", "that") and seen.dep_ == "relcl":
                    return seen.head
                return child
            if child.dep_ == "agent":
                return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
        if seen.dep_ in ("acl", "relcl"):
            return seen.head
        if seen.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dobj", "pobj", "parataxis"):
            seen = seen.head
            continue
        return None
    return None


def possessor_of(token: Any) -> Any:
    """Find whose the cue is: *his claim*, *a claim by him*, *he made the claim*."""
    for child in token.children:
        if child.dep_ == "poss":
            return child
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    if token.dep_ in ("dobj", "attr", "pobj"):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        return subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    return None


def inside_name(token: Any) -> bool:
    """Whether the token is part of a title, an organisation's or a person's name."""
    return bool(token.ent_type_ in ("WORK_OF_ART", "ORG", "PERSON"))


def phrase_of(token: Any) -> Range | None:
    """Characters of a noun phrase without the clauses and appositions that follow it."""
    if token is None:
        return None
    end = token.idx + len(token)
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "appos", "punct", "advcl", "case"):
            break
        if child.dep_ in ("prep", "cc", "conj", "compound", "flat", "nmod", "nummod", "amod"):
            end = max(t.idx + len(t) for t in child.subtree if t.dep_ not in ("relcl", "acl") and not _under_clause(t, child))
    start = min((t.idx for t in token.subtree if t.idx <= token.idx and not _under_clause(t, token)), default=token.idx)
    return start, end


def _under_clause(token: Any, top: Any) -> bool:
    while token not in (top, token.head):
        if token.dep_ in ("relcl", "acl", "appos", "advcl"):
            return True
        token = token.head
    return False


def subtree_of(token: Any) -> Range:
    """Characters of a token with everything that hangs on it."""
    tokens = list(token.subtree)
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
