"""What earlier versions showed counts as known when the audit looks for hidden counts that could be worked out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from indicators.core.disclosure import hide_few_in_parts
from indicators.core.disclosure.audit import audit
from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.hide_more import hide_what_tells
from tests.indicators.disclosure.invented_figures import ATTACKED, FEWEST, HIDE, SHARE, measures

THEN = [("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", 9, 19), ("sex", "c", *HIDE), ("sex", "d", *HIDE)]


def told_later(now: list[tuple], then: list[tuple] = THEN) -> list[str]:
    before = measures(then).assign(version_from=1, version_to=3)
    return sorted(
        {
            disclosed_count.group
            for disclosed_count in audit(measures(now), {"a_share": SHARE}, FEWEST, before).disclosed
        }
    )


def test_what_an_earlier_version_showed_is_known_where_all_is_the_same():
    now = [("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE), ("sex", "d", 0, 0)]
    assert told_later(now) == ["sex c"]
    assert told_later(now, [row for row in THEN if row[1] not in ("b", "")]) == []


def test_records_that_came_late_only_add_to_what_was_shown_before():
    now = [("", "", 43, 83), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE), ("sex", "d", 0, 0)]
    assert told_later(now) == ["sex c"]
    many = [("", "", 73, 143), ("sex", "a", 31, 61), *now[2:]]
    assert told_later(many) == []


def test_where_some_rose_and_others_fell_nothing_follows():
    now = [("", "", 43, 83), ("sex", "a", 29, 59), ("sex", "b", *HIDE), ("sex", "c", *HIDE), ("sex", "d", 0, 0)]
    assert told_later(now) == []


def test_what_earlier_versions_do_not_fit_is_seen_as_though_there_were_none():
    now = [("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", 9, 19), ("sex", "c", *HIDE)]
    then = [("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", 12, 22)]
    assert told_later(now, then) == ["sex c"]


def test_the_version_before_the_last_is_seen_too():
    first = measures(THEN).assign(version_from=1, version_to=2)
    second = measures([("", "", 80, 170), ("sex", "a", 72, 150), ("sex", "b", *HIDE), ("sex", "c", *HIDE)]).assign(
        version_from=2, version_to=3
    )
    now = measures([("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    both = pd.concat([first, second], ignore_index=True)
    assert {one.group for one in audit(now, {"a_share": SHARE}, FEWEST, both).disclosed} == {"sex c"}


LATER = st.lists(st.tuples(*[st.integers(0, 9)] * 2, *[st.integers(0, 2)] * 2), min_size=3, max_size=5)


def of_two_versions(people: list[tuple[int, int, int, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    counts = np.array(people, dtype=float)
    counts = np.vstack([counts.sum(axis=0), counts])
    names = [("", ""), *(("sex", str(at)) for at in range(len(people)))]

    def gated(top: np.ndarray, rest: np.ndarray) -> pd.DataFrame:
        cells = zip(names, top, top + rest, strict=True)
        rows = measures([(*group, *cell) for group, *cell in cells])
        return hide_few_in_parts(rows, ["area", "period_start", "period_end"])

    then = gated(counts[:, 0], counts[:, 1]).assign(version_from=1, version_to=2)
    return then, gated(counts[:, 0] + counts[:, 2], counts[:, 1] + counts[:, 3])


def pinned(then: pd.DataFrame, now: pd.DataFrame) -> list[tuple[int, float, float]]:
    """Hidden counts of now that linear programmes over what was, and what came since, pin down."""
    size = len(now) - 1
    groups = np.vstack([np.ones(size), np.eye(size)])
    nothing = np.zeros_like(groups)
    top = np.hstack([groups, nothing, groups, nothing])  # on top and not, as it was; on top and not, since
    rest = np.hstack([nothing, groups, nothing, groups])
    was = np.hstack([np.ones(2 * size), np.zeros(2 * size)])
    equal, counts = [], []
    for rows, of_top, of_rest in ((then, top * was, rest * was), (now, top, rest)):
        for at in np.flatnonzero(rows["suppressed"].isna()):
            equal += [of_top[at], of_rest[at]]
            counts += [rows["numerator"].iloc[at], (rows["denominator"] - rows["numerator"]).iloc[at]]
    tight = []
    for at in np.flatnonzero(now["suppressed"].eq(HIDDEN)):
        for goal in (top[at], rest[at], top[at] + rest[at]):
            ends = [linprog(sign * goal, A_eq=equal or None, b_eq=counts or None) for sign in (1, -1)]
            low, high = np.ceil(ends[0].fun - 1e-6), np.inf if ends[1].status == 3 else np.floor(-ends[1].fun + 1e-6)
            if high - low < FEWEST - 2 and high > 0 and low < FEWEST:
                tight.append((int(at), low, high))
    return tight


@pytest.mark.slow
@ATTACKED
@given(LATER)
def test_linear_programmes_find_nothing_in_two_versions_between_which_records_came_late(people):
    then, now = of_two_versions(people)
    assert pinned(then, hide_what_tells(now, {"a_share": SHARE}, FEWEST, then)) == []
