"""What can honestly be said of an indicator: six verdicts, each with its reason, none invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from data.periods import last_day, shift
from indicators.core.figures import change, number, period, plain, said
from indicators.core.model import Indicator, Method, Polarity, Sensitivity
from indicators.core.series import (
    ENOUGH_WHEN_ROUNDED, Series, counted, england, leeds_series, of_place, period_of,
)
from indicators.core.strategy import Target
from indicators.methods import direction as method
from indicators.methods import spc, trends
from indicators.methods.comparison import against_benchmark
from indicators.methods.direction import Difference

BASELINE_BY = date(2020, 3, 31)
STRATEGY_STARTS = date(2020, 1, 1)
GRACE_MONTHS = 2
CORRELATED = 0.3


class Mark(StrEnum):
    """The six marks, in the one order they are shown in."""

    WORSE = "Getting worse"
    BETTER = "Getting better"
    CHANGED = "Changed, not judged"
    NO_CHANGE = "No clear change"
    FIGURE_ONLY = "A figure, no direction yet"
    NO_FIGURE = "No figure"


JUDGED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED, Mark.NO_CHANGE)


@dataclass(frozen=True)
class Verdict:
    """A word and its reason; ``mark`` says how it is drawn."""

    word: str
    reason: str
    mark: Mark = Mark.FIGURE_ONLY
    caution: str = ""


@dataclass(frozen=True)
class Verdicts:
    """Everything said of one indicator as of a version and a day."""

    indicator: str
    direction: Verdict
    lately: Verdict | None
    target: Verdict
    england: Verdict
    gap: Verdict
    data: Verdict
    value: float | None = None
    said: str = ""
    period: str = ""
    period_end: date | None = None
    place: str = ""
    group: str = ""
    arrow: str = ""
    strength: float = 0.0
    change_since: str = ""

    @property
    def mark(self) -> Mark:
        return self.direction.mark

    @property
    def has_figure(self) -> bool:
        return self.value is not None


def judge(name: str, indicator: Indicator, measures: pd.DataFrame, targets: tuple[Target, ...], today: date) -> Verdicts:
    """All verdicts on one indicator from its measures; targets come Leeds' own first."""
    series = leeds_series(measures, indicator)
    if series is None or series.known.empty:
        return _without_figure(name, indicator, series, targets, today)
    found, difference = direction(series, indicator)
    latest = series.latest
    return Verdicts(
        indicator=name,
        direction=found,
        lately=lately(series, indicator),
        target=target(series, indicator, targets),
        england=compared(series, indicator, england(measures, series)),
        gap=gap(measures, indicator, series),
        data=freshness(series, indicator, today),
        value=float(latest["value"]),
        said=said(float(latest["value"]), indicator),
        period=period(latest),
        period_end=latest["period_end"].date(),
        place=series.place.name,
        group=series.group,
        arrow=_arrow(difference),
        strength=_strength(difference),
        change_since=_since(difference, indicator, series),
    )


def _without_figure(
    name: str, indicator: Indicator, series: Series | None, targets: tuple[Target, ...], today: date
) -> Verdicts:
    if series is None:
        reason = f"No Leeds figure. Needed from: {indicator.owner}."
    else:
        reason = "Number hidden to protect people. This does not mean zero."
    none = Verdict("No figure", reason, Mark.NO_FIGURE)
    aim = Verdict("Cannot say", reason, Mark.NO_FIGURE) if targets else Verdict("No target", "None was published.", Mark.NO_FIGURE)
    data = none if series is None else freshness(series, indicator, today)
    return Verdicts(name, none, None, aim, Verdict("Not compared", reason, Mark.NO_FIGURE), none, data)


# Direction since baseline -----------------------------------------------------------------------------


