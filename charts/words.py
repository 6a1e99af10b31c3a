"""Sentences built only from facts: headlines, how to read a chart, and what a chart says to those who cannot see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from charts.facts import ChartFacts, Point, starts_at_zero
from data.periods import shift
from indicators.core.figures import plain, said
from indicators.core.model import Indicator, Kind, Sensitivity
from indicators.core.verdicts import JUDGED, Mark, Verdicts

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

SUPPORT = {
    Sensitivity.SUICIDE: "This page is about suicide.",
    Sensitivity.SELF_HARM: "This page is about self-harm.",
}


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 indicator", "2 indicators"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Small numbers as words, as at the start of a sentence."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def tally(verdicts: Iterable[Verdicts]) -> Counter[Mark]:
    """How many indicators carry each mark; each is counted once."""
    return Counter(verdict.mark for verdict in verdicts)


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


# The strategy ----------------------------------------------------------------------------------------


def strategy_headline(verdicts: Sequence[Verdicts]) -> list[tuple[str, Mark | None]]:
    """The finding in a sentence, in pieces with the mark each is coloured by.

    Coverage leads while under half of the indicators can be judged: silence must not read as stability.
    """
    marks = tally(verdicts)
    judged = sum(marks[mark] for mark in JUDGED)
    figures = sum(verdict.has_figure for verdict in verdicts)
    opening = (
        "Most indicators cannot be judged yet. " if judged * 2 < len(verdicts) else "Most indicators can be judged. "
    )
    pieces: list[tuple[str, Mark | None]] = [
        (f"{opening}Of {len(verdicts)}, {figures} have a Leeds figure and {judged} can be judged: ", None)
    ]
    words = {
        Mark.WORSE: "getting worse",
        Mark.BETTER: "getting better",
        Mark.CHANGED: "changed, not judged",
        Mark.NO_CHANGE: "with no clear change",
    }
    shown = [mark for mark in JUDGED if marks[mark]]
    for at, mark in enumerate(shown):
        pieces.append((f"{marks[mark]} {words[mark]}", mark))
        pieces.append((", " if at < len(shown) - 1 else ".", None))
    return pieces if shown else [(pieces[0][0].rstrip(": ") + ".", None)]


def coverage(verdicts: Sequence[Verdicts]) -> str:
    """The newest and the oldest of the latest figures."""
    dated = sorted((v for v in verdicts if v.period_end), key=lambda v: v.period_end)  # type: ignore[arg-type, return-value]
    return f"Newest figure {dated[-1].period}, oldest {dated[0].period}" if dated else "No figures"


def part_headline(short: str, verdicts: Sequence[Verdicts], titles: dict[str, str]) -> str:
    """The finding of one outcome or priority, by name where names are few."""
    figures = sum(v.has_figure for v in verdicts)
    opening = f"{short}: {figures} of {counted(len(verdicts), 'indicator')} {'has' if figures == 1 else 'have'} a Leeds figure."
    if not figures:
        return f"{short}: none of {counted(len(verdicts), 'indicator')} has a Leeds figure."
    sentences = []
    for mark, single, plural in (
        (Mark.WORSE, "is getting worse", "are getting worse"),
        (Mark.BETTER, "is getting better", "are getting better"),
    ):
        names = [titles[v.indicator] for v in verdicts if v.mark is mark]
        if 0 < len(names) <= 2:
            sentences.append(f"{listed(names)} {single if len(names) == 1 else plural}")
        elif names:
            sentences.append(f"{in_words(len(names))} {plural}")
    if not sentences:
        judged = any(v.mark in JUDGED for v in verdicts)
        closing = (
            "No clear change can be seen in those that can be judged." if judged else "No direction can be seen yet."
        )
        return f"{opening} {closing}"
    return f"{opening} {_upper('; '.join(sentences))}."


LENSES = (Kind.FEEL, Kind.SERVICE, Kind.POPULATION)
LENS_NAMES = {
    Kind.FEEL: "How people feel",
    Kind.SERVICE: "Services",
    Kind.POPULATION: "Population",
    Kind.PROCESS: "Taking part",
}
SUBJECTS = {
    Kind.FEEL: "how people feel",
    Kind.SERVICE: "services",
    Kind.POPULATION: "the population",
    Kind.PROCESS: "taking part",
}


def lens_state(verdicts: Sequence[Verdicts]) -> str:
    """One of better, worse, mixed, steady, unknown, absent: what a lens as a whole lets us say."""
    marks = tally(verdicts)
    if marks[Mark.WORSE] and marks[Mark.BETTER]:
        return "mixed"
    if marks[Mark.WORSE]:
        return "worse"
    if marks[Mark.BETTER]:
        return "better"
    if marks[Mark.NO_CHANGE] or marks[Mark.CHANGED]:
        return "steady"
    return "unknown" if any(v.has_figure for v in verdicts) else "absent"


LENS_SAYS = {
    "better": "something is getting better",
    "worse": "something is getting worse",
    "mixed": "some better, some worse",
    "steady": "no clear change",
    "unknown": "figures, but no direction yet",
    "absent": "no figure",
}


def agreement(states: dict[Kind, str]) -> str:
    """Do the lenses agree?  Only what can be judged may agree or disagree."""
    judged = {kind: state for kind, state in states.items() if state in ("better", "worse", "mixed", "steady")}
    silent = [SUBJECTS[kind] for kind, state in states.items() if state in ("unknown", "absent")]
    unsaid = f"{_upper(listed(silent))} cannot be judged yet." if silent else ""
    if not judged:
        return "None of the lenses can be judged yet."
    if len(judged) == 1:
        ((kind, state),) = judged.items()
        return f"Only {SUBJECTS[kind]} can be judged: {LENS_SAYS[state]}. {unsaid}".strip()
    if len(set(judged.values())) == 1:
        return f"The lenses that can be judged agree: {LENS_SAYS[next(iter(judged.values()))]}. {unsaid}".strip()
    told = "; ".join(f"{SUBJECTS[kind]}: {LENS_SAYS[state]}" for kind, state in judged.items())
    return f"The lenses differ. {_upper(told)}. {unsaid}".strip()


# One indicator ---------------------------------------------------------------------------------------


def indicator_headline(indicator: Indicator, verdicts: Verdicts, england: str = "") -> str:
    """The latest figure, how it stands to England, and whether it has changed."""
    if not verdicts.has_figure:
        return f"{indicator.title}: {_first_lower(verdicts.direction.reason)}"
    group = f" ({verdicts.group})" if verdicts.group else ""
    against = (
        {
            "Similar": f", similar to England ({england})",
            "Better": f", better than England ({england})",
            "Worse": f", worse than England ({england})",
            "Higher": f", higher than England ({england})",
            "Lower": f", lower than England ({england})",
        }.get(verdicts.england.word, "")
        if england
        else ""
    )
    return f"{indicator.title}{group}: {verdicts.said} in {verdicts.period}{against}. {_direction_clause(verdicts)}"


def _direction_clause(verdicts: Verdicts) -> str:
    return {
        Mark.WORSE: "It is getting worse.",
        Mark.BETTER: "It is getting better.",
        Mark.CHANGED: "It has changed; neither way is better.",
        Mark.NO_CHANGE: "No clear change since the strategy began.",
    }.get(
        verdicts.mark,
        "It is too old to show progress."
        if "before the strategy" in verdicts.direction.reason
        else "We cannot yet say whether this has changed.",
    )


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _first_lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def card_line(verdicts: Verdicts) -> str:
    """The one line under a card's figure: which way the number went, or why nothing can be said."""
    if verdicts.mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED):
        return (
            f"{verdicts.arrow} {verdicts.change_since}. {verdicts.lately.word}."
            if verdicts.lately
            else f"{verdicts.arrow} {verdicts.change_since}."
        )
    if verdicts.mark is Mark.NO_CHANGE:
        return f"No clear change {verdicts.change_since}." + (f" {verdicts.lately.word}." if verdicts.lately else "")
    return verdicts.direction.reason


