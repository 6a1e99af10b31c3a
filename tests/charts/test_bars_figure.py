"""Groups side by side: every group has its row, and a hidden one its words."""

from __future__ import annotations

from charts.figures.bars import groups
from indicators.core.model import Method
from tests.charts.drawn import by_group, notes, rate, traces, yearly


def test_a_dot_and_its_limits_for_each_group_from_the_top_in_the_publishers_order() -> None:
    figure = groups(by_group({"Male": 19.4, "Female": 5.2}, rate(), lower95=1.0, upper95=25.0))
    assert list(figure.layout.yaxis.categoryarray) == ["Female", "Male"]
    assert list(traces(figure, "Leeds")[0]["text"]) == ["5.2", "19.4"]
    assert [list(bar["x"]) for bar in traces(figure, "limits")] == [[1, 25], [1, 25]]


def test_a_hidden_group_keeps_its_row_in_words_and_has_no_dot() -> None:
    figure = groups(by_group({"Male": 19, "Female": None}))
    assert list(traces(figure, "Leeds")[0]["y"]) == ["Male"]
    assert notes(figure) == ["hidden to protect people, not zero"]
    assert figure.layout.yaxis.range[0] < 0


def test_a_hidden_groups_limits_are_hidden_with_it() -> None:
    assert not traces(
        groups(by_group({"Male": None, "Female": 1.0}, lower95=[1.0, None], upper95=[2.0, None])), "limits"
    )


def test_values_start_at_zero_and_are_not_cut_off_at_the_edge() -> None:
    figure = groups(by_group({"Male": 98, "Female": 99}))
    assert figure.layout.xaxis.range[0] == 0 and figure.layout.xaxis.range[1] > 99
    assert traces(figure, "Leeds")[0]["cliponaxis"] is False


def test_a_groups_name_from_a_file_is_text_and_never_a_tag() -> None:
    figure = groups(by_group({'<a href="https://example.org">Male</a>': 33, "Male & older": 50}))
    assert list(figure.layout.yaxis.categoryarray) == [
        "Male &amp; older",
        '&lt;a href="https://example.o<br>rg"&gt;Male&lt;/a&gt;',
    ]


def test_a_long_name_is_wrapped_and_nothing_of_it_lost() -> None:
    name = "Indeterminate (unable to be classified as male or female)"
    figure = groups(by_group({name: 33, "Male": 50}))
    wrapped = figure.layout.yaxis.categoryarray[-1]
    assert wrapped.replace("<br>", " ") == name
    assert max(len(part) for part in wrapped.split("<br>")) <= 26


def test_groups_behind_a_gap_have_per_cents() -> None:
    figure = groups(by_group({"One": 47, "Other": 50}, yearly(method=Method.GAP, unit="percentage points")))
    assert figure.layout.xaxis.ticksuffix == "%"
    assert list(traces(figure, "Leeds")[0]["text"]) == ["50%", "47%"]


def test_many_groups_make_a_taller_figure() -> None:
    few, many = (groups(by_group({f"G{at}": at for at in range(1, number)})) for number in (3, 20))
    assert few.layout.height < many.layout.height
