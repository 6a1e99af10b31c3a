"""Who fares how, group by group: beside everybody, never ranked, and the slope across deprivation."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from indicators.core.board.board import board
from indicators.core.inequalities.breakdowns import breakdowns
from indicators.core.inequalities.deprivation import most_deprived_first, slopes_of
from indicators.core.inequalities.levels import apart, both_worse
from indicators.core.inequalities.model import Breakdown, Gradient, Group, Period, Standing
from indicators.core.model import Method, Polarity
from indicators.core.verdicts import Mark
from indicators.methods.direction import Z95
from indicators.methods.intervals import wilson
from indicators.methods.proportions import newcombe_at
from tests.charts.drawn import judged
from tests.indicators.drawing import TIMELINE, indicator, line

TENTHS = [f"{number:02} {'More' if number > 5 else 'Less'} deprived" for number in range(2, 10)]
TENTHS = ["01 Least deprived", *TENTHS, "10 Most deprived"]


@pytest.fixture(scope="module")
def by_characteristic(store, leeds) -> dict[str, dict[str, Breakdown]]:
    """Every breakdown of the bundled figures, by characteristic and indicator."""
    by_dimension = breakdowns(board(store, leeds, store.version, date(2026, 11, 21)))
    return {dimension: {one.indicator: one for one in many} for dimension, many in by_dimension.items()}


def standings(breakdown: Breakdown) -> dict[str, Standing]:
    return {group.name: group.standing for group in breakdown.now.groups}


class TestPublishedFigures:
    """Talking therapies by the annual file, provider RY6: counts and per cents as published."""

    @pytest.mark.slow
    def test_completion_falls_short_in_the_most_deprived_tenth(self, by_characteristic):
        completion = by_characteristic["deprivation"]["tt_completion"]
        first, last = completion.now.groups[0], completion.now.groups[-1]
        assert (first.name, last.name) == ("10 Most deprived", "01 Least deprived")
        assert (first.numerator, first.denominator) == (1360, 11450)
        assert first.value == pytest.approx(100 * 1360 / 11450)
        assert (completion.then.end, completion.now.end) == (date(2020, 3, 31), date(2025, 3, 31))
        assert completion.files_disagree and completion.gradient is None
        assert {group.standing for group in completion.now.groups} == {Standing.NOT_COMPARED}

    @pytest.mark.slow
    def test_recovery_falls_short_in_the_most_deprived_tenth(self, by_characteristic):
        recovery = by_characteristic["deprivation"]["tt_recovery"]
        assert recovery.gradient is Gradient.DEPRIVED_WORSE
        assert recovery.now.groups[0].standing is Standing.WORSE

    def test_how_far_the_ends_are_apart_is_by_the_figures_shown_and_limits_lie_about_them(self, by_characteristic):
        """The publisher's 65% and 73% are 8 points apart; its counts, 885 of 1,360 and 245 of 330, 9.2."""
        improvement = by_characteristic["deprivation"]["tt_reliable_improvement"]
        size, low, high = improvement.apart.difference
        assert size == pytest.approx(-8.0) and low < size < high
        assert improvement.apart.ratio[0] == pytest.approx(65 / 73)
        by_counts = newcombe_at(Z95, ([885.0], [1360.0]), ([245.0], [330.0]))
        assert (size - low, high - size) == pytest.approx(
            tuple(100 * abs(float(by_counts[0][0] - end[0])) for end in by_counts[1:])
        )

    def test_the_slope_is_what_weighted_least_squares_give(self, by_characteristic):
        completion = by_characteristic["deprivation"]["tt_completion"]
        people = np.array([group.denominator for group in completion.now.groups])
        values = np.array([group.value for group in completion.now.groups])
        share = people / people.sum()
        middle = share.cumsum() - share / 2
        slope, start = np.polyfit(middle, values, 1, w=np.sqrt(share))
        assert completion.slope.difference[0] == pytest.approx(slope)
        assert completion.slope.index[0] == pytest.approx((start + slope) / start)
        assert completion.slope.difference[1] < slope < completion.slope.difference[2]

    def test_every_year_has_its_slope_and_the_sign_is_kept(self, by_characteristic):
        ends = [slope.end.year for slope in by_characteristic["deprivation"]["tt_recovery"].slopes]
        assert ends == list(range(2018, 2026))
        assert all(slope.difference[1] > 0 for slope in by_characteristic["deprivation"]["tt_recovery"].slopes)

    def test_where_a_quarter_is_of_no_known_group_nobody_is_compared(self, by_characteristic):
        """Referrals of unknown ethnic group rose from 530 to 10,290."""
        completion = by_characteristic["broad ethnic group"]["tt_completion"]
        assert completion.now.recorded == pytest.approx(0.7256)
        assert set(standings(completion).values()) == {Standing.NOT_COMPARED}
        assert completion.apart is None and not completion.worse

    def test_groups_are_set_beside_everybody_whose_group_is_known(self, by_characteristic):
        recovery = by_characteristic["broad ethnic group"]["tt_recovery"]
        top, below = (
            sum(getattr(group, part) for group in recovery.now.groups) for part in ("numerator", "denominator")
        )
        assert recovery.now.everybody == pytest.approx(100 * top / below)
        assert standings(recovery)["BME"] is Standing.WORSE

    def test_ages_go_from_the_youngest_on_and_a_hidden_group_is_kept_without_a_figure(self, by_characteristic):
        ages = [group.name for group in by_characteristic["age"]["tt_recovery"].now.groups]
        assert ages == ["Under 18", "18 to 25", "26 to 64", "65 to 74", "75 to 89", "90 and over"]
        oldest = by_characteristic["age"]["tt_recovery"].now.group("90 and over")
        assert oldest.value is None and oldest.reason and oldest.standing is Standing.NOT_COMPARED

    def test_men_and_women_are_set_apart_and_of_several_ages_no_two_are_picked(self, by_characteristic):
        assert {
            by_characteristic["sex"]["tt_completion"].apart.first,
            by_characteristic["sex"]["tt_completion"].apart.second,
        } == {
            "Male",
            "Female",
        }
        assert by_characteristic["age"]["tt_completion"].apart is None

    def test_both_ends_of_completion_got_worse_and_of_recovery_neither(self, by_characteristic):
        assert by_characteristic["deprivation"]["tt_completion"].both_worse
        assert not by_characteristic["deprivation"]["tt_recovery"].both_worse

    def test_of_groups_that_are_known_of_too_few_people_nothing_is_said_to_have_got_worse(self, by_characteristic):
        assert not by_characteristic["broad ethnic group"]["tt_completion"].both_worse

    def test_a_count_by_group_and_a_gap_are_no_breakdowns(self, by_characteristic):
        names = {name for by_indicator in by_characteristic.values() for name in by_indicator}
        assert not names & {
            "tt_access",
            "tt_recovery_ethnic_gap",
            "tt_completion_deprivation_gap",
            "cp_people_involved",
        }


