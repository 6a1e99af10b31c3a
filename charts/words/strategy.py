"""The finding on the whole strategy, and on one part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from charts.words.codes import BARS
from charts.words.counting import counted, have, in_words, listed, lower, tally, upper
from charts.words.figures import period
from charts.words.lenses import MOVED
from charts.words.newest import newest_period_of, period_of
from indicators.core.verdicts import JUDGED, Mark, Verdicts, Why

Pieces = list[tuple[str, Mark | None]]

DIRECTIONS = {
    Mark.WORSE: "getting worse",
    Mark.BETTER: "getting better",
    Mark.CHANGED: "changed, not judged",
    Mark.NO_CHANGE: "with no clear change",
}
BY_NAME = 2


def strategy_headline(verdicts: Sequence[Verdicts], place: str) -> Pieces:
    """The finding in a sentence, in pieces with the mark each is coloured by.

    How many can be judged leads, and how many have no figure ends it: silence must not read as stability.
    """
    marks = tally(verdicts)
    total, judged = marks.total(), sum(marks[mark] for mark in JUDGED)
    without = total - len({verdict.indicator for verdict in verdicts if verdict.has_figure})
    if not total:
        return [("No indicator is chosen.", None)]
    silent = f" {without:,} {have(without)} no {place} figure." if without else f" All have a {place} figure."
    if not judged:
        return [(f"Of {counted(total, 'indicator')}, none can be judged yet.{silent}", None)]
    return [
        (f"Of {counted(total, 'indicator')}, {judged:,} can be judged: ", None),
        *_counts_by_mark(marks),
        (f".{silent}", None),
    ]


def _counts_by_mark(marks: Counter[Mark]) -> Pieces:
    """ "2 getting worse, 6 getting better", mark by mark."""
    pieces: Pieces = []
    for mark in (mark for mark in JUDGED if marks[mark]):
        pieces += [(", ", None)] if pieces else []
        pieces.append((f"{marks[mark]:,} {DIRECTIONS[mark]}", mark))
    return pieces


def beside_the_count(verdicts: Sequence[Verdicts], today: date) -> str:
    """What the count in the finding does not say: of how many nothing can be said, what ends long ago, how new it is."""
    undecided = sum(v.mark is Mark.FIGURE_ONLY for v in verdicts)
    sentences = [
        "This count is not a score.",
        f"{undecided:,} {have(undecided)} a figure and no direction yet." if undecided else "",
        _ended(verdicts),
        f"{coverage(verdicts, today)}.",
    ]
    return " ".join(part for part in sentences if part)


def _ended(verdicts: Sequence[Verdicts]) -> str:
    """Of how many that moved newer figures are overdue, mark by mark; empty where none are."""
    clauses = []
    for mark in (Mark.WORSE, Mark.BETTER):
        with_mark = [v for v in verdicts if v.mark is mark]
        if ended := sum(v.direction.until is not None for v in with_mark):
            clauses.append(f"{ended} of {len(with_mark)} {DIRECTIONS[mark]}")
    return f"Newer figures are overdue for {listed(clauses)}." if clauses else ""


def coverage(verdicts: Sequence[Verdicts], today: date) -> str:
    """How new the latest figures are: the one that ends last, and the one that begins first.

    What is known of a year that is not over, such as a project of which only the year is known, is not the newest.
    """
    dated = [(v.period, period_of(v)) for v in _each(verdicts) if v.period and v.period[1] <= today]
    if not dated:
        return "No figures"
    newest = max(dated, key=lambda dated_period: (dated_period[0][1], dated_period[1]))[1]
    oldest = min(dated, key=lambda dated_period: (dated_period[0][0], dated_period[1]))[1]
    return f"Newest figure: {newest}. Oldest in use: {oldest}" if newest != oldest else f"Newest figure: {newest}"


def without_figures(verdicts: Sequence[Verdicts]) -> str:
    """What a finding on a part leaves without an answer, by name where most have no figure; empty where most have one.

    The part's own aim may be among them: what its other measures say is no answer to that.
    """
    silent = [v.declared.title for v in verdicts if not v.has_figure]
    if not silent or len(silent) * 2 < len(verdicts):
        return ""
    others = [f"{len(silent) - BY_NAME:,} more"] if len(silent) > BY_NAME else []
    return f"No figure yet: {'; '.join([*silent[:BY_NAME], *others])}."


def _each(verdicts: Sequence[Verdicts]) -> list[Verdicts]:
    """Each indicator's verdicts; of several bodies, those of each body."""
    return [of_body for v in verdicts for of_body in (v.bodies or (v,))]


def part_headline(short: str, verdicts: Sequence[Verdicts], place: str, aim_indicators: Sequence[str] = ()) -> str:
    """The finding of one outcome or priority in one text: see :func:`part_finding`."""
    return " ".join(filter(None, part_finding(short, verdicts, place, aim_indicators)))


