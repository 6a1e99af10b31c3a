"""Every month's verdict for three years, as if figures ended with it, is the one worked by hand: direction, beside England, target."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.methods import beside_line, direction, reached
from indicators.methods.beside_line import Beside
from indicators.methods.reached import Reached
from indicators.methods.year_windows import windows
from tests.cases import each
from tests.indicators.months_by_hand import BESIDE_ENGLAND, DIRECTIONS, TARGETS

Line = dict[int, float]

FIRST, LAST = 2023 * 12 + 3, 2026 * 12 + 2
LETTERS = {
    Beside.TOO_FEW: "-", Beside.YEAR_NOT_WHOLE: "-", Beside.HIGHER: "B", Beside.LOWER: "W", Beside.SIMILAR: ".",
    Beside.HIGHER_THROUGHOUT: "b", Beside.LOWER_THROUGHOUT: "w", Beside.TOO_WIDE: "?",
    Reached.MET: "M", Reached.NOT_MET: "N", Reached.HIT_OR_MISS: "h", Reached.TOO_FEW: "-",
}  # fmt: skip


def ends(line: Line) -> list[tuple[np.ndarray, np.ndarray]]:
    """A line as it was known with each month from April 2023 to March 2026 that has a figure."""
    at = np.array(sorted(line))
    values = np.array([line[period] for period in at])
    return [(at[at <= end], values[at <= end]) for end in range(FIRST, LAST + 1) if end in line]


def letter_of_direction(at: np.ndarray, values: np.ndarray) -> str:
    years = windows(at, 12, None)
    if years is None:
        return "-"
    difference = direction.of_series(at, values, 12, *years)
    if difference.changed:
        return "B" if difference.difference > 0 else "W"
    before, after = (values[(at >= first) & (at < first + 12)] for first in years)
    apart = direction.every_point_on_one_side(before, after)
    if apart:
        return "b" if apart > 0 else "w"
    return "?" if direction.swings_too_widely(difference, values) else "."


@each("measure", DIRECTIONS)
def test_direction_month_by_month(measure: str, leeds_monthly: dict[str, Line]) -> None:
    assert "".join(letter_of_direction(*known) for known in ends(leeds_monthly[measure])) == DIRECTIONS[measure]


@each("measure", BESIDE_ENGLAND)
def test_beside_england_month_by_month(
    measure: str, leeds_monthly: dict[str, Line], england_monthly: dict[str, Line]
) -> None:
    england = england_monthly[measure]
    assert set(england) >= set(leeds_monthly[measure])
    letters = "".join(
        LETTERS[beside_line.of_two_lines(at, values, [england[period] for period in at], 12).kind]
        for at, values in ends(leeds_monthly[measure])
    )
    assert letters == BESIDE_ENGLAND[measure]


@each("measure", TARGETS)
def test_target_month_by_month(measure: str, leeds_monthly: dict[str, Line]) -> None:
    target, expected = TARGETS[measure]
    letters = "".join(
        LETTERS[reached.in_the_last_year(at, values, target, 12, high=True).kind]
        for at, values in ends(leeds_monthly[measure])
    )
    assert letters == expected


BESIDE = {
    "M192": (-0.025, 3.97, 6, Beside.SIMILAR),
    "M195": (0.975, 4.26, None, Beside.SIMILAR),
    "M186": (2.450, 4.25, None, Beside.SIMILAR),
    "M053": (-8.075, 34.64, None, Beside.LOWER_THROUGHOUT),
    "M055": (-6.200, 9.95, None, Beside.LOWER_THROUGHOUT),
}


@each("measure", BESIDE)
def test_the_worked_year_beside_england(
    measure: str, leeds_monthly: dict[str, Line], england_monthly: dict[str, Line]
) -> None:
    at, values = ends(leeds_monthly[measure])[-1]
    comparison = beside_line.of_two_lines(at, values, [england_monthly[measure][period] for period in at], 12)
    mean, half, above, kind = BESIDE[measure]
    assert comparison.mean == pytest.approx(mean, abs=6e-4) and comparison.half == pytest.approx(half, abs=6e-3)
    assert comparison.kind is kind
    assert above is None or (comparison.above, comparison.periods_known) == (above, 12)
    if kind is Beside.LOWER_THROUGHOUT:
        assert (comparison.below_two, comparison.periods_known_two) == (23, 23)


def test_too_few_differences_are_not_compared(leeds_monthly: dict[str, Line], england_monthly: dict[str, Line]) -> None:
    """The second appointment: percentages since April 2024 only."""
    ours, theirs = leeds_monthly["M126"], england_monthly["M126"]
    at = sorted(set(ours) & set(theirs))
    comparison = beside_line.of_two_lines(at, [ours[p] for p in at], [theirs[p] for p in at], 12)
    assert (comparison.kind, comparison.points, comparison.needed) == (Beside.TOO_FEW, 23, 36)
    assert (comparison.above_two, comparison.periods_known_two) == (20, 23)


REACHED = {"M055": (95, 1, Reached.NOT_MET), "M053": (75, 12, Reached.MET), "M192": (50, 7, Reached.HIT_OR_MISS)}


@each("measure", REACHED)
def test_the_worked_targets(measure: str, leeds_monthly: dict[str, Line]) -> None:
    at, values = ends(leeds_monthly[measure])[-1]
    target, times, kind = REACHED[measure]
    verdict = reached.in_the_last_year(at, values, target, 12, high=True)
    assert (verdict.reached, verdict.periods_known, verdict.kind) == (times, 12, kind)
