"""Verdicts for machines: a line an indicator and body, codes with the numbers and dates they rest on.  No words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from indicators.core.board.board import Board
from indicators.core.verdicts import Bar, Code, Mark, Verdict, Verdicts, Why
from indicators.methods.because import Because

DIRECTIONS = {
    Code.WORSE: "worse",
    Code.BETTER: "better",
    Code.CHANGED: "changed",
    Code.NO_CHANGE: "no_clear_change",
    Code.CANNOT_TELL: "cannot_tell",
    Code.CANNOT_SAY_YET: "figure_only",
    Code.NO_FIGURE: "no_figure",
}
TARGETS = {
    Code.MET: "met",
    Code.NOT_MET: "not_met",
    Code.HIT_OR_MISS: "hit_or_miss",
    Code.NO_TARGET: "none",
    Code.CANNOT_SAY: "cannot_say",
}
ENGLAND = {
    Code.BETTER: "better",
    Code.SIMILAR: "similar",
    Code.WORSE: "worse",
    Code.HIGHER: "higher",
    Code.LOWER: "lower",
    Code.NOT_COMPARED: "not_compared",
}
GAPS = {
    Code.NARROWING: "narrowing",
    Code.WIDENING: "widening",
    Code.DEPENDS: "depends",
    Code.TURNED_ROUND: "turned_round",
    Code.NO_CHANGE: "no_clear_change",
    Code.CANNOT_SAY: "cannot_say",
    Code.NO_FIGURE: "no_figure",
    Code.NOT_COMPARED: "not_compared",
}
LATELY = {
    Code.NO_USUAL_RANGE: "no_usual_range",
    Code.AS_USUAL: "as_usual",
    Code.LATELY_HIGHER: "higher",
    Code.LATELY_LOWER: "lower",
    Code.NO_TREND: "no_trend",
    Code.TREND_UNKNOWN: "trend_unknown",
    Code.INCREASING: "increasing",
    Code.DECREASING: "decreasing",
}
DATA = {
    Code.UP_TO_DATE: "up_to_date",
    Code.DUE: "due",
    Code.OVERDUE: "overdue",
    Code.STOPPED: "stopped",
    Code.ONE_OFF: "one_off",
    Code.NO_SET_TIME: "no_set_time",
    Code.NO_FIGURE: "no_figure",
}
JUDGED = {Mark.BETTER: "better", Mark.WORSE: "worse"}
Row = dict[str, Any]


def verdict_table(board: Board) -> pd.DataFrame:
    """A row for each indicator, in the strategy's order. Where several bodies stand for the place, a row for each body.

    Directions are ``worse, better, changed, no_clear_change, cannot_tell, figure_only, no_figure``; what prevents one is
    in ``direction_bar``.  Levels and differences are in the indicator's unit, their limits at 99%, days ISO dates.
    Empty where it does not apply.
    """
    rows = [
        _row(board, verdicts)
        for of_indicator in board.verdicts.values()
        for verdicts in (of_indicator.bodies or (of_indicator,))
    ]
    return pd.DataFrame(rows)


def until(board: Board, day: date) -> Board:
    """The board as if figures ended with a day, judged on that day."""
    known = {name: rows[rows["period_end"] <= pd.Timestamp(day)] for name, rows in board.measures_by_indicator.items()}
    return replace(board, measures_by_indicator=known, today=min(day, board.today), known=lambda name: None)


def _row(board: Board, verdicts: Verdicts) -> Row:
    declared = verdicts.declared
    start, end = verdicts.period or (None, None)
    return {
        "indicator": verdicts.indicator,
        "place": verdicts.place.code if verdicts.place else None,
        "unit": declared.unit,
        "polarity": str(declared.polarity),
        "value": verdicts.value,
        "period_start": start,
        "period_end": end,
        "group": verdicts.group or None,
        **_direction(verdicts),
        **_lately(verdicts.lately),
        **_target(verdicts.target),
        **_england(verdicts.england),
        **_gap(verdicts.gap),
        **_data(verdicts.data),
        "version": board.version,
        "judged_on": board.today,
    }


def _direction(verdicts: Verdicts) -> Row:
    verdict, levels = verdicts.direction, _first(verdicts.direction.reasons, Why.LEVELS)
    difference = verdicts.difference if levels else None
    then, now = (levels["then"], levels["now"]) if levels else ((None, None), (None, None))
    earlier = levels["earlier"] if levels else None
    return {
        "direction": DIRECTIONS[verdict.code],
        "direction_bar": None if verdict.bar is None else _code(verdict.bar),
        "baseline_start": then[0],
        "baseline_end": then[1],
        "baseline": difference.baseline if difference else None,
        "latest_start": now[0],
        "latest_end": now[1],
        "latest": difference.latest if difference else None,
        "difference": difference.difference if difference else None,
        "difference_lower99": difference.lower if difference else None,
        "difference_upper99": difference.upper if difference else None,
        "every_month_apart": {1: "above", -1: "below"}.get(difference.one_side) if difference else None,
        "best_earlier": earlier[0] if earlier else None,
        "best_earlier_end": earlier[1][1] if earlier else None,
        "told_until": verdict.until,
        "direction_because": _codes(verdict.reasons),
        "direction_cautions": _codes(verdict.cautions),
    }


def _lately(verdict: Verdict | None) -> Row:
    if verdict is None:
        return {"lately": None, "lately_judged": None, "lately_rules": None}
    signal = _first(verdict.reasons, Why.SIGNAL)
    return {
        "lately": LATELY[verdict.code],
        "lately_judged": JUDGED.get(verdict.mark),
        "lately_rules": " ".join(map(str, signal["rules"])) if signal else None,
    }


def _target(verdict: Verdict) -> Row:
    whose, count = _first(verdict.reasons, Why.WHOSE_TARGET), _first(verdict.reasons, Why.REACHED)
    target = whose["target"] if whose else None
    return {
        "target": TARGETS.get(verdict.code, "cannot_say"),
        "target_value": target.value if target else None,
        "target_direction": target.direction if target else None,
        "target_level": target.level if target else None,
        "target_owner": target.owner if target else None,
        "target_by": target.by if target else None,
        "target_reached": count["count"].reached if count else None,
        "target_of": count["count"].periods_known if count else None,
        "target_year_mean": count["count"].mean if count else None,
        "target_because": _codes(verdict.reasons),
    }


def _england(verdict: Verdict) -> Row:
    year, single = _first(verdict.reasons, Why.ENGLAND_OVER_A_YEAR), _first(verdict.reasons, Why.ENGLAND_AND_LIMITS)
    comparison: Any = year["comparison"] if year else None
    judged = year is not None and comparison.mean == comparison.mean
    return {
        "england": ENGLAND[verdict.code],
        "england_value": single["level"] if single else None,
        "england_difference": comparison.mean if judged else None,
        "england_lower99": comparison.mean - comparison.half if judged else None,
        "england_upper99": comparison.mean + comparison.half if judged else None,
        "england_above": comparison.above if judged else None,
        "england_below": comparison.below if judged else None,
        "england_of": comparison.periods_known if judged else None,
        "england_because": _codes(verdict.reasons),
        "england_cautions": _codes(verdict.cautions),
    }


def _gap(verdict: Verdict) -> Row:
    now, moved = _first(verdict.reasons, Why.GROUPS_NOW), _first(verdict.reasons, Why.GAP_MOVED)
    change = moved["change"] if moved else None
    return {
        "gap": GAPS[verdict.code],
        "gap_worse_off": now["names"][0] if now else None,
        "gap_better_off": now["names"][1] if now else None,
        "gap_worse_level": now["rates"][0] if now else None,
        "gap_better_level": now["rates"][1] if now else None,
        "gap_period_end": now["period"][1] if now else None,
        "gap_baseline_end": moved["period"][1] if moved else None,
        "gap_size": change.now.size if change else None,
        "gap_size_baseline": change.then.size if change else None,
        "gap_change": change.size_change if change else None,
        "gap_change_half99": change.size_half if change else None,
        "gap_ratio": change.now.ratio if change else None,
        "gap_ratio_baseline": change.then.ratio if change else None,
        "gap_because": _codes(verdict.reasons),
    }


def _data(verdict: Verdict) -> Row:
    following = _first(verdict.reasons, Why.NEXT_FIGURE)
    return {"data": DATA[verdict.code], "next_due": following["due"] if following else None}


def _first(reasons: tuple[Because, ...], code: Why) -> Because | None:
    return next((reason for reason in reasons if reason.code is code), None)


def _codes(reasons: tuple[Because, ...]) -> str | None:
    """The codes of reasons, a space between."""
    return " ".join(_code(reason.code) for reason in reasons) or None


def _code(code: Bar | Why | Any) -> str:
    """A code as one word."""
    return str(code.name).lower()


def as_records(rows: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The rows as JSON has them: days as text, nothing as null."""
    for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
        yield {str(name): value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
