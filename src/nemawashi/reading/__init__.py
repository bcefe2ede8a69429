"""Press reports into proposed statements with exact spans. Offline; nothing enters a record unaccepted.

``read`` streams documents, ``reading`` reads a set and relates its statements, ``decide`` and ``replay`` review them, ``into_case`` exports what
was accepted. ``extend`` asks an optional language model, whose words are checked against the text.
"""

from nemawashi.reading.export import into_case
from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.link import origins, relate
from nemawashi.reading.llm import Endpoint, extend
from nemawashi.reading.proposal import Document, Flag, Proposal, Reading, Relation, Teller, When
from nemawashi.reading.registry import Holder, Institution, Registry, registry_of
from nemawashi.reading.review import Reviewed, accepted, decide, replay
from nemawashi.reading.stream import read, read_text, reading
from nemawashi.reading.typing import lexicon_for

__all__ = [
    "Document",
    "Endpoint",
    "Flag",
    "Holder",
    "Institution",
    "Lexicon",
    "Proposal",
    "Reading",
    "Registry",
    "Relation",
    "Reviewed",
    "Teller",
    "When",
    "accepted",
    "decide",
    "extend",
    "into_case",
    "lexicon_for",
    "origins",
    "read",
    "read_text",
    "reading",
    "registry_of",
    "relate",
    "replay",
]
