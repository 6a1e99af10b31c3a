"""Every reason of a verdict as a sentence, by its code, from the numbers and days that it rests on."""

from __future__ import annotations

from collections.abc import Callable

from charts.words import comparisons
from charts.words.approximate import why_approximate
from charts.words.counting import counted, listed
from charts.words.figures import averaged, change, exactly, level, number, period, plain, together, year
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.difference_test import How
from indicators.core.verdicts.model import Code, Period, Why
from indicators.methods.because import Because
from indicators.methods.direction import Difference
from indicators.methods.year_windows import MONTHS, POINTS_NEEDED

WITHHELD = {
    "suppressed": "Number hidden to protect people. This does not mean zero.",
    "rounds to zero": "It rounds to zero, but is not zero.",
    "unreliable": "The publisher holds the figure to be unreliable and does not give it.",
    "not applicable": "The publisher says that it does not apply.",
}
NOT_AVAILABLE = "The publisher has no figure for it."
ROUGH = "Counts under 100, rounded by the publisher, are too rough to judge."
STEPS = {0: "single", 1: "monthly", 3: "quarterly", 12: "yearly", 36: "three-year"}
RULES = {
    "single": ("outside the limits", "outside the limits"),
    "trend": ("seven in a row rising", "seven in a row falling"),
    "shift": ("seven or more in a row above the mean", "seven or more in a row below the mean"),
    "two_of_three": ("two of three near a limit", "two of three near a limit"),
}
COMPARED_BY = {
    How.UPS_AND_DOWNS: "By how much single periods of this line usually differ.",
    How.COUNTS: "By Newcombe's interval of two proportions.",
    How.LIMITS: "By the limits of both figures.",
}


def decimals(indicator: Indicator) -> int:
    """Decimals of a difference and of limits: one more than none, so that rounding hides nothing."""
    return 0 if indicator.method is Method.COUNT else max(indicator.decimals, 1)


def _levels(because: Because, indicator: Indicator) -> str:
    difference: Difference = because["difference"]
    average = averaged(because["averaged"], indicator) if because["averaged"] else ""
    if because["averaged"]:
        then, now = year(because["then"]), year(because["now"])
    else:
        then, now = together(because["then"], because["pooled"] or 1), period(because["now"])
    levels = (
        f"{level(difference.latest, indicator)}{average} in {now}, {level(difference.baseline, indicator)} in {then}"
    )
    earlier = _earlier(because["earlier"], indicator) if because["earlier"] else ""
    if difference.one_side:
        side = "above" if difference.one_side > 0 else "below"
        return f"{levels}: every month of the last year was {side} every month of {then}.{_neither(indicator)}"
    if difference.changed:
        return f"{levels}: {_by_how_much(difference, indicator)}.{earlier}{_neither(indicator)}"
    low, high = _limits(difference.lower, difference.upper, indicator)
    conclusion = "it swings too widely to tell" if because["too_wide"] else "the difference could be chance"
    good_enough = "" if because["too_wide"] else " The level may still not be good enough."
    return f"{levels}: {conclusion} (99% limits {low} to {high}).{earlier}{good_enough}"


def _neither(indicator: Indicator) -> str:
    return " Neither way is better here." if indicator.polarity is Polarity.NONE else ""


def _earlier(best: tuple[float, Period], indicator: Indicator) -> str:
    """The best earlier year, where it was at the latest level or better."""
    return f" It was {plain(best[0], indicator)} in {period(best[1])}."


def _by_how_much(difference: Difference, indicator: Indicator) -> str:
    """The size of a change and its limits, both in the way it went."""
    up = difference.difference > 0
    least, most = sorted(abs(limit) for limit in (difference.lower, difference.upper))
    low, high = _limits(least, most, indicator)
    ways = ("more", "fewer") if indicator.method is Method.COUNT else ("higher", "lower")
    return f"{change(difference.difference, indicator)} {ways[0] if up else ways[1]} (99% limits {low} to {high})"


def _limits(low: float, high: float, indicator: Indicator) -> tuple[str, str]:
    return number(low, decimals(indicator)), number(high, decimals(indicator))


def _ends_too_early(because: Because, _: Indicator) -> str:
    when = "before the strategy had time to work" if because["began"] else "before the strategy"
    return f"Last figure {period(because['period'])}, {when}: it cannot show progress."


