"""The gap between two groups: has it changed since the baseline, and at what level do both stand?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from indicators.core.groups import Groups
from indicators.core.measures.count_rounding import too_rough
from indicators.core.model import ENGLAND, Indicator, Method, Polarity
from indicators.core.series.series import Series, of_place, period_of_row
from indicators.core.strategy.model import Timeline
from indicators.core.verdicts import caveats
from indicators.core.verdicts.direction import ROUGH
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, cannot_say
from indicators.methods import gap_change
from indicators.methods.because import Because, because
from indicators.methods.gap_change import Gap, GapChange, GapCode

SIDES = ("first", "second")
Rates = tuple[float, float]
CHANGES = {
    GapCode.TURNED_ROUND: (Code.TURNED_ROUND, Mark.CHANGED),
    GapCode.DEPENDS: (Code.DEPENDS, Mark.CHANGED),
    GapCode.NARROWING: (Code.NARROWING, Mark.BETTER),
    GapCode.WIDENING: (Code.WIDENING, Mark.WORSE),
    GapCode.NO_CHANGE: (Code.NO_CHANGE, Mark.NO_CHANGE),
}
NOT_OF_PEOPLE = (
    "", "service", "state", "community", "provider", "who rated", "theme", "type", "who", "characteristic",
    "prefer not to say", "new and returning", "statement",
)  # fmt: skip
"""Breakdowns whose parts are no groups of people, so that none of them can be left behind."""
NOT_A_GROUP = r"all|total|persons|.*\b(?:not (?:stated|known|recorded|specified)|unknown|invalid)\b.*"
"""Categories that are no group of people."""


def gap(measures: pd.DataFrame, indicator: Indicator, timeline: Timeline, apart: Because | None = None) -> Verdict:
    """Has the gap between two groups changed since the baseline, as a difference and as a ratio?

    Both groups' levels are given with it.  The groups are those declared, else those of any breakdown that is held.
    ``apart`` says that two files disagree on what it rests on: then it is not judged.
    """
    if indicator.method is Method.REFERENCE:
        return Verdict(Code.NOT_COMPARED, (because(Why.EACH_BESIDE_ALL),), Mark.NO_FIGURE)
    groups = groups_of(measures, indicator)
    if groups is None:
        missing = indicator.groups.dimension if indicator.groups else ""
        return _no_figure(because(Why.NOTHING_BY, dimension=missing) if missing else because(Why.NO_BREAKDOWN))
    if indicator.method is Method.COUNT and indicator.groups is None:
        return Verdict(Code.NOT_COMPARED, (because(Why.COUNT_BY_GROUP),), Mark.NO_FIGURE)
    sides = gap_table(measures, indicator, groups)
    if sides.empty:
        return _no_figure(because(Why.NOTHING_BY, dimension=groups.dimension))
    latest, baseline = sides.iloc[-1], _baseline(sides, timeline)
    order = _worse_first(latest if baseline is None else baseline, indicator)
    names = {"first": groups.first_name, "second": groups.second_name}
    now = because(
        Why.GROUPS_NOW,
        names=tuple(names[side] for side in order),
        rates=_rates(latest, order),
        period=period_of_row(latest),
    )
    if apart is not None:
        return cannot_say(now, apart)
    if many := _how_many(measures, indicator, groups, latest):
        return cannot_say(now, because(Why.MANY_GROUPS, of=many))
    if baseline is None:
        return cannot_say(now, because(Why.ONE_COMPARABLE))
    pair = sides.loc[[baseline.name, latest.name]]
    if any(too_rough(_side(pair, side), _side(sides, side), indicator) for side in SIDES):
        return cannot_say(now, ROUGH)
    then_, now_ = (_gap_of(row, order, indicator) for row in (baseline, latest))
    if then_ is None or now_ is None:
        return cannot_say(now, because(Why.COUNTS_UNKNOWN))
    change = gap_change.changed(then_, now_, high_is_good=_high_is_good(indicator))
    return _judged(change, now, pair, order, indicator)


def _no_figure(reason: Because) -> Verdict:
    return Verdict(Code.NO_FIGURE, (reason,), Mark.NO_FIGURE)


def _judged(
    change: GapChange, now: Because, pair: pd.DataFrame, order: tuple[str, str], indicator: Indicator
) -> Verdict:
    if change.code is GapCode.CANNOT_SAY:
        return cannot_say(now, because(Why.COUNTS_UNKNOWN))
    code, mark = CHANGES[change.code]
    levels = _levels_first(change, indicator)
    if mark in (Mark.BETTER, Mark.WORSE) and (indicator.polarity is Polarity.NONE or levels):
        mark = Mark.CHANGED if change.code is GapCode.NARROWING or indicator.polarity is Polarity.NONE else mark
    levels_then, levels_now = (_rates(row, order) for _, row in pair.iterrows())
    period = period_of_row(pair.iloc[0])
    moved = because(Why.GAP_MOVED, change=change, then=levels_then, now=levels_now, period=period)
    cautions = tuple(caution for side in SIDES for caution in caveats.of_limits(_side(pair, side)))
    return Verdict(code, (*levels, now, moved), mark, cautions)


def _levels_first(change: GapChange, indicator: Indicator) -> tuple[Because, ...]:
    """What a gap alone would hide, said before it: both groups worse, or the better-off group worse."""
    if indicator.polarity is Polarity.NONE:
        return ()
    if change.both_moved_the_bad_way:
        return (because(Why.BOTH_WORSE),)
    narrowed = change.code in (GapCode.NARROWING, GapCode.TURNED_ROUND)
    return (because(Why.BETTER_OFF_WORSE),) if narrowed and change.better_off_got_worse else ()


def _high_is_good(indicator: Indicator) -> bool:
    """Is a higher level of a group the better one?  A declared gap is the better-off group's level less the other's."""
    return indicator.method is Method.GAP or indicator.polarity is not Polarity.LOWER


def _worse_first(row: pd.Series, indicator: Indicator) -> tuple[str, str]:
    """The sides in order, the worse off first; on a tie the second declared, which is the more deprived."""
    first, second = float(row["value_first"]), float(row["value_second"])
    second_first = gap_change.first_is_worse_off(second, first, high_is_good=_high_is_good(indicator))
    return ("second", "first") if second_first else ("first", "second")


def _gap_of(row: pd.Series, order: tuple[str, str], indicator: Indicator) -> Gap | None:
    """One period's gap by counts, else by published limits; ``None`` where neither is known."""
    high = _high_is_good(indicator)
    counts = [(float(row[f"numerator_{side}"]), float(row[f"denominator_{side}"])) for side in order]
    if indicator.method in (Method.PROPORTION, Method.GAP) and all(0 <= x <= n and n > 0 for x, n in counts):
        return gap_change.of_proportions(*counts, high_is_good=high, multiplier=indicator.multiplier)
    figures = [tuple(float(row[f"{part}_{side}"]) for part in ("value", "lower95", "upper95")) for side in order]
    if np.isnan(figures).any():
        return None
    worse, better = figures
    return gap_change.of_estimates(worse, better, high_is_good=high)  # type: ignore[arg-type]


