"""The groups of one period, how each stands beside everybody, and how far two of them are apart."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from indicators.core.inequalities.deprivation import QUANTILES, most_deprived_first
from indicators.core.inequalities.model import KNOWN_ENOUGH, Apart, Group, Limited, Period, Standing
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.verdicts.gaps import NOT_A_GROUP
from indicators.methods import comparison, gap_change, gaps
from indicators.methods.direction import Z95
from indicators.methods.proportions import newcombe_at, ratio_at

PAIRS = {"sex": ("Male", "Female")}
"""Breakdowns of which two groups are set against each other, however many there are."""
PERIOD = ("period_start", "period_end", "step_months")


def period(rows: pd.DataFrame, whole: pd.DataFrame, lead: pd.Series, declared: Indicator, dimension: str) -> Period:
    """The groups of the months of ``lead``, of the rows of a breakdown; ``whole`` are the rows of all people."""
    period_rows = _same_months(rows, lead).drop_duplicates("category")
    unknown = period_rows["category"].str.fullmatch(NOT_A_GROUP, case=False)
    recorded = _recorded(period_rows["denominator"], unknown)
    everybody = _everybody(period_rows[~unknown], _same_months(whole, lead), declared)
    comparable = everybody if recorded is None or recorded >= KNOWN_ENOUGH else None
    groups = _of_all(period_rows[~unknown], comparable, declared)
    return Period(
        lead["period_start"].date(),
        lead["period_end"].date(),
        tuple(_in_order(groups, dimension)),
        everybody,
        recorded,
    )


def _same_months(rows: pd.DataFrame, lead: pd.Series) -> pd.DataFrame:
    same = np.logical_and.reduce([rows[column] == lead[column] for column in PERIOD])
    matching_rows: pd.DataFrame = rows.loc[same]
    return matching_rows


def _in_order(groups: list[Group], dimension: str) -> list[Group]:
    """The most deprived first, ages from the youngest; others as the publisher has them: nobody is ranked."""
    names = [group.name for group in groups]
    ordered = most_deprived_first(names) if dimension in QUANTILES else None
    if ordered is None and dimension == "age":
        ordered = sorted(names, key=_age)
    return groups if ordered is None else sorted(groups, key=lambda group: ordered.index(group.name))


def _age(name: str) -> tuple[int, int]:
    """Bands by the age that they begin with: "Under 16" before "16 to 17"."""
    match = re.search(r"\d+", name)
    return (int(match[0]) if match else 999, 0 if name.lower().startswith("under") else 1)


def _everybody(named: pd.DataFrame, whole: pd.DataFrame, declared: Indicator) -> float | None:
    """The figure of everybody whose group is known, from their counts; else the publisher's of all people."""
    counts = named[["numerator", "denominator"]]
    if declared.method in (Method.PROPORTION, Method.RATE) and counts.notna().all(axis=None):
        top, below = counts.sum()
        return float(top / below * declared.multiplier) if below > 0 else None
    return _number(whole["value"].iloc[0]) if len(whole) else None


def _recorded(people: pd.Series, unknown: pd.Series) -> float | None:
    if not unknown.any() or people.isna().any() or people.sum() <= 0:
        return None
    return float(people[~unknown].sum() / people.sum())


def _of_all(rows: pd.DataFrame, everybody: float | None, declared: Indicator) -> list[Group]:
    """The group of each row, and how it stands beside everybody by its own limits."""
    value, lower, upper = (rows[column].to_numpy(dtype="float64") for column in ("value", "lower95", "upper95"))
    position = comparison.one_level(value, (lower, upper), np.nan if everybody is None else everybody)
    standings = comparison.judged(position, declared.polarity.value)
    return [_group(row, Standing(standing)) for row, standing in zip(rows.to_dict("records"), standings, strict=True)]


