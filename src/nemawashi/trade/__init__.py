"""Trade: flows by heading and origin, the sectors of headings, unit values and exchange rates."""

from nemawashi.trade.balances import PublishedBalance, on_books
from nemawashi.trade.concordance import OUTSIDE, Concordance, longest_prefix
from nemawashi.trade.flows import Flows, FlowTable
from nemawashi.trade.fx import ExchangeRate, ExchangeRates
from nemawashi.trade.load import Trade, load
from nemawashi.trade.published import PublishedAverage
from nemawashi.trade.unit_value import ad_valorem_equivalent, implied_quantity, unit_value

__all__ = [
    "OUTSIDE",
    "Concordance",
    "ExchangeRate",
    "ExchangeRates",
    "FlowTable",
    "Flows",
    "PublishedAverage",
    "PublishedBalance",
    "Trade",
    "ad_valorem_equivalent",
    "implied_quantity",
    "load",
    "longest_prefix",
    "on_books",
    "unit_value",
]
