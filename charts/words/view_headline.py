"""The headline of the view that is shown. For a chart by group it gives the groups' figures and their period."""

from __future__ import annotations

import re

from charts.facts import ChartFacts, ChartKind, Point
from charts.words.areas import standing
from charts.words.brief import fact_word
from charts.words.codes import word
from charts.words.counting import counted, lower
from charts.words.figures import plain, said
from charts.words.indicator import indicator_headline
from charts.words.newest import place_of
from charts.words.verdicts import both_rates
from indicators.core.board.changes import Part
from indicators.core.model import Method
from indicators.core.verdicts import Verdicts

NOT_A_GROUP = re.compile(r"\b(not (stated|known)|unknown|invalid|missing)\b", re.IGNORECASE)
NUMBERED = re.compile(r"^\d+ ")
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


def _newest(facts: ChartFacts) -> str:
    return f"{facts.subject}: {said(facts.latest.figure, facts.indicator)} in {facts.latest.period}"


def _of_groups(verdicts: Verdicts, facts: ChartFacts) -> str:
    """Both groups of the gap, where it is one between groups of this kind; else the lowest and the highest by name."""
    if is_of_the_gap(verdicts, facts):
        return (
            f"{facts.title}: {lower(both_rates(verdicts.gap, facts.indicator))}. {fact_word(Part.GAP, verdicts.gap)}."
        )
    opening = f"{facts.title} by {facts.dimension}, {facts.latest.period}"
    if facts.indicator.method is Method.REFERENCE:
        return f"{opening}: {_differing(facts)}."
    known = sorted(facts.ours.known, key=lambda point: point.figure)
    named = [point for point in known if not NOT_A_GROUP.search(point.group)] or known
    if len(named) < 2:
        return f"{opening}: {_group(named[0], facts)}. No other group has a figure."
    return f"{opening}: lowest {_group(named[0], facts)}, highest {_group(named[-1], facts)}."


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
    name = NUMBERED.sub("", point.group)
    return f"{lower(name) if name[1:2].islower() else name} {plain(point.figure, facts.indicator)}"
