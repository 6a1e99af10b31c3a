"""The gap between two groups: has it changed since the baseline, and at what level do both stand?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.measures.formatting import change, number, period
from indicators.core.model import ENGLAND, Groups, Indicator
from indicators.core.measures.count_rounding import too_rough
from indicators.core.series.series import Series, of_place
from indicators.core.verdicts import caveats
from indicators.core.verdicts.direction import NO_VARIATION, ROUGH
from indicators.core.verdicts.model import BASELINE_BY, Mark, Verdict, better_or_worse, joined
from indicators.methods import direction as method
from indicators.methods.direction import Z95, Difference
from indicators.methods.proportions import newcombe_at

SIDES = ("first", "second")
TURNED = "The gap has turned round: the other group is now ahead."


def gap(measures: pd.DataFrame, indicator: Indicator, series: Series) -> Verdict:
    """Has the gap between two groups changed since the baseline?  Both rates are said with it."""
    groups = indicator.groups
    if groups is None:
        return Verdict("No figure", "No breakdown that shows a gap is loaded.", Mark.NO_FIGURE)
    sides = gap_table(measures, indicator)
    if sides.empty:
        return Verdict("No figure", f"Nothing by {groups.dimension} is loaded.", Mark.NO_FIGURE)
    latest, baseline = sides.iloc[-1], _baseline(sides)
    level = f"{_levels(latest, indicator, groups)} in {period(latest)}"
    if baseline is None:
        return Verdict("Cannot say", f"{level}. One figure only that can be compared.", Mark.FIGURE_ONLY)
    pair = sides.loc[[baseline.name, latest.name]]
    if any(too_rough(_side(pair, side), _side(sides, side), indicator) for side in SIDES):
        return Verdict("Cannot say", f"{level}. {ROUGH}", Mark.FIGURE_ONLY)
    found = _difference(baseline, latest, indicator)
    if found is None:
        return Verdict("Cannot say", f"{level}. The counts behind it are not published.", Mark.FIGURE_ONLY)
    if found.unjudgeable:
        return Verdict("Cannot say", f"{level}. {NO_VARIATION}", Mark.FIGURE_ONLY)
    return _judged(found, level, pair, indicator)


def _judged(found: Difference, level: str, pair: pd.DataFrame, indicator: Indicator) -> Verdict:
    baseline = pair.iloc[0]
    then = f"{_pair(baseline, indicator)} in {period(baseline)}"
    before, now = (change(size, indicator) for size in (found.baseline, found.latest))
    sizes = f"The gap was {before} in {period(baseline)}, {now} now{_limits(pair.iloc[1], indicator)}"
    caution = joined(_both_moved(pair), *(caveats.of_limits(_side(pair, side)) for side in SIDES))
    if not found.changed:
        reason = f"{level}; {then}. {sizes}: no clear change."
        return Verdict("No clear change", reason, Mark.NO_CHANGE, caution)
    if found.baseline * found.latest < 0:
        return Verdict("Changed", f"{level}; {then}. {sizes}. {TURNED}", Mark.CHANGED, caution)
    wider = abs(found.latest) > abs(found.baseline)
    word = "Widening" if wider else "Narrowing"
    return Verdict(word, f"{level}; {then}. {sizes}.", better_or_worse(not wider), caution)


def _limits(row: pd.Series, indicator: Indicator) -> str:
    """Limits of a gap, of its size: from the side that is ahead."""
    found = gap_limits(row, indicator)
    if found is None:
        return ""
    _, low, high = found if found[0] >= 0 else (-found[0], -found[2], -found[1])
    return f" (95% limits {number(low, 1)} to {number(high, 1)})"


def _both_moved(pair: pd.DataFrame) -> str:
    """A gap says nothing of the level: said where both groups have moved the same way."""
    moves = [float(pair[f"value_{side}"].iloc[1] - pair[f"value_{side}"].iloc[0]) for side in SIDES]
    if moves[0] * moves[1] <= 0:
        return ""
    return f"Both rates are {'higher' if moves[0] > 0 else 'lower'} than in {period(pair.iloc[0])}."


def both_moved(measures: pd.DataFrame, indicator: Indicator) -> str:
    """The same, for an indicator that is itself a gap."""
    sides = gap_table(measures, indicator)
    baseline = _baseline(sides) if not sides.empty else None
    return "" if baseline is None else _both_moved(sides.loc[[baseline.name, sides.index[-1]]])


def gap_table(measures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Both groups' figures side by side, a row a period, with counts where they are known."""
    groups = indicator.groups
    if groups is None:
        return pd.DataFrame()
    for place in indicator.places:
        rows = of_place(measures, place)
        rows = rows[(rows["dimension"] == groups.dimension) & rows["value"].notna()]
        first = rows[rows["category"].isin([*groups.first, groups.first_name])]
        second = rows[rows["category"].isin([*groups.second, groups.second_name])]
        both = first.merge(second, on=["period_start", "period_end"], suffixes=("_first", "_second"))
        if not both.empty:
            return both.sort_values("period_end", ignore_index=True)
    return pd.DataFrame()


