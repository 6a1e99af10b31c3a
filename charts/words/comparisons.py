"""Reasons of verdicts that set a figure beside something: England, a target, another group."""

from __future__ import annotations

from collections.abc import Callable

from charts.words.counting import counted
from charts.words.figures import aimed, change, exactly, number, period
from charts.words.targets import target_in_words
from data.periods import in_full
from indicators.core.model import Indicator
from indicators.methods.because import Because
from indicators.methods.beside_line import Beside, Comparison
from indicators.methods.gap_change import GapChange
from indicators.methods.reached import Count

SIDES = {0: "at about", 1: "above", -1: "below"}
STEPS = {1: "month", 3: "quarter"}
NOT_COMPARABLE = {
    Beside.YEAR_NOT_WHOLE: "Too many periods of the last year are missing to compare it with England's.",
    Beside.TOO_WIDE: "The difference from England swings too widely to tell.",
}

# Target -----------------------------------------------------------------------------------------------


def whose_target(because: Because, indicator: Indicator) -> str:
    target = because["target"]
    local = "" if target.level == "local" else f" No {indicator.place_name} target."
    return f"{target.owner}: {target_in_words(target, indicator)}{local}"


def latest_beside_target(because: Because, indicator: Indicator) -> str:
    """The newest figure set against a target."""
    now = f"{exactly(because['value'], indicator)} in {period(because['period'])}"
    if because["within_limits"]:
        return f"{now}: the target lies within this figure's own limits."
    if because["without"]:
        side = f"{SIDES[because['side']]} {exactly(because['level'], indicator)}"
        return f"{now}, {side}, but neither limits nor counts are published, so it cannot be told from chance."
    return f"{now}."


