"""Five years whose counts cannot be what gives them: the trend is tested by their limits."""

from __future__ import annotations

from indicators.core.series.series import leading_line
from indicators.core.verdicts import Code, Mark
from indicators.core.verdicts.recent_change import lately
from tests.indicators.drawing import indicator, line, with_limits


def test_a_year_with_more_counted_than_there_are_is_tested_by_limits() -> None:
    rows = with_limits(line([60, 70, 80, 90, 100]), 1).assign(
        numerator=[60.0, 70, 80, 90, 101], denominator=[100.0] * 5
    )
    declared = indicator()
    series = leading_line(rows, declared)
    assert series is not None
    verdict = lately(series, declared)
    assert verdict is not None and (verdict.code, verdict.mark) == (Code.INCREASING, Mark.BETTER)