def part_finding(
    short: str, verdicts: Sequence[Verdicts], place: str, aim_indicators: Sequence[str] = ()
) -> tuple[str, str]:
    """The finding of one outcome or priority, by name where names are few; and what moved beside its aim, if anything.

    What the ``aim_indicators`` say, by which its aim is shown, comes first, if only that nothing shows it: what else moved is
    no answer to the aim.  Measures of recording never lead; beside what moved they are said below it, by :func:`in_recording`.
    """
    if not verdicts:
        return f"{short}: no indicator is chosen.", ""
    opening = f"{short}: {_with_a_figure(verdicts, place)}"
    if not any(v.has_figure for v in verdicts):
        return opening, ""
    others = [v for v in verdicts if not v.declared.of_recording and v.indicator not in aim_indicators]
    if shown_by := [v for v in verdicts if v.indicator in aim_indicators]:
        beside = _sentences(_moved(others)) or _of_recording(verdicts)
        return f"{short}: {_on_the_aim(shown_by)}", f"On other questions, {lower(beside)}" if beside else ""
    if moved := _moved(others):
        return f"{opening} {_sentences(moved)}", ""
    still = _named(Mark.NO_CHANGE, others) or ["no direction can be seen"]
    return f"{opening} {_sentences(still)} {_of_recording(verdicts)}".strip(), ""


def _on_the_aim(shown_by: Sequence[Verdicts]) -> str:
    """What is known of an aim, by the indicators that it is shown by."""
    if not any(v.has_figure for v in shown_by):
        return "no figure says yet whether its aim is met."
    clauses = [clause for mark in JUDGED for clause in _named(mark, shown_by)]
    if not clauses:
        return "its aim cannot be judged."
    first, *rest = clauses
    return f"on its aim, {first}. {_sentences(rest)}".strip()


def aim_needs(verdicts: Sequence[Verdicts], aim_indicators: Sequence[str]) -> str:
    """What would show an aim that nothing shows yet, beside other figures; empty where something does."""
    shown_by = [v for v in verdicts if v.indicator in aim_indicators]
    if not any(v.has_figure for v in verdicts) or _aim_has_figures(verdicts, aim_indicators):
        return ""
    return f"To tell whether its aim is met we need: {'; '.join(v.declared.title for v in shown_by)}."


def beside_the_aim(verdicts: Sequence[Verdicts], place: str, aim_indicators: Sequence[str]) -> str:
    """What an aim needs or what keeps it from being judged, and how many figures there are; empty where no aim is told of."""
    if not any(v.has_figure for v in verdicts) or not any(v.indicator in aim_indicators for v in verdicts):
        return ""
    sentence = aim_needs(verdicts, aim_indicators) or _why_not_of_the_aim(
        [v for v in verdicts if v.indicator in aim_indicators]
    )
    return f"{sentence} {upper(_with_a_figure(verdicts, place))}".strip()


def _why_not_of_the_aim(shown_by: Sequence[Verdicts]) -> str:
    """By what an aim is shown that cannot be judged, each with the reason; empty where one of them can be."""
    if any(v.mark in JUDGED for v in shown_by):
        return ""
    unjudged = [f"{v.declared.title} ({lower(BARS[v.direction.bar])})" for v in shown_by if v.direction.bar is not None]
    return f"Its aim is shown by {'; '.join(unjudged)}." if unjudged else ""


def _aim_has_figures(verdicts: Sequence[Verdicts], aim_indicators: Sequence[str]) -> bool:
    """Has an indicator a figure that an aim is shown by; or is none such told of?"""
    shown_by = [v for v in verdicts if v.indicator in aim_indicators]
    return not shown_by or any(v.has_figure for v in shown_by)


def in_recording(verdicts: Sequence[Verdicts]) -> str:
    """How well services record, where the finding of a part does not say it; empty where nothing of it moved."""
    return _of_recording(verdicts) if _moved([v for v in verdicts if not v.declared.of_recording]) else ""


def _of_recording(verdicts: Sequence[Verdicts]) -> str:
    recording = [v for v in verdicts if v.declared.of_recording]
    return _sentences([clause for mark in MOVED for clause in _named(mark, recording, OF_RECORDING)])


def _sentences(clauses: Sequence[str]) -> str:
    return " ".join(f"{upper(clause)}." for clause in clauses)


def _moved(verdicts: Sequence[Verdicts]) -> list[str]:
    """Those that got worse, better or changed, in this order."""
    return [clause for mark in MOVED for clause in _named(mark, verdicts)]


