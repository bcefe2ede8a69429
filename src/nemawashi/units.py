"""Units a figure may carry, in the form a person reads them."""

from enum import StrEnum

__all__ = ["Unit"]


class Unit(StrEnum):
    """The unit of a shown figure."""

    PERCENT = "%"
    PERCENT_POINT = "percentage point"
    USD = "USD"
    USD_MILLION = "USD million"
    USD_BILLION = "USD billion"
    USD_MILLION_A_DAY = "USD million a day"
    JPY = "JPY"
    JPY_BILLION = "JPY billion"
    JPY_A_KG = "JPY/kg"
    TONNE = "t"
    DAY = "day"
    COUNT = "count"
    RATIO = "ratio"
    SCORE = "score"
    POINT = "point"