def _group(row: dict[Any, Any], standing: Standing) -> Group:
    lower, upper = _number(row["lower95"]), _number(row["upper95"])
    return Group(
        name=str(row["category"]),
        value=_number(row["value"]),
        limits=(lower, upper) if lower is not None and upper is not None else None,
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        reason="" if pd.isna(row["suppressed"]) else str(row["suppressed"]),
        standing=standing,
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


# Two groups apart -------------------------------------------------------------------------------------


def apart(now: Period, declared: Indicator, dimension: str) -> Apart | None:
    """Both ends of deprivation, a declared pair, or the two groups there are; of more groups no two are picked."""
    ends = _ends(now, dimension)
    if ends is None:
        return None
    first, second = ends
    return Apart(first.name, second.name, *_compared(first, second, declared))


def both_worse(now: Period, then: Period, declared: Indicator, dimension: str) -> bool:
    """Did both groups that are set apart move the bad way, by the rule by which gaps are judged?

    It compares the figures alone and does not ask whether chance explains the change.  False where the indicator has no
    bad direction, or where the group of too few people is known.
    """
    ends, before = _ends(now, dimension), _ends(then, dimension)
    if declared.polarity is Polarity.NONE or ends is None or before is None:
        return False
    if [group.name for group in ends] != [group.name for group in before]:
        return False
    high = declared.polarity is Polarity.HIGHER
    levels = [_estimate(group)[0] for group in before]
    behind = 0 if gap_change.first_is_worse_off(*levels, high_is_good=high) else 1
    gap_then, gap_now = (
        gap_change.of_estimates(_estimate(two[behind]), _estimate(two[1 - behind]), high_is_good=high)
        for two in (before, ends)
    )
    return gap_change.changed(gap_then, gap_now, high_is_good=high).both_moved_the_bad_way


def _ends(one_period: Period, dimension: str) -> tuple[Group, Group] | None:
    """The two groups of a period that are set apart; ``None`` where there are not two, or too few people are known."""
    ends = one_period.groups
    if dimension in QUANTILES:
        ends = (ends[0], ends[-1]) if len(ends) == QUANTILES[dimension] else ()
    elif dimension in PAIRS:
        ends = tuple(group for group in ends if group.name in PAIRS[dimension])
    if len(ends) != 2 or any(group.value is None for group in ends) or not one_period.known_enough:
        return None
    return ends[0], ends[1]


def _compared(first: Group, second: Group, declared: Indicator) -> tuple[Limited, Limited | None]:
    """The difference and the ratio of the figures shown, with the limits that counts give where they are known.

    A publisher's percentage is rounded, and so may be its counts: limits are moved to lie about the figures as shown.
    """
    if declared.method is Method.PROPORTION and _counted(first) and _counted(second):
        counts = _counts(first), _counts(second)
        shown, beside = float(first.value or 0), float(second.value or 0)
        difference_by_counts, low, high = (float(part[0]) * declared.multiplier for part in newcombe_at(Z95, *counts))
        moved = shown - beside - difference_by_counts
        ratio: Limited | None = None
        if first.numerator and second.numerator and shown and beside:
            by_counts, least, most = (float(part[0]) for part in ratio_at(Z95, *counts))
            times = shown / beside / by_counts
            ratio = (shown / beside, least * times, most * times)
        return (shown - beside, low + moved, high + moved), ratio
    one, other = (_estimate(group) for group in (first, second))
    difference = tuple(part.item() for part in gaps.difference(one, other))
    positive = all(group.value and group.value > 0 for group in (first, second))
    over = tuple(part.item() for part in gaps.ratio(one, other)) if positive else None
    return difference, over  # type: ignore[return-value]


def _counted(group: Group) -> bool:
    top, below = group.numerator, group.denominator
    return top is not None and below is not None and 0 <= top <= below and below > 0


def _counts(group: Group) -> tuple[list[float], list[float]]:
    """Events and trials of a group that has both."""
    return [group.numerator or 0.0], [group.denominator or 0.0]


def _estimate(group: Group) -> Limited:
    low, high = group.limits or (np.nan, np.nan)
    return float("nan") if group.value is None else group.value, low, high
