"""What a chart counts, and how to read it."""

from __future__ import annotations

from collections.abc import Callable

from charts.facts import ChartFacts, ChartKind, Cut, Redrawn, starts_at_zero
from charts.facts.points import HIGH, LOW
from charts.facts.similar_areas import LeftOut
from charts.figures import axis
from charts.words import areas
from charts.words.approximate import why_approximate
from charts.words.counting import listed, upper
from charts.words.drawing import SCREEN, Drawing
from charts.words.figures import plain
from charts.words.verdicts import sentence
from data.periods import in_full
from indicators.core.model import Method, Polarity
from indicators.methods import spc
from indicators.methods.because import Because

NAMED_GAPS = 4


def subject(facts: ChartFacts) -> str:
    """What a chart is of: the title, and of whom where the figures are not of everybody."""
    if facts.kind is ChartKind.GROUPS and facts.indicator.method is Method.GAP:
        return f"{facts.title}: rates of the groups"
    return f"{facts.title} ({facts.group})" if facts.group else facts.title


def cautions(facts: ChartFacts) -> list[str]:
    """What to be careful of with a chart."""
    return [_caution(caution, facts) for caution in facts.cautions]


def _caution(caution: Because, facts: ChartFacts) -> str:
    if caution.code is LeftOut.FEW_EVENTS:
        fewest = caution["under"]
        return f"Areas with fewer than {fewest} events are left out: their standardised rates are too unsure."
    return sentence(caution, facts.indicator)


def why_cut(cut: Cut) -> str:
    """Why a line is cut."""
    rebased = f"populations rebased{', ' if cut.base else ''}{cut.base}"
    another = ("from there on they come from another source",) if cut.another_source else ()
    return "; ".join((*cut.declared, *((rebased,) if cut.rebased else ()), *another))


def cut_label(cut: Cut) -> tuple[str, str]:
    """The same in two words, for beside the cut."""
    if cut.declared:
        return "definition", "changed"
    return ("another", "source") if cut.another_source else ("populations", "rebased")


def _unit(facts: ChartFacts) -> str:
    return "Per cent" if facts.indicator.unit == "%" else upper(facts.indicator.unit)


def unit_line(facts: ChartFacts, drawn: Drawing = SCREEN) -> str:
    """What the axis counts and what the band is."""
    unit = _unit(facts)
    if facts.kind is ChartKind.CONTROL:
        return f"{unit}. {usual_range(facts)}"
    if facts.kind is ChartKind.FUNNEL:
        return f"{unit}, by size; dashed: 95% limits, solid: 99.8%"
    if not facts.has_band:
        return f"{unit}; no limits are held"
    limits = drawn.band if facts.joined else drawn.limits
    where = "" if len(facts.limited) == len(facts.ours.known) else " where held"
    return f"{unit}; {limits}: 95% limits{where}{_roughly(facts)}"


def counts(facts: ChartFacts, drawn: Drawing = SCREEN) -> str:
    """Of whom the figures are, when they are groups of one period, and what the axis counts."""
    when = f"{facts.latest.period}, " if facts.side_by_side else ""
    return f"{when}{facts.place}; {unit_line(facts, drawn)}"


def subtitle(facts: ChartFacts, drawn: Drawing = SCREEN) -> str:
    """The same for a slide, with where the scale starts."""
    start = _start(facts)
    return f"{counts(facts, drawn)}{f'; the scale starts at {start}' if start else ''}"


def on_the_axis(facts: ChartFacts) -> str:
    """What the axis counts and where it starts, for a page that says of whom the figures are."""
    start = _start(facts)
    when = f"{facts.latest.period}. " if facts.side_by_side else ""
    return f"{when}{unit_line(facts)}{f'; the scale starts at {start}' if start else ''}"


def of_table(facts: ChartFacts) -> str:
    """Of whom the figures of a table are, and what they count; its heads say the rest."""
    return f"{facts.place}; {_unit(facts)}"


