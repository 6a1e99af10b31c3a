"""An indicator's figures from records, by the way that it declares: events, rates, life expectancy or answers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from indicators.core.measures import answers, event_measures, life_years, standardised
from indicators.core.measures.records_in_force import Records
from indicators.core.model import Indicator
from indicators.core.records import Answers, FromRecords, LifeExpectancy, Rates
from indicators.core.strategy.model import Strategy


def measures(
    records: Records, name: str, figures: FromRecords, indicator: Indicator, strategies: Iterable[Strategy]
) -> pd.DataFrame:
    """A row a body, period and group, as the gate lets it through."""
    if isinstance(figures, Rates):
        return standardised.measures(records, figures, indicator)
    if isinstance(figures, LifeExpectancy):
        return life_years.measures(records, figures)
    if isinstance(figures, Answers):
        return answers.measures(records, name, figures, indicator)
    return event_measures.measures(records, figures, indicator, strategies)
