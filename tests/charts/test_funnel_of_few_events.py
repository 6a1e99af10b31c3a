"""Funnels where events are few or none: who is left out, and when there is no funnel."""

from __future__ import annotations

import numpy as np
import pandas as pd

from charts import facts, words
from charts.facts import ChartFacts
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.series import leading_line
from tests.charts.drawn import rate, yearly
from tests.indicators.drawing import line

PEOPLE = 50_003.0


def drawn(events: list[float], indicator: Indicator, **columns: object) -> tuple[ChartFacts | None, ChartFacts | None]:
    """Leeds and other councils of one size, by their events."""
    x = np.array(events)
    values = x / PEOPLE * indicator.multiplier
    rows = pd.concat(
        [line([value], area=f"E080000{35 + at}") for at, value in enumerate(values)], ignore_index=True
    ).assign(numerator=x, denominator=PEOPLE)
    rows = rows.assign(lower95=rows["value"] * 0.7, upper95=rows["value"] * 1.4, **columns)
    series = leading_line(rows, indicator)
    assert series is not None
    return facts.similar_areas("it", indicator, series, rows, {})


def of(method: Method) -> Indicator:
    return rate(method=method, multiplier=100_000, polarity=Polarity.LOWER)


def test_a_standardised_rate_of_under_ten_events_stands_in_no_funnel_and_it_is_said() -> None:
    funnel_chart = drawn([52, 41, 9, 31, 44, 36], of(Method.DSR))[1]
    assert funnel_chart is not None and len(funnel_chart.ours.points) == 5
    assert "fewer than 10 events are left out" in " ".join(words.how_to_read(funnel_chart))
    whole = drawn([52, 41, 9, 31, 44, 36], of(Method.RATE))[1]
    assert whole is not None and len(whole.ours.points) == 6 and not whole.cautions


def test_there_is_no_funnel_where_too_few_areas_have_ten_events() -> None:
    ranked, funnel_chart = drawn([52, 41, 9, 8, 44, 36], of(Method.DSR))
    assert ranked is not None and funnel_chart is None


def test_areas_without_any_event_are_ranked_and_make_no_funnel() -> None:
    for method in (Method.RATE, Method.DSR):
        ranked, funnel_chart = drawn([0, 0, 0, 0, 0, 0], of(method))
        assert ranked is not None and funnel_chart is None


def test_more_people_counted_than_there_are_make_no_funnel() -> None:
    ranked, funnel_chart = drawn([PEOPLE + 1, 40_001, 40_002, 40_003, 40_006, 40_007], yearly())
    assert ranked is not None and funnel_chart is None
