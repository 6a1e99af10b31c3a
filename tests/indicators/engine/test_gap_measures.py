"""Gaps between two groups as measures."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.core.figures import activity, count
from indicators.core.groups import Groups
from indicators.core.model import Method
from tests.indicators.drawing import Given, measured
from tests.indicators.engine.declared import of_provider

GAP = activity(
    "a_file", value="P", numerator=count("M1"), denominator=count("M2"),
    between=Groups("deprivation", ("01",), ("10",), "least deprived", "most deprived"),
)  # fmt: skip
SIDES = """
    series | dimension   | category | statistic  | value
    P      | deprivation | 01       | percentage | 30
    M1     | deprivation | 01       | count      | 90
    M2     | deprivation | 01       | count      | 300
    P      | deprivation | 10       | percentage | 18
    M1     | deprivation | 10       | count      | 54
    M2     | deprivation | 10       | count      | 300
"""


def gap_of(given: Given, picture: str = SIDES) -> pd.DataFrame:
    return measured(given(service_activity=picture), of_provider(GAP, Method.GAP, unit="percentage points"))


def test_a_gap_is_the_first_group_less_the_second_with_newcombes_limits(given: Given) -> None:
    gap = gap_of(given).query("dimension == ''").iloc[0]
    assert gap["value"] == 12
    assert [gap["lower95"], gap["upper95"]] == pytest.approx([5.1759, 18.6907], abs=1e-4)
    assert gap["lower998"] < gap["lower95"] and gap["upper998"] > gap["upper95"]


def test_both_groups_stand_beside_the_gap_with_limits_of_their_own(given: Given) -> None:
    sides = gap_of(given).query("dimension == 'deprivation'").set_index("category")
    assert sides["value"].to_dict() == {"least deprived": 30, "most deprived": 18}
    assert ((sides["lower95"] < sides["value"]) & (sides["value"] < sides["upper95"])).all()


def test_a_gap_with_a_hidden_side_is_hidden(given: Given) -> None:
    gap = (
        gap_of(
            given,
            """
        series | dimension   | category | statistic  | value | suppressed
        P      | deprivation | 01       | percentage | 30    |
        P      | deprivation | 10       | percentage |       | suppressed
    """,
        )
        .query("dimension == ''")
        .iloc[0]
    )
    assert pd.isna(gap["value"]) and gap["suppressed"] == "suppressed"


def test_groups_made_of_several_are_added_from_their_counts(given: Given) -> None:
    fifths = activity(
        "a_file", value="P", numerator=count("M1"), denominator=count("M2"),
        between=Groups("deprivation", ("01", "02"), ("09", "10"), "least deprived fifth", "most deprived fifth"),
    )  # fmt: skip
    rows = given(
        service_activity="""
        series | dimension   | category | value
        M1     | deprivation | 01       | 50
        M1     | deprivation | 02       | 40
        M2     | deprivation | 01       | 100
        M2     | deprivation | 02       | 200
        M1     | deprivation | 09       | 30
        M1     | deprivation | 10       | 24
        M2     | deprivation | 09       | 150
        M2     | deprivation | 10       | 150
    """
    )
    measures = measured(rows, of_provider(fifths, Method.GAP, unit="percentage points"))
    assert measures.set_index("category")["value"].to_dict() == {
        "": pytest.approx(12), "least deprived fifth": 30, "most deprived fifth": 18,
    }  # fmt: skip