# Which groups -----------------------------------------------------------------------------------------


def groups_of(measures: pd.DataFrame, indicator: Indicator) -> Groups | None:
    """The two groups to set against each other: those declared, else of a breakdown that is held.

    Of a breakdown with more than two groups the highest and the lowest of its newest period.
    """
    declared_ = indicator.groups
    if declared_ is not None and not gap_table(measures, indicator, declared_).empty:
        return declared_
    for place in indicator.places:
        rows = of_place(measures, place)
        rows = rows[~rows["dimension"].isin(NOT_OF_PEOPLE) & rows["value"].notna()]
        rows = rows[~rows["category"].str.fullmatch(NOT_A_GROUP, case=False)]
        for dimension in _in_order(rows["dimension"].unique(), indicator):
            newest = _newest(rows[rows["dimension"] == dimension])
            if len(newest) >= 2:
                low, high = newest.iloc[0]["category"], newest.iloc[-1]["category"]
                return Groups(dimension, (high,), (low,), high, low)
    return None


def _in_order(dimensions: Iterable[str], indicator: Indicator) -> list[str]:
    """Breakdowns that the indicator declares first, in its order; then any other by name."""
    declared_ = indicator.breakdowns
    return sorted(dimensions, key=lambda name: (declared_.index(name) if name in declared_ else len(declared_), name))


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The groups of the newest period, the lowest first."""
    newest: pd.DataFrame = rows[rows["period_end"] == rows["period_end"].max()]
    return newest.drop_duplicates("category").sort_values(["value", "category"])


def _how_many(measures: pd.DataFrame, indicator: Indicator, groups: Groups, latest: pd.Series) -> int:
    """How many groups the two were picked from where nobody declared them; 0 where there are but two."""
    if groups == indicator.groups:
        return 0
    rows = measures[(measures["dimension"] == groups.dimension) & (measures["period_end"] == latest["period_end"])]
    rows = rows[rows["value"].notna() & rows["area"].isin([place.code for place in indicator.places])]
    group_count = rows.loc[~rows["category"].str.fullmatch(NOT_A_GROUP, case=False), "category"].nunique()
    return group_count if group_count > 2 else 0


# Levels -----------------------------------------------------------------------------------------------


def _both_moved(pair: pd.DataFrame) -> tuple[Because, ...]:
    """The caution that both groups moved the same way, which the size of a gap does not show."""
    moves = [float(pair[f"value_{side}"].iloc[1] - pair[f"value_{side}"].iloc[0]) for side in SIDES]
    if moves[0] * moves[1] <= 0:
        return ()
    return (because(Why.BOTH_MOVED, higher=moves[0] > 0, period=period_of_row(pair.iloc[0])),)


def both_moved(measures: pd.DataFrame, indicator: Indicator, timeline: Timeline) -> tuple[Because, ...]:
    """The same caution for an indicator that is itself a gap between two groups."""
    groups = indicator.groups
    sides = gap_table(measures, indicator, groups) if groups else pd.DataFrame()
    baseline = _baseline(sides, timeline) if not sides.empty else None
    return () if baseline is None else _both_moved(sides.loc[[baseline.name, sides.index[-1]]])


def gap_table(measures: pd.DataFrame, indicator: Indicator, groups: Groups) -> pd.DataFrame:
    """Both groups' figures side by side, a row a period, with counts where they are known."""
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


