"""The gap between two groups: has it changed since the baseline, and at what level do both stand?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.measures.count_rounding import too_rough
from indicators.core.model import ENGLAND, Indicator
from indicators.core.series.series import Series, of_place, period_of_row
from indicators.core.strategy.model import Timeline
from indicators.core.verdicts import caveats
from indicators.core.verdicts.direction import NO_VARIATION, ROUGH
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, better_or_worse, cannot_say
from indicators.methods import direction as method
from indicators.methods.because import Because, because
from indicators.methods.direction import Z95, Difference
from indicators.methods.proportions import newcombe_at

SIDES = ("first", "second")
Rates = tuple[float, float]


def gap(measures: pd.DataFrame, indicator: Indicator, timeline: Timeline) -> Verdict:
    """Has the gap between two groups changed since the baseline?  Both rates are given with it."""
    groups = indicator.groups
    if groups is None:
        return _no_figure(because(Why.NO_BREAKDOWN))
    sides = gap_table(measures, indicator)
    if sides.empty:
        return _no_figure(because(Why.NOTHING_BY, dimension=groups.dimension))
    latest, baseline = sides.iloc[-1], _baseline(sides, timeline)
    now = because(Why.GROUPS_NOW, rates=_rates(latest), period=period_of_row(latest))
    if baseline is None:
        return cannot_say(now, because(Why.ONE_COMPARABLE))
    pair = sides.loc[[baseline.name, latest.name]]
    if any(too_rough(_side(pair, side), _side(sides, side), indicator) for side in SIDES):
        return cannot_say(now, ROUGH)
    found = _difference(baseline, latest, indicator)
    if found is None:
        return cannot_say(now, because(Why.COUNTS_UNKNOWN))
    if found.unjudgeable:
        return cannot_say(now, NO_VARIATION)
    return _judged(found, now, pair, indicator)


def _no_figure(reason: Because) -> Verdict:
    return Verdict(Code.NO_FIGURE, (reason,), Mark.NO_FIGURE)


def _judged(found: Difference, now: Because, pair: pd.DataFrame, indicator: Indicator) -> Verdict:
    then = pair.iloc[0]
    turned = found.changed and found.baseline * found.latest < 0
    moved = because(
        Why.GAP_MOVED,
        rates=_rates(then),
        period=period_of_row(then),
        difference=found,
        limits=_limits(pair.iloc[1], indicator),
        turned=turned,
    )
    cautions = (*_both_moved(pair), *(caution for side in SIDES for caution in caveats.of_limits(_side(pair, side))))
    if not found.changed:
        return Verdict(Code.NO_CHANGE, (now, moved), Mark.NO_CHANGE, cautions)
    if turned:
        return Verdict(Code.CHANGED, (now, moved), Mark.CHANGED, cautions)
    wider = abs(found.latest) > abs(found.baseline)
    return Verdict(Code.WIDENING if wider else Code.NARROWING, (now, moved), better_or_worse(not wider), cautions)


def _limits(row: pd.Series, indicator: Indicator) -> tuple[float, float] | None:
    """Limits of a gap's size: from the side that is ahead."""
    found = gap_limits(row, indicator)
    if found is None:
        return None
    _, low, high = found if found[0] >= 0 else (-found[0], -found[2], -found[1])
    return low, high


def _both_moved(pair: pd.DataFrame) -> tuple[Because, ...]:
    """A gap says nothing of the level: said where both groups have moved the same way."""
    moves = [float(pair[f"value_{side}"].iloc[1] - pair[f"value_{side}"].iloc[0]) for side in SIDES]
    if moves[0] * moves[1] <= 0:
        return ()
    return (because(Why.BOTH_MOVED, higher=moves[0] > 0, period=period_of_row(pair.iloc[0])),)


def both_moved(measures: pd.DataFrame, indicator: Indicator, timeline: Timeline) -> tuple[Because, ...]:
    """The same, for an indicator that is itself a gap."""
    sides = gap_table(measures, indicator)
    baseline = _baseline(sides, timeline) if not sides.empty else None
    return () if baseline is None else _both_moved(sides.loc[[baseline.name, sides.index[-1]]])


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


def _baseline(sides: pd.DataFrame, timeline: Timeline) -> pd.Series | None:
    apart = sides.loc[sides["period_end"] < sides["period_start"].iloc[-1]]
    if apart.empty:
        return None
    before = apart[apart["period_end"] <= pd.Timestamp(timeline.baseline_day)]
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


def beside_england(measures: pd.DataFrame, indicator: Indicator, series: Series) -> tuple[Because, ...]:
    """Both groups' rates here and in England, of the newest period, where the indicator is itself a gap."""
    ours, theirs = gap_table(measures, indicator), gap_table(measures, replace(indicator, places=(ENGLAND,)))
    if ours.empty or theirs.empty:
        return ()
    same = theirs[theirs["period_end"] == series.latest["period_end"]]
    mine = ours[ours["period_end"] == series.latest["period_end"]]
    if same.empty or mine.empty:
        return ()
    return (because(Why.RATES_BESIDE_ENGLAND, ours=_rates(mine.iloc[0]), england=_rates(same.iloc[0])),)


def _rates(row: pd.Series) -> Rates:
    return float(row["value_first"]), float(row["value_second"])
