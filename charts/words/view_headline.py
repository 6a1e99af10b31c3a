"""The headline of the view that is shown. For a chart by group it gives the groups' figures and their period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from charts.facts import ChartFacts, ChartKind, Point
from charts.words.areas import standing
from charts.words.brief import fact_word
from charts.words.codes import word
from charts.words.counting import counted, lower
from charts.words.figures import plain, with_unit
from charts.words.groups import group_called
from charts.words.indicator import indicator_headline
from charts.words.newest import period_of, place_of
from charts.words.verdicts import both_rates
from indicators.core.board.changes import Part
from indicators.core.inequalities.deprivation import QUANTILES, most_deprived_first
from indicators.core.model import Method
from indicators.core.verdicts import Verdicts

NOT_A_GROUP = re.compile(r"\b(not (stated|known)|unknown|invalid|missing)\b", re.IGNORECASE)
STANDING = (ChartKind.AREAS, ChartKind.FUNNEL)


def view_headline(verdicts: Verdicts, facts: ChartFacts | None, england: str = "") -> str:
    """What a view shows in a sentence or two; without one, or over time, what is said of the indicator."""
    if facts is None or verdicts.bodies:
        return indicator_headline(verdicts, england)
    if facts.kind in STANDING:
        return standing(facts)
    if facts.kind is ChartKind.GROUPS:
        return _of_groups(verdicts, facts)
    if facts.kind is ChartKind.CONTROL and verdicts.lately:
        return f"{_newest(facts)}. {word(verdicts.lately)}."
    if _is_the_leading_line(verdicts, facts):
        return indicator_headline(verdicts, england)
    return f"{_newest(facts)}, {facts.place}. It is not the line that is judged."


def _is_the_leading_line(verdicts: Verdicts, facts: ChartFacts) -> bool:
    latest = facts.latest
    return verdicts.period == (latest.start, latest.end) and facts.place == place_of(verdicts)


def facts_are_of(verdicts: Verdicts, facts: ChartFacts | None) -> str:
    """Of whom and when the facts of an indicator are, where its view shows others; empty where it shows the same."""
    if facts is None or verdicts.bodies or verdicts.period is None:
        return ""
    same_time = verdicts.period == (facts.latest.start, facts.latest.end)
    if facts.kind is ChartKind.GROUPS:
        who = verdicts.group or "everybody together"
    elif same_time and (facts.kind in STANDING or _is_the_leading_line(verdicts, facts)):
        return ""
    else:
        who = place_of(verdicts)
    return f"These facts are of {who}, {period_of(verdicts)}."


def _newest(facts: ChartFacts) -> str:
    return f"{facts.subject}: {with_unit(facts.latest.figure, facts.indicator)} in {facts.latest.period}"


def _of_groups(verdicts: Verdicts, facts: ChartFacts) -> str:
    """Both groups of the gap, where it is one between groups of this kind; else both ends, and whether they are apart.

    The ends are the most and the least deprived, of other groups the lowest and the highest of those with a figure.
    """
    if is_of_the_gap(verdicts, facts):
        return (
            f"{facts.title}: {lower(both_rates(verdicts.gap, facts.indicator))}. {fact_word(Part.GAP, verdicts.gap)}."
        )
    opening = f"{facts.title} by {facts.dimension}, {facts.latest.period}"
    if facts.indicator.method is Method.REFERENCE:
        return f"{opening}: {_differing(facts)}."
    if facts.indicator.method is Method.COUNT:
        return f"{opening}: how many of each. Groups differ in size, so this does not say for whom it is likelier."
    named = [point for point in facts.ours.points if not NOT_A_GROUP.search(point.group)]
    known = sorted(
        (point for point in named or facts.ours.points if point.value is not None), key=lambda point: point.figure
    )
    if not known:
        return f"{opening}: no group that is known has a figure."
    if len(known) < 2:
        return f"{opening}: {_group(known[0], facts)}. No other group has a figure."
    if ends := _across_deprivation(named, facts):
        return f"{opening}: {lower(_group(ends[0], facts))}, {lower(_group(ends[1], facts))}.{_overlapping(*ends)}"
    if plain(known[0].figure, facts.indicator) == plain(known[-1].figure, facts.indicator):
        return f"{opening}: {plain(known[0].figure, facts.indicator)} in every group that has a figure."
    qualifier = "" if len(known) == len(named) else "of the groups with a figure, "
    return (
        f"{opening}: {qualifier}lowest {_group(known[0], facts)}, "
        f"highest {_group(known[-1], facts)}.{_overlapping(known[0], known[-1])}"
    )


def _across_deprivation(named: Sequence[Point], facts: ChartFacts) -> tuple[Point, Point] | None:
    """The most and the least deprived part, where both have a figure and every part is there."""
    ordered = most_deprived_first([point.group for point in named])
    if facts.dimension not in QUANTILES or ordered is None or len(ordered) != QUANTILES[facts.dimension]:
        return None
    by_name = {point.group: point for point in named}
    first, last = by_name[ordered[0]], by_name[ordered[-1]]
    return None if first.value is None or last.value is None else (first, last)


def _overlapping(first: Point, second: Point) -> str:
    """That two figures may differ by chance alone, where their limits meet; of counts nothing follows anyway."""
    if first.limits is None or second.limits is None:
        return ""
    meet = first.limits[0] <= second.limits[1] and second.limits[0] <= first.limits[1]
    return " Their 95% limits overlap, so the difference could be chance." if meet else ""


def _differing(facts: ChartFacts) -> str:
    """How many groups differ from their share of everybody; none is ranked."""
    limits = [point.limits for point in facts.ours.known if point.limits]
    differing = sum(1 for low, high in limits if low > 0 or high < 0)
    return f"{differing} of {counted(len(limits), 'group')} differ from even by more than chance"


def is_of_the_gap(verdicts: Verdicts, facts: ChartFacts) -> bool:
    """Does a view show the groups that the indicator's gap is between?"""
    groups = facts.indicator.groups
    same = facts.kind is ChartKind.GROUPS and groups is not None and groups.dimension == facts.dimension
    return same and bool(both_rates(verdicts.gap, facts.indicator))


def _group(point: Point, facts: ChartFacts) -> str:
    names = [other.group for other in facts.ours.points if not NOT_A_GROUP.search(other.group)]
    return f"{group_called(point.group, facts.dimension, names)} ({plain(point.figure, facts.indicator)})"