def _side(sides: pd.DataFrame, side: str) -> pd.DataFrame:
    """One group's own rows, with the columns of a measure."""
    side_columns = [column for column in sides if str(column).endswith(f"_{side}")]
    return sides[side_columns].rename(columns={column: str(column).removesuffix(f"_{side}") for column in side_columns})


def beside_england(measures: pd.DataFrame, indicator: Indicator, series: Series) -> tuple[Because, ...]:
    """Both groups' rates here and in England, of the newest period, where the indicator is itself a gap."""
    groups = indicator.groups
    if groups is None:
        return ()
    ours = gap_table(measures, indicator, groups)
    theirs = gap_table(measures, replace(indicator, places=(ENGLAND,)), groups)
    if ours.empty or theirs.empty:
        return ()
    same = theirs[theirs["period_end"] == series.latest["period_end"]]
    mine = ours[ours["period_end"] == series.latest["period_end"]]
    if same.empty or mine.empty:
        return ()
    return (because(Why.RATES_BESIDE_ENGLAND, ours=_rates(mine.iloc[0]), england=_rates(same.iloc[0])),)


def _rates(row: pd.Series, order: tuple[str, str] = ("first", "second")) -> Rates:
    first_rate, other = (float(row[f"value_{side}"]) for side in order)
    return first_rate, other
