"""Figures, dates and money as each language writes them."""

import re
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision

from nemawashi.language import Lang
from nemawashi.sources import Basis, Figure
from nemawashi.units import Unit

__all__ = ["amount", "day", "figure_text", "rate_text", "short_day"]

_CURRENCY = {
    Unit.USD: (1.0, "USD", "ドル"),
    Unit.USD_MILLION: (1e6, "USD", "ドル"),
    Unit.USD_BILLION: (1e9, "USD", "ドル"),
    Unit.USD_MILLION_A_DAY: (1e6, "USD", "ドル"),
    Unit.JPY: (1.0, "JPY", "円"),
    Unit.JPY_BILLION: (1e9, "JPY", "円"),
}
_COINED = re.compile("[A-Z]{3}")
"""A currency by itself, of the size of a consignment, is an amount to the coin; beyond, and in millions and billions, it is rounded."""
_CONSIGNMENT = 1e9
_EN_SCALES = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k"), (1.0, ""))
_JA_SCALES = ((1e12, "兆"), (1e8, "億"), (1e4, "万"), (1.0, ""))
_SUFFIX = {
    Unit.PERCENT: (" %", "%"),
    Unit.PERCENT_POINT: (" pp", "ポイント"),
    Unit.JPY_A_KG: (" JPY/kg", "円/kg"),
    Unit.TONNE: (" t", "トン"),
    Unit.DAY: (" days", "日"),
    Unit.COUNT: ("", ""),
    Unit.POINT: (" points", "点"),
}
_UNKNOWN = {"en": "not known", "ja": "不明"}


def day(when: date, lang: Lang) -> str:
    """``17 April 2025``, ``2025年4月17日``."""
    return format_date(when, "y年M月d日" if lang == "ja" else "d MMMM y", locale=lang)


def short_day(when: date, lang: Lang) -> str:
    """``17 Apr``, ``4月17日``."""
    return format_date(when, "M月d日" if lang == "ja" else "d MMM", locale=lang)


def figure_text(figure: Figure, lang: Lang) -> str:
    """Write a figure with its unit; a range where the range is wider than what is printed, words where nothing is known."""
    if figure.value is None and figure.high is None and figure.low and not figure.change:
        least = amount(figure.low, figure.low, figure.unit, lang)
        return f"{least}以上" if lang == "ja" else f"at least {least}"
    if figure.low is None or figure.high is None:
        return _UNKNOWN[lang] if figure.value is None else amount(figure.value, figure.value, figure.unit, lang, change=figure.change)
    if figure.basis is Basis.CITED and figure.low == figure.high and figure.unit == Unit.PERCENT:
        return _stated(figure.low, lang, change=figure.change)
    return amount(figure.low, figure.high, figure.unit, lang, change=figure.change)


def rate_text(low: float, high: float | None, lang: Lang) -> str:
    """A duty to its last digit, since it is law and no estimate: ``25.09 %``, ``10.0–12.5 %``, ``at least 10.0 %``, ``not known``."""
    if high is None:
        least = _stated(low, lang, change=False)
        return _UNKNOWN[lang] if low == 0 else f"{least}以上" if lang == "ja" else f"at least {least}"
    first, last = _stated(low, lang, change=False), _stated(high, lang, change=False)
    return first if first == last else f"{first.removesuffix(_SUFFIX[Unit.PERCENT][lang == 'ja'])}–{last}"


def _stated(value: float, lang: Lang, *, change: bool) -> str:
    """A rate as its source states it: every digit, none added."""
    sign = "−" if value < 0 else "+" if change and value > 0 else ""
    body = sign + format_decimal(abs(value), format="#,##0.0#####", locale=lang)
    return body + _SUFFIX[Unit.PERCENT][lang == "ja"]


def amount(low: float, high: float, unit: str, lang: Lang, *, change: bool = False) -> str:
    """Write a quantity or a range of it: ``14.8–15.7 %``, ``USD 61–64 m a day``, ``+0.03 %``."""
    if _COINED.fullmatch(unit) and max(abs(low), abs(high)) < _CONSIGNMENT:
        return _coined(low, high, unit, lang, change=change)
    if unit in _CURRENCY:
        return _money(low, high, Unit(unit), lang, change=change)
    size = max(abs(low), abs(high))
    places = 2 if size < 1 else 1 if size < 100 else 0
    if unit in (Unit.COUNT, Unit.DAY) or (unit == Unit.TONNE and size >= 100):
        places = 0
    span = _span(low, high, places, lang, change=change)
    en, ja = _SUFFIX.get(Unit(unit), ("", "")) if unit in list(Unit) else (f" {unit}", f" {unit}")
    if lang == "en" and unit == Unit.DAY and low == high == 1:
        en = " day"
    return span + (ja if lang == "ja" else en)


def _coined(low: float, high: float, code: str, lang: Lang, *, change: bool) -> str:
    """An amount somebody pays, to the coin: ``USD 1,023.50``, ``1,023.50ドル``, ``CHF 12.00``."""
    span = _span(low, high, get_currency_precision(code), lang, change=change)
    if lang == "ja":
        return f"{span}{_CURRENCY[Unit(code)][2] if code in list(_CURRENCY) else f' {code}'}"
    return f"{code} {span}"


def _money(low: float, high: float, unit: Unit, lang: Lang, *, change: bool) -> str:
    factor, code, name = _CURRENCY[unit]
    low, high = low * factor, high * factor
    size = max(abs(low), abs(high))
    scale, word = next(((s, w) for s, w in (_JA_SCALES if lang == "ja" else _EN_SCALES) if size >= s), (1.0, ""))
    top = size / scale
    places = 2 if top < 10 else 1 if top < 100 else 0
    span = _span(low / scale, high / scale, places, lang, change=change)
    daily = unit == Unit.USD_MILLION_A_DAY
    if lang == "ja":
        return ("1日" if daily else "") + f"{span}{word}{name}"
    sign = ""
    if span[:1] in "+−" and "–" not in span and " " not in span:
        sign, span = span[0], span[1:]
    return f"{sign}{code} {span}{word}" + (" a day" if daily else "")


def _span(low: float, high: float, places: int, lang: Lang, *, change: bool) -> str:
    first, last = (_number(bound, places, lang, change=change) for bound in (low, high))
    if first == last:
        return first
    both_plain = first[0] not in "+−" and last[0] not in "+−"
    return f"{first}–{last}" if both_plain else f"{first} to {last}" if lang == "en" else f"{first}～{last}"


def _number(value: float, places: int, lang: Lang, *, change: bool) -> str:
    rounded = round(value, places) + 0.0
    body = format_decimal(abs(rounded), format="#,##0" + ("." + "0" * places if places else ""), locale=lang)
    if rounded < 0:
        return "−" + body
    return ("+" if change and rounded > 0 else "") + body