def _too_few_years(because: Because, _: Indicator) -> str:
    figures = counted(because["figures"], f"{STEPS[because['step']]} figure")
    if because["figures"] >= because["needed"]:
        return f"{figures}, but the first or the last year is not whole: we need both ({_missing(because['needed'])})."
    return f"{figures}; {_two_years(because['needed'])}"


def _two_years(needed: int) -> str:
    return f"we need {needed}, with a whole first and last year ({_missing(needed)})."


def _missing(needed: int) -> str:
    return "at most two months missing in each" if needed == POINTS_NEEDED[MONTHS] else "no quarter missing"


def _too_few_apart(because: Because, _: Indicator) -> str:
    opening = f"Figures overlap: each shares months with the one before. Only {because['figures']} do not"
    return f"{opening}; {_two_years(because['needed'])}"


def _one_figure(because: Because, _: Indicator) -> str:
    step = because["step"]
    kind = "whole-year" if because["whole_year"] else STEPS.get(step, f"{step}-monthly")
    return f"One {kind} figure{_since(because)}; we need two that do not overlap."


def _none_apart(because: Because, _: Indicator) -> str:
    shared = "years" if because["years"] else "months"
    since = f" since {period(because['since'])}" if because["since"] else ""
    return f"All figures{since} overlap: each shares {shared} with the one before. We need two that do not."


def _since(because: Because) -> str:
    return f" since the line was cut at {period(because['since'])}" if because["since"] else ""


def _several(because: Because, _: Indicator) -> str:
    figures = because["with_figure"]
    return f"{counted(because['bodies'], 'body', 'bodies')} here, {figures} with a figure: each is judged by itself."


def next_figure(code: Code, because: Because, indicator: Indicator) -> str:
    hidden = f"{period(because['hidden'])} is hidden to protect people. " if because["hidden"] else ""
    following = period(because["following"]) if because["following"] else "The next of its kind"
    when = f"{because['due']:%B %Y}"
    if code is Code.UP_TO_DATE:
        return f"{hidden}{following} is due by {when}."
    if code is Code.DUE:
        return f"{hidden}{following} was expected by {when}."
    return f"{hidden}{following} was due {when}. Needed from: {indicator.owner}."


def _usual(because: Because, indicator: Indicator) -> str:
    low, high = (plain(limit, indicator) for limit in because["usual"])
    return f"{low} to {high}"


def _signal(because: Because, indicator: Indicator) -> str:
    rules = ", and ".join(RULES[rule][0 if because["up"] else 1] for rule in because["rules"])
    return f"{period(because['period'])}: {rules}; the usual range is {_usual(because, indicator)}."


def _ohid_trend(because: Because, _: Indicator) -> str:
    subject = "Five figures that do not overlap" if because["no_overlap"] else "Five yearly figures"
    return f"{subject}, {period(because['first'])} to {period(because['newest'])}: OHID's test of trend, at 99.8%."


def _two_points(because: Because, indicator: Indicator) -> str:
    difference, picked = because["difference"], because["picked"]
    values = [exactly(value, indicator) if value is not None else "no figure" for value in picked.values]
    if picked.periods:
        levels = [f"{value} in {period(span)}" for value, span in zip(values, picked.periods, strict=True)]
        subject = "the later"
    else:
        levels = [f"{name} {value}" for name, value in zip(picked.names, values, strict=True)]
        subject = picked.names[1]
    low, high = _limits(difference.lower, difference.upper, indicator)
    shown = number(abs(difference.difference), decimals(indicator)) != number(0, decimals(indicator))
    way = "higher" if difference.difference > 0 else "lower"
    size = f"{subject} is {change(difference.difference, indicator)} {way}" if shown else "hardly any difference"
    how = COMPARED_BY[because["how"]]
    return f"{', '.join(levels)}: {size} (99% limits of the difference {low} to {high}). {how}"


def _counts_rounded(because: Because, _: Indicator) -> str:
    subject = "Counts" if because["every"] else "Most of these counts"
    return f"{subject} are rounded to {because['to']} by the publisher."


