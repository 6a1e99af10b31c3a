"""Shares of answers to surveys: weighted where respondents have weights, with the design effect said; few are hidden.

Weights make a sample count as a smaller one (Kish L (1965), Survey Sampling): of n answers with weights w, as
(sum w)^2 / sum w^2.  The limits are Wilson's for that many, and n by it is the design effect.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.tables import RECORDS
from indicators.core import disclosure
from indicators.core.measures import limits
from indicators.core.measures.approximate import Approximate
from indicators.core.measures.event_counts import group
from indicators.core.measures.record_origin import with_origin
from indicators.core.measures.records_in_force import Records, Table, unbound
from indicators.core.model import Indicator
from indicators.core.records import Answers
from indicators.methods.intervals import wilson

STATEMENT = "statement"
OF_AN_AREA = "[A-Z][0-9]{8}"
"""An ONS code; whose service respondents used is said by an ODS code."""
WHOSE = ["source", "area", "period_start", "period_end"]
SUMS = ["answers", "agree", "weighed", "weighed_agree", "squares"]


def measures(records: Records, name: str, figures: Answers, indicator: Indicator) -> pd.DataFrame:
    """The shares of an indicator, a row a survey, place, wave and group: or each statement by itself, where there are several."""
    rows = records.rows(_sums(name, figures))
    if rows.empty:
        return rows
    shares = _shares(_by_each(_weighed(rows), figures), figures, indicator)
    role = np.where(shares["area"].str.fullmatch(OF_AN_AREA), "area", "provider")
    wave_months = _months(shares["period_end"]) - _months(shares["period_start"]) + 1
    return with_origin(records, shares.assign(role=role, step_months=indicator.step_months, window_months=wave_months))


def _months(days: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """The month of each day, numbered from year 0 on."""
    return days.dt.year * 12 + days.dt.month


def _sums(name: str, figures: Answers) -> Table:
    """Sums of answers by survey, place, wave, statement, groups and weight, all crossed.

    Where a wave has respondents, they count, and not what somebody has counted of them.
    """
    answers = unbound("survey_answer")
    answers = answers.filter(answers.indicator == name)
    one = answers.respondent != ""
    by_one = one.cast("int32").max().over(group_by=WHOSE) == 1
    chosen = answers.select(
        *WHOSE, STATEMENT, "dimension", "category", "answers", "agree", "weight", "load_id",
        *(group(answers, RECORDS[figures.table], dimension, figures.ages).name(f"g{at}") for at, dimension in enumerate(figures.by)),
        by_one=by_one,
        one=one,
    )  # fmt: skip
    chosen = chosen.filter(chosen.one == chosen.by_one)
    shown = [f"g{at}" for at in range(len(figures.by))]
    return chosen.group_by([*WHOSE, STATEMENT, "one", "dimension", "category", *shown, "weight"]).aggregate(
        answers=chosen.answers.sum(), agree=chosen.agree.sum(), load_id=chosen.load_id.max()
    )


def _weighed(rows: pd.DataFrame) -> pd.DataFrame:
    """Sums with those of weights, which are added up here and in order: an engine's order may change their last digits.

    Where others have a weight, who has none stands for nobody.
    """
    of_wave = rows.groupby([*WHOSE, STATEMENT])["weight"]
    rows = rows[rows["weight"].notna() | (of_wave.transform("count") == 0)]
    rows = rows.sort_values([*rows.columns], ignore_index=True)
    weight = rows["weight"].fillna(1.0)
    return rows.assign(
        weighed=weight * rows["answers"],
        weighed_agree=weight * rows["agree"],
        squares=weight**2 * rows["answers"],
        has_weight=rows["weight"].notna(),
    )


def _by_each(rows: pd.DataFrame, figures: Answers) -> pd.DataFrame:
    """Sums of everybody and by each breakdown; answers to several statements are no answers of so many people."""
    sums = dict.fromkeys(SUMS, "sum") | {"has_weight": "any", "load_id": "max"}
    if rows["statement"].ne("").any():
        parts = [rows[rows["dimension"] == ""].assign(dimension=STATEMENT, category=rows["statement"])]
    else:
        people = rows[rows["one"]]
        parts = [
            rows,
            *(people.assign(dimension=dimension, category=people[f"g{at}"]) for at, dimension in enumerate(figures.by)),
        ]
    together = pd.concat(parts)
    return together.groupby([*WHOSE, "dimension", "category"], as_index=False).agg(sums)


def _shares(sums: pd.DataFrame, figures: Answers, indicator: Indicator) -> pd.DataFrame:
    """Shares with limits; a share of weighted answers has no count on top that would give it."""
    weighted = sums["has_weight"].to_numpy(dtype=bool)
    shares = sums.rename(columns={"answers": "denominator", "agree": "numerator"})
    share = shares["weighed_agree"] / shares["weighed"]
    size = shares["weighed"] ** 2 / shares["squares"]
    shares = shares.assign(value=share * indicator.multiplier, suppressed=None, approximate=None)
    for confidence, *names in limits.LEVELS:
        low, high = wilson(share * size, size, confidence)
        shares[names] = np.column_stack([low, high]) * indicator.multiplier
    effect = (shares["denominator"] / size).map("{:.2f}".format)
    shares["approximate"] = (f"{Approximate.WEIGHTED}:" + effect).where(weighted, None)
    shares = shares.drop(columns=["weighed", "weighed_agree", "squares", "has_weight"])
    shares = disclosure.hide_few_in_parts(shares, WHOSE, table=figures.table)
    return shares.assign(numerator=shares["numerator"].where(~weighted))
