"""Press reports into proposed statements with exact spans. Offline; nothing enters a record unaccepted.

``read`` streams documents, ``reading`` reads a set and relates its statements.
"""

from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.proposal import Document, Flag, Proposal, Reading, Relation, Teller, When
from nemawashi.reading.registry import Holder, Institution, Registry
from nemawashi.reading.stream import read, reading

__all__ = [
    "Document",
    "Flag",
    "Holder",
    "Institution",
    "Lexicon",
    "Proposal",
    "Reading",
    "Registry",
    "Relation",
    "Teller",
    "When",
    "read",
    "reading",
]
