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
    what = odd.what
    if what.code is Odds.MISSING:
        return _missing(what)
    if what.code is Odds.NOTHING_LEFT:
        return "No figure would be left."
    if what.code is Odds.GROUPS_GONE:
        return f"By {what['dimension']}: no longer there: {', '.join(what['groups'])}."
    return f"{period(what['period'])}: {exactly(what['value'], indicator)} is {WHY[what.code](what, indicator)}."


def _missing(what: Because) -> str:
    names = [period(span) for span in what["periods"]]
    more = f" and {len(names) - NAMED_GAPS} more" if len(names) > NAMED_GAPS else ""
    return f"No figure for {', '.join(names[:NAMED_GAPS])}{more}: the line will show a gap."


def _outside(what: Because, indicator: Indicator) -> str:
    low, high = (exactly(limit, indicator) for limit in what["usual"])
    return f"outside the usual range, {low} to {high}"


def _times(what: Because) -> str:
    times = what["times"]
    return f"{times:,.0f}" if times >= 10 else f"{times:.2g}"


def _size(what: Because, indicator: Indicator) -> str:
    return plain(what["size"], indicator)


WHY: dict[StrEnum, Callable[[Because, Indicator], str]] = {
    Odds.OUTSIDE_USUAL: _outside,
    Odds.ZERO: lambda w, ind: f"far from its usual {_size(w, ind)}: a hidden figure is left empty, not 0",
    Odds.FROM_NOTHING: lambda w, ind: f"far from its usual {_size(w, ind)}",
    Odds.TIMES_LARGER: lambda w, ind: f"{_times(w)} times its usual size, {_size(w, ind)}",
    Odds.TIMES_SMALLER: lambda w, ind: f"{_times(w)} times smaller than its usual size, {_size(w, ind)}",
}
