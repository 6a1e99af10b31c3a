"""What can honestly be said of an indicator: six verdicts, each with its reasons, none invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.people.step_changes import Step
from data.periods import shift
from indicators.core.model import ENGLAND, Indicator, Method, Place
from indicators.core.series.longest_line import since_the_baseline, two_files_apart
from indicators.core.series.method_selection import chosen
from indicators.core.series.series import Series, england, leading_line, of_place, period_of_row, stepped
from indicators.core.strategy.model import Timeline
from indicators.core.strategy.target_model import Target
from indicators.core.verdicts import caveats
from indicators.core.verdicts.benchmark import compared, not_compared
from indicators.core.verdicts.direction import direction, ended_long_ago
from indicators.core.verdicts.freshness import freshness, why_hidden
from indicators.core.verdicts.gaps import beside_england, both_moved, gap
from indicators.core.verdicts.model import (
    JUDGED,
    Bar,
    Code,
    Mark,
    Verdict,
    Verdicts,
    Why,
    cannot,
    cannot_say,
    declared,
)
from indicators.core.verdicts.recent_change import lately
from indicators.core.verdicts.target import NONE_KNOWN, target
from indicators.methods.because import Because, because

NOT_LATELY_MONTHS = 24
"""What ended so long ago is not called lately."""
Totals = tuple[Indicator, pd.DataFrame]
TEXTS = [
    "area", "role", "dimension", "category", "approximate", "method", "suppressed", "status", "population_base", "source",
    "citation",
]  # fmt: skip
DAYS = ["period_start", "period_end"]
NUMBERS = ["step_months", "window_months", "numerator", "denominator", "value", "lower95", "upper95"]


def judge(
    name: str,
    indicator: Indicator,
    measures: pd.DataFrame,
    targets: tuple[Target, ...],
    today: date,
    timeline: Timeline,
    steps: Iterable[Step] = (),
    totals: Totals | None = None,
) -> Verdicts:
    """All verdicts on one indicator from its measures, as of a day; ``steps`` are decisions on control limits.

    ``totals`` are the indicator whose totals it rests on and its measures, where that is another one.

    Where several bodies stand for the place in one role, each is judged by itself and nothing is said of all.
    """
    steps = tuple(steps)
    rows = measures if measures.empty else _rows_needed(measures, indicator)
    if totals is not None:
        totals = (totals[0], _rows_needed(totals[1], indicator))
    several = side_by_side(indicator, rows)
    if not several:
        return _of_one(name, indicator, rows, targets, today, timeline, steps, totals)
    body_indicators = (replace(indicator, places=(place,)) for place in several)
    bodies = tuple(
        _of_one(name, for_place, _own(rows, for_place), targets, today, timeline, steps, totals)
        for for_place in body_indicators
    )
    return _of_several(name, indicator, bodies)


def side_by_side(indicator: Indicator, measures: pd.DataFrame) -> tuple[Place, ...]:
    """The bodies to show side by side: those of the first role with rows, where the strategy has several in it.

    Empty where one body stands for the place.
    """
    roles = dict.fromkeys(place.role for place in indicator.places)
    groups = [tuple(place for place in indicator.places if place.role == role) for role in roles]
    if not any(len(group) > 1 for group in groups):
        return ()
    groups_with_rows = [group for group in groups if any(not of_place(measures, place).empty for place in group)]
    leading = (groups_with_rows or groups or [()])[0]
    return leading if groups_with_rows and len({place.code for place in leading}) > 1 else ()


def _of_several(name: str, indicator: Indicator, bodies: tuple[Verdicts, ...]) -> Verdicts:
    if not any(body.has_figure for body in bodies):
        return _of_none(indicator, bodies)
    reason = because(Why.SEVERAL, bodies=len(bodies), with_figure=sum(body.has_figure for body in bodies))
    verdict = Verdict(Code.CANNOT_SAY, (reason,), Mark.FIGURE_ONLY)
    not_compared = replace(verdict, code=Code.NOT_COMPARED)
    newest = max((body for body in bodies), key=lambda body: body.period_end or date.min)
    return Verdicts(
        name,
        indicator,
        cannot(Bar.SEVERAL_BODIES, reason),
        None,
        verdict,
        not_compared,
        verdict,
        newest.data,
        bodies=bodies,
    )


def _of_none(indicator: Indicator, bodies: tuple[Verdicts, ...]) -> Verdicts:
    """Several bodies, none with a figure: there is none to show, for every reason that one of them has."""
    reasons = tuple(dict.fromkeys(reason for body in bodies for reason in body.direction.reasons))
    bars = {body.direction.bar for body in bodies}
    none = Verdict(Code.NO_FIGURE, reasons, Mark.NO_FIGURE, bar=bars.pop() if len(bars) == 1 else Bar.NO_FIGURE)
    return replace(bodies[0], declared=indicator, direction=none, place=None, bodies=bodies)


def _of_one(
    name: str,
    indicator: Indicator,
    measures: pd.DataFrame,
    targets: tuple[Target, ...],
    today: date,
    timeline: Timeline,
    steps: tuple[Step, ...],
    totals: Totals | None,
) -> Verdicts:
    if measures.empty:
        return _without_figure(name, indicator, None, targets, today)
    series = leading_line(measures, indicator)
    if series is None or series.known.empty:
        return _without_figure(name, indicator, series, targets, today)
    series = stepped(series, name, steps)
    line = since_the_baseline(measures, indicator, series, timeline)
    apart = _two_files(*(totals or (indicator, measures)), series.place)
    direction_verdict, difference = (
        (cannot(Bar.TWO_FILES, apart), None) if apart else direction(line, indicator, timeline)
    )
    choice = chosen(series, indicator)
    latest = series.latest
    return Verdicts(
        indicator=name,
        declared=indicator,
        direction=_with_cautions(direction_verdict, line, indicator, measures, today, timeline),
        lately=None if apart else _dated(lately(series, indicator, choice), series, today),
        method=choice,
        target=cannot_say(apart) if apart and targets else target(series, indicator, targets),
        england=not_compared(apart) if apart else _against_england(series, indicator, measures),
        gap=gap(measures, indicator, timeline, apart),
        data=replace(freshness(series, indicator, today), cautions=caveats.of_status(series)),
        value=float(latest["value"]),
        period=period_of_row(latest),
        place=series.place,
        group=series.group,
        source=str(latest["source"]),
        citation=str(latest["citation"]) if pd.notna(latest["citation"]) else "",
        difference=difference,
        averaged=line.window if difference is not None and line.within_the_year else 0,
    )


def _rows_needed(measures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The place's rows and England's, and of those the columns a verdict needs, in plain arrays: they are read often."""
    wanted = _is_own(measures, indicator)
    texts = {name: pd.Series(measures[name].array[wanted].to_numpy(dtype=object), dtype=object) for name in TEXTS}
    days = {name: measures[name].to_numpy()[wanted] for name in DAYS}
    numbers = {name: measures[name].array[wanted].to_numpy(dtype=np.float64, na_value=np.nan) for name in NUMBERS}
    return pd.DataFrame(texts | days | numbers)