def tenths(values: list[float | None], people: int = 1000) -> pd.DataFrame:
    """Groups of one year as measures have them, the least deprived first."""
    known = [0.0 if value is None else value for value in values]
    lower, upper = wilson([value / 100 * people for value in known], [people] * len(known))
    rows = pd.DataFrame({
        "category": TENTHS[: len(values)], "value": [np.nan if value is None else value for value in values],
        "denominator": float(people), "lower95": 100 * lower, "upper95": 100 * upper,
    })  # fmt: skip
    return rows.assign(period_start=pd.Timestamp(2024, 4, 1), period_end=pd.Timestamp(2025, 3, 31))


def test_rates_of_both_ends_are_set_apart_by_their_own_limits() -> None:
    ends = [
        Group(name, value, (value - 4, value + 4), None, None, "")
        for name, value in (("1", 50.0), ("2", 40.0), ("3", 35.0), ("4", 30.0), ("5", 25.0))
    ]
    now = Period(date(2024, 4, 1), date(2025, 3, 31), tuple(ends), 36.0, 1.0)
    distance = apart(now, indicator(method=Method.RATE, unit="per 100,000 people"), "deprivation fifth")
    assert distance.difference == pytest.approx((25.0, 25 - 32**0.5, 25 + 32**0.5))
    assert distance.ratio[0] == pytest.approx(2.0)