def reached(because: Because, indicator: Indicator) -> str:
    """In how many of the last year's periods a target was reached, with the year's level and the newest figure."""
    count: Count = because["count"]
    step_name = STEPS[12 // count.year]
    times = f"Reached in {count.reached} of the last {counted(count.year, step_name)}"
    if count.periods_known < count.year:
        times = (
            f"Reached in {count.reached} of the {counted(count.periods_known, step_name)} held of the last {count.year}"
        )
    now = f"{exactly(because['value'], indicator)} in {period(because['period'])}"
    return f"{times}; {exactly(round(count.mean, 1), indicator)} on average, {now}, {aimed(because['wanted'], indicator)} wanted."


def other_body(because: Because, _: Indicator) -> str:
    """A target that is held, but for another body or for figures that cover another time."""
    return "The target held is not for this line: it is for another body, or for figures that cover another length of time."


# England ----------------------------------------------------------------------------------------------


def england_and_limits(because: Because, indicator: Indicator) -> str:
    low, high = exactly(because["low"], indicator), exactly(because["high"], indicator)
    limits = f"our limits, {low} to {high}{' (our estimate)' if because['approximate'] else ''}"
    level = f"England's {exactly(because['level'], indicator)}"
    if because["within"]:
        return f"{level} lies within {limits}, so chance can explain the difference."
    return f"{level} lies outside {limits}."


def england(then: str) -> Callable[[Because, Indicator], str]:
    return lambda because, indicator: f"England {exactly(because['level'], indicator)}{then}"


def england_over_a_year(because: Because, indicator: Indicator) -> str:
    """The mean difference from England over the last year, and how many of its periods lie on that side."""
    comparison: Comparison = because["comparison"]
    step_name = STEPS[because["step"]]
    if comparison.kind is Beside.TOO_FEW:
        return f"{counted(comparison.points, step_name)} held of both; {comparison.needed} are needed to compare over a year."
    if comparison.kind in NOT_COMPARABLE:
        return NOT_COMPARABLE[comparison.kind]
    above = comparison.mean > 0
    side, times = ("above", comparison.above) if above else ("below", comparison.below)
    decimals = max(indicator.decimals, 1)
    low, high = (number(comparison.mean + way * comparison.half, decimals) for way in (-1, 1))
    year = f"the last {counted(12 // because['step'], step_name)} to {period(because['period'])}"
    sentence = f"On average over {year} it was {change(comparison.mean, indicator)} {side} England (99% limits {low} to {high})"
    if comparison.kind in (Beside.HIGHER_THROUGHOUT, Beside.LOWER_THROUGHOUT):
        return (
            f"{sentence}, and {side} it in every one of the {comparison.periods_known_two} months held of the last 24."
        )
    return f"{sentence}, {side} it in {times} of {counted(comparison.periods_known, step_name)}."


# Gaps -------------------------------------------------------------------------------------------------


def groups_now(because: Because, indicator: Indicator) -> str:
    """Both groups' newest levels, the worse off first."""
    first, second = _rates(because["rates"], indicator)
    first_name, second_name = because["names"]
    return f"{first_name[:1].upper()}{first_name[1:]} {first}, {second_name} {second} in {period(because['period'])}"


def gap_moved(because: Because, indicator: Indicator) -> str:
    """The gap then and now, as a difference and as a ratio of the levels said, with the limits of its change."""
    gap_change: GapChange = because["change"]
    then, now = because["then"], because["now"]
    low, high = (
        number(gap_change.size_change + way * gap_change.size_half, max(indicator.decimals, 1)) for way in (-1, 1)
    )
    sizes = [
        _size(levels[1] - levels[0] if gap_change.high_is_good else levels[0] - levels[1], indicator)
        for levels in (then, now)
    ]
    ratio = ""
    if then[0] > 0 < now[0] and then[1] > 0 < now[1]:
        ratio = f"; as a ratio it was {number(then[0] / then[1], 2)}, now {number(now[0] / now[1], 2)}"
    limits = f"(99% limits of the change {low} to {high})"
    return f"{_pair(then, indicator)} in {period(because['period'])}. The gap was {sizes[0]}, now {sizes[1]} {limits}{ratio}."


def _size(size: float, indicator: Indicator) -> str:
    """A gap's size; below 0 the group that was behind is ahead."""
    words = change(size, indicator)
    return f"{words} the other way" if size < 0 and words.strip("0.") not in ("", " points") else words


def many_groups(because: Because, _: Indicator) -> str:
    """Why the highest and the lowest of many groups are not judged."""
    return f"These are the highest and the lowest of {because['of']} groups, picked by their figures, so they are not judged."


def both_moved(because: Because, _: Indicator) -> str:
    return f"Both rates are {'higher' if because['higher'] else 'lower'} than in {period(because['period'])}."


def rates_beside_england(because: Because, indicator: Indicator) -> str:
    ours, theirs = _pair(because["ours"], indicator), _pair(because["england"], indicator)
    return f"Both rates here are {ours}, in England {theirs}."


def _pair(rates: tuple[float, float], indicator: Indicator) -> str:
    return " and ".join(_rates(rates, indicator))


def _rates(rates: tuple[float, float], indicator: Indicator) -> tuple[str, str]:
    sign = "%" if indicator.unit in ("%", "percentage points") else ""
    first, second = (f"{number(rate, indicator.decimals)}{sign}" for rate in rates)
    return first, second


# Two files --------------------------------------------------------------------------------------------


def two_files(because: Because, _: Indicator) -> str:
    """Two files of a publisher that count the same and differ."""
    files = because["files"]
    direction = "more" if files.yearly > files.added else "fewer"
    return (
        f"The publisher's own files disagree: for {period(files.year)} the yearly file counts {files.yearly:,.0f} and the "
        f"shorter periods add up to {files.added:,.0f}, {files.excess:.0%} {direction}. What rests on it is not judged."
    )


def not_due(because: Because, _: Indicator) -> str:
    """A target whose day is still to come."""
    return f"The target is for {in_full(because['by'])}, which is later than the newest figure."


def no_figure_then(because: Because, _: Indicator) -> str:
    """A target whose day lies before the first figure."""
    return f"No figure is held for {in_full(because['by'])}, the day the target is for."


def target_day(because: Because, _: Indicator) -> str:
    """That the figure of the target's day is judged."""
    return f"Judged by the figure of the target's day, {in_full(because['by'])}."