def _own(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of the indicator's places and England's."""
    return rows.loc[_is_own(rows, indicator)]


def _is_own(rows: pd.DataFrame, indicator: Indicator) -> NDArray[np.bool_]:
    codes = {place.code for place in indicator.places} | {ENGLAND.code}
    return np.array([area in codes for area in rows["area"].to_numpy(dtype=object)], dtype=bool)


def _against_england(series: Series, indicator: Indicator, measures: pd.DataFrame) -> Verdict:
    verdict = compared(series, indicator, england(measures, series))
    if indicator.method is not Method.GAP:
        return verdict
    return replace(verdict, cautions=_once(*verdict.cautions, *beside_england(measures, indicator, series)))


def _with_cautions(
    verdict: Verdict, series: Series, indicator: Indicator, measures: pd.DataFrame, today: date, timeline: Timeline
) -> Verdict:
    """What belongs to every judged direction: whose figure it is, what else moves it, how old it is."""
    if verdict.mark not in JUDGED:
        return verdict
    levels = both_moved(measures, indicator, timeline) if indicator.method is Method.GAP else ()
    moved = (declared("also_moved_by"),) if indicator.also_moved_by else ()
    age = caveats.of_age(series, today)
    until = series.latest["period_end"].date() if ended_long_ago(series, indicator, today) else None
    cautions = _once(*levels, *verdict.cautions, *caveats.of_place(series), *moved, *age)
    return replace(verdict, cautions=cautions, until=until)


def _dated(verdict: Verdict | None, series: Series, today: date) -> Verdict | None:
    """What the newest points say, with the day on which they end where that is no longer lately."""
    ended = series.latest["period_end"].date()
    old = verdict is not None and shift(ended, NOT_LATELY_MONTHS) <= today.replace(day=1)
    return replace(verdict, until=ended) if verdict is not None and old else verdict


def _two_files(indicator: Indicator, measures: pd.DataFrame, place: Place) -> Because | None:
    """That two files of a publisher give another total for the body; ``None`` where they agree or there is but one."""
    two_files = two_files_apart(measures, indicator, place)
    return None if two_files is None else because(Why.TWO_FILES, files=two_files)


def _once(*cautions: Because) -> tuple[Because, ...]:
    """Each caution once, in the order given."""
    return tuple(dict.fromkeys(cautions))


def _without_figure(
    name: str, indicator: Indicator, series: Series | None, targets: tuple[Target, ...], today: date
) -> Verdicts:
    reason = _why_none(indicator) if series is None else why_hidden(series)
    none = Verdict(Code.NO_FIGURE, (reason,), Mark.NO_FIGURE, bar=_withheld(series))
    target_verdict = Verdict(Code.CANNOT_SAY, (reason,), Mark.NO_FIGURE) if targets else NONE_KNOWN
    england_ = Verdict(Code.NOT_COMPARED, (because(Why.NOTHING_TO_COMPARE),), Mark.NO_FIGURE)
    gap_ = Verdict(Code.NO_FIGURE, (because(Why.NOTHING_BY_GROUP),), Mark.NO_FIGURE)
    never = Verdict(Code.NO_FIGURE, (because(Why.NEVER_LOADED),), Mark.NO_FIGURE)
    data = never if series is None else freshness(series, indicator, today)
    place = next(iter(indicator.places), None) if len(indicator.places) == 1 else None
    return Verdicts(name, indicator, none, None, target_verdict, england_, gap_, data, place=place)


def _why_none(indicator: Indicator) -> Because:
    """No body stands for the place, or none of those that do has a figure."""
    if not indicator.places:
        return because(Why.NO_ONE_STANDS, roles=tuple(str(stands.role) for stands in indicator.stands))
    return because(Why.NO_FIGURE_HELD)


def _withheld(series: Series | None) -> Bar:
    hidden = series is not None and series.rows["suppressed"].iloc[-1] == "suppressed"
    return Bar.HIDDEN if hidden else Bar.NO_FIGURE
