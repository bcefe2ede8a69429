"""Opens and checks a case folder: every floor's part of it, all faults at once."""

from nemawashi.case.case import Case, Manifest, Side
from nemawashi.case.find import find_case, known_cases
from nemawashi.case.new import new_case
from nemawashi.case.opening import check_case, open_case

__all__ = ["Case", "Manifest", "Side", "check_case", "find_case", "known_cases", "new_case", "open_case"]