def unit_line(facts: ChartFacts) -> str:
    """What the axis counts and what the band is."""
    unit = {"%": "Per cent"}.get(facts.indicator.unit, facts.indicator.unit[:1].upper() + facts.indicator.unit[1:])
    if facts.kind == "control":
        return f"{unit}. {usual_range(facts)}"
    if not facts.has_band:
        return f"{unit}; no limits are published"
    drawn = "bars" if facts.kind == "groups" or not facts.joined else "band"
    return f"{unit}; {drawn}: 95% limits{', approximate, ours' if facts.approximate else ''}"


def usual_range(facts: ChartFacts) -> str:
    """The mean and the dashed lines of the newest stretch of a control chart."""
    limits, indicator = facts.limits[-1], facts.indicator
    high = min(limits.upper, 100.0) if indicator.unit == "%" else limits.upper
    return (
        f"Mean {plain(limits.mean, indicator)}; dashed: usual ups and downs, "
        f"{plain(max(limits.lower, 0), indicator)} to {plain(high, indicator)}"
    )


def how_to_read(facts: ChartFacts) -> list[str]:
    """What a reader needs to know before drawing a conclusion."""
    lines = []
    known = facts.ours.known
    if facts.kind == "control":
        lines.append(
            "Points between the dashed lines are usual ups and downs. A triangle marks a point that is not: outside the "
            "lines, or part of a run of seven on one side or in one direction, or two of three close to a line."
        )
        if any(limits.trial for limits in facts.limits):
            lines.append("Fewer than 20 points: these are trial limits.")
    elif facts.kind == "groups":
        lines.append(
            "Each dot is a group's figure, its bar the 95% limits. Bars that overlap may still differ; far apart they do."
        )
    elif len(known) == 1:
        lines.append("One figure is a dot: there is nothing yet to compare it with.")
    elif facts.overlapping:
        covered = "years" if known[-1].end.year - known[-1].start.year >= 2 else "months"
        lines.append(
            f"Each point shares {covered} with the one before, so neighbours move together and small steps mean little."
        )
    if facts.kind == "trend" and known and not starts_at_zero(facts):
        lines.append("The axis may not start at zero, so that changes can be seen.")
    if any(p.value is None for p in facts.ours.points):
        lines.append("A hidden or missing figure leaves a gap. It does not mean zero.")
    if missing := _missing(facts):
        lines.append(f"No figure was published for {missing}: the line shows a gap.")
    lines += [f"The line is cut at {cut.at:%B %Y}: {cut.why}." for cut in facts.cuts]
    if facts.approximate and facts.kind != "control":
        reasons = dict.fromkeys(p.approximate for p in known if p.approximate)
        lines.append(f"Limits are approximate ({listed(list(reasons))}).")
    return [*lines, *facts.cautions]


