"""Every indicator of the bundled store with all that may be drawn of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pandas as pd
import pytest

from charts import facts
from charts.facts import ChartFacts
from indicators import catalogue
from indicators.core.measures import measures as reading
from indicators.core.model import Indicator
from indicators.core.series.series import leading_line, other_lines
from indicators.core.strategy.localising import localised
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.target_model import Target
from indicators.core.verdicts import Verdicts
from indicators.core.verdicts.judge import judge

TODAY = date(2026, 7, 1)


@pytest.fixture(scope="session")
def here(leeds) -> dict[str, Indicator]:
    """Every indicator of Leeds' strategy, worded for it."""
    return localised(catalogue(), leeds)


@pytest.fixture(scope="session")
def measures_by_name(store) -> dict[str, pd.DataFrame]:
    """The bundled measures of every indicator, empty where there are none."""
    measures = reading.measures(store)
    by_name = dict(tuple(measures.groupby("indicator")))
    return {name: by_name.get(name, measures.iloc[:0]) for name in catalogue()}


@pytest.fixture(scope="session")
def everything(measures_by_name, here, leeds) -> dict[str, Verdicts]:
    """All verdicts on the bundled measures, as of a day."""
    return {
        name: judge(name, indicator, measures_by_name[name], aims(leeds, name), TODAY, leeds.timeline)
        for name, indicator in here.items()
    }


@pytest.fixture(scope="session")
def drawable(measures_by_name, here, leeds) -> Callable[[str], list[ChartFacts]]:
    """Every chart that an indicator's page offers; empty where there is no figure."""

    @cache
    def charts_of(name: str) -> list[ChartFacts]:
        indicator, rows = here[name], measures_by_name[name]
        series = leading_line(rows, indicator)
        if series is None or series.known.empty:
            return []
        target = next(iter(aims(leeds, name)), None)
        others = [line for line in other_lines(rows, indicator, series) if not line.known.empty]
        charts = [
            facts.over_time(name, indicator, series, rows, target),
            facts.control(name, indicator, series, target),
            *(facts.by_group(name, indicator, series, rows, d) for d in facts.dimensions(rows, indicator)),
            *(facts.over_time(name, indicator, line, rows, None) for line in others),
            *facts.similar_areas(name, indicator, series, rows, {}),
        ]
        return [chart for chart in charts if chart is not None]

    return charts_of


def aims(strategy: Strategy, name: str) -> tuple[Target, ...]:
    target = strategy.target(name)
    return (target,) if target else ()
