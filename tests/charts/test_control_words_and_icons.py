"""A control chart's signals, icons, step changes and limits of uneven bases, in words and as drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, datetime

import pytest

from charts import facts, words
from charts.facts import ChartFacts
from charts.figures import icons
from charts.figures.control import control_chart
from charts.figures.icons import Sign
from charts.words import table
from charts.words.icons import icon_in_words
from data.people.step_changes import Decision, Step
from indicators.core.model import Method, Polarity
from indicators.core.series.series import leading_line
from indicators.core.strategy.target_model import Way
from indicators.methods.chooser import TOGETHER
from tests.charts.drawn import TARGET, aim, control, measures, monthly, notes, over_time, traces
from tests.indicators.drawing import line

WAVE = [50 + (at * 7) % 5 for at in range(20)]
RISEN = [*WAVE, *(60 + (at * 7) % 5 for at in range(14))]
POINTS = monthly(method=Method.MEAN, unit="points")


def stepped(decision: Decision = Decision.APPROVED) -> ChartFacts:
    """The chart of a shift on which somebody has decided."""
    series = leading_line(line(RISEN, step=1, ends="2024-12"), POINTS)
    assert series is not None
    step = Step("it", "E08000035", "area", date(2023, 11, 1), decision, "Ann", datetime(2026, 11, 20, 9), "New team.")
    chart = facts.control("it", POINTS, replace(series, steps=(step,)), None)
    assert chart is not None
    return chart


# Signals ----------------------------------------------------------------------------------------------


def test_each_rule_that_fired_is_named_with_its_first_figure_those_that_hold_now_first() -> None:
    signals = words.signals(control(RISEN, POINTS, ends="2024-12"))
    assert (
        signals[0]
        == "Seven or more in a row above the mean: first in November 2023, 14 figures; now since November 2023."
    )
    assert any(
        one.startswith("Seven or more in a row below the mean: first in March 2022, 20 figures, the last")
        for one in signals
    )


def test_a_lone_signal_is_named_by_its_period() -> None:
    signals = words.signals(control([*WAVE, 90, *WAVE[:5]], POINTS))
    assert signals == ["Above the upper limit: first in July 2023."]


def test_without_a_signal_nothing_is_named() -> None:
    assert words.signals(control(WAVE, POINTS)) == []
    assert words.signals(over_time(measures([5, 6, 7]))) == []


# Icons ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "polarity", "sign", "way", "name"),
    [
        (RISEN, Polarity.HIGHER, Sign.IMPROVING, 1, "Variation: improving, higher"),
        (RISEN, Polarity.LOWER, Sign.WORSENING, 1, "Variation: worsening, higher"),
        (RISEN, Polarity.NONE, Sign.CHANGED, 1, "Variation: changed, higher"),
        (RISEN[::-1], Polarity.HIGHER, Sign.WORSENING, -1, "Variation: worsening, lower"),
        (RISEN[::-1], Polarity.LOWER, Sign.IMPROVING, -1, "Variation: improving, lower"),
        (WAVE, Polarity.HIGHER, Sign.USUAL, 0, "Variation: common cause"),
    ],
)
def test_the_icon_of_variation(values: list, polarity: Polarity, sign: Sign, way: int, name: str) -> None:
    chart = control(values, monthly(method=Method.MEAN, unit="points", polarity=polarity))
    icon = icons.variation(chart)
    assert icon is not None
    assert (icon.sign, icon.way, icon_in_words(icon, chart)[0]) == (sign, way, name)


@pytest.mark.parametrize(
    ("level", "direction", "sign", "name"),
    [
        (30.0, "at least", Sign.MET, "Assurance: target always met"),
        (52.0, "at least", Sign.HIT_OR_MISS, "Assurance: target hit or miss"),
        (80.0, "at least", Sign.MISSED, "Assurance: target always missed"),
        (80.0, "at most", Sign.MET, "Assurance: target always met"),
    ],
)
def test_the_icon_of_assurance(level: float, direction: Way, sign: Sign, name: str) -> None:
    chart = control(WAVE, POINTS, aim(level, direction))
    icon = icons.assurance(chart)
    assert icon is not None
    assert (icon.sign, icon_in_words(icon, chart)[0]) == (sign, name)


def test_a_target_always_met_is_cautioned_where_the_newest_has_left_the_range_the_wrong_way() -> None:
    chart = control([*WAVE, *WAVE, 30], POINTS, aim(20.0))
    icon = icons.assurance(chart)
    assert icon is not None and icon.unsettled
    assert "may not last" in icon_in_words(icon, chart)[1]


def test_hit_or_miss_is_cautioned_where_the_newest_is_unusual_the_wrong_way() -> None:
    chart = control([*WAVE, *WAVE, 40], POINTS, aim(52.0))
    icon = icons.assurance(chart)
    assert icon is not None and icon.sign is Sign.HIT_OR_MISS and icon.unsettled
    assert "may not last" in icon_in_words(icon, chart)[1]


def test_an_icon_is_no_surer_than_the_chart_where_neighbours_move_together() -> None:
    chart = control(RISEN, POINTS)
    icon = icons.variation(chart)
    assert icon is not None
    together, alone = (icon_in_words(icon, replace(chart, cautions=cautions))[1] for cautions in ((TOGETHER,), ()))
    assert together == "Lately higher than usual; less sure, as neighbouring periods move together."
    assert alone == "Lately higher than usual, by more than chance."


@pytest.mark.parametrize(("level", "name"), [(60, "target always met"), (50, "target always missed")])
def test_figures_that_do_not_vary_have_an_assurance_and_no_variation(level: float, name: str) -> None:
    flat = control([level] * 15, POINTS, TARGET)
    icon = icons.assurance(flat)
    assert icons.variation(flat) is None
    assert icon is not None and icon.level
    called, says = icon_in_words(icon, flat)
    assert called == f"Assurance: {name}" and "do not vary" in says


def test_there_is_no_icon_without_limits_target_or_direction() -> None:
    both = control([50] * 8 + [None] + [70] * 8, POINTS, TARGET)
    without = control(WAVE, POINTS)
    neither = control(WAVE, monthly(method=Method.MEAN, unit="points", polarity=Polarity.NONE), TARGET)
    assert icons.variation(both) is None
    assert [icons.assurance(one) for one in (both, without, neither)] == [None, None, None]


def test_every_icon_is_a_drawing_of_its_own_shape_that_does_not_speak() -> None:
    drawn = {sign: icons.Icon(sign).svg() for sign in Sign}
    assert len(set(drawn.values())) == len(Sign)
    for svg in drawn.values():
        assert ET.fromstring(svg).get("aria-hidden") == "true"


# Step changes -----------------------------------------------------------------------------------------


def test_a_proposal_is_said_and_marked_and_redraws_nothing() -> None:
    chart = control(RISEN, POINTS, ends="2024-12")
    assert chart.proposed is not None and len(chart.limits) == 1
    assert words.proposal(chart).startswith("From November 2023 on, 14 figures in a row lie above the mean")
    assert "Nothing is redrawn until a named analyst approves it." in words.proposal(chart)
    assert "new limits<br>proposed" in notes(control_chart(chart))


def test_an_approved_step_splits_the_limits_and_says_who_when_and_why() -> None:
    chart = stepped()
    assert [limits.first for limits in chart.limits] == [date(2022, 3, 31), date(2023, 11, 30)]
    assert chart.proposed is None
    sentence = "Limits are redrawn from November 2023, approved by Ann on 20 November 2026: New team."
    assert sentence in words.how_to_read(chart) and sentence in words.alternative(chart)
    assert "limits<br>redrawn" in notes(control_chart(chart))
    assert len(traces(control_chart(chart), "mean")) == 2
    assert words.signals(chart) == []


def test_the_line_itself_is_not_cut_by_a_step() -> None:
    assert [len(trace["x"]) for trace in traces(control_chart(stepped()), "line")] == [34]


def test_a_declined_step_is_proposed_no_more_and_redraws_nothing() -> None:
    chart = stepped(Decision.DECLINED)
    assert (chart.proposed, chart.redrawn, len(chart.limits)) == (None, (), 1)


def test_a_rise_that_crosses_a_redrawing_is_said_to_have_begun_before_it() -> None:
    rising = [*WAVE, *(47 + at for at in range(14))]
    series = leading_line(line(rising, step=1, ends="2024-12"), POINTS)
    assert series is not None
    step = Step(
        "it", "E08000035", "area", date(2024, 1, 1), Decision.APPROVED, "Ann", datetime(2026, 11, 20, 9), "New team."
    )
    chart = facts.control("it", POINTS, replace(series, steps=(step,)), None)
    assert chart is not None and len(chart.limits) == 2
    sentence = next(one for one in words.signals(chart) if "rising" in one)
    assert sentence.startswith(
        "Seven or more in a row rising: first in January 2024, 12 figures; now since January 2024."
    )
    assert sentence.endswith("It began in November 2023, before the limits were redrawn.")


# Uneven bases -----------------------------------------------------------------------------------------


def test_limits_of_uneven_bases_step_from_figure_to_figure_in_picture_and_table() -> None:
    bases = [82.0 if at % 2 else 902.0 for at in range(24)]
    rows = line([50.0] * 23 + [52.0], step=1).assign(denominator=bases, numerator=[n / 2 for n in bases])
    series = leading_line(rows, monthly())
    assert series is not None
    chart = facts.control("it", monthly(), series, None)
    assert chart is not None
    (upper,) = traces(control_chart(chart), "upper limit")
    assert len(set(upper["y"])) == 2 and len(upper["y"]) == 24
    at = table.header(chart).index("Usual range")
    assert len({row[at] for row in table.rows(chart)}) == 2
    assert "The dashed lines are wider where fewer people are counted." in words.how_to_read(chart)