def _provisional(because: Because, _: Indicator) -> str:
    when = period(because["period"])
    return f"The publisher calls the figure for {when} {because['status']}: it may still be revised."


def _neighbours(because: Because, _: Indicator) -> str:
    steps = "months" if because["step"] == 1 else "quarters"
    return f"Neighbouring {steps} move together here, so only a large change would show."


def _fixed(text: str) -> Callable[[Because, Indicator], str]:
    return lambda because, indicator: text


SENTENCES: dict[Why, Callable[[Because, Indicator], str]] = {
    Why.NO_FIGURE_HELD: lambda _, indicator: f"No {indicator.place_name} figure. Needed from: {indicator.owner}.",
    Why.NO_ONE_STANDS: lambda because, _: f"The strategy names no {listed(list(because['roles']), 'or')}.",
    Why.WITHHELD: lambda because, _: WITHHELD.get(because["reason"], NOT_AVAILABLE),
    Why.NOTHING_TO_COMPARE: lambda _, indicator: f"There is no {indicator.place_name} figure to compare.",
    Why.NOTHING_BY_GROUP: lambda _, indicator: f"There is no {indicator.place_name} figure by group.",
    Why.NEVER_LOADED: lambda _, indicator: f"No figure has been loaded. Expected: {indicator.frequency}.",
    Why.SEVERAL: _several,
    Why.BASE_NOT_STATED: _fixed("The publisher does not state what this is a rate of, so it cannot be judged."),
    Why.MONTHS_NOT_STATED: _fixed("The publisher does not state which months each figure covers."),
    Why.NO_WHOLE_YEAR: _fixed("No whole-year figure since the line was cut; we need two that do not overlap."),
    Why.ENDS_TOO_EARLY: _ends_too_early,
    Why.PART_YEARS: lambda because, _: f"Figures of {because['months']} months each would show a season as a change.",
    Why.TOO_FEW_YEARS: _too_few_years,
    Why.TOO_FEW_APART: _too_few_apart,
    Why.COUNTS_ROUGH: _fixed(ROUGH),
    Why.NO_VARIATION: _fixed("The figures do not vary, so a change cannot be told from chance."),
    Why.NO_LIMITS: _fixed("The publisher gives no limits and no counts, so chance cannot be told from change."),
    Why.ONE_SURVEY: lambda because, _: f"One survey or study ({period(because['period'])}); we need a second.",
    Why.ONE_FIGURE: _one_figure,
    Why.NONE_APART: _none_apart,
    Why.LEVELS: _levels,
    Why.TWO_FILES: comparisons.two_files,
    Why.NO_TARGET_KNOWN: _fixed("We know of none that was published."),
    Why.WHOSE_TARGET: comparisons.whose_target,
    Why.OLDER_THAN_TARGET: lambda b, _: f"The newest figure, {period(b['period'])}, is older than the target.",
    Why.LATEST: comparisons.latest_beside_target,
    Why.REACHED: comparisons.reached,
    Why.NOT_DUE: comparisons.not_due,
    Why.NO_FIGURE_THEN: comparisons.no_figure_then,
    Why.TARGET_DAY: comparisons.target_day,
    Why.OTHER_BODY: comparisons.other_body,
    Why.A_COUNT: _fixed("A count depends on how many people there are."),
    Why.NO_ENGLAND: lambda because, _: f"No England figure for {period(because['period'])} is held.",
    Why.ENGLAND_NO_BASE: comparisons.england("; the publisher does not state what this is a rate of."),
    Why.ENGLAND_ROUGH: comparisons.england(f". {ROUGH}"),
    Why.ENGLAND_NO_LIMITS: comparisons.england("; our figure has no limits to compare by."),
    Why.ENGLAND_AND_LIMITS: comparisons.england_and_limits,
    Why.ENGLAND_OVER_A_YEAR: comparisons.england_over_a_year,
    Why.ENGLAND_BEHIND: lambda because, _: (
        f"England's newest figure is for {period(because['period'])}, too far behind ours."
    ),
    Why.GAP_ALONE: _fixed("A gap is not judged against England's: it is also small where both groups do badly."),
    Why.NO_BREAKDOWN: _fixed("No breakdown that shows a gap is loaded."),
    Why.COUNT_BY_GROUP: _fixed("How many are in each group depends on how large it is, so no gap is made of it."),
    Why.EACH_BESIDE_ALL: _fixed("Each group is set beside everybody, and no group beside another."),
    Why.NOTHING_BY: lambda because, _: f"Nothing by {because['dimension']} is loaded.",
    Why.GROUPS_NOW: comparisons.groups_now,
    Why.ONE_COMPARABLE: _fixed("One figure only that can be compared."),
    Why.COUNTS_UNKNOWN: _fixed("The counts behind it are not published."),
    Why.GAP_MOVED: comparisons.gap_moved,
    Why.MANY_GROUPS: comparisons.many_groups,
    Why.BOTH_WORSE: _fixed("Both groups got worse."),
    Why.BETTER_OFF_WORSE: _fixed("The group that was better off got worse."),
    Why.SINGLE_STUDY: lambda b, _: f"A single survey or study, {period(b['period'])}; no next one is announced.",
    Why.ASKED_AGAIN: lambda b, _: (
        f"{b['times']} surveys so far, the last in {period(b['period'])}; no next one is announced."
    ),
    Why.NO_USUAL_RANGE: lambda b, _: f"Figures up to {period(b['period'])} do not vary, so no limits can be drawn.",
    Why.WITHIN_USUAL: lambda b, ind: f"{period(b['period'])} lies within the usual range, {_usual(b, ind)}.",
    Why.SIGNAL: _signal,
    Why.OHID_TREND: _ohid_trend,
    Why.OHID_UNKNOWN: _fixed(
        "All are counted in a year of the five, or the counts leave the trend without a direction."
    ),
    Why.SAME_PERIOD: _fixed("Pick two different periods: these are the same."),
    Why.SAME_GROUP: _fixed("Pick two different ones: these are the same."),
    Why.COUNT_OF_EACH: _fixed("A count depends on how many people there are in each."),
    Why.PERIODS_SHARE: lambda because, _: (
        f"The two periods share {'years' if because['years'] else 'months'}, so part of both figures is the same."
    ),
    Why.UNEQUAL_TOTALS: _fixed("The two figures add up different numbers of months."),
    Why.CUT_BETWEEN: _fixed(
        "Between the two the definition or the population base changed, so they do not count the same."
    ),
    Why.ONE_HIDDEN: _fixed("One of the two is hidden to protect people."),
    Why.ONE_MISSING: _fixed("One of the two has no figure."),
    Why.SHORT_STRETCH: _fixed("One of the two lies in a stretch too short for usual ups and downs to be known."),
    Why.TWO_POINTS: _two_points,
    Why.COUNTS_ROUNDED: _counts_rounded,
    Why.WHOLE_PER_CENTS: _fixed("Rounded by the publisher to whole per cents."),
    Why.LIMITS_APPROXIMATE: lambda b, _: f"Limits are approximate, {why_approximate(b['reason'])}.",
    Why.NOT_RESIDENTS: lambda _, indicator: (
        f"It is about everybody this trust treats, not {indicator.place_name} residents."
    ),
    Why.BASELINE_INSIDE: lambda because, _: (
        f"No figure reaches back to the start of the strategy: {period(because['period'])} is the first held inside it."
    ),
    Why.PROVISIONAL: _provisional,
    Why.OLD: lambda b, _: f"The newest figure is for {period(b['period'])}. We have no newer figure.",
    Why.DECLARED: lambda because, indicator: str(getattr(indicator, because["field"])),
    Why.NEIGHBOURS: _neighbours,
    Why.BOTH_MOVED: comparisons.both_moved,
    Why.RATES_BESIDE_ENGLAND: comparisons.rates_beside_england,
    Why.RULES_DISAGREE: _fixed("Rules disagree on this point; the better reading is shown."),
    Why.NOT_MARKED: _fixed(
        "The control chart marks neither. It sets a figure beside the whole line, not beside one other."
    ),
    Why.MARKED: lambda b, _: (
        f"The control chart marks {' and '.join(map(period, b['periods']))}. It sets a figure beside the whole line, not "
        "beside one other."
    ),
    Why.PICKED: lambda because, _: (
        f"You picked two of many: the highest and the lowest of {because['of']} differ by more than two picked "
        "beforehand would."
    ),
}
