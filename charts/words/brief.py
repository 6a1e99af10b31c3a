"""Verdicts in a few words, for one line of facts and for a row in a list; the full reason is said elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from charts.words.codes import MARKS, PAST, direction_word, word
from charts.words.comparisons import STEPS
from charts.words.counting import counted, lower, upper
from charts.words.figures import exactly, number, period, pooled_period
from data.periods import in_full
from indicators.core.board.changes import Part
from indicators.core.model import Indicator
from indicators.core.verdicts.model import Bar, Code, Verdict, Why
from indicators.methods.because import Because
from indicators.methods.beside_line import Beside

Short = Callable[[Because, Indicator], str]

OF_ENGLAND = {
    Code.WORSE: "Worse than England",
    Code.BETTER: "Better than England",
    Code.HIGHER: "Higher than England",
    Code.LOWER: "Lower than England",
    Code.SIMILAR: "Similar to England",
    Code.NOT_COMPARED: "Not compared",
}
OF_A_TARGET = {
    Code.MET: "Target met",
    Code.NOT_MET: "Target not met",
    Code.HIT_OR_MISS: "Target hit or miss",
    Code.NO_TARGET: "No target",
    Code.CANNOT_SAY: "Target: cannot say",
}
OF_A_GAP = {
    Code.NO_FIGURE: "No groups compared",
    Code.NOT_COMPARED: "Groups not ranked",
    Code.WIDENING: "Gap widening",
    Code.NARROWING: "Gap narrowing",
    Code.NO_CHANGE: "Gap not clearly changed",
    Code.TURNED_ROUND: "Gap turned round",
    Code.DEPENDS: "Gap: depends how it is counted",
    Code.CANNOT_SAY: "Gap: cannot say",
}
NAMED: Mapping[Part, Mapping[Code, str]] = {Part.ENGLAND: OF_ENGLAND, Part.TARGET: OF_A_TARGET, Part.GAP: OF_A_GAP}
BARRED = {
    Bar.NO_FIGURE: "nothing loaded yet",
    Bar.HIDDEN: "hidden to protect people",
    Bar.BASE_UNKNOWN: "rate of what is not stated",
    Bar.MONTHS_UNKNOWN: "months covered not stated",
    Bar.ONE_SURVEY: "one survey so far",
    Bar.OVERLAPPING: "figures overlap",
    Bar.PART_YEARS: "figures of part years",
    Bar.ROUGH: "small, rounded counts",
    Bar.NO_LIMITS: "no limits published",
    Bar.NO_VARIATION: "figures do not vary",
    Bar.SEVERAL_BODIES: "each body by itself",
    Bar.SWINGS: "it swings too widely",
    Bar.TWO_FILES: "two files disagree",
}


def fact_word(part: Part, verdict: Verdict) -> str:
    """What a verdict comes to, with what it is about, for a place where no heading says that."""
    if part is Part.DIRECTION:
        return PAST.get(verdict.mark, MARKS[verdict.mark]) if verdict.until else direction_word(verdict)
    if part is Part.DATA and verdict.code is Code.OVERDUE:
        return "Figure overdue"
    return NAMED.get(part, {}).get(verdict.code, word(verdict))


def beside_brief(verdict: Verdict, indicator: Indicator, england: str) -> str:
    """Why a figure is beside England's as it is; where it is not compared, first England's figure, if it is held."""
    why = brief(verdict, indicator)
    return f"England {england}; {why}" if verdict.code is Code.NOT_COMPARED and england else why


def brief(verdict: Verdict, indicator: Indicator) -> str:
    """Why, in about three to six words; empty where the word says it all."""
    if verdict.bar in BARRED:
        return BARRED[verdict.bar]
    for because in verdict.reasons:
        if because.code is Why.NEXT_FIGURE:
            return _next(because, verdict.code)
        if because.code is Why.LEVELS:
            return _since(because, verdict.until)
        if because.code in SHORT:
            return SHORT[because.code](because, indicator)
    return ""


def _since(because: Because, until: date | None) -> str:
    since = f"since {pooled_period(because['then'], because['pooled'] or 1)}"
    return f"{since}, up to {until:%B %Y}" if until else since


def _too_few(because: Because, _: Indicator) -> str:
    if because["figures"] >= because["needed"]:
        return "first or last year not whole"
    return f"{because['figures']} of {because['needed']} figures needed"


def _reached(because: Because, _: Indicator) -> str:
    count = because["count"]
    return f"met in {count.reached} of {counted(count.periods_known, STEPS[12 // count.year])}"


def _england(because: Because, indicator: Indicator) -> str:
    return f"England {exactly(because['level'], indicator)}"


def _england_over_a_year(because: Because, _: Indicator) -> str:
    comparison, step_name = because["comparison"], STEPS[because["step"]]
    if comparison.kind is Beside.TOO_FEW:
        return f"{counted(comparison.points, step_name)} of {comparison.needed} needed"
    if comparison.kind is Beside.TOO_WIDE:
        return "it swings too widely"
    if comparison.kind is Beside.YEAR_NOT_WHOLE:
        return f"too many {step_name}s missing"
    side, times = ("above", comparison.above) if comparison.mean > 0 else ("below", comparison.below)
    return f"{side} in {times} of {counted(comparison.periods_known, step_name)}"


def _groups(because: Because, indicator: Indicator) -> str:
    sign = "%" if indicator.unit in ("%", "percentage points") else ""
    return " and ".join(f"{number(rate, indicator.decimals)}{sign}" for rate in because["rates"])


def _next(because: Because, code: Code) -> str:
    when = f"{because['due']:%B %Y}"
    return f"next by {when}" if code is Code.UP_TO_DATE else f"was due {when}"


def _fixed(text: str) -> Short:
    return lambda because, indicator: text


SHORT: Mapping[StrEnum, Short] = {
    Why.ENDS_TOO_EARLY: lambda b, _: f"last figure {period(b['period'])}",
    Why.TOO_FEW_YEARS: _too_few,
    Why.TOO_FEW_APART: _too_few,
    Why.ONE_FIGURE: _fixed("one figure so far"),
    Why.NONE_APART: _fixed("all figures overlap"),
    Why.NO_WHOLE_YEAR: _fixed("no whole year yet"),
    Why.NO_TARGET_KNOWN: _fixed("none published"),
    Why.REACHED: _reached,
    Why.TARGET_DAY: lambda b, _: f"on {in_full(b['by'])}",
    Why.NOT_DUE: lambda b, _: f"for {in_full(b['by'])}",
    Why.NO_FIGURE_THEN: _fixed("no figure of its day"),
    Why.OLDER_THAN_TARGET: _fixed("figure older than it"),
    Why.OTHER_BODY: _fixed("set for another body"),
    Why.LATEST: lambda b, indicator: exactly(b["value"], indicator),
    Why.WHOSE_TARGET: _fixed("no level or date to judge by"),
    Why.A_COUNT: _fixed("a count, not a rate"),
    Why.NO_ENGLAND: _fixed("no England figure"),
    Why.ENGLAND_NO_BASE: _fixed("rate of what is not stated"),
    Why.ENGLAND_ROUGH: _fixed("small, rounded counts"),
    Why.ENGLAND_NO_LIMITS: _fixed("our figure has no limits"),
    Why.ENGLAND_AND_LIMITS: _england,
    Why.ENGLAND_OVER_A_YEAR: _england_over_a_year,
    Why.ENGLAND_BEHIND: _fixed("England's figure is older"),
    Why.GAP_ALONE: _fixed("a gap has no benchmark"),
    Why.TWO_FILES: _fixed("two files disagree"),
    Why.NOTHING_TO_COMPARE: _fixed("nothing to compare"),
    Why.NO_BREAKDOWN: _fixed("so no gap is known"),
    Why.COUNT_BY_GROUP: _fixed("a count, not a rate"),
    Why.EACH_BESIDE_ALL: _fixed("each is beside all residents"),
    Why.NOTHING_BY: _fixed("so no gap is known"),
    Why.NOTHING_BY_GROUP: _fixed("so no gap is known"),
    Why.GROUPS_NOW: _groups,
    Why.SINGLE_STUDY: lambda b, _: f"one survey, {period(b['period'])}",
    Why.ASKED_AGAIN: lambda b, _: f"last of {b['times']} surveys {period(b['period'])}",
    Why.NEVER_LOADED: _fixed("nothing loaded yet"),
}


def in_a_clause(part: Part, verdict: Verdict, indicator: Indicator) -> str:
    """A verdict's word and its few words as a clause: "Worse than England, above in 12 of 12 months"."""
    why = brief(verdict, indicator)
    return upper(f"{lower(fact_word(part, verdict))}{', ' if why else ''}{why}")
