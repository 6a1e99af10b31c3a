"""Which line stands for the place."""

from __future__ import annotations

import pandas as pd

from indicators.core.model import (
    Place,
)
from indicators.core.verdicts import Mark
from tests.indicators.drawing import indicator, line
from tests.indicators.verdicts.judging import (
    WITH_GAP,
    sides,
    verdicts,
)


def test_the_place_named_first_speaks_where_it_has_a_figure() -> None:
    other = Place("E38000225", "The other")
    rows = pd.concat([line([50]), line([60]).assign(area=other.code)], ignore_index=True)
    both = indicator()
    assert verdicts(rows, both).place.name == "Leeds local authority"
    moved = pd.concat([line([60]).assign(area=other.code)], ignore_index=True)
    assert verdicts(moved, indicator(place=other)).place.name == "The other"


def test_a_body_in_another_capacity_does_not_speak_for_leeds() -> None:
    rows = line([50]).assign(area="RGD", role="receiving")
    sending = indicator(place=Place("RGD", "The trust (sending)", "sending"))
    assert verdicts(rows, sending).mark is Mark.NO_FIGURE


def test_where_nobody_is_counted_as_a_whole_the_newest_group_with_a_figure_speaks_and_is_named() -> None:
    rows = pd.concat([
        line([None]).assign(dimension="service", category="A"), line([58]).assign(dimension="service", category="B"),
    ], ignore_index=True)  # fmt: skip
    all_verdicts = verdicts(rows)
    assert (all_verdicts.group, all_verdicts.value) == ("B", 58)


def test_months_and_years_are_two_lines_and_the_declared_step_speaks() -> None:
    rows = pd.concat([line([400, 460]), line([100, 110], step=3)], ignore_index=True)
    assert verdicts(rows, indicator(step_months=3)).figure == "110%"
    assert verdicts(rows, indicator(step_months=12)).figure == "460%"


def test_judging_leaves_the_measures_as_they_were() -> None:
    rows = sides([60, 60], [40, 55])
    before = rows.copy()
    verdicts(rows, WITH_GAP)
    pd.testing.assert_frame_equal(rows, before)


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = sides([60, 60], [40, 55])
    assert verdicts(rows.sample(frac=1, random_state=1), WITH_GAP).verdicts == verdicts(rows, WITH_GAP).verdicts
