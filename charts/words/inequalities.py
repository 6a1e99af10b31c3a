"""Who fares how by group, in sentences and in the cells of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charts.words.counting import counted, have, listed, upper
from charts.words.figures import change, exactly, number, period
from charts.words.groups import group_called
from charts.words.represented import signed
from charts.words.table import why_not
from indicators.core.inequalities.deprivation import DEPRIVATION, QUANTILES
from indicators.core.inequalities.model import Apart, Breakdown, Gradient, Group, Period, Slope, Standing
from indicators.core.model import Indicator, Polarity

CHARACTERISTICS = {
    "deprivation tenth": "deprivation",
    "deprivation fifth": "deprivation",
    "broad ethnic group": "ethnic group, broad",
}
MINUS = "\N{MINUS SIGN}"
STANDINGS = {
    Standing.WORSE: "worse than everybody",
    Standing.BETTER: "better than everybody",
    Standing.SIMILAR: "no clear difference",
    Standing.LOWER: "lower than everybody",
    Standing.HIGHER: "higher than everybody",
    Standing.NOT_COMPARED: "not compared",
}
GRADIENTS = {
    Gradient.DEPRIVED_WORSE: "People in more deprived areas fare worse",
    Gradient.DEPRIVED_BETTER: "People in more deprived areas fare better",
    Gradient.DEPRIVED_HIGHER: "Higher where people are more deprived",
    Gradient.DEPRIVED_LOWER: "Lower where people are more deprived",
    Gradient.NONE: "No clear slope across deprivation",
}
HOW_TO_READ = (
    "Dot: now, with its 95% limits. Ring: at the start. Upright line: everybody whose group is known. A group is better "
    "or worse where its limits leave that line out; of many groups one in twenty does so by chance. No group is ranked."
)
NOTHING = "No figure is held by group, so nobody can say who is left behind."
OTHER_GROUPS = "The groups were others at the start, so none is set against it."
SLOPE = (
    "The slope is the line through all groups, each weighed by its people: the least deprived end less the most "
    "deprived end. The index is the one end over the other. Its sign is kept: above 0 the least deprived have the "
    "higher figure. Method: Low and Low (2004), as used by Public Health England."
)
SLOPE_HEAD = ("Year", "Slope", "95% limits", "Index", "95% limits of the index")


def group_head(breakdown: Breakdown, low: float, high: float) -> tuple[str, ...]:
    """The head of the table of groups; of the pictures the ends of their scale."""
    ends = f"{exactly(low, breakdown.declared)} to {exactly(high, breakdown.declared)}"
    return ("Group", f"Drawn from {ends}", "Now", "At the start", "Change", "Beside everybody")


def characteristic(dimension: str) -> str:
    """What a breakdown is by, in a sentence."""
    return CHARACTERISTICS.get(dimension, dimension)


def group_name(name: str, breakdown: Breakdown) -> str:
    """A group's name among those of its breakdown."""
    return group_called(name, breakdown.dimension, [group.name for group in breakdown.now.groups])


# Findings ---------------------------------------------------------------------------------------------


def left_behind(chosen_characteristic: str, breakdowns: Sequence[Breakdown]) -> str:
    """Who fares worse by one characteristic, on how many of the measures that can be compared."""
    sentence = _deprived(breakdowns) if chosen_characteristic == DEPRIVATION else _groups(breakdowns)
    silent = sum(not _is_compared(breakdown) for breakdown in breakdowns)
    compared = silent < len(breakdowns)
    return sentence + (f" {silent} more cannot be compared." if silent and compared else "")


def _is_compared(breakdown: Breakdown) -> bool:
    if breakdown.dimension in QUANTILES:
        return breakdown.gradient is not None
    return any(group.standing is not Standing.NOT_COMPARED for group in breakdown.now.groups)


def _deprived(breakdowns: Sequence[Breakdown]) -> str:
    known = [breakdown.gradient for breakdown in breakdowns if breakdown.gradient is not None]
    if not known:
        return f"Nobody can say how the more deprived fare: {counted(len(breakdowns), 'measure')} cannot be compared."
    worse = sum(gradient is Gradient.DEPRIVED_WORSE for gradient in known)
    measure_count = counted(len(known), "measure")
    if not worse:
        return f"No sign that people in more deprived areas fare worse, on {measure_count}."
    return f"People in more deprived areas fare worse on {worse} of {measure_count}."