def _baseline(sides: pd.DataFrame) -> pd.Series | None:
    apart = sides.loc[sides["period_end"] < sides["period_start"].iloc[-1]]
    if apart.empty:
        return None
    before = apart[apart["period_end"] <= pd.Timestamp(BASELINE_BY)]
    chosen: pd.Series = before.iloc[-1] if not before.empty else apart.iloc[0]
    return chosen


def _difference(baseline: pd.Series, latest: pd.Series, indicator: Indicator) -> Difference | None:
    then, now = gap_limits(baseline, indicator), gap_limits(latest, indicator)
    if then is None or now is None:
        return None
    return method.of_two_estimates((then[0], now[0]), (then[1], now[1]), (then[2], now[2]))


def gap_limits(row: pd.Series, indicator: Indicator) -> tuple[float, float, float] | None:
    """The gap of one period, first group less second, with 95% limits; ``None`` where counts are unknown.

    Newcombe's limits, from counts; widened to the gap itself where the publisher's rounding puts it outside.
    """
    counts = [(float(row[f"numerator_{side}"]), float(row[f"denominator_{side}"])) for side in SIDES]
    if any(not 0 <= events <= trials or trials <= 0 for events, trials in counts):
        return None
    value = float(row["value_first"] - row["value_second"])
    _, low, high = newcombe_at(Z95, *counts)
    lower, upper = float(low[0]) * indicator.multiplier, float(high[0]) * indicator.multiplier
    return value, min(lower, value), max(upper, value)


def _side(sides: pd.DataFrame, side: str) -> pd.DataFrame:
    """One group's own rows, with the columns of a measure."""
    own = [column for column in sides if str(column).endswith(f"_{side}")]
    return sides[own].rename(columns={column: str(column).removesuffix(f"_{side}") for column in own})


def _levels(row: pd.Series, indicator: Indicator, groups: Groups) -> str:
    first, second = _rates(row, indicator)
    return f"{groups.first_name[0].upper()}{groups.first_name[1:]} {first}, {groups.second_name} {second}"


def beside_england(measures: pd.DataFrame, indicator: Indicator, series: Series) -> str:
    """Both groups' rates here and in England, of the newest period, where the indicator is itself a gap."""
    ours, theirs = gap_table(measures, indicator), gap_table(measures, replace(indicator, places=(ENGLAND,)))
    if ours.empty or theirs.empty:
        return ""
    same = theirs[theirs["period_end"] == series.latest["period_end"]]
    mine = ours[ours["period_end"] == series.latest["period_end"]]
    if same.empty or mine.empty:
        return ""
    return f"Both rates here are {_pair(mine.iloc[0], indicator)}, in England {_pair(same.iloc[0], indicator)}."


def _pair(row: pd.Series, indicator: Indicator) -> str:
    return " and ".join(_rates(row, indicator))


def _rates(row: pd.Series, indicator: Indicator) -> tuple[str, str]:
    sign = "%" if indicator.unit in ("%", "percentage points") else ""
    first, second = (f"{number(float(row[f'value_{side}']), indicator.decimals)}{sign}" for side in SIDES)
    return first, second