def direction(series: Series, indicator: Indicator) -> tuple[Verdict, Difference | None]:
    """Is the latest level different from the level when the strategy began, by more than chance?"""
    latest = series.latest
    if latest["period_end"].date() < STRATEGY_STARTS:
        return _cannot(f"Last figure {period(latest)}, before the strategy: it cannot show progress."), None
    if not series.window_stated:
        return _cannot("Cannot say yet: the publisher does not state which months each figure covers."), None
    if series.within_the_year:
        return _by_years(series, indicator)
    return _by_two_figures(series, indicator)


def _by_years(series: Series, indicator: Indicator) -> tuple[Verdict, Difference | None]:
    """Figures of less than a year each: a whole year against a whole year, so that no season speaks."""
    step, rows = series.window, series.apart
    year = 12 // step
    at = counted(rows, step)
    before = rows["period_end"].dt.date <= BASELINE_BY
    found = method.windows(at, year, period_of(BASELINE_BY, step) if before.any() else None)
    if found is None:
        held = f"{len(rows)} {_step_words(series.step)} figures"
        if not series.independent:
            held = f"each figure shares months with the one before, and only {len(rows)} stand apart"
        return _cannot(
            f"Cannot say yet: {held}; we need two whole years that do not overlap, with at most two missing in each."
        ), None
    difference = method.of_series(at, rows["value"].to_numpy(), year, *found)
    if _too_rough(series, indicator, min(difference.baseline, difference.latest)):
        return _cannot("Cannot say: counts under 100, rounded by the publisher, are too rough to judge."), None
    return _verdict(difference, indicator, _year_words(found[1], step, year), _year_words(found[0], step, year)), difference


def _by_two_figures(series: Series, indicator: Indicator) -> tuple[Verdict, Difference | None]:
    """Two figures that share no months: counts by Newcombe's interval, else by their own limits."""
    rows, latest = series.segment, series.latest
    apart = rows[rows["period_end"] < latest["period_start"]]
    if apart.empty:
        return _cannot(_why_alone(series)), None
    before = apart[apart["period_end"].dt.date <= BASELINE_BY]
    baseline = before.iloc[-1] if not before.empty else apart.iloc[0]
    pair = pd.DataFrame([baseline, latest])
    if _too_rough(series, indicator, float(pair["denominator"].fillna(pair["value"]).min())):
        return _cannot("Cannot say: counts under 100, rounded by the publisher, are too rough to judge."), None
    difference = _difference(pair, indicator)
    if difference is None:
        return _cannot("Cannot say: the publisher gives no limits and no counts, so chance cannot be told from change."), None
    rough = pair["approximate"].notna().any()
    return _verdict(difference, indicator, period(latest), period(baseline), rough), difference


def _difference(pair: pd.DataFrame, indicator: Indicator) -> Difference | None:
    counts = pair[["numerator", "denominator"]]
    if indicator.method is Method.PROPORTION and counts.notna().all(axis=None):
        (x1, n1), (x2, n2) = counts.itertuples(index=False)
        return method.of_two_proportions((x1, x2), (n1, n2), indicator.multiplier)
    limits = pair[["value", "lower95", "upper95"]]
    if limits.notna().all(axis=None):
        values, lower, upper = (tuple(limits[column]) for column in limits)
        return method.of_two_estimates(values, lower, upper)
    return None


def _verdict(difference: Difference, indicator: Indicator, now: str, then: str, rough: bool = False) -> Verdict:
    word = f"{plain(difference.latest, indicator)} in {now}, {plain(difference.baseline, indicator)} in {then}"
    low, high = (number(limit, _places(indicator)) for limit in (difference.lower, difference.upper))
    caution = "Approximate: limits are ours, from rounded or implied counts." if rough else ""
    if not difference.changed:
        reason = (
            f"{word}: within the usual ups and downs (difference {low} to {high} at 99%). "
            "The level may still not be good enough."
        )
        return Verdict(Mark.NO_CHANGE, reason, Mark.NO_CHANGE, caution)
    way = "more" if difference.difference > 0 else "less"
    reason = f"{word}: {change(difference.difference, indicator)} {way} (99% limits {low} to {high})."
    if indicator.polarity is Polarity.NONE:
        return Verdict(Mark.CHANGED, f"{reason} Neither more nor less is better here.", Mark.CHANGED, caution)
    better = (difference.difference > 0) == (indicator.polarity is Polarity.HIGHER)
    mark = Mark.BETTER if better else Mark.WORSE
    return Verdict(mark, reason, mark, caution)


