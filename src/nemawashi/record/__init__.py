"""The record: parties, people and offices by date, reports, statements, events, claims and relations, each on two clocks."""

from nemawashi.record.claim import Claim, Evidence, Verdict
from nemawashi.record.collection import Record
from nemawashi.record.constituency import Constituency, Reading
from nemawashi.record.event import Dating, Event, Negotiation, NegotiationState, Round, Slip
from nemawashi.record.load import load
from nemawashi.record.names import NameRow, names
from nemawashi.record.origins import origins
from nemawashi.record.party import NameVariant, Office, Party, Person, Tenure
from nemawashi.record.relation import Relation
from nemawashi.record.report import Report
from nemawashi.record.statement import Flag, Haste, Link, Statement, When
from nemawashi.record.verify import Verification, verify

__all__ = [
    "Claim",
    "Constituency",
    "Dating",
    "Event",
    "Evidence",
    "Flag",
    "Haste",
    "Link",
    "NameRow",
    "NameVariant",
    "Negotiation",
    "NegotiationState",
    "Office",
    "Party",
    "Person",
    "Reading",
    "Record",
    "Relation",
    "Report",
    "Round",
    "Slip",
    "Statement",
    "Tenure",
    "Verdict",
    "Verification",
    "When",
    "load",
    "names",
    "origins",
    "verify",
]
