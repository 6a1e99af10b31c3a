"""The audit of a publish: what an outsider could work out of hidden figures, found before anything leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from highspy import Highs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from indicators.core.disclosure.audit import DisclosedCount, audit
from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.programmes import UnsolvedError
from indicators.core.disclosure.ranges import ranges
from indicators.core.disclosure.sums import Sum
from indicators.core.measures import groups_by_year
from indicators.core.model import Method
from indicators.core.records import Rates, events
from tests.indicators.disclosure.invented_figures import FEWEST, HIDE, SHARE, YEAR, measures
from tests.indicators.drawing import indicator

ATTACKS = max(settings().max_examples, 10 * settings().max_examples * (settings().max_examples >= 1000))
"""Ten times as many tables as usual where the profile is the thorough one: 10,000."""
RATE = replace(indicator(method=Method.RATE, unit="per 1,000"), multiplier=1000.0, figures=(Rates("death"),))


def known_too_well(rows: pd.DataFrame, before: pd.DataFrame | None = None, declared=SHARE) -> list[str]:
    return sorted(
        {disclosed_count.group for disclosed_count in audit(rows, {"a_share": declared}, FEWEST, before).disclosed}
    )


def test_two_hidden_groups_of_enough_people_tell_nothing():
    assert (
        known_too_well(measures([("", "", 40, 80), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE)]))
        == []
    )


def test_one_hidden_group_follows_from_the_others():
    rows = measures([("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", 9, 19), ("sex", "c", *HIDE)])
    (on_top, *_) = disclosed = audit(rows, {"a_share": SHARE}, FEWEST).disclosed
    assert on_top == DisclosedCount("a_share", "A1", "2024-04-01 to 2025-03-31", "sex c", "on top", 3, 3, on_top.place)
    assert str(disclosed[0]) == "a_share, A1, 2024-04-01 to 2025-03-31, sex c: on top 3"


def test_two_hidden_groups_that_are_few_together_say_that_each_is():
    rows = measures([("", "", 43, 90), ("sex", "a", 41, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    assert known_too_well(rows) == ["sex b", "sex c"]


def test_a_hidden_group_that_is_known_to_be_many_or_nobody_is_no_secret():
    rows = measures([("", "", 30, 60), ("sex", "a", 30, 40), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    assert known_too_well(rows) == []


def test_a_rate_over_a_known_base_that_stays_when_its_count_is_blanked_gives_the_count_back():
    """The order-of-operations leak: the count was blanked first, and what was blank then decided about the rate."""
    rows = measures([("", "", 60, 9000), ("sex", "a", 57, 8000), ("sex", "b", None, 1000)])
    rows.loc[2, "value"] = 3.0
    assert known_too_well(rows, declared=RATE) == ["sex b"]


def test_a_percentage_that_stays_beside_a_count_hidden_second_gives_both_back():
    """The residual percentage leak: only the smallest cell's percentage was hidden, not that of the next smallest."""
    rows = measures([("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", None, 19), ("sex", "c", *HIDE)])
    rows.loc[2, "value"] = 100 * 9 / 19
    assert known_too_well(rows) == ["sex c"]
    rows.loc[2, ["value", "denominator"]] = np.nan
    assert known_too_well(rows) == []