def _why_alone(series: Series) -> str:
    rows, known = series.segment, series.known
    cut_off = len(known) > len(rows)
    since = f" since the line was cut at {period(rows.iloc[0])}" if cut_off else ""
    if len(rows) == 1 and series.step == 0:
        return f"Cannot say yet: one survey or study ({period(rows.iloc[0])}); we need a second."
    if len(rows) == 1:
        return f"Cannot say yet: one {_step_words(series.step)} figure{since}; we need two that do not overlap."
    shared = "years" if series.rows["window_months"].max() > 12 else "months"
    return f"Cannot say yet: each figure shares {shared} with the one before, and no two{since} stand apart."


def _too_rough(series: Series, indicator: Indicator, smallest: float) -> bool:
    counts = indicator.method in (Method.COUNT, Method.PROPORTION, Method.RATE)
    return counts and series.rounded and _counts_known(series, indicator) and smallest < ENOUGH_WHEN_ROUNDED


def _counts_known(series: Series, indicator: Indicator) -> bool:
    return indicator.method is Method.COUNT or bool(series.known["denominator"].notna().all() and not series.independent)


def _cannot(reason: str) -> Verdict:
    return Verdict("Cannot say yet", reason, Mark.FIGURE_ONLY)


def _places(indicator: Indicator) -> int:
    return 0 if indicator.method is Method.COUNT else max(indicator.decimals, 1)


def _arrow(difference: Difference | None) -> str:
    """Which way the number went, where it changed at all: an arrow always means the number."""
    if difference is None or not difference.changed:
        return ""
    return "↑" if difference.difference > 0 else "↓"


def _strength(difference: Difference | None) -> float:
    """How many half-widths the difference is from none, for the order of lists."""
    if difference is None or difference.upper <= difference.lower:
        return 0.0
    return abs(difference.difference) / ((difference.upper - difference.lower) / 2)


def _since(difference: Difference | None, indicator: Indicator, series: Series) -> str:
    if difference is None:
        return ""
    return f"from {plain(difference.baseline, indicator)}"