def _missing(facts: ChartFacts) -> str:
    """Months left out of a monthly line, by name where they are few."""
    known = facts.ours.points
    gaps = []
    for before, after in zip(known, known[1:], strict=False):
        months = (after.end.year - before.end.year) * 12 + after.end.month - before.end.month
        if before.start.month == before.end.month and before.start.year == before.end.year and months > 1:
            gaps += [f"{shift(before.end, add):%B %Y}" for add in range(1, months)]
    return listed(gaps[:4]) + (" and others" if len(gaps) > 4 else "") if gaps else ""


def alternative(facts: ChartFacts) -> str:
    """What the chart says, for those who cannot see it; the table beside it holds every figure."""
    known = facts.ours.known
    if not known:
        return f"{facts.title}: no figure."
    if facts.kind == "groups":
        told = "; ".join(f"{p.flags[0]} {plain(p.value or 0, facts.indicator)}" for p in known[:12])
        return f"{facts.title} by {facts.dimension}, {known[0].period}, {facts.place}: {told}."
    first, last = known[0], known[-1]
    low, high = min(known, key=_value), max(known, key=_value)
    text = f"{facts.title}, {facts.place}: "
    if len(known) == 1:
        return f"{text}{said(_value(last), facts.indicator)} in {last.period}. The only figure held."
    text += (
        f"{len(known)} figures, from {plain(_value(first), facts.indicator)} in {first.period} to "
        f"{said(_value(last), facts.indicator)} in {last.period}; lowest {plain(_value(low), facts.indicator)} "
        f"({low.period}), highest {plain(_value(high), facts.indicator)} ({high.period})."
    )
    for other in facts.others:
        same = [p for p in other.known if p.end == last.end]
        if same:
            text += f" {other.name} {plain(_value(same[0]), facts.indicator)} in {last.period}."
    if facts.limits:
        flagged = sum(bool(p.flags) for p in known)
        text += f" {usual_range(facts)}; {counted(flagged, 'point')} unusual."
    return text


def _value(point: Point) -> float:
    return point.value if point.value is not None else 0.0


def sources(facts: ChartFacts) -> list[str]:
    """Who published the figures of the main line, each once, with release and load."""
    found: dict[str, str] = {}
    for point in facts.ours.points:
        citation = point.citation or point.source
        found[citation] = f"{citation.rstrip('.')}. Release: {point.release}; load {point.load}."
    return list(found.values())
