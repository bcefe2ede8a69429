"""A TIMEX3 calendar value as days: the first, the last, and how finely it is known."""

import re
from calendar import monthrange
from datetime import date, timedelta

__all__ = ["days_of"]


def days_of(value: str, mod: str = "") -> tuple[date, date, str] | None:
    """First and last day of a calendar value and its precision; None for durations, sets and vague references."""
    value = value.partition("T")[0] if value[:4].isdigit() else value
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        try:
            one = date(*map(int, day.groups()))
        except ValueError:
            return None
        return one, one, "day"
    if stretch := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", value):
        return date.fromisoformat(stretch[1]), date.fromisoformat(stretch[2]), "days"
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(5 if week[3] else 0)
        last = monday + timedelta(6)
        if mod == "END":
            first = monday + timedelta(3)
        elif mod == "START":
            last = monday + timedelta(2)
        return first, last, "week"
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, number = int(month[1]), int(month[2])
        if not 1 <= number <= 12:
            return None
        length = monthrange(year, number)[1]
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, length)}.get(mod, (1, length))
        return date(year, number, low), date(year, number, high), "days" if mod else "month"
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        year, at = int(season[1]), {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season[2]]
        end_year, end = (year, at + 2) if at < 12 else (year + 1, 2)
        return date(year, at, 1), date(end_year, end, monthrange(end_year, end)[1]), "season"
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return date(int(value), 1, 1), date(int(value), 12, 31), "year"
    return None