def months(counts: list[tuple]) -> pd.DataFrame:
    begins = pd.date_range(YEAR[0], periods=12, freq="MS")
    parts = [
        measures([("", "", *count)], (at, at + pd.offsets.MonthEnd(0)))
        for at, count in zip(begins, counts, strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def test_a_hidden_month_follows_from_the_groups_of_its_year_and_the_other_months():
    rows = months([(10, 20)] * 11 + [HIDE])
    groups = measures([("sex", "a", 60, 120), ("sex", "b", 53, 123)])
    assert known_too_well(pd.concat([rows, groups], ignore_index=True)) == ["everybody"]
    assert known_too_well(rows) == []


def overlapping(year: int) -> pd.DataFrame:
    """Three years together, the last hidden, beside single years of so many, so many and 1."""
    three = [(date(first, 1, 1), date(first + 2, 12, 31)) for first in (2018, 2019, 2020, 2021)]
    counts = [(60, 900), (61, 900), (62, 900), HIDE]
    parts = [measures([("", "", *count)], period) for period, count in zip(three, counts, strict=True)]
    single = [(2021, year), (2022, year), (2023, 1)]
    parts += [measures([("", "", many, 300)], (date(first, 1, 1), date(first, 12, 31))) for first, many in single]
    return pd.concat(parts, ignore_index=True)


def test_periods_that_overlap_give_a_hidden_one_away():
    counted = replace(RATE, method=Method.COUNT)
    assert known_too_well(overlapping(20), declared=counted) == []
    assert known_too_well(overlapping(1), declared=counted) == ["everybody"]


def test_periods_that_look_back_share_nothing_and_give_nothing_away():
    looking_back = events("health_check", on="as_of", looks_back_months=12)
    counted = replace(RATE, method=Method.COUNT, figures=(looking_back,))
    assert known_too_well(overlapping(1), declared=counted) == []


def test_what_a_publisher_hid_is_not_ours_to_hide():
    rows = measures([("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", 9, 19), ("sex", "c", *HIDE)])
    assert known_too_well(rows.assign(method="from published counts")) == []


def test_sums_that_do_not_come_out_are_none():
    rows = measures([("", "", 10, 20), ("sex", "a", 30, 60), ("sex", "b", *HIDE)])
    assert known_too_well(rows) == []


# Attacks on random tables ----------------------------------------------------------------------------

CELL = st.tuples(st.integers(0, 9), st.integers(0, 9))
SPLIT = st.lists(st.integers(0, 3), min_size=12, max_size=12)
TABLE = st.tuples(st.lists(CELL, min_size=12, max_size=12), SPLIT, SPLIT)


def through_the_gate(table: tuple[list[tuple[int, int]], list[int], list[int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A year of months, split by two characteristics whose groups are given for the year: as counted, and as they leave."""
    counts, *splits = table
    begins = pd.date_range(YEAR[0], periods=12, freq="MS")
    rows = [
        (at, at + pd.offsets.MonthEnd(0), "", "", top, top + rest)
        for at, (top, rest) in zip(begins, counts, strict=True)
    ]
    for name, split in zip(("sex", "age"), splits, strict=True):
        for group in sorted(set(split)):
            top, rest = np.array(counts)[np.array(split) == group].sum(axis=0)
            rows.append((begins[0], pd.Timestamp(YEAR[1]), name, str(group), top, top + rest))
    top, rest = np.array(counts).sum(axis=0)
    rows.append((begins[0], pd.Timestamp(YEAR[1]), "", "", top, top + rest))
    raw = pd.DataFrame(
        rows, columns=["period_start", "period_end", "dimension", "category", "numerator", "denominator"]
    )
    raw = raw.astype({"numerator": "float64", "denominator": "float64"}).assign(
        area="A1", role="provider", load_id=1, suppressed=None, indicator="a_share", method="from records", source="referral",
        illustrative=False, approximate=None, version_from=1, version_to=None, incomplete=False,
        step_months=[1] * 12 + [12] * (len(rows) - 12),
    )  # fmt: skip
    raw = raw.assign(value=(100 * raw["numerator"] / raw["denominator"]).fillna(0.0))
    return raw, groups_by_year.hide_few(raw, of_people=True)


def attacked(raw: pd.DataFrame, shown: pd.DataFrame) -> list[tuple[int, float, float]]:
    """Hidden counts that linear programmes over everything shown pin down, written apart from the audit."""
    hidden = shown["suppressed"].eq(HIDDEN).to_numpy()
    size, tight = len(raw), []
    parts = raw["dimension"].where(raw["step_months"] == 12, "months")
    equal = np.zeros((3, size))
    for row, name in enumerate(("months", "sex", "age")):
        equal[row, parts == name], equal[row, parts == ""] = 1, -1
    both = np.block([[equal, 0 * equal], [0 * equal, equal]])
    counts = np.concatenate([raw["numerator"], raw["denominator"] - raw["numerator"]])
    limits = [(value, value) if not gone else (0, None) for value, gone in zip(counts, np.tile(hidden, 2), strict=True)]
    goals = np.eye(2 * size)
    for at in np.flatnonzero(hidden):
        for goal in (goals[at], goals[size + at], goals[at] + goals[size + at]):
            ends = [linprog(sign * goal, A_eq=both, b_eq=np.zeros(6), bounds=limits) for sign in (1, -1)]
            low, high = ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun
            if high - low < FEWEST - 2 - 1e-6 and high > 1e-6 and low < FEWEST - 1e-6:
                tight.append((int(at), low, high))
    return tight


@pytest.mark.slow
@settings(max_examples=ATTACKS)
@given(TABLE)
def test_nothing_that_leaves_the_gate_can_be_worked_out(table):
    _, shown = through_the_gate(table)
    assert audit(shown, {"a_share": SHARE}, FEWEST).disclosed == []


@pytest.mark.slow
@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(TABLE)
def test_linear_programmes_written_apart_from_the_audit_find_nothing_either(table):
    assert attacked(*through_the_gate(table)) == []


@pytest.mark.slow
@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(TABLE, st.integers(0, 1000))
def test_a_hole_made_in_the_gate_is_found_by_the_audit_where_linear_programmes_find_one(table, choice: int):
    """One hidden figure is shown after all: now and then that gives another away."""
    raw, shown = through_the_gate(table)
    hidden = np.flatnonzero(shown["suppressed"].eq(HIDDEN))
    if not len(hidden):
        return
    at = hidden[choice % len(hidden)]
    columns = ["numerator", "denominator", "value", "suppressed"]
    holed = shown.astype({"suppressed": object})
    holed.loc[at, columns] = raw.loc[at, columns]
    disclosed = {(one.group, one.period) for one in audit(holed, {"a_share": SHARE}, FEWEST).disclosed}
    assert bool(attacked(raw, holed)) == bool(disclosed)


def solved(low: np.ndarray, high: np.ndarray, sums: list[Sum]) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most of each count, by two linear programmes for each."""
    equal = np.zeros((len(sums), len(low)))
    for row, one in enumerate(sums):
        equal[row, [*one.parts]], equal[row, [*one.whole]] = 1, -1
    limits, ends = np.column_stack([low, high]), []
    for goal in np.eye(len(low)):
        least, most = (linprog(sign * goal, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=limits) for sign in (1, -1))
        ends.append((least.fun, np.inf if most.status == 3 else -most.fun))
    least, most = np.array(ends).T
    return np.ceil(least - 1e-6), np.floor(most + 1e-6)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=3, max_size=9))
def test_taking_sums_in_turn_gives_what_linear_programmes_give(cells: list[tuple[int, bool]]):
    counts = np.array([*(count for count, _ in cells), sum(count for count, _ in cells)], dtype=float)
    known = np.array([*(shown for _, shown in cells), True])
    low, high = np.where(known, counts, 0.0), np.where(known, counts, np.inf)
    sums = [Sum(tuple(range(len(cells))), (len(cells),))]
    np.testing.assert_array_equal(ranges(low, high, sums), solved(low, high, sums))


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=4, max_size=9),
    st.sets(st.tuples(st.integers(0, 8), st.integers(2, 4)), min_size=1, max_size=6),
)
def test_a_count_that_was_seen_to_range_far_enough_ranges_so_far(
    cells: list[tuple[int, bool]], spans: set[tuple[int, int]]
):
    """Stretches that overlap are known: what is narrow, and between which numbers, is what each programme says by itself."""
    inside = [range(first, min(first + length, len(cells))) for first, length in sorted(spans) if first < len(cells)]
    counts = np.array([count for count, _ in cells], dtype=float)
    counts = np.append(counts, [counts[[*span]].sum() for span in inside])
    known = np.array([*(shown for _, shown in cells), *(True for _ in inside)])
    low, high = np.where(known, counts, 0.0), np.where(known, counts, np.inf)
    sums = [Sum(tuple(span), (len(cells) + at,)) for at, span in enumerate(inside)]
    least, most = solved(low, high, sums)
    np.testing.assert_array_equal(ranges(low, high, sums), (least, most))
    positions = np.arange(len(low))
    quick_least, quick_most = ranges(low, high, sums, positions, np.full(len(low), 5.0))
    narrow = (most - least < 3) & (least < 5)
    np.testing.assert_array_equal((quick_most - quick_least < 3) & (quick_least < 5), narrow)
    np.testing.assert_array_equal(quick_least[narrow], least[narrow])
    np.testing.assert_array_equal(quick_most[narrow], most[narrow])


def in_circles() -> tuple[np.ndarray, np.ndarray, list[Sum]]:
    """Three unknown counts, of which every two add up to 9."""
    low, high = np.array([0.0, 0, 0, 9, 9]), np.array([np.inf, np.inf, np.inf, 9, 9])
    return low, high, [Sum((0, 1), (3,)), Sum((1, 2), (4,)), Sum((0, 2), (3,))]


def test_where_programmes_are_solved_nothing_is_printed(capfd):
    ranges(*in_circles())
    assert capfd.readouterr() == ("", "")


def test_where_the_solver_gives_up_nothing_is_published(monkeypatch):
    monkeypatch.setattr(Highs, "run", lambda solver: None)
    with pytest.raises(UnsolvedError, match=r"Nothing was published: .* did not end \(Not Set\)"):
        ranges(*in_circles())


def test_sums_that_do_not_come_out_leave_others_as_they_are():
    low, high = np.array([5.0, 0, 9, 1, 0, 4, 7]), np.array([5.0, np.inf, 9, 1, np.inf, 4, 7])
    fine, wrong = Sum((0, 1), (2,)), Sum((3, 4, 6), (5,))
    least, most = ranges(low, high, [wrong, fine])
    assert [least[1], most[1]] == [4, 4]
    assert [least[4], most[4]] == [0, np.inf]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans(), st.booleans()), min_size=2, max_size=4),
    st.booleans(),
)
def test_two_counts_that_make_a_third_are_narrowed_together(groups: list[tuple[int, int, bool, bool]], totals: bool):
    """Groups under two totals, and of each group the two counts together, which is known of some and asked of others."""
    size = len(groups)
    top, rest = (np.array([group[at] for group in groups], dtype=float) for at in (0, 1))
    counts = np.concatenate([top, rest, top + rest, [top.sum(), rest.sum()]])
    known = [shown for *_, shown, _ in groups] * 2 + [together for *_, together in groups] + [True, totals]
    low, high = np.where(known, counts, 0.0), np.where(known, counts, np.inf)
    sums = [Sum((at, size + at), (2 * size + at,)) for at in range(size)]
    sums += [Sum(tuple(range(size)), (3 * size,)), Sum(tuple(range(size, 2 * size)), (3 * size + 1,))]
    least, most = solved(low, high, sums)
    np.testing.assert_array_equal(ranges(low, high, sums), (least, most))
    quick_least, quick_most = ranges(low, high, sums, np.arange(len(low)), np.full(len(low), 5.0))
    narrow = (most - least < 3) & (least < 5)
    np.testing.assert_array_equal((quick_most - quick_least < 3) & (quick_least < 5), narrow)
    np.testing.assert_array_equal(quick_most[narrow], most[narrow])
