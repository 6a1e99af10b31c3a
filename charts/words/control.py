"""What a control chart says in words: which rules fired and since when, its two icons, a proposed step change."""

from __future__ import annotations

from charts.facts import ChartFacts, Point
from charts.facts.controlled import HIGH_RULES, LOW_RULES
from charts.words.counting import counted, upper
from indicators.methods.spc import RUN
from indicators.methods.spc_words import SHIFT_TO_PROPOSE

NAMES = dict(
    zip(
        (*HIGH_RULES, *LOW_RULES),
        (
            "Above the upper limit",
            f"{RUN} or more in a row above the mean",
            f"{RUN} or more in a row rising",
            "Two of three close to the upper limit",
            "Below the lower limit",
            f"{RUN} or more in a row below the mean",
            f"{RUN} or more in a row falling",
            "Two of three close to the lower limit",
        ),
        strict=True,
    )
)


def signals(facts: ChartFacts) -> list[str]:
    """Each rule that fired within the newest limits, with its first figure and its last; empty where none did."""
    if not facts.limits:
        return []
    newest = [point for point in facts.ours.known if facts.limits[-1].holds(point)]
    fired = {name: [point for point in newest if flag in point.flags] for flag, name in NAMES.items()}
    first = sorted((points[0].end, name) for name, points in fired.items() if points)
    return [f"{name}: {_since(fired[name], facts)}." for _, name in first]


def _since(points: list[Point], facts: ChartFacts) -> str:
    if len(points) == 1:
        return points[0].period
    lasting = "to the newest" if points[-1] is facts.latest else f"last {points[-1].period}"
    return f"{counted(len(points), 'point')}, first {points[0].period}, {lasting}"


def no_signal(facts: ChartFacts) -> str:
    """What to say where no rule fired."""
    return f"No rule fired: every figure lies within usual ups and downs (mean and limits of {facts.ours.name})."


def proposal(facts: ChartFacts) -> str:
    """What is proposed and what would follow; empty where nothing is."""
    made = facts.proposed
    if made is None:
        return ""
    side = "above" if made.higher else "below"
    return (
        f"From {made.period} on, {counted(made.points, 'figure')} in a row lie {side} the mean, and judged by themselves "
        "they show only usual ups and downs: it looks like a new level. New limits from then on are proposed. Nothing "
        "is redrawn until a named analyst approves it."
    )


def why_this_method(facts_reason: str, method: str) -> str:
    """The chooser's method and reason in one line."""
    return f"{upper(method)}: {facts_reason}"


def rule_of_proposals() -> str:
    """The rule by which step changes are proposed."""
    return (
        f"Proposed where a run of at least {SHIFT_TO_PROPOSE} figures on one side of the mean still goes on, at least 12 "
        "figures follow from its start, and these show no signal on their own limits."
    )
