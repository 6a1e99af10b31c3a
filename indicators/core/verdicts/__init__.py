"""What can honestly be said of an indicator: six verdicts, each with its reason, none invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from data.people.step_changes import Step
from indicators.core.series.method_selection import chosen
from indicators.core.measures.formatting import period, said
from indicators.core.model import ENGLAND, Indicator, Method, Sensitivity
from indicators.core.series.series import Series, england, leeds_series, stepped
from indicators.core.strategy.strategy import Target
from indicators.core.verdicts import caveats
from indicators.core.verdicts.target import NONE_KNOWN, target
from indicators.core.verdicts.freshness import freshness, next_due, why_hidden
from indicators.core.verdicts.direction import arrow, direction, since
from indicators.core.verdicts.benchmark import compared
from indicators.core.verdicts.gaps import beside_england, both_moved, gap, gap_limits, gap_table
from indicators.core.verdicts.recent_change import lately
from indicators.core.verdicts.model import (
    BASELINE_BY, JUDGED, STRATEGY_STARTS, Bar, Mark, Verdict, Verdicts, joined)

__all__ = [
    "BASELINE_BY", "Bar", "JUDGED", "STRATEGY_STARTS", "Mark", "Verdict", "Verdicts", "compared", "direction", "freshness",
    "gap", "gap_limits", "gap_table", "judge", "lately", "next_due", "sensitive", "target",
]  # fmt: skip

WORDS = [
    "area", "role", "dimension", "category", "approximate", "method", "suppressed", "status", "population_base", "source",
]  # fmt: skip
DAYS = ["period_start", "period_end"]
NUMBERS = ["step_months", "window_months", "numerator", "denominator", "value", "lower95", "upper95"]


def judge(
    name: str,
    indicator: Indicator,
    measures: pd.DataFrame,
    targets: tuple[Target, ...],
    today: date,
    steps: Iterable[Step] = (),
) -> Verdicts:
    """All verdicts on one indicator from its measures, as of a day; ``steps`` are decisions on control limits."""
    if measures.empty:
        return _without_figure(name, indicator, None, targets, today)
    measures = _spoken_of(measures, indicator)
    series = leeds_series(measures, indicator)
    if series is None or series.known.empty:
        return _without_figure(name, indicator, series, targets, today)
    series = stepped(series, name, steps)
    found, difference = direction(series, indicator)
    choice = chosen(series, indicator)
    latest = series.latest
    value = float(latest["value"])
    return Verdicts(
        indicator=name,
        direction=_with_cautions(found, series, indicator, measures, today),
        lately=lately(series, indicator, choice),
        method=choice,
        target=target(series, indicator, targets),
        england=_against_england(series, indicator, measures),
        gap=gap(measures, indicator, series),
        data=replace(freshness(series, indicator, today), caution=caveats.of_status(series)),
        value=value,
        said=said(value, indicator),
        period=period(latest),
        period_end=latest["period_end"].date(),
        place=series.place.name,
        group=series.group,
        arrow=arrow(difference),
        strength=difference.strength if difference is not None else 0.0,
        change_since=since(difference, indicator, series),
    )


def _spoken_of(measures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Leeds' rows and England's, and of those the columns a verdict needs, in plain arrays: much is asked of them."""
    codes = {place.code for place in indicator.places} | {ENGLAND.code}
    wanted = np.array([area in codes for area in measures["area"].to_numpy(dtype=object)], dtype=bool)
    words = {name: pd.Series(measures[name].array[wanted].to_numpy(dtype=object), dtype=object) for name in WORDS}
    days = {name: measures[name].to_numpy()[wanted] for name in DAYS}
    numbers = {name: measures[name].array[wanted].to_numpy(dtype=np.float64, na_value=np.nan) for name in NUMBERS}
    return pd.DataFrame(words | days | numbers)


def _against_england(series: Series, indicator: Indicator, measures: pd.DataFrame) -> Verdict:
    found = compared(series, indicator, england(measures, series))
    if indicator.method is not Method.GAP:
        return found
    return replace(found, caution=joined(found.caution, beside_england(measures, indicator, series)))


def _with_cautions(
    found: Verdict, series: Series, indicator: Indicator, measures: pd.DataFrame, today: date
) -> Verdict:
    """What stands with every judged direction: whose figure it is, what else moves it, how old it is."""
    if found.mark not in JUDGED:
        return found
    levels = both_moved(measures, indicator) if indicator.method is Method.GAP else ""
    caution = joined(
        levels, found.caution, caveats.of_place(series), indicator.also_moved_by, caveats.of_age(series, today)
    )
    return replace(found, caution=caution)


def _without_figure(
    name: str, indicator: Indicator, series: Series | None, targets: tuple[Target, ...], today: date
) -> Verdicts:
    reason = f"No Leeds figure. Needed from: {indicator.owner}." if series is None else why_hidden(series)
    none = Verdict("No figure", reason, Mark.NO_FIGURE, bar=_withheld(series))
    aim = Verdict("Cannot say", reason, Mark.NO_FIGURE) if targets else NONE_KNOWN
    england = Verdict("Not compared", "There is no Leeds figure to compare.", Mark.NO_FIGURE)
    gap_ = Verdict("No figure", "There is no Leeds figure by group.", Mark.NO_FIGURE)
    nothing = Verdict("No figure", f"No figure has been loaded. Expected: {indicator.frequency}.", Mark.NO_FIGURE)
    data = nothing if series is None else freshness(series, indicator, today)
    return Verdicts(name, none, None, aim, england, gap_, data)


def _withheld(series: Series | None) -> Bar:
    hidden = series is not None and series.rows["suppressed"].iloc[-1] == "suppressed"
    return Bar.HIDDEN if hidden else Bar.NO_FIGURE


def sensitive(indicator: Indicator) -> bool:
    """Is the subject one whose pages carry support lines first?"""
    return indicator.sensitivity is not Sensitivity.NONE
