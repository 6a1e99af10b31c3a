"""What looks odd about new figures, in words."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from charts.words.figures import exactly, period, plain
from indicators.core.board.plausibility import Odd, Odds
from indicators.core.model import Indicator
from indicators.methods.because import Because

NAMED_GAPS = 4


def odd_in_words(odd: Odd, indicator: Indicator) -> str:
    """One thing worth a look, in a sentence."""
    reason = odd.reason
    if reason.code is Odds.MISSING:
        return _missing(reason)
    if reason.code is Odds.NOTHING_LEFT:
        return "No figure would be left."
    if reason.code is Odds.GROUPS_GONE:
        return f"By {reason['dimension']}: no longer there: {', '.join(reason['groups'])}."
    return (
        f"{period(reason['period'])}: {exactly(reason['value'], indicator)} is {WHY[reason.code](reason, indicator)}."
    )


def _missing(reason: Because) -> str:
    names = [period(span) for span in reason["periods"]]
    rest = f" and {len(names) - NAMED_GAPS} more" if len(names) > NAMED_GAPS else ""
    return f"No figure for {', '.join(names[:NAMED_GAPS])}{rest}: the line will show a gap."


def _outside(reason: Because, indicator: Indicator) -> str:
    low, high = (exactly(limit, indicator) for limit in reason["usual"])
    return f"outside the usual range, {low} to {high}"


def _times(reason: Because) -> str:
    times = reason["times"]
    return f"{times:,.0f}" if times >= 10 else f"{times:.2g}"


def _size(reason: Because, indicator: Indicator) -> str:
    return plain(reason["size"], indicator)


WHY: dict[StrEnum, Callable[[Because, Indicator], str]] = {
    Odds.OUTSIDE_USUAL: _outside,
    Odds.ZERO: lambda w, ind: f"far from its usual {_size(w, ind)}: a hidden figure is left empty, not 0",
    Odds.FROM_NOTHING: lambda w, ind: f"far from its usual {_size(w, ind)}",
    Odds.TIMES_LARGER: lambda w, ind: f"{_times(w)} times its usual size, {_size(w, ind)}",
    Odds.TIMES_SMALLER: lambda w, ind: f"{_times(w)} times smaller than its usual size, {_size(w, ind)}",
}