def _with_a_figure(verdicts: Sequence[Verdicts], place: str) -> str:
    """How many indicators have a figure."""
    figures, total = sum(v.has_figure for v in verdicts), len(verdicts)
    if total == 1:
        return f"its one indicator {'has' if figures else 'does not have'} a {place} figure."
    return f"{figures or 'none'} of {counted(total, 'indicator')} {have(figures or 1)} a {place} figure."


VERBS = {
    Mark.WORSE: ("getting worse", "was getting worse", ""),
    Mark.BETTER: ("getting better", "was getting better", ""),
    Mark.CHANGED: ("changed", "changed", ", which is not judged"),
    Mark.NO_CHANGE: ("no clear change", "no clear change", ""),
}
"""What is said of some indicators now, the same where newer figures are overdue, and what follows the period.

Their titles come last, so that it is right of any title."""
OF_RECORDING = {
    Mark.WORSE: ("recording got worse", "recording got worse", ""),
    Mark.BETTER: ("recording got better", "recording got better", ""),
    Mark.CHANGED: ("recording changed", "recording changed", ", which is not judged"),
}
"""The same of how well services record: that "it gets worse" is read as though people fared worse."""


def _named(mark: Mark, verdicts: Sequence[Verdicts], verbs: Mapping[Mark, tuple[str, str, str]] = VERBS) -> list[str]:
    """Those with a mark by name, or how many; those without recent figures are listed separately, with the last month they cover."""
    with_mark = [v for v in verdicts if v.mark is mark]
    now = [v for v in with_mark if v.direction.until is None]
    ended = [v for v in with_mark if v.direction.until is not None]
    last = max((v.direction.until for v in ended if v.direction.until), default=None)
    when_now = f" up to {when}" if (when := _judged_of(now)) else ""
    present, past, after = verbs[mark]
    when_ended = f" up to {last:%B %Y}" if last else ""
    clauses = [(part, verb, when) for part, verb, when in ((now, present, when_now), (ended, past, when_ended)) if part]
    if len(with_mark) <= BY_NAME:
        return [f"{verb}{when}{after}: {listed([v.declared.title for v in part])}" for part, verb, when in clauses]
    return [f"{present}{after}: {', '.join(f'{in_words(len(part))}{when}' for part, _, when in clauses)}"]


def _judged_of(verdicts: Sequence[Verdicts]) -> str:
    """The newest period that their directions rest on, which may be older than the newest figure."""
    spans = [reason["now"] for v in verdicts for reason in v.direction.reasons if reason.code is Why.LEVELS]
    return period(max(spans, key=lambda span: span[1])) if spans else newest_period_of(verdicts)


def is_named(verdicts: Verdicts, among: Sequence[Verdicts], aim_indicators: Sequence[str] = ()) -> bool:
    """Does the finding of a part name this indicator?"""
    of_the_aim = verdicts.indicator in aim_indicators
    same_mark_count = sum(v.mark is verdicts.mark for v in among if (v.indicator in aim_indicators) is of_the_aim)
    return verdicts.mark in (JUDGED if of_the_aim else MOVED) and same_mark_count <= BY_NAME


def how_sure(verdicts: Sequence[Verdicts]) -> str:
    """A word by the rule ``SURE``; how many can be judged, have a figure and cannot, have none; and what is late."""
    figures = [v for v in verdicts if v.has_figure]
    if not figures:
        return "We cannot be: there is no figure to judge."
    late_or_not = [v.direction.until is not None for v in figures if v.mark in JUDGED]
    judged, late = len(late_or_not), sum(late_or_not)
    others, without = len(figures) - judged, len(verdicts) - len(figures)
    clauses = [f"{judged or 'none'} of {counted(len(verdicts), 'indicator')} can be judged"]
    clauses += [f"{others:,} {have(others)} a figure and cannot"] if judged and others else []
    clauses += [f"{without:,} {have(without)} no figure"] if without else []
    word = "We cannot be" if not judged else "Fairly" if 2 * (judged - late) >= len(verdicts) else "Not very"
    return f"{word}: {'; '.join(clauses)}.{_late_of(judged, late)}"


SURE = "“Fairly” means that at least half of the indicators can be judged by figures that are not overdue."
"""The rule of the word that says how sure we are."""


def _late_of(judged: int, late: int) -> str:
    """For how many of those that can be judged newer figures are overdue."""
    if not late:
        return ""
    if late < judged:
        return f" For {late:,} of these {judged:,}, newer figures are overdue."
    subject = "the one judged" if judged == 1 else f"all of these {judged:,}"
    return f" For {subject}, newer figures are overdue."


def why_not_judged(verdicts: Sequence[Verdicts]) -> list[str]:
    """Why indicators that have a figure cannot be judged: each reason and how many it keeps, the most frequent first."""
    barred = Counter(v.direction.bar for v in verdicts if v.has_figure and v.direction.bar is not None)
    return [f"{lower(BARS[bar])} ({times:,})" for bar, times in barred.most_common()]
