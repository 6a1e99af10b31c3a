"""Hiding more before a publish: what several indicators or bodies would give away together goes too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from indicators.core.disclosure import hide_few_in_parts
from indicators.core.disclosure.audit import audit
from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.hide_more import DisclosureError, hide_what_tells
from indicators.core.disclosure.sums import sums_of, with_incomplete
from indicators.core.groups import Groups
from indicators.core.model import MENTAL_HEALTH_TRUST, SUB_ICB, Method
from indicators.core.records import events
from tests.indicators.disclosure.invented_figures import ATTACKED, FEWEST, HIDE, SHARE, measures
from tests.indicators.disclosure.invented_figures import hidden as hidden_groups
from tests.indicators.drawing import indicator


def within(weeks: int, **declared: object):
    """A share of those who ended treatment: who had waited up to so many weeks."""
    figures = events("referral", "ended", top=lambda referral: referral.contacts <= weeks, step_months=12)
    return replace(SHARE, figures=(figures,), **declared)


SOON, LATE = within(6), within(18)
BOTH = {"soon": SOON, "late": LATE}


def of(name: str, rows: list[tuple], **cells: object) -> pd.DataFrame:
    return measures(rows, indicator=name, **cells)


def test_what_gives_a_hidden_group_away_is_hidden_too_the_smallest_first():
    rows = measures(
        [("", "", 82, 150), ("sex", "a", 60, 90), ("sex", "b", 9, 19), ("sex", "c", *HIDE), ("sex", "d", 10, 21)]
    )
    shown = hide_what_tells(rows, {"a_share": SHARE}, FEWEST)
    assert hidden_groups(shown) == ["b", "c"]
    assert shown.loc[shown["category"] == "b", ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_where_nothing_tells_of_what_is_hidden_all_stays_as_it_is():
    rows = measures([("", "", 82, 150), ("sex", "a", 63, 90), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    shown = hide_what_tells(rows, {"a_share": SHARE}, FEWEST)
    pd.testing.assert_frame_equal(shown, rows.drop(columns="incomplete"))


def test_a_rate_over_a_known_base_that_stays_beside_a_hidden_count_goes_too():
    rate = replace(indicator(method=Method.RATE, unit="per 1,000"), multiplier=1000.0, figures=SHARE.figures)
    rows = measures([("sex", "c", None, 1000)])
    rows.loc[0, "value"] = 3.0
    assert hide_what_tells(rows, {"a_share": rate}, FEWEST)[["value", "denominator"]].isna().all(axis=None)


def test_where_hiding_more_does_not_help_nothing_is_published_and_the_cells_are_named():
    """A side of a gap is no part of a sum, so nothing else can be hidden of one that was shown before."""
    gap = replace(indicator(method=Method.GAP, unit="points"), figures=SHARE.figures)
    then = measures([("", "", 40, None), ("sex", "c", 3, None)]).assign(version_from=1, version_to=2)
    now = measures([("", "", 40, None), ("sex", "c", *HIDE)])
    named = r"Nothing was published: .*a_share, A1, 2024-04-01 to 2025-03-31, sex c: on top 3\)"
    with pytest.raises(DisclosureError, match=named):
        hide_what_tells(now, {"a_share": gap}, FEWEST, then)


def test_of_a_gap_both_sides_go_since_each_follows_from_the_other():
    between = Groups("sex", ("a",), ("b",), "A", "B")
    gap = replace(indicator(method=Method.GAP, unit="points"), figures=(replace(SOON.figures[0], between=between),))
    sides = of("gap", [("sex", "A", 30, 60), ("sex", "B", 12, 20), ("", "", None, None)]).assign(suppressed=None)
    soon = of("soon", [("", "", 45, 90), ("sex", "a", 30, 60), ("sex", "b", 12, 20), ("sex", "c", *HIDE)])
    shown = hide_what_tells(pd.concat([sides, soon]), {"soon": SOON, "gap": gap}, FEWEST)
    assert hidden_groups(shown[shown["indicator"] == "soon"]) == ["b", "c"]
    assert hidden_groups(shown[shown["indicator"] == "gap"]) == ["", "A", "B"]


# Several indicators ----------------------------------------------------------------------------------


def test_what_one_indicator_shows_tells_of_another_that_counts_the_same_people():
    """All of one are those on top of the other: 8 of the 11 in two hidden groups are shown there, so 3 are left."""
    conditions: dict[str, Callable] = {
        "counted": lambda referral: referral.contacts <= 6,
        "top": lambda referral: referral.phq9_last < 10,
    }
    of_those = events("referral", "ended", step_months=12, **conditions)
    elsewhere = replace(of_those, on="received")
    soon = of("soon", [("", "", 41, 100), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    those = of("those", [("sex", "a", 14, 30), ("sex", "b", *HIDE), ("sex", "c", 3, 8)])
    both = pd.concat([soon, those], ignore_index=True)

    def told(figures) -> set[str]:
        declared = {"soon": SOON, "those": replace(SHARE, figures=(figures,))}
        return {str(disclosed_count) for disclosed_count in audit(both, declared, FEWEST).disclosed}

    assert "soon, A1, 2024-04-01 to 2025-03-31, sex b: on top 3" in told(of_those)
    assert told(elsewhere) == set()


def test_who_waited_up_to_six_weeks_waited_up_to_eighteen():
    """Nine of two groups waited up to six weeks, and no more than one of the first up to eighteen."""
    soon = of("soon", [("", "", 39, 100), ("sex", "a", 30, 60), ("sex", "b", *HIDE), ("sex", "c", *HIDE)])
    late = of("late", [("", "", 71, 100), ("sex", "a", 50, 60), ("sex", "b", 6, 20), ("sex", "c", 15, 20)])
    assert audit(soon, BOTH, FEWEST).disclosed == []
    seven = late.assign(numerator=late["numerator"].where(late["category"] != "b", 1))
    disclosed = audit(pd.concat([soon, seven], ignore_index=True), BOTH, FEWEST).disclosed
    assert {(one.indicator, one.group, one.count, one.least, one.most) for one in disclosed} == {
        ("soon", "sex b", "on top", 0, 1)
    }


PEOPLE = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=5)


def through_the_gate(people: list[tuple[int, int, int]]) -> pd.DataFrame:
    """Groups of whom some waited up to six weeks, some up to eighteen and some longer, as two indicators show them."""
    counts = np.array(people, dtype=float)
    counts = np.vstack([counts.sum(axis=0), counts])
    below = counts.sum(axis=1)
    names = [("", ""), *(("sex", str(at)) for at in range(len(people)))]
    parts = []
    for name, top in (("soon", counts[:, 0]), ("late", counts[:, 0] + counts[:, 1])):
        rows = of(name, [(*group, *cell) for group, cell in zip(names, zip(top, below, strict=True), strict=True)])
        parts.append(hide_few_in_parts(rows, ["area", "period_start", "period_end"]))
    return pd.concat(parts, ignore_index=True).assign(place=[*range(len(names))] * 2)


def programmes(shown: pd.DataFrame, people: list[tuple[int, int, int]]) -> list[tuple[str, int, float, float]]:
    """Hidden counts that linear programmes over three unknown counts a group pin down, written apart from the audit."""
    size = len(people)
    on_top = {"soon": (1, 0, 0), "late": (1, 1, 0)}

    def of_group(place: int, coefficients: tuple[int, int, int]) -> np.ndarray:
        groups = np.ones(size) if place == 0 else np.eye(size)[place - 1]
        return np.outer(groups, coefficients).ravel()

    equal, given_ = [], []
    for row in shown[shown["suppressed"].isna()].itertuples():
        equal += [of_group(row.place, on_top[row.indicator]), of_group(row.place, (1, 1, 1))]
        given_ += [row.numerator, row.denominator]
    tight = []
    for row in shown[shown["suppressed"].eq(HIDDEN)].itertuples():
        rest = tuple(1 - one for one in on_top[row.indicator])
        for coefficients in (on_top[row.indicator], rest, (1, 1, 1)):
            goal = of_group(row.place, coefficients)
            ends = [linprog(sign * goal, A_eq=equal or None, b_eq=given_ or None) for sign in (1, -1)]
            low, high = ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun
            low, high = np.ceil(low - 1e-6), np.floor(high + 1e-6)
            if high - low < FEWEST - 2 and high > 0 and low < FEWEST:
                tight.append((row.indicator, row.place, low, high))
    return tight


@pytest.mark.slow
@ATTACKED
@given(PEOPLE)
def test_linear_programmes_find_nothing_in_what_two_indicators_of_the_same_people_show(people):
    shown = through_the_gate(people)
    assert programmes(hide_what_tells(shown, BOTH, FEWEST), people) == []


@pytest.mark.slow
@ATTACKED
@given(PEOPLE)
def test_the_audit_finds_what_linear_programmes_find(people):
    shown = through_the_gate(people)
    disclosed = {(one.indicator, one.group) for one in audit(shown, BOTH, FEWEST).disclosed}
    names = ["everybody", *(f"sex {at}" for at in range(len(people)))]
    assert disclosed == {(name, names[place]) for name, place, *_ in programmes(shown, people)}


# Several bodies --------------------------------------------------------------------------------------


def of_two_bodies(
    trust: list[tuple], commissioner: list[tuple], *, first: Callable = lambda both: both
) -> tuple[pd.DataFrame, dict]:
    declared = {"a_share": replace(SHARE, stands=first((MENTAL_HEALTH_TRUST, SUB_ICB)))}
    return pd.concat([measures(trust), measures(commissioner, area="C1", role="commissioner")]), declared


GROUPS = [("", "", 60, 120), ("sex", "a", 30, 60), ("sex", "b", 30, 60)]


def test_a_few_people_whom_one_body_has_and_the_other_has_not_follow_from_the_two():
    rows, declared = of_two_bodies(GROUPS, [("", "", 57, 110), ("sex", "a", 27, 50), ("sex", "b", 30, 60)])
    disclosed = audit(rows.reset_index(drop=True), declared, FEWEST).disclosed
    assert [str(one) for one in disclosed] == [
        "a_share, A1, 2024-04-01 to 2025-03-31, everybody: on top, not in C1 3",
        "a_share, A1, 2024-04-01 to 2025-03-31, sex a: on top, not in C1 3",
    ]


@pytest.mark.parametrize("leading", [0, 1])
def test_of_two_bodies_the_one_that_leads_stays(leading: int):
    turned = (lambda both: both) if leading == 0 else (lambda both: both[::-1])
    rows, declared = of_two_bodies(
        GROUPS, [("", "", 57, 110), ("sex", "a", 27, 50), ("sex", "b", 30, 60)], first=turned
    )
    shown = hide_what_tells(rows, declared, FEWEST)
    kept, other = ("A1", "C1") if leading == 0 else ("C1", "A1")
    assert hidden_groups(shown[shown["area"] == kept]) == []
    assert "" in hidden_groups(shown[shown["area"] == other])


def test_two_bodies_of_the_very_same_people_stay_and_one_of_neither_is_no_part():
    rows, declared = of_two_bodies(GROUPS, GROUPS)
    assert not hidden_groups(hide_what_tells(rows, declared, FEWEST))
    rows, declared = of_two_bodies(GROUPS, [("", "", 58, 118), ("sex", "a", 32, 62), ("sex", "b", 26, 56)])
    assert not hidden_groups(hide_what_tells(rows, declared, FEWEST))


# Groups that a publisher gives -----------------------------------------------------------------------


def test_groups_beside_which_a_publisher_gives_others_add_up_to_nothing():
    rows = measures([("", "", 42, 82), ("sex", "a", 30, 60), ("sex", "b", *HIDE)]).drop(columns="incomplete")
    (whole,), size = sums_of(with_incomplete(rows), SHARE)
    assert (whole.parts, whole.whole, size) == ((1, 2), (0,), 3)
    published = with_incomplete(rows.assign(source=["referral", "a publisher", "referral"]))
    ours = published[published["source"] == "referral"].reset_index(drop=True)
    assert sums_of(ours, SHARE) == ([], 2)
