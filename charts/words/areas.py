"""What a chart of similar areas says: where the place is among them, and how to read a ranking and a funnel."""

from __future__ import annotations

from charts.facts import ChartFacts, ChartKind, Point
from charts.facts.similar_areas import own
from charts.words.counting import counted, in_words, upper
from charts.words.drawing import SCREEN, Drawing
from charts.words.figures import plain, with_unit
from charts.words.flags import flags_in_words
from charts.words.methods import ground
from indicators.core.model import Method

FILLED = "A filled dot differs from England by its own 95% limits, a hollow one does not. "


def reading(facts: ChartFacts, drawn: Drawing = SCREEN) -> list[str]:
    """What a reader needs to know before comparing areas."""
    lines = _of_funnel(facts) if facts.kind is ChartKind.FUNNEL else _of_ranking(facts, drawn)
    if facts.hidden:
        lines.append("Where a figure is hidden or missing, words are in its place. It does not mean zero.")
    return [*lines, *([facts.indicator.england_differs] if facts.others and facts.indicator.england_differs else [])]


def _of_ranking(facts: ChartFacts, drawn: Drawing) -> list[str]:
    why = ground(facts.method) if facts.method else ""
    if facts.method is None or not facts.method.gives_verdict:
        return [f"The highest is at the top. No area is judged here. {why}"]
    top = f"The highest is at the top; {drawn.limits} are 95% limits."
    if not facts.others:
        return [f"{top} No England figure of the same kind is held."]
    exact = (
        f"England is taken as exact. Two areas whose {drawn.limits} overlap may still differ. Being first or last "
        "of many is partly chance."
    )
    return [f"{top} {FILLED if drawn.filled_dots else ''}{exact}"]


def _of_funnel(facts: ChartFacts) -> list[str]:
    lines = [
        "Each area by its size. Areas between the dashed lines (95%) are as like one another as chance allows; outside "
        "the solid ones (99.8%) chance is a poor explanation. Small areas swing more, so the lines are wider there. "
        f"{facts.ours.name} is the diamond; filled dots, outside the dashed lines, are named."
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
    """The place's figure of the areas' own period, how many lie above it, and whether it lies apart."""
    ours, others = _ours(facts), len(facts.ours.known) - 1
    above = facts.ours.known.index(ours)
    higher = (
        f"{upper(in_words(above)) if above else 'None'} of {others} similar areas {'is' if above < 2 else 'are'} higher"
    )
    inside = ("inside the 95% limits",) if facts.funnel else ()
    apart = "".join(f"; {flag}" for flag in flags_in_words(ours.flags) or inside)
    return f"{facts.title}: {with_unit(ours.figure, facts.indicator)} in {ours.period}{apart}. {higher}."


def _ours(facts: ChartFacts) -> Point:
    """The place's own: areas are only those of a period in which it has a figure."""
    return next(point for point in facts.ours.known if own(point, facts))


def described(facts: ChartFacts) -> str:
    """Where the place is, the ends of the range, England, and who lies apart: for those who cannot see it."""
    known = facts.ours.known
    ends = [f"{word} {_named(point, facts)}" for word, point in (("highest", known[0]), ("lowest", known[-1]))]
    ours = _ours(facts)
    place = f"{_named(ours, facts)}, {known.index(ours) + 1} of {len(known)} from the highest"
    flags = f" ({'; '.join(flags_in_words(ours.flags))})" if ours.flags else ""
    england = [f"England {plain(point.figure, facts.indicator)}" for line in facts.others for point in line.known]
    average = [f"average {plain(facts.funnel.average, facts.indicator)}"] if facts.funnel else []
    outside = sum(bool(point.flags) for point in known) if facts.funnel else 0
    beyond = [f"{counted(outside, 'area')} outside the limits" if outside else "no area outside the limits"]
    parts = [f"{place}{flags}", *ends, *england, *average, *(beyond if facts.funnel else [])]
    return f"{facts.title}, similar areas, {facts.latest.period}: {'; '.join(parts)}."


def base(facts: ChartFacts) -> str:
    """What the size of an area in a funnel counts."""
    proportion = facts.indicator.method is Method.PROPORTION
    return "People counted" if proportion else "Person-years that the rate implies"


def _named(point: Point, facts: ChartFacts) -> str:
    return f"{point.group} {plain(point.figure, facts.indicator)}"
