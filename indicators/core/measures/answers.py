"""Shares of answers to surveys: weighted where respondents have weights, with the design effect said; few are hidden.

Weights make a sample count as a smaller one (Kish L (1965), Survey Sampling): of n answers with weights w, as
(sum w)^2 / sum w^2.  The limits are Wilson's for that many, and n by it is the design effect.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from indicators.core import disclosure
from indicators.core.measures import limits
from indicators.core.measures.approximate import Approximate
from indicators.core.measures.event_counts import age_bands
from indicators.core.measures.record_origin import with_origin
from indicators.core.model import Indicator
from indicators.core.records import AGE, NOT_KNOWN, OF_THE_TABLE, Answers
from indicators.methods.intervals import wilson

STATEMENT = "statement"
OF_AN_AREA = "[A-Z][0-9]{8}"
"""An ONS code; whose service respondents used is said by an ODS code."""
WHOSE = ["source", "area", "period_start", "period_end"]
SUMS = ["answers", "agree", "weighed", "weighed_agree", "squares"]


def measures(connection: DuckDBPyConnection, name: str, figures: Answers, indicator: Indicator) -> pd.DataFrame:
    """The shares of an indicator, a row a survey, place, wave and group: or each statement by itself, where there are several."""
    rows = connection.execute(
        """
        SELECT *, coalesce(weight, 1) * answers AS weighed, coalesce(weight, 1) * agree AS weighed_agree,
            coalesce(weight, 1) ** 2 * answers AS squares, weight IS NOT NULL AS has_weight
        FROM in_force_survey_answer WHERE indicator = $name
        QUALIFY (respondent <> '') = max(respondent <> '') OVER (PARTITION BY source, area, period_start, period_end)
        """,
        {"name": name},
    ).df()
    if rows.empty:
        return rows
    found = _shares(_by_each(rows, figures), figures, indicator)
    role = np.where(found["area"].str.fullmatch(OF_AN_AREA), "area", "provider")
    asked = _months(found["period_end"]) - _months(found["period_start"]) + 1
    return with_origin(connection, found.assign(role=role, step_months=indicator.step_months, window_months=asked))


def _months(days: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """The month of each day, numbered from year 0 on."""
    return days.dt.year * 12 + days.dt.month


def _by_each(rows: pd.DataFrame, figures: Answers) -> pd.DataFrame:
    """Sums of everybody and by each breakdown; answers to several statements are no answers of so many people."""
    sums = dict.fromkeys(SUMS, "sum") | {"has_weight": "any", "load_id": "max"}
    if rows["statement"].ne("").any():
        parts = [rows[rows["dimension"] == ""].assign(dimension=STATEMENT, category=rows["statement"])]
    else:
        people = rows[rows["respondent"] != ""]
        parts = [rows, *(people.assign(dimension=by, category=_group(people, by, figures)) for by in figures.by)]
    together = pd.concat(parts)
    return together.groupby([*WHOSE, "dimension", "category"], as_index=False).agg(sums)


def _group(people: pd.DataFrame, by: str, figures: Answers) -> pd.Series[str]:
    if by != AGE:
        values = people[OF_THE_TABLE[by]]
        return values.astype("Int64" if values.dtype.kind in "fi" else object).astype("string").fillna(NOT_KNOWN)
    at = np.searchsorted(figures.ages, people["age"].astype("float64").fillna(0), side="right")
    bands = np.array(age_bands(figures.ages), dtype=object)[at]
    return pd.Series(bands, index=people.index).where(people["age"].notna(), NOT_KNOWN)


def _shares(sums: pd.DataFrame, figures: Answers, indicator: Indicator) -> pd.DataFrame:
    """Shares with limits; a share of weighted answers has no count on top that would give it."""
    weighted = sums["has_weight"].to_numpy(dtype=bool)
    found = sums.rename(columns={"answers": "denominator", "agree": "numerator"})
    share = found["weighed_agree"] / found["weighed"]
    size = found["weighed"] ** 2 / found["squares"]
    found = found.assign(value=share * indicator.multiplier, suppressed=None, approximate=None)
    for confidence, *names in limits.LEVELS:
        low, high = wilson(share * size, size, confidence)
        found[names] = np.column_stack([low, high]) * indicator.multiplier
    effect = (found["denominator"] / size).map("{:.2f}".format)
    found["approximate"] = (f"{Approximate.WEIGHTED}:" + effect).where(weighted, None)
    found = found.drop(columns=["weighed", "weighed_agree", "squares", "has_weight"])
    found = disclosure.hide_few_in_parts(found, WHOSE, table=figures.table)
    return found.assign(numerator=found["numerator"].where(~weighted))
