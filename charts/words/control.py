"""What a control chart says in words: which rules fired and since when, its two icons, a proposed step change."""

from __future__ import annotations

from charts.facts import ChartFacts, Point
from charts.facts.points import HIGH, LOW, Flag
from charts.words.counting import counted, in_words, upper
from indicators.methods.spc import RUN
from indicators.methods.spc_words import SHIFT_TO_PROPOSE

SEVEN = upper(in_words(RUN))
NAMES = dict(
    zip(
        (*HIGH, *LOW),
        (
            "Above the upper limit",
            f"{SEVEN} or more in a row above the mean",
            f"{SEVEN} or more in a row rising",
            "Two of three close to the upper limit",
            "Below the lower limit",
            f"{SEVEN} or more in a row below the mean",
            f"{SEVEN} or more in a row falling",
            "Two of three close to the lower limit",
        ),
        strict=True,
    )
)


def signals(facts: ChartFacts) -> list[str]:
    """Each rule that fired within the newest limits, with its first figure; those that hold now come first."""
    if not facts.limits:
        return []
    newest = [point for point in facts.ours.known if facts.limits[-1].holds(point)]
    flagged_by_rule = [(flag, [flag in point.flags for point in newest]) for flag in NAMES]
    fired = [
        (not is_flagged[-1], is_flagged.index(True), flag, is_flagged)
        for flag, is_flagged in flagged_by_rule
        if any(is_flagged)
    ]
    return [
        f"{_signal(NAMES[flag], is_flagged, newest)}{_crossing(flag, facts, newest[0])}"
        for _, _, flag, is_flagged in sorted(fired, key=lambda flagged: flagged[:2])
    ]


def no_signal(facts: ChartFacts) -> str:
    """What is said where no rule fired within the newest limits; the chart may still mark points before them."""
    earlier = [point.period for point in facts.ours.known if point.flags]
    if not earlier:
        return "No rule fired: every figure lies within usual ups and downs."
    marked = counted(len(earlier), "figure") + f", the last {earlier[-1]}" if len(earlier) > 1 else earlier[0]
    return f"No rule fired within the newest limits. By the limits before them these were marked: {marked}."


def _crossing(flag: Flag, facts: ChartFacts, first: Point) -> str:
    """Where a steady rise or fall began before the newest limits: only these may cross a redrawing."""
    known = facts.ours.known
    at = known.index(first)
    if flag not in first.flags or not at or flag not in known[at - 1].flags:
        return ""
    while at and flag in known[at - 1].flags:
        at -= 1
    return f" It began in {known[at].period}, before the limits were redrawn."


def _signal(name: str, is_flagged: list[bool], points: list[Point]) -> str:
    """ "Below the mean: first in May 2021, 12 figures; now since March 2025": the first, how many, and whether it lasts."""
    flagged = [point for point, flag in zip(points, is_flagged, strict=True) if flag]
    first = f"{name}: first in {flagged[0].period}"
    if len(flagged) == 1:
        return f"{first}{', the newest figure' if is_flagged[-1] else ''}."
    if not is_flagged[-1]:
        return f"{first}, {len(flagged)} figures, the last {flagged[-1].period}."
    since = points[len(is_flagged) - is_flagged[::-1].index(False)] if False in is_flagged else points[0]
    return f"{first}, {len(flagged)} figures; now since {since.period}."


def proposal(facts: ChartFacts) -> str:
    """What is proposed and what would follow; empty where nothing is."""
    new_level = facts.proposed
    if new_level is None:
        return ""
    side = "above" if new_level.higher else "below"
    return (
        f"From {new_level.period} on, {counted(new_level.points, 'figure')} in a row lie {side} the mean, and judged by themselves "
        "they show only usual ups and downs: it looks like a new level. New limits from then on are proposed. Nothing "
        "is redrawn until a named analyst approves it."
    )


def rule_of_proposals() -> str:
    """The rule by which step changes are proposed."""
    return (
        f"Proposed where a run of at least {SHIFT_TO_PROPOSE} figures on one side of the mean still goes on, at least 12 "
        "figures follow from its start, and these show no signal on their own limits."
    )
