"""Declarations that the tests of the engine share."""

from __future__ import annotations

from indicators.core.figures import Activity, activity, count
from indicators.core.model import Indicator, Method
from tests.indicators.drawing import LCH, indicator

SHARE = activity("a_file", value="P", numerator=count("M1"), denominator=count("M2"))


def of_provider(figures: Activity, method: Method = Method.PROPORTION, **declared: object) -> Indicator:
    return indicator(figures, method=method, place=LCH, **declared)