def _groups(breakdowns: Sequence[Breakdown]) -> str:
    compared = [breakdown for breakdown in breakdowns if _is_compared(breakdown)]
    if not compared:
        return f"Nobody can say who fares worse: {counted(len(breakdowns), 'measure')} cannot be compared."
    measure_count = counted(len(compared), "measure")
    behind = Counter(group_name(name, breakdown) for breakdown in compared for name in breakdown.worse)
    if not behind:
        return f"No group fares worse than everybody beyond chance, on {measure_count}."
    if len(behind) == 1:
        ((name, times),) = behind.items()
        return f"{name}: worse than everybody on {times} of {measure_count}."
    groups = [f"{name} on {times}" for name, times in behind.most_common()]
    return f"Worse than everybody: {listed(groups)} of {measure_count}."


def coverage(split: int, known: int) -> str:
    """How many of the measures with a figure have groups to compare."""
    measure_count = counted(known, "measure")
    return f"{split} of the {measure_count} with a figure {have(split)} groups to compare. The others cannot say who is left behind."


def finding(breakdown: Breakdown) -> str:
    """What one breakdown says of its newest period."""
    when = period((breakdown.now.start, breakdown.now.end))
    if not breakdown.now.known_enough:
        unknown = 100 * (1 - (breakdown.now.recorded or 0))
        return f"Cannot say: the group of {unknown:.0f}% of people is not known ({when})."
    if breakdown.files_disagree:
        sentence = f"Cannot say: two files of the publisher disagree on how many people these are of ({when})."
        return f"{sentence} By the file shown, {_lower(_both_worse(breakdown))}." if breakdown.both_worse else sentence
    if breakdown.both_worse:
        return f"{_both_worse(breakdown)} ({when}). {_beside(breakdown, '')}"
    return _beside(breakdown, f" ({when})")


def _both_worse(breakdown: Breakdown) -> str:
    """Both groups that are set apart then and now: today's difference alone would hide that both got worse."""
    assert breakdown.apart is not None and breakdown.then is not None
    ends = [_from_to(name, breakdown) for name in (breakdown.apart.first, breakdown.apart.second)]
    way = "fell" if breakdown.declared.polarity is Polarity.HIGHER else "rose"
    return f"Both {way} since {period((breakdown.then.start, breakdown.then.end))}: {', '.join(ends)}"


def _from_to(name: str, breakdown: Breakdown) -> str:
    now, then = breakdown.now.group(name), breakdown.then.group(name) if breakdown.then else None
    assert now is not None and then is not None
    the = "the " if breakdown.dimension in QUANTILES else ""
    levels = f"{_value(then, breakdown.declared)} to {_value(now, breakdown.declared)}{_unit(breakdown.declared)}"
    return f"{the}{_lower(group_name(name, breakdown))} from {levels}"


def _beside(breakdown: Breakdown, when: str) -> str:
    """How groups stand now: along deprivation, else beside everybody; ``when`` is said where nothing before it does."""
    if breakdown.gradient is not None:
        return f"{GRADIENTS[breakdown.gradient]}{'' if breakdown.both_worse else f': {_ends(breakdown)}'}{when}."
    worse = [f"{group_name(group.name, breakdown)} {_value(group, breakdown.declared)}" for group in breakdown.now.groups
             if group.standing is Standing.WORSE]  # fmt: skip
    everybody = breakdown.now.everybody
    beside = (
        "" if everybody is None else f"everybody {exactly(everybody, breakdown.declared)}{_unit(breakdown.declared)}"
    )
    if worse:
        return f"Worse than everybody: {listed(worse)}; {beside}{when}."
    if breakdown.declared.polarity is Polarity.NONE:
        return f"Neither way is better{when}."
    if beside:
        return f"No group is worse than everybody beyond chance; {beside}{when}."
    return f"Cannot say: the figure of everybody is not held{when}."


def _ends(breakdown: Breakdown) -> str:
    first, last = breakdown.now.groups[0], breakdown.now.groups[-1]
    return (
        f"{_value(first, breakdown.declared)}{_unit(breakdown.declared)} in the {_lower(group_name(first.name, breakdown))}, "
        f"{_value(last, breakdown.declared)} in the {_lower(group_name(last.name, breakdown))}"
    )


def unit(declared: Indicator) -> str:
    """What figures are in, where no sign of theirs says so."""
    return "" if declared.unit == "%" else declared.unit


def _unit(declared: Indicator) -> str:
    """The unit after a number; one that explains itself at length is said above the table only."""
    unit_name = unit(declared)
    return f" {unit_name}" if unit_name and "," not in unit_name.replace(",000", "") else ""