def _start(facts: ChartFacts) -> str:
    """Where the axis of figures begins, where that is above zero; else empty."""
    if facts.side_by_side or starts_at_zero(facts) or axis.axis(facts).low <= 0:
        return ""
    return f"{axis.axis(facts).start}{'%' if facts.indicator.unit == '%' else ''}"


def _roughly(facts: ChartFacts) -> str:
    if not facts.rough:
        return ""
    all_of_them = all(point.approximate for point in facts.limited)
    return ", our estimate" if all_of_them else ", some of them our estimate"


def usual_range(facts: ChartFacts) -> str:
    """The mean and the dashed lines of the newest stretch of a control chart that has them."""
    limits, indicator = facts.limits[-1], facts.indicator
    when = "" if limits.holds(facts.latest) else f" (up to {_ending(facts)})"
    mean = f"Mean {plain(limits.mean, indicator)}{when}"
    if not limits.varies:
        return f"{mean}; the figures do not vary, so there are no limits"
    low, high = (plain(limit, indicator) for limit in limits.within(indicator))
    newest = " at the newest base" if limits.figure_limits else ""
    return f"{mean}; dashed: usual ups and downs, {low} to {high}{newest}"


def _ending(facts: ChartFacts) -> str:
    return next(point.period for point in facts.ours.known if point.end == facts.limits[-1].last)


def how_to_read(facts: ChartFacts, drawn: Drawing = SCREEN) -> list[str]:
    """What a reader needs to know before drawing a conclusion."""
    lines = READING[facts.kind](facts, drawn)
    if not facts.side_by_side:
        lines += _of_time(facts)
    if facts.rough and facts.kind is not ChartKind.CONTROL:
        opening = "Limits are" if all(point.approximate for point in facts.limited) else "Some limits are"
        lines.append(f"{opening} approximate ({listed([why_approximate(code) for code in facts.rough])}).")
    return [*lines, *_unsettled(facts), *cautions(facts)]


def how_to_read_table(facts: ChartFacts) -> list[str]:
    """What a reader of the figures of a line over time needs to know, where they stand as rows."""
    apart = [
        f"Figures from {cut.period} on cannot be compared with those before: {why_cut(cut)}." for cut in facts.cuts
    ]
    return [*_together(facts, "figure"), *apart, *_unsettled(facts), *cautions(facts)]


def _unsettled(facts: ChartFacts) -> list[str]:
    """A caution where the publisher may still revise a figure: the newest, some or all of them."""
    marked = [point for point in facts.ours.known if point.provisional]
    if not marked:
        return []
    if facts.side_by_side or len(marked) > 1:
        opening = "These figures are" if len(marked) == len(facts.ours.known) else "Figures marked [p] in the table are"
        return [f"{opening} {marked[-1].status}: the publisher may still revise them."]
    return [f"The figure for {marked[0].period} is {marked[0].status}: the publisher may still revise it."]


def _of_control(facts: ChartFacts, _: Drawing) -> list[str]:
    lines = [
        "Points between the dashed lines are usual ups and downs. A triangle marks a point that is not: outside the "
        "lines, or part of a run of seven on one side or in one direction, or two of three close to a line. It points "
        f"up where the figure is higher than usual, down where it is lower{_colours(facts)}."
    ]
    if any(limits.trial for limits in facts.limits):
        lines.append(f"Fewer than {spc.TRIAL_BELOW} points: these are trial limits.")
    if any(facts.usual(point) is None for point in facts.ours.known):
        lines.append(f"Where fewer than {spc.POINTS_NEEDED} points are between cuts, no limits are drawn.")
    varying = [limits.of(end) for limits in facts.limits if limits.varies for end in limits.ends]
    drawn = [(limits, *limits.within(facts.indicator)) for limits in varying]
    if any(limits.figure_limits for limits in facts.limits):
        lines.append("The dashed lines are wider where fewer people are counted.")
    if any(low != limits.lower for limits, low, _ in drawn):
        lines.append("The lower limit would lie below zero, so it is not drawn.")
    if any(high != limits.upper for limits, _, high in drawn):
        lines.append("The upper limit would lie above 100%, so it is not drawn.")
    if any(set(point.flags) & set(HIGH) and set(point.flags) & set(LOW) for point in facts.ours.known):
        lines.append("Where rules disagree on a point, the better reading is shown.")
    return lines + [redrawn(redraw) for redraw in facts.redrawn]