def _year_words(first: int, step: int, year: int) -> str:
    start = date(first * step // 12, first * step % 12 + 1, 1)
    end = shift(start, year * step - 1)
    words = period((start, last_day(end.year, end.month)))
    return words if len(words) < 8 else f"the year to {period((end, last_day(end.year, end.month)))}"


def _step_words(step: int) -> str:
    return {0: "single", 1: "monthly", 3: "quarterly", 12: "yearly", 36: "three-year"}.get(step, f"{step}-monthly")


# Lately -----------------------------------------------------------------------------------------------


def lately(series: Series, indicator: Indicator) -> Verdict | None:
    """What the newest points say: a control chart by month or quarter, OHID's trend over five years."""
    rows = series.segment
    if series.step in (1, 3) and series.independent and len(rows) >= spc.POINTS_NEEDED:
        return _by_chart(rows, series, indicator)
    if series.step == 12 and series.independent:
        return _by_recent_trend(rows, indicator)
    return None


def _by_chart(rows: pd.DataFrame, series: Series, indicator: Indicator) -> Verdict:
    at = counted(rows, series.step)
    chart = spc.xmr(rows["value"].to_numpy(), at)
    correlation, _ = method.autocorrelation(at, rows["value"].to_numpy())
    caution = (
        "Neighbouring periods move together here, so signals of the chart are less sure." if correlation > CORRELATED else ""
    )
    high, low = bool(chart.high[-1]), bool(chart.low[-1])
    usual = f"{plain(max(chart.lower, 0), indicator)} to {plain(_cap(chart.upper, indicator), indicator)}"
    if not high and not low:
        return Verdict("No significant change lately", f"{period(rows.iloc[-1])} lies within the usual range, {usual}.", Mark.NO_CHANGE, caution)
    rule = _rule(chart, len(rows) - 1, high)
    way = "higher" if high else "lower"
    reason = f"{period(rows.iloc[-1])}: {rule}; the usual range is {usual}."
    if indicator.polarity is Polarity.NONE:
        return Verdict(f"Lately {way} than usual", reason, Mark.CHANGED, caution)
    good = high == (indicator.polarity is Polarity.HIGHER)
    if high and low:
        good, caution = True, (caution + " Rules disagree on this point; the better reading is shown.").strip()
    return Verdict(f"Lately {way} than usual", reason, Mark.BETTER if good else Mark.WORSE, caution)


def _cap(value: float, indicator: Indicator) -> float:
    return min(value, 100.0) if indicator.unit == "%" else value


def _rule(chart: spc.Chart, at: int, high: bool) -> str:
    side = 0 if high else 1
    names = (
        (chart.single, "outside the limits"), (chart.trend, "seven in a row rising" if high else "seven in a row falling"),
        (chart.shift, f"seven or more in a row {'above' if high else 'below'} the mean"),
        (chart.two_of_three, "two of three near a limit"),
    )
    return ", and ".join(words for flags, words in names if flags[side][at])


def _by_recent_trend(rows: pd.DataFrame, indicator: Indicator) -> Verdict | None:
    last = rows.tail(trends.POINTS)
    ends = last["period_end"].dt.year.to_numpy()
    if len(last) < trends.POINTS or np.any(np.diff(ends) != 1):
        return None
    if indicator.method is Method.PROPORTION and last[["numerator", "denominator"]].notna().all(axis=None):
        marker = trends.recent_trend_of_proportions(last["numerator"], last["denominator"])
    else:
        marker = trends.recent_trend(last["value"], last["lower95"], last["upper95"])
    span = f"{period(last.iloc[0])} to {period(last.iloc[-1])}"
    if marker == "cannot be calculated":
        return None
    if marker == "no significant change":
        return Verdict("No significant trend", f"Five years, {span}, by OHID's test at 99.8%.", Mark.NO_CHANGE)
    if indicator.polarity is Polarity.NONE:
        return Verdict(marker.capitalize(), f"Five years, {span}, by OHID's test at 99.8%.", Mark.CHANGED)
    good = (marker == "increasing") == (indicator.polarity is Polarity.HIGHER)
    return Verdict(
        f"{marker.capitalize()}, getting {'better' if good else 'worse'}",
        f"Five years, {span}, by OHID's test at 99.8%.", Mark.BETTER if good else Mark.WORSE,
    )


# Target -----------------------------------------------------------------------------------------------


def target(series: Series, indicator: Indicator, targets: tuple[Target, ...]) -> Verdict:
    """Against Leeds' own target first, else a regional or national standard, with its owner."""
    if not targets:
        return Verdict("No target", "Nobody has published one for this.", Mark.NO_FIGURE)
    aim = targets[0]
    whose = f"{aim.owner}: {aim.words}" + ("" if aim.level == "leeds" else " No Leeds target.")
    if aim.value is None:
        return Verdict("Cannot say", whose)
    higher = aim.direction == "at least"
    rows = series.segment
    if series.step in (1, 3) and series.independent and len(rows) >= spc.POINTS_NEEDED:
        chart = spc.xmr(rows["value"].to_numpy(), counted(rows, series.step))
        kind = spc.assurance(chart, aim.value, higher)
        return replace(_aimed(kind, whose), caution=_unsettled(chart, rows, indicator, higher))
    latest = series.latest
    low, high = latest["lower95"], latest["upper95"]
    if pd.isna(low) or pd.isna(high):
        met = latest["value"] >= aim.value if higher else latest["value"] <= aim.value
        return _aimed("pass" if met else "fail", f"{period(latest)}, by the value alone (no limits). {whose}")
    if (low >= aim.value) if higher else (high <= aim.value):
        return _aimed("pass", whose)
    if (high < aim.value) if higher else (low > aim.value):
        return _aimed("fail", whose)
    return Verdict("Cannot say", f"The target lies within this figure's own limits. {whose}")


def _unsettled(chart: spc.Chart, rows: pd.DataFrame, indicator: Indicator, higher: bool) -> str:
    """A caution where the newest point has left the range on the wrong side: the past is then a poor guide."""
    wrong_side = chart.low if higher else chart.high
    if not wrong_side[-1]:
        return ""
    latest = rows.iloc[-1]
    way = "below" if higher else "above"
    return f"{plain(float(latest['value']), indicator)} in {period(latest)} is {way} what was usual, so this may not last."


def _aimed(kind: str, reason: str) -> Verdict:
    words = {"pass": ("Met", Mark.BETTER), "fail": ("Not met", Mark.WORSE), "hit or miss": ("Hit or miss", Mark.NO_CHANGE)}
    word, mark = words[kind]
    return Verdict(word, reason, mark)


# England ----------------------------------------------------------------------------------------------


def compared(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """England's value of the same period against our limits."""
    latest = series.latest
    if indicator.method is Method.COUNT:
        return Verdict("Not compared", "A count depends on how many people there are.", Mark.NO_FIGURE)
    same = others[(others["period_end"] == latest["period_end"]) & (others["period_start"] == latest["period_start"])]
    if same.empty:
        return Verdict("Not compared", f"No England figure for {period(latest)} is held.", Mark.NO_FIGURE)
    level = float(same.iloc[0]["value"])
    low, high = latest["lower95"], latest["upper95"]
    side = str(against_benchmark(low, high, level)[0])
    theirs = plain(level, indicator)
    if side == "not compared":
        return Verdict("Not compared", f"England {theirs}; our figure has no limits to compare by.", Mark.FIGURE_ONLY)
    approximate = ", approximate" if pd.notna(latest["approximate"]) else ""
    ours = f"our limits{approximate}, {plain(low, indicator)} to {plain(high, indicator)}"
    if side == "similar":
        return Verdict("Similar", f"England's {theirs} lies within {ours}.", Mark.NO_CHANGE)
    reason = f"England's {theirs} lies outside {ours}."
    if indicator.polarity is Polarity.NONE:
        return Verdict(side.capitalize(), reason, Mark.CHANGED)
    better = (side == "higher") == (indicator.polarity is Polarity.HIGHER)
    return Verdict("Better" if better else "Worse", reason, Mark.BETTER if better else Mark.WORSE)


# Gap between groups -----------------------------------------------------------------------------------


def gap(measures: pd.DataFrame, indicator: Indicator, series: Series) -> Verdict:
    """Has the gap between two groups changed since the baseline?  Both rates are said with it."""
    groups = indicator.gap
    if groups is None:
        return Verdict("No figure", "No breakdown that shows a gap is loaded.", Mark.NO_FIGURE)
    sides = gap_table(measures, indicator)
    if sides.empty:
        return Verdict("No figure", f"Nothing by {groups.dimension} is loaded.", Mark.NO_FIGURE)
    latest = sides.iloc[-1]
    level = (
        f"{plain(latest['value_first'], indicator)} in the {groups.first_name}, "
        f"{plain(latest['value_second'], indicator)} in the {groups.second_name}, {period(latest)}"
    )
    baseline = _gap_baseline(sides)
    if baseline is None:
        return Verdict("Cannot say", f"{level}. One figure only that can be compared.", Mark.FIGURE_ONLY)
    found = _gap_difference(baseline, latest, indicator)
    if found is None:
        return Verdict("Cannot say", f"{level}. The counts behind it are not published.", Mark.FIGURE_ONLY)
    if not found.changed:
        return Verdict("No clear change", f"{level}. No clear change in the gap since {period(baseline)}.", Mark.NO_CHANGE)
    wider = abs(found.latest) > abs(found.baseline)
    word = "Widening" if wider else "Narrowing"
    points = f"{change(found.baseline, indicator)} in {period(baseline)}, {change(found.latest, indicator)} now"
    return Verdict(word, f"{level}. The gap was {points}.", Mark.WORSE if wider else Mark.BETTER)


def gap_table(measures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Both groups' figures side by side, a row a period, with counts where they are known."""
    groups = indicator.gap
    if groups is None:
        return pd.DataFrame()
    keys = ["period_start", "period_end"]
    for place in indicator.places:
        rows = of_place(measures, place)
        rows = rows[(rows["dimension"] == groups.dimension) & rows["value"].notna()]
        first = rows[rows["category"].isin([*groups.first, groups.first_name])]
        second = rows[rows["category"].isin([*groups.second, groups.second_name])]
        both = first.merge(second, on=keys, suffixes=("_first", "_second"))
        if not both.empty:
            return both.sort_values("period_end", ignore_index=True)
    return pd.DataFrame()


def _gap_baseline(sides: pd.DataFrame) -> pd.Series | None:
    latest = sides.iloc[-1]
    apart = sides[sides["period_end"] < latest["period_start"]]
    if apart.empty:
        return None
    before = apart[apart["period_end"].dt.date <= BASELINE_BY]
    return before.iloc[-1] if not before.empty else apart.iloc[0]


def _gap_difference(baseline: pd.Series, latest: pd.Series, indicator: Indicator) -> Difference | None:
    ends = []
    for row in (baseline, latest):
        limits = gap_limits(row, indicator)
        if limits is None:
            return None
        ends.append(limits)
    values, lower, upper = zip(*ends, strict=True)
    return method.of_two_estimates(values, lower, upper)


def gap_limits(row: pd.Series, indicator: Indicator) -> tuple[float, float, float] | None:
    """The gap of one period, first group less second, with 95% limits; ``None`` where counts are unknown."""
    counts = [row[f"{part}_{side}"] for side in ("first", "second") for part in ("numerator", "denominator")]
    if any(pd.isna(count) for count in counts):
        return None
    value = float(row["value_first"] - row["value_second"])
    spread = np.hypot(*(
        (row[f"upper95_{side}"] - row[f"lower95_{side}"]) / 2 for side in ("first", "second")
    ))
    return value, value - float(spread), value + float(spread)


# Data -------------------------------------------------------------------------------------------------


def freshness(series: Series, indicator: Indicator, today: date) -> Verdict:
    """Is the next figure out, due, or overdue, reckoned against today?"""
    latest = series.rows.iloc[-1]
    if indicator.stopped:
        return Verdict("Stopped", indicator.stopped, Mark.NO_FIGURE)
    if series.step == 0 or indicator.step_months == 0:
        return Verdict("One-off", f"A single survey or study, {period(latest)}; no next one is announced.", Mark.FIGURE_ONLY)
    following, due = next_due(latest, series.step, indicator)
    when = f"{due:%B %Y}"
    if today <= due:
        return Verdict("Up to date", f"{following} is due by {when}.", Mark.BETTER)
    late_after = shift(due, GRACE_MONTHS)
    if today < last_day(late_after.year, late_after.month):
        return Verdict("Due", f"{following} was expected by {when}.", Mark.NO_CHANGE)
    return Verdict("Overdue", f"{following} was due {when}. Needed from: {indicator.owner}.", Mark.WORSE)


def next_due(latest: pd.Series, step: int, indicator: Indicator) -> tuple[str, date]:
    """The next period in words, and the day by which its figure is expected."""
    end = shift(latest["period_end"].date(), step)
    window = latest["window_months"] if pd.notna(latest["window_months"]) else step
    start = shift(end, 1 - int(window))
    due = shift(end, indicator.lag_months)
    return period((start, last_day(end.year, end.month))), last_day(due.year, due.month)


def sensitive(indicator: Indicator) -> bool:
    return indicator.sensitivity is not Sensitivity.NONE
