"""Figures in words: rounded as the indicator declares, with their unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from data import periods
from indicators.core.model import Indicator, Method

MINUS = "\N{MINUS SIGN}"


def number(value: float, decimals: int) -> str:
    """A number with thousands separated and a true minus, which is left out before zero."""
    text = f"{abs(value):,.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def with_unit(value: float, indicator: Indicator) -> str:
    """The value with its unit: "51%", "11.6 per 100,000 people", "2,555", "1.4 (1 = equal)"."""
    return " ".join(part for part in parts(value, indicator) if part)


def parts(value: float, indicator: Indicator) -> tuple[str, str]:
    """The same as number and unit: "51%" and nothing, "11.6" and "per 100,000 people", "2,555" and nothing."""
    text = number(value, indicator.decimals)
    if indicator.unit == "%":
        return f"{text}%", ""
    if indicator.unit.startswith(("percentage points", "points")):
        return text, "points"
    if indicator.unit.startswith("ratio, "):  # then comes what equal would be
        return text, f"({indicator.unit.removeprefix('ratio, ')})"
    return text, indicator.unit if indicator.unit.startswith(("per ", "out of", "days")) else ""


def plain(value: float, indicator: Indicator) -> str:
    """The value with a per cent sign at most, where the unit is said elsewhere."""
    text = number(value, indicator.decimals)
    return f"{text}%" if indicator.unit == "%" else text


def exactly(value: float, indicator: Indicator) -> str:
    """With a decimal where the value has one, for limits and where a rounded value would mislead."""
    decimals = indicator.decimals or int(indicator.method is not Method.COUNT and value != round(value))
    return f"{number(value, decimals)}{'%' if indicator.unit == '%' else ''}"


def to_the_last_decimal(value: float, indicator: Indicator) -> Indicator:
    """The indicator with as many decimals, six at most, as a level that somebody set needs: 52.5 is not 52."""
    set_with = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return replace(indicator, decimals=max(indicator.decimals, set_with))


def aimed(value: float, indicator: Indicator) -> str:
    """A target's level as it was set, with a per cent sign at most."""
    return plain(value, to_the_last_decimal(value, indicator))


def level(value: float, indicator: Indicator) -> str:
    """A level in a sentence: a gap in points, anything else plainly."""
    return (
        with_unit(value, indicator) if indicator.method in (Method.GAP, Method.REFERENCE) else plain(value, indicator)
    )


def change(value: float, indicator: Indicator, decimals: int | None = None) -> str:
    """A difference: per cents differ by points."""
    places = max(indicator.decimals, 1) if indicator.method is not Method.COUNT else 0
    text = number(abs(value), places if decimals is None else decimals)
    return f"{text} points" if indicator.unit == "%" or "point" in indicator.unit else text


def averaged(months: int, indicator: Indicator) -> str:
    """A year's level is the mean of its months: said, so that nobody takes it for the year's total."""
    adds_up = indicator.method in (Method.COUNT, Method.RATE, Method.DSR) and not indicator.unit.endswith("bed days")
    return f"{' a month' if months == 1 else ' a quarter'} on average" if adds_up else " on average"


def period(row: pd.Series | tuple[date, date]) -> str:
    """A figure's period in words."""
    start, end = (row["period_start"], row["period_end"]) if isinstance(row, pd.Series) else row
    return periods.label(_day(start), _day(end))


def together(span: tuple[date, date], pooled: int) -> str:
    """The period of figures in a sentence; of pooled ones "2018/19 and 2019/20 together", "2017/18 to 2019/20 together"."""
    return f"{pooled_period(span, pooled)}{' together' if pooled > 1 else ''}"


def pooled_period(span: tuple[date, date], pooled: int) -> str:
    """The same in brackets or in a few words: "2018/19 and 2019/20", "2017/18 to 2019/20"."""
    if pooled == 2 and periods.months_between(*span) == 24:
        middle = periods.shift(span[0], 12)
        return f"{period((span[0], middle - timedelta(days=1)))} and {period((middle, span[1]))}"
    return period(span)


def year(span: tuple[date, date]) -> str:
    """A year of months: a calendar or financial year by its name, any other by its end."""
    words = period(span)
    if len(words) < len("2019/20."):
        return words
    end = span[1]
    return f"the year to {period((date(end.year, end.month, 1), end))}"


def _day(moment: date | pd.Timestamp) -> date:
    return moment.date() if isinstance(moment, pd.Timestamp) else moment
