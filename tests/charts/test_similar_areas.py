"""Similar areas: who is alike, who is judged, how they are ranked and drawn, and what is said of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from charts import facts, words
from charts.facts import ChartFacts
from charts.figures.areas import funnel, ranked
from charts.words import table
from indicators.core.model import Indicator, Method, Polarity, Sensitivity
from indicators.core.series.series import leading_line
from indicators.methods import funnel as method
from tests.charts.drawn import count, notes, rate, traces, yearly
from tests.indicators.drawing import line

COUNCILS = ("E08000035", "E08000003", "E08000012", "E08000039", "E06000023", "E06000018")
NAMES = {"E08000003": "Manchester", "E08000012": "Liverpool", "E08000039": "Sheffield", "E06000023": "Bristol"}
SHARES = (50.0, 62.0, 41.0, 55.0, 48.0, 52.0)


def areas(shares=SHARES, codes=COUNCILS, england: float | None = 51.0, **columns: object) -> pd.DataFrame:
    """One year of councils, Leeds first, with limits of four points each side."""
    parts = [line([share], area=code) for code, share in zip(codes, shares, strict=True)]
    if england is not None:
        parts.append(line([england], area="E92000001"))
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(**({"lower95": rows["value"] - 4, "upper95": rows["value"] + 4} | columns))


def counted(rows: pd.DataFrame, base: float = 4001.0) -> pd.DataFrame:
    return rows.assign(denominator=base, numerator=np.round(rows["value"] * base / 100))


def drawn(rows: pd.DataFrame, indicator: Indicator | None = None) -> ChartFacts | None:
    indicator = indicator or yearly()
    series = leading_line(rows, indicator)
    assert series is not None
    return facts.similar_areas("it", indicator, series, rows, NAMES)[0]


def drawn_funnel(rows: pd.DataFrame, indicator: Indicator | None = None) -> ChartFacts | None:
    indicator = indicator or yearly()
    series = leading_line(rows, indicator)
    assert series is not None
    return facts.similar_areas("it", indicator, series, rows, NAMES)[1]


def test_areas_are_ranked_by_name_and_each_is_set_against_england() -> None:
    chart = drawn(areas())
    assert chart is not None
    assert [point.group for point in chart.ours.points] == [
        "Manchester", "Sheffield", "E06000018", "Leeds", "Bristol", "Liverpool",
    ]  # fmt: skip
    flags = {point.group: point.flags for point in chart.ours.points}
    assert flags["Manchester"] == ("better than England",)
    assert flags["Liverpool"] == ("worse than England",)
    assert flags["Leeds"] == ("similar to England",)


def test_what_is_said_names_leeds_place_the_ends_and_england() -> None:
    chart = drawn(areas())
    assert chart is not None
    alternative = words.alternative(chart)
    assert "Leeds 50%, 4 of 6 from the highest (similar to England)" in alternative
    assert "highest Manchester 62%; lowest Liverpool 41%; England 51%." in alternative
    assert table.header(chart)[:3] == ["Area", "Per cent", "95% limits"]
    assert table.rows(chart)[0][-1] == "better than England"


def test_leeds_is_known_by_shape_and_label_and_others_apart_from_england_are_filled() -> None:
    chart = drawn(areas())
    assert chart is not None
    figure = ranked(chart)
    (ours,), (others,) = traces(figure, "Leeds"), traces(figure, "other areas")
    assert (ours["marker"]["symbol"], others["marker"]["symbol"]) == ("diamond", "circle")
    assert sorted(colour == "white" for colour in others["marker"]["color"]) == [False, False, True, True, True]
    assert ours["y"] == ["<b>Leeds 50%</b>"]
    assert "England 51%" in notes(figure)


@pytest.mark.parametrize(
    ("rows", "indicator", "why"),
    [
        (areas(SHARES[:4], COUNCILS[:4]), None, "4 areas are too few"),
        (areas(lower95=np.nan, upper95=np.nan), None, "cannot be told from chance"),
        (areas(), yearly(base_stated=False), "whom the figure is of"),
        (counted(areas(), 90.0).assign(source="nhs_talking_therapies", numerator=45.0), None, "under 100"),
    ],
)
def test_areas_that_cannot_be_judged_are_ranked_only_and_it_says_why(rows, indicator, why: str) -> None:
    chart = drawn(rows, indicator)
    assert chart is not None
    assert all(point.flags == () for point in chart.ours.points)
    assert why in " ".join(words.how_to_read(chart))
    assert drawn_funnel(rows, indicator) is None


@pytest.mark.parametrize(
    ("rows", "indicator"),
    [
        (areas(SHARES[:2], COUNCILS[:2]), None),
        (areas(), count()),
        (areas(codes=("E08000035", *(f"E1200000{n}" for n in range(1, 6)))), None),
    ],
)
def test_there_are_no_similar_areas_of_few_of_counts_or_of_another_kind(rows, indicator) -> None:
    assert drawn(rows, indicator) is None


def test_only_the_same_months_source_and_population_base_are_compared() -> None:
    rows = areas()
    rows.loc[rows["area"] == "E08000003", "population_base"] = "mid-2020"
    rows.loc[rows["area"] == "E08000012", "source"] = "another"
    chart = drawn(rows)
    assert chart is not None
    assert not {"Manchester", "Liverpool"} & {point.group for point in chart.ours.points}


def test_the_newest_period_with_others_is_shown_where_the_newest_of_all_is_ours_alone() -> None:
    rows = pd.concat([areas(), line([70.0], ends="2024-12")], ignore_index=True)
    chart = drawn(rows)
    assert chart is not None
    assert chart.latest.period == "2023"


def test_where_the_subject_is_suicide_no_district_is_named() -> None:
    rows = areas(codes=(*COUNCILS[:-1], "E07000163"))
    assert len(drawn(rows).ours.points) == 6  # type: ignore[union-attr]
    sensitive = drawn(rows, yearly(sensitivity=Sensitivity.SUICIDE))
    assert sensitive is not None
    assert "E07000163" not in {point.group for point in sensitive.ours.points}


def test_a_hidden_area_is_said_and_bars_no_other() -> None:
    rows = areas()
    rows.loc[rows["area"] == "E08000012", ["value", "lower95", "upper95"]] = np.nan
    rows.loc[rows["area"] == "E08000012", "suppressed"] = "suppressed"
    chart = drawn(rows)
    assert chart is not None
    assert chart.ours.points[-1].group == "Liverpool"
    assert "hidden to protect people, not zero" in notes(ranked(chart))
    assert chart.method is not None and chart.method.gives_verdict


def test_a_funnel_of_like_areas_is_not_widened_and_names_who_lies_outside() -> None:
    shares = (50.0, 50.4, 49.7, 50.2, 49.9, 54.0)
    chart = drawn_funnel(counted(areas(shares)))
    assert chart is not None and chart.funnel is not None
    outside = {point.group: point.flags for point in chart.ours.points if point.flags}
    assert set(outside) == {"E06000018"}
    figure = funnel(chart)
    assert len(traces(figure, "95% limits")) == len(traces(figure, "99.8% limits")) == 2
    assert traces(figure, "Leeds")[0]["marker"]["symbol"] == "diamond"


def test_a_funnel_is_widened_where_areas_differ_by_more_than_chance_and_says_so() -> None:
    chart = drawn_funnel(counted(areas()))
    assert chart is not None and chart.funnel is not None
    assert chart.funnel.widened
    assert "widened" in " ".join(words.how_to_read(chart))


def test_a_funnel_of_rates_has_exact_limits_about_their_average() -> None:
    base = np.array([5e5, 4e5, 6e5, 3e5, 4.5e5, 3.5e5, 5e7])
    events = np.array([52.0, 41, 60, 31, 44, 36, 5000])
    rows = areas(tuple(events[:6] / base[:6] * 1e5), england=10.0)
    rows = rows.assign(numerator=events, denominator=base)
    chart = drawn_funnel(rows, rate(method=Method.RATE, multiplier=100_000, polarity=Polarity.LOWER))
    assert chart is not None and chart.funnel is not None
    assert not chart.funnel.widened
    average = events[:6].sum() / base[:6].sum()
    assert chart.funnel.average == pytest.approx(average * 1e5)
    limits = method.rate_limits(np.arange(1.0, 200), average)
    size, high = chart.funnel.high[30]
    assert high == pytest.approx(float(np.interp(size, limits.crossed_upper[5:], limits.upper[5:] * 1e5)), rel=0.02)


def test_the_standing_of_leeds_is_said_of_the_areas_own_period_with_how_many_are_higher() -> None:
    chart = drawn(areas())
    assert chart is not None
    assert words.standing(chart) == "It: 50% in 2023; similar to England. Three of 5 similar areas are higher."
    highest = drawn(areas(shares=(70.0, 62.0, 41.0, 55.0, 48.0, 52.0), england=None))
    assert highest is not None
    assert words.standing(highest) == "It: 70% in 2023. None of 5 similar areas is higher."
    chance = drawn_funnel(counted(areas()))
    assert chance is not None
    assert words.standing(chance) == "It: 50% in 2023; inside the 95% limits. Three of 5 similar areas are higher."