def _of_two(one: float, other: float, recorded: float | None = None) -> Period:
    groups = tuple(Group(name, value, None, None, None, "") for name, value in (("Male", one), ("Female", other)))
    return Period(date(2024, 4, 1), date(2025, 3, 31), groups, None, recorded)


@pytest.mark.parametrize(
    ("polarity", "then", "now", "worse"),
    [
        (Polarity.HIGHER, (40.0, 50.0), (30.0, 49.0), True),
        (Polarity.HIGHER, (40.0, 50.0), (30.0, 51.0), False),
        (Polarity.LOWER, (40.0, 50.0), (41.0, 60.0), True),
        (Polarity.LOWER, (40.0, 50.0), (39.0, 49.0), False),
        (Polarity.LOWER, (40.0, 40.0), (41.0, 42.0), True),
        (Polarity.NONE, (40.0, 50.0), (30.0, 49.0), False),
    ],
)
def test_both_got_worse_where_both_moved_the_bad_way(polarity, then, now, worse) -> None:
    assert both_worse(_of_two(*now), _of_two(*then), indicator(polarity=polarity), "sex") is worse


def test_what_is_known_of_too_few_people_then_cannot_have_got_worse() -> None:
    assert not both_worse(_of_two(30, 49), _of_two(40, 50, recorded=0.5), indicator(), "sex")


def test_a_level_line_has_no_slope_and_an_index_of_one() -> None:
    (slope,) = slopes_of(tenths([40.0] * 10), "deprivation tenth")
    assert slope.difference[0] == pytest.approx(0) and slope.index[0] == pytest.approx(1)
    assert slope.difference[1] < 0 < slope.difference[2]


def test_turned_round_the_slope_is_the_same_with_the_other_sign() -> None:
    values = [30.0, 31, 33, 34, 36, 37, 39, 40, 42, 43]
    (up,), (down,) = (slopes_of(tenths(line), "deprivation tenth") for line in (values[::-1], values))
    assert up.difference[0] == pytest.approx(-down.difference[0]) and up.index[0] == pytest.approx(1 / down.index[0])


@pytest.mark.parametrize("values", [[40.0] * 9, [40.0] * 9 + [None]], ids=["nine of ten", "one hidden"])
def test_without_every_tenth_there_is_no_slope(values) -> None:
    rows = tenths(values)
    assert slopes_of(rows, "deprivation tenth") == ()


def test_across_anything_but_deprivation_no_slope_is_fitted() -> None:
    assert slopes_of(tenths([40.0] * 10), "age") == ()


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (TENTHS, "10 Most deprived"),
        (["1 - most deprived", "2", "3", "4", "5 - least deprived"], "1 - most deprived"),
        (["1", "2", "3", "4", "5"], None),
        (["least deprived", "most deprived"], None),
    ],
    ids=["ten is the most deprived", "one is the most deprived", "not said", "not numbered"],
)
def test_which_end_is_the_most_deprived_is_told_by_the_names_or_not_at_all(names, first) -> None:
    ordered = most_deprived_first(names)
    assert (ordered[0] if ordered else None) == first


def test_an_indicator_that_is_split_into_tenths_and_into_fifths_is_one_measure_of_deprivation_by_the_newer() -> None:
    fifths = ("1 most deprived", "2", "3", "4", "5 least deprived")
    newer = [line([50.0], "2026-03", dimension="deprivation fifth", category=name) for name in fifths]
    older = [line([40.0], "2025-03", dimension="deprivation tenth", category=name) for name in TENTHS]
    declared = indicator()
    rows = pd.concat([*older, *newer])
    drawn = SimpleNamespace(
        indicators=["it"],
        indicator=lambda _: declared,
        measures=lambda _: rows,
        strategy=SimpleNamespace(timeline=TIMELINE),
        verdicts={"it": judged("it", Mark.FIGURE_ONLY)},
    )
    ((characteristic, (breakdown,)),) = breakdowns(drawn).items()
    assert (characteristic, breakdown.dimension, len(breakdown.now.groups)) == ("deprivation", "deprivation fifth", 5)
