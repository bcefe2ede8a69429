"""The day whose law stands behind what was collected: from it the change of the statute is counted."""

from datetime import date

from nemawashi.errors import Fault, Refused
from nemawashi.tariffs import Law
from nemawashi.trade import Flows

__all__ = ["before"]


def before(law: Law, importer: str, flows: Flows) -> date:
    """The last day of the year the flows were collected in; where the law begins later, its first day with a general rate.

    Raises:
        Refused: where the importer's law has no general rate at all.

    """
    enacted = [
        event.on
        for measure in law.measures.values()
        if measure.importer == importer and measure.authority == "mfn"
        for event in measure.event
        if event.kind == "enact"
    ]
    if not enacted:
        raise Refused(
            Fault(
                "law",
                f"no general rate of {importer}",
                "what was collected is taken forward from the law of its year",
                'add a measure with authority = "mfn"',
            )
        )
    years = [table.year for table in flows.tables if table.importer == importer]
    ended = date(max(years), 12, 31) if years else min(enacted)
    return max(ended, min(enacted))