def redrawn(redraw: Redrawn) -> str:
    """From when limits are redrawn, who approved it, and why."""
    when = in_full(redraw.approved)
    return f"Limits are redrawn from {redraw.period}, approved by {redraw.who} on {when}: {redraw.reason.rstrip('.')}."


def _colours(facts: ChartFacts) -> str:
    return "" if facts.indicator.polarity is Polarity.NONE else "; blue is better, orange is worse"


def _of_groups(facts: ChartFacts, drawn: Drawing) -> list[str]:
    opening = f"Each {drawn.figure} is a group's figure"
    if facts.has_band:
        lines = [f"{opening}, its {drawn.limit} the 95% limits. Groups whose {drawn.limits} overlap may still differ."]
    else:
        lines = [f"{opening}. No limits are held, so a difference cannot be told from chance."]
    if facts.hidden:
        lines.append("Where a figure is hidden or missing, words are in its place. It does not mean zero.")
    return lines


def _of_bodies(facts: ChartFacts, drawn: Drawing) -> list[str]:
    """Several bodies stand for the place: they are shown side by side, and never added up."""
    lines = ["Several bodies stand for the place: each has its own figure, and they are not added up or averaged."]
    if facts.has_band:
        lines.append(f"Each {drawn.limit} is the 95% limits. Bodies whose {drawn.limits} overlap may still differ.")
    if facts.hidden:
        lines.append("Where a figure is hidden or missing, words are in its place. It does not mean zero.")
    return lines


def _of_trend(facts: ChartFacts, drawn: Drawing) -> list[str]:
    known = facts.ours.known
    if len(known) == 1:
        return ["One figure is a dot: there is nothing yet to compare it with."]
    if together := _together(facts, "point"):
        return together
    return [] if facts.joined else ["Too few figures in a row for a line: each is a dot of its own."]


def _together(facts: ChartFacts, mark: str) -> list[str]:
    """Why neighbours are not independent of each other, where they are not."""
    if facts.ours.adding:
        return ["Figures add up from the start of each year: only the last of a year covers all of it."]
    if not facts.overlapping:
        return []
    known = facts.ours.known
    covered = "years" if known[-1].end.year - known[-1].start.year >= 2 else "months"
    return [
        f"Each {mark} shares {covered} with the one before, so neighbours move together and small steps mean little."
    ]


def _of_time(facts: ChartFacts) -> list[str]:
    lines = []
    if start := _start(facts):
        lines.append(f"The axis starts at {start}, so that changes can be seen.")
    if facts.hidden:
        lines.append("A hidden or missing figure leaves a gap. It does not mean zero.")
    if missing := facts.ours.missing:
        gaps = (
            listed(missing[:NAMED_GAPS])
            if len(missing) <= NAMED_GAPS
            else f"{', '.join(missing[:NAMED_GAPS])} and others"
        )
        lines.append(f"No figure is held for {gaps}: the line shows a gap.")
    return lines + [f"The line is cut before {cut.period}: {why_cut(cut)}." for cut in facts.cuts]


READING: dict[ChartKind, Callable[[ChartFacts, Drawing], list[str]]] = {
    ChartKind.TREND: _of_trend,
    ChartKind.CONTROL: _of_control,
    ChartKind.GROUPS: _of_groups,
    ChartKind.BODIES: _of_bodies,
    ChartKind.AREAS: areas.reading,
    ChartKind.FUNNEL: areas.reading,
}