def _difference_in(declared: Indicator) -> str:
    return " points" if declared.unit == "%" else _unit(declared)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def apart(pair: Apart, whole: Breakdown) -> str:
    """Two groups' figures, their difference and their ratio with 95% limits."""
    names = group_name(pair.first, whole), group_name(pair.second, whole)
    size, low, high = pair.difference
    sentence = f"{names[0]} less {_lower(names[1])}: {signed(size)}{_difference_in(whole.declared)} ({signed(low)} to {signed(high)})"
    if pair.ratio is None:
        return f"{sentence}. A figure is 0, so there is no ratio."
    over, under, above = (number(part, 2) for part in pair.ratio)
    return f"{sentence}; {over} times ({under} to {above})."


def slope(breakdown: Breakdown) -> str:
    """The newest slope and index, beside those at the baseline; why there is none, where there is none."""
    if breakdown.dimension not in QUANTILES:
        return ""
    now = breakdown.slope
    if now is None:
        return "No slope for the newest year: a group's figure is hidden or missing."
    sentence = (
        f"Across all groups, least less most deprived (slope): {_limited(now, breakdown.declared)}; "
        f"as a ratio (index): {index(now)}"
    )
    then = next(
        (known_slope for known_slope in breakdown.slopes if breakdown.then and known_slope.end == breakdown.then.end),
        None,
    )
    if then is None:
        return f"{sentence}."
    return f"{sentence}. In {period((then.start, then.end))}: {_limited(then, breakdown.declared)}; {index(then)}."


def _limited(one_slope: Slope, declared: Indicator) -> str:
    size, low, high = one_slope.difference
    return f"{signed(size)}{_difference_in(declared)} ({signed(low)} to {signed(high)})"


def index(one_slope: Slope) -> str:
    """The relative index with its limits."""
    size, low, high = (number(part, 2) for part in one_slope.index)
    return f"{size} times ({low} to {high})"


def recorded(breakdown: Breakdown) -> str:
    """Of how many people the group is known, now and at the start; empty where the publisher does not say."""
    now = _share(breakdown.now)
    if not now:
        return "How many people are of no known group is not published."
    then = _share(breakdown.then) if breakdown.then else ""
    when = f" ({then} in {period((breakdown.then.start, breakdown.then.end))})" if breakdown.then and then else ""
    return f"The group of {now} of people is known{when}."


def _share(one_period: Period) -> str:
    return "" if one_period.recorded is None else f"{100 * one_period.recorded:.0f}%"


# Cells ------------------------------------------------------------------------------------------------


def value(group: Group | None, declared: Indicator) -> str:
    """A group's figure with its limits; why it is not there, where it is not."""
    if group is None:
        return "no such group"
    if group.value is None:
        return upper(why_not(group.reason))
    if group.limits is None:
        return _value(group, declared)
    low, high = (exactly(limit, declared) for limit in group.limits)
    return f"{_value(group, declared)} ({low} to {high})"


def _value(group: Group, declared: Indicator) -> str:
    return why_not(group.reason) if group.value is None else exactly(group.value, declared)


def picture(group: Group, then: Group | None, declared: Indicator) -> str:
    """What the picture of a group shows."""
    now = f"Now {value(group, declared)}"
    return now if then is None or then.value is None else f"{now}, at the start {_value(then, declared)}"


def moved(breakdown: Breakdown, name: str) -> str:
    """By how much a group's figure moved since the start; empty where it cannot be said."""
    now, then = breakdown.now.group(name), breakdown.then.group(name) if breakdown.then else None
    if now is None or then is None or now.value is None or then.value is None:
        return ""
    sign = {-1: MINUS, 1: "+"}.get((now.value > then.value) - (now.value < then.value), "")
    return f"{sign}{change(now.value - then.value, breakdown.declared)}"


def slope_rows(breakdown: Breakdown) -> list[tuple[str, ...]]:
    """The slopes of every year, the newest first, as cells."""
    points = " points" if breakdown.declared.unit == "%" else ""
    return [
        (
            period((yearly_slope.start, yearly_slope.end)),
            f"{signed(yearly_slope.difference[0])}{points}",
            f"{signed(yearly_slope.difference[1])} to {signed(yearly_slope.difference[2])}",
            number(yearly_slope.index[0], 2),
            f"{number(yearly_slope.index[1], 2)} to {number(yearly_slope.index[2], 2)}",
        )
        for yearly_slope in reversed(breakdown.slopes)
    ]
