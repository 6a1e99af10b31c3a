"""What a chart of similar areas says: where Leeds stands among them, and how to read a ranking and a funnel."""

from __future__ import annotations

from charts.facts import ChartFacts, Point
from charts.facts.similar_areas import own
from charts.words.counting import counted, in_words, upper
from indicators.core.measures.formatting import plain, said
from indicators.core.model import Method

EXACT = (
    "England is taken as exact. Two areas whose bars overlap may still differ. Being first or last "
    "of many is partly chance."
)


def reading(facts: ChartFacts) -> list[str]:
    """What a reader needs to know before comparing areas."""
    lines = _of_funnel(facts) if facts.kind == "funnel" else _of_ranking(facts)
    if facts.hidden:
        lines.append("Where a figure is hidden or missing, words stand in its place. It does not mean zero.")
    return [*lines, *([facts.indicator.england_differs] if facts.others and facts.indicator.england_differs else [])]


def _of_ranking(facts: ChartFacts) -> list[str]:
    why = facts.method.reason if facts.method else ""
    if facts.method is None or not facts.method.gives_verdict:
        return [f"The highest is at the top. No area is judged here. {why}"]
    if not facts.others:
        return ["The highest is at the top; bars are 95% limits. No England figure of the same kind is held."]
    filled = "A filled dot lies apart from England by its own 95% limits, a hollow one does not"
    return [f"The highest is at the top; bars are 95% limits. {filled}. {EXACT}"]


def _of_funnel(facts: ChartFacts) -> list[str]:
    lines = [
        "Each area by its size. Areas between the dashed lines (95%) are as like one another as chance allows; outside "
        "the solid ones (99.8%) chance is a poor explanation. Small areas swing more, so the lines are wider there. Leeds "
        "is the diamond; filled dots, outside the dashed lines, are named."
    ]
    if facts.funnel is not None and facts.funnel.widened:
        lines.append(
            "These areas vary more than their sizes explain, so the lines are widened by that much (Spiegelhalter's "
            "additive method)."
        )
    elif facts.indicator.method is not Method.PROPORTION:
        lines.append("The lines allow for chance alone, not for other differences between areas.")
    return lines


def standing(facts: ChartFacts) -> str:
    """Leeds' figure of the areas' own period, how many lie above it, and whether it lies apart."""
    ours, others = _ours(facts), len(facts.ours.known) - 1
    above = facts.ours.known.index(ours)
    higher = (
        f"{upper(in_words(above)) if above else 'None'} of {others} similar areas {'is' if above < 2 else 'are'} higher"
    )
    inside = ("inside the 95% limits",) if facts.funnel else ()
    apart = "".join(f"; {flag}" for flag in ours.flags or inside)
    return f"{facts.subject}: {said(ours.value or 0.0, facts.indicator)} in {ours.period}{apart}. {higher}."


def _ours(facts: ChartFacts) -> Point:
    """Leeds' own: areas are only those of a period in which it has a figure."""
    return next(point for point in facts.ours.known if own(point))


def told(facts: ChartFacts) -> str:
    """Where Leeds stands, the ends of the range, England, and who lies apart: for those who cannot see it."""
    known = facts.ours.known
    ends = [f"{word} {_named(point, facts)}" for word, point in (("highest", known[0]), ("lowest", known[-1]))]
    ours = _ours(facts)
    place = f"{_named(ours, facts)}, {known.index(ours) + 1} of {len(known)} from the highest"
    flags = f" ({'; '.join(ours.flags)})" if ours.flags else ""
    england = [f"England {plain(point.value or 0, facts.indicator)}" for line in facts.others for point in line.known]
    average = [f"average {plain(facts.funnel.average, facts.indicator)}"] if facts.funnel else []
    outside = sum(bool(point.flags) for point in known) if facts.funnel else 0
    beyond = [f"{counted(outside, 'area')} outside the limits" if outside else "no area outside the limits"]
    parts = [f"{place}{flags}", *ends, *england, *average, *(beyond if facts.funnel else [])]
    return f"{facts.subject}, similar areas, {facts.latest.period}: {'; '.join(parts)}."


def _named(point: Point, facts: ChartFacts) -> str:
    return f"{point.group} {plain(point.value or 0, facts.indicator)}"
