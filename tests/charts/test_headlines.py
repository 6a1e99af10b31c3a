"""Headlines of the strategy and its parts: only what was judged is told, and totals add up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import INDICATORS, WITH_FIGURES

from charts import words
from indicators.core.board.changes import Part
from indicators.core.verdicts import JUDGED, Bar, Code, Mark, Verdict, Verdicts
from indicators.core.verdicts.gaps import CHANGES
from tests.charts.drawn import judged, several, yearly

TODAY = date(2026, 11, 21)


def headline(verdicts: list[Verdicts]) -> str:
    return "".join(piece for piece, _ in words.strategy_headline(verdicts, "Leeds"))


@pytest.mark.parametrize(
    ("marks", "expected_headline"),
    [
        (
            {"WORSE": 1, "BETTER": 2, "FIGURE_ONLY": 4, "NO_FIGURE": 8},
            "Of 15 indicators, 3 can be judged: 1 getting worse, 2 getting better. 8 have no Leeds figure.",
        ),
        (
            {"NO_CHANGE": 1, "CHANGED": 1, "NO_FIGURE": 3},
            "Of 5 indicators, 2 can be judged: 1 changed, not judged, 1 with no clear change. 3 have no Leeds figure.",
        ),
        (
            {"FIGURE_ONLY": 1, "NO_FIGURE": 1},
            "Of 2 indicators, none can be judged yet. 1 has no Leeds figure.",
        ),
        ({"BETTER": 2}, "Of 2 indicators, 2 can be judged: 2 getting better. All have a Leeds figure."),
        ({}, "No indicator is chosen."),
    ],
    ids=["few judged", "changed is said", "none judged", "all judged", "none at all"],
)
def test_how_many_can_be_judged_leads_and_how_many_have_no_figure_is_never_left_out(
    marks: dict, expected_headline: str
) -> None:
    assert headline(several(**marks)) == expected_headline


@pytest.mark.slow
@given(st.fixed_dictionaries({mark.name: st.integers(0, 12) for mark in Mark}))
def test_totals_in_the_headline_are_those_of_its_parts(marks: dict[str, int]) -> None:
    verdicts = several(**marks)
    pieces = words.strategy_headline(verdicts, "Leeds")
    by_mark = {mark: int(piece.split()[0]) for piece, mark in pieces if mark is not None}
    assert by_mark == {mark: marks[mark.name] for mark in JUDGED if marks[mark.name]}
    if verdicts:
        without = f" {marks['NO_FIGURE']} " if marks["NO_FIGURE"] else " All "
        assert re.search(rf"^Of {len(verdicts)} indicators?, ", headline(verdicts))
        assert re.search(rf"\.{without}(has|have) (no|a) Leeds figure\.$", headline(verdicts))


def test_an_indicator_that_stands_twice_is_counted_once() -> None:
    assert headline([judged("it", Mark.BETTER)] * 3).startswith("Of 1 indicator, 1 can be judged: 1 getting better.")


@pytest.mark.slow
def test_the_headline_of_the_bundled_figures_says_how_many_have_none(everything) -> None:
    sentence = headline(list(everything.values()))
    assert sentence.startswith(f"Of {INDICATORS} indicators, ")
    assert sentence.endswith(f" {INDICATORS - len(WITH_FIGURES)} have no Leeds figure.")


def test_the_age_of_the_latest_figures_is_said_from_the_oldest_to_the_newest() -> None:
    old = judged("old", Mark.FIGURE_ONLY, period=(date(2014, 4, 1), date(2015, 3, 31)))
    new = judged("new", Mark.BETTER, period=(date(2026, 2, 1), date(2026, 2, 28)))
    this_year = judged("so far", Mark.FIGURE_ONLY, period=(date(2026, 1, 1), date(2026, 12, 31)))
    assert words.coverage([old, new, this_year], TODAY) == "Newest figure: February 2026. Oldest in use: 2014/15"
    assert words.coverage([old, new], TODAY) == "Newest figure: February 2026. Oldest in use: 2014/15"
    assert words.coverage([old], TODAY) == "Newest figure: 2014/15"
    assert words.coverage([judged("none", Mark.NO_FIGURE)], TODAY) == "No figures"


def test_what_the_count_does_not_say_stands_beside_it() -> None:
    """A finding whose figures end long ago is no news of today, and what has no direction is not silent."""
    past = judged("b", Mark.BETTER)
    past = replace(past, direction=replace(past.direction, until=date(2022, 3, 31)))
    sentence = words.beside_the_count(
        [past, judged("c", Mark.BETTER), judged("d", Mark.FIGURE_ONLY)], date(2026, 11, 27)
    )
    assert sentence == (
        "This count is not a score. 1 has a figure and no direction yet. "
        "Newer figures are overdue for 1 of 2 getting better. Newest figure: 2023."
    )
    assert "long ago" not in words.beside_the_count([judged("c", Mark.BETTER)], date(2026, 11, 27))


@pytest.mark.parametrize("code", [code for code, _ in CHANGES.values()])
def test_what_a_gap_comes_to_names_the_gap_where_no_heading_does(code: Code) -> None:
    fact_word = words.fact_word(Part.GAP, Verdict(code, (), Mark.CHANGED))
    assert fact_word.startswith("Gap")


# A part -----------------------------------------------------------------------------------------------

RECORDING = judged("r", Mark.WORSE, declared=yearly(title="Title of r", of_recording=True))


def part(**marks: Mark) -> str:
    return words.part_headline("Crisis", [judged(name, mark) for name, mark in marks.items()], "Leeds")


@pytest.mark.parametrize(
    ("marks", "expected_finding"),
    [
        ({}, "Crisis: no indicator is chosen."),
        ({"a": Mark.NO_FIGURE}, "Crisis: its one indicator does not have a Leeds figure."),
        (
            {"a": Mark.FIGURE_ONLY},
            "Crisis: its one indicator has a Leeds figure. No direction can be seen.",
        ),
        ({"a": Mark.NO_FIGURE, "b": Mark.NO_FIGURE}, "Crisis: none of 2 indicators has a Leeds figure."),
        (
            {"a": Mark.NO_CHANGE, "b": Mark.NO_FIGURE},
            "Crisis: 1 of 2 indicators has a Leeds figure. No clear change up to 2023: Title of a.",
        ),
        (
            {"a": Mark.NO_CHANGE, "b": Mark.NO_CHANGE},
            "Crisis: 2 of 2 indicators have a Leeds figure. No clear change up to 2023: Title of a and Title of b.",
        ),
        (
            {"a": Mark.WORSE, "b": Mark.BETTER},
            "Crisis: 2 of 2 indicators have a Leeds figure. Getting worse up to 2023: Title of a. "
            "Getting better up to 2023: Title of b.",
        ),
        (
            {"a": Mark.WORSE, "b": Mark.WORSE, "c": Mark.NO_FIGURE},
            "Crisis: 2 of 3 indicators have a Leeds figure. Getting worse up to 2023: Title of a and Title of b.",
        ),
        (
            {"a": Mark.BETTER, "b": Mark.BETTER, "c": Mark.BETTER, "d": Mark.NO_CHANGE},
            "Crisis: 4 of 4 indicators have a Leeds figure. Getting better: three up to 2023.",
        ),
        (
            {"a": Mark.CHANGED, "b": Mark.NO_CHANGE},
            "Crisis: 2 of 2 indicators have a Leeds figure. Changed up to 2023, which is not judged: Title of a.",
        ),
    ],
)
def test_a_part_names_what_moved_where_it_is_little_and_never_calls_a_change_none(
    marks: dict, expected_finding: str
) -> None:
    assert part(**marks) == expected_finding


@pytest.mark.parametrize(
    ("mark", "expected_ending"),
    [
        (Mark.NO_CHANGE, "No clear change up to 2023: Title of a. Recording got worse up to 2023: Title of r."),
        (Mark.FIGURE_ONLY, "No direction can be seen. Recording got worse up to 2023: Title of r."),
    ],
)
def test_how_well_services_record_ends_a_finding_of_which_nothing_else_moved(mark: Mark, expected_ending: str) -> None:
    verdicts = [RECORDING, judged("a", mark)]
    assert (
        words.part_headline("Crisis", verdicts, "Leeds")
        == f"Crisis: 2 of 2 indicators have a Leeds figure. {expected_ending}"
    )
    assert words.in_recording(verdicts) == ""


def test_how_well_services_record_is_said_below_a_finding_of_what_moved() -> None:
    verdicts = [RECORDING, judged("a", Mark.BETTER)]
    finding = "Crisis: 2 of 2 indicators have a Leeds figure. Getting better up to 2023: Title of a."
    assert words.part_headline("Crisis", verdicts, "Leeds") == finding
    assert words.in_recording(verdicts) == "Recording got worse up to 2023: Title of r."


@pytest.mark.parametrize(
    ("marks", "expected_ending"),
    [
        ({"a": Mark.NO_CHANGE, "x": Mark.NO_FIGURE}, ""),
        ({"a": Mark.BETTER, "x": Mark.NO_FIGURE}, " On other questions, getting better up to 2023: Title of a."),
    ],
)
def test_where_nothing_shows_whether_an_aim_is_met_that_comes_first(marks: dict, expected_ending: str) -> None:
    verdicts = [judged(name, mark) for name, mark in marks.items()]
    headline = words.part_headline("Crisis", verdicts, "Leeds", ["x"])
    assert headline == f"Crisis: no figure says yet whether its aim is met.{expected_ending}"
    needed = "To tell whether its aim is met we need: Title of x. 1 of 2 indicators has a Leeds figure."
    assert words.beside_the_aim(verdicts, "Leeds", ["x"]) == needed


@pytest.mark.parametrize(
    ("aim_indicators", "expected_finding"),
    [
        (
            ["a"],
            "on its aim, no clear change up to 2023: Title of a. On other questions, getting worse up to 2023: Title of w.",
        ),
        (
            ["a", "b"],
            "on its aim, no clear change up to 2023: Title of a. On other questions, getting worse up to 2023: Title of w.",
        ),
        (["w", "a"], "on its aim, getting worse up to 2023: Title of w. No clear change up to 2023: Title of a."),
        (["f"], "its aim cannot be judged. On other questions, getting worse up to 2023: Title of w."),
    ],
)
def test_what_an_aim_is_shown_by_comes_before_what_else_moved(aim_indicators: list[str], expected_finding: str) -> None:
    marks = {"a": Mark.NO_CHANGE, "b": Mark.NO_FIGURE, "w": Mark.WORSE, "f": Mark.FIGURE_ONLY}
    verdicts = [judged(name, mark) for name, mark in marks.items()]
    assert words.part_headline("Crisis", verdicts, "Leeds", aim_indicators) == f"Crisis: {expected_finding}"
    assert words.beside_the_aim(verdicts, "Leeds", aim_indicators) == "3 of 4 indicators have a Leeds figure."
    assert words.is_named(verdicts[0], verdicts, aim_indicators) is ("a" in aim_indicators)
    assert words.is_named(verdicts[2], verdicts, aim_indicators)


def test_where_no_aim_is_told_of_or_nothing_has_a_figure_how_many_have_one_comes_first() -> None:
    verdicts = [judged("a", Mark.NO_CHANGE), judged("b", Mark.NO_FIGURE)]
    assert words.beside_the_aim(verdicts, "Leeds", []) == ""
    nothing = [judged("b", Mark.NO_FIGURE)]
    assert words.beside_the_aim(nothing, "Leeds", ["b"]) == ""
    assert words.part_headline("Crisis", nothing, "Leeds", ["b"]).endswith("does not have a Leeds figure.")


def test_an_aim_that_cannot_be_judged_says_by_what_it_is_shown_and_why_not() -> None:
    old, missing = judged("f", Mark.FIGURE_ONLY), judged("n", Mark.NO_FIGURE)
    old = replace(old, direction=replace(old.direction, bar=Bar.TOO_OLD))
    missing = replace(missing, direction=replace(missing.direction, bar=Bar.NO_FIGURE))
    assert words.beside_the_aim([old, missing, judged("a", Mark.BETTER)], "Leeds", ["f", "n"]) == (
        "Its aim is shown by Title of f (the last figure is too old to judge the strategy by); "
        "Title of n (no figure is held). 2 of 3 indicators have a Leeds figure."
    )


def test_of_an_aim_without_figures_bad_news_of_recording_is_still_said() -> None:
    verdicts = [RECORDING, judged("a", Mark.NO_CHANGE), judged("x", Mark.NO_FIGURE)]
    assert words.part_headline("Crisis", verdicts, "Leeds", ["x"]) == (
        "Crisis: no figure says yet whether its aim is met. On other questions, recording got worse up to 2023: Title of r."
    )


def test_how_sure_we_are_counts_every_indicator_and_says_for_how_many_figures_are_late() -> None:
    now, late = judged("now", Mark.BETTER), judged("late", Mark.WORSE)
    late = replace(late, direction=replace(late.direction, until=date(2026, 2, 28)))
    others = several(NO_FIGURE=3, FIGURE_ONLY=1)
    assert words.how_sure([late, now, *others]) == (
        "Not very: 2 of 6 indicators can be judged; 1 has a figure and cannot; 3 have no figure. "
        "For 1 of these 2, newer figures are overdue."
    )
    assert (
        words.how_sure([late])
        == "Not very: 1 of 1 indicator can be judged. For the one judged, newer figures are overdue."
    )
    assert words.how_sure([late, late]).endswith("For all of these 2, newer figures are overdue.")
    assert words.how_sure([now, now, late, *several(NO_FIGURE=1)]).startswith(
        "Fairly: 3 of 4 indicators can be judged; "
    )
    assert words.how_sure(several(NO_FIGURE=3)) == "We cannot be: there is no figure to judge."


def test_what_a_finding_names_is_said_up_to_its_last_period_whether_newer_figures_are_overdue_or_not() -> None:
    late = judged("a", Mark.WORSE)
    late = replace(late, direction=replace(late.direction, until=date(2026, 2, 28)))
    assert words.part_headline("Crisis", [late, judged("b", Mark.BETTER)], "Leeds").endswith(
        "Was getting worse up to February 2026: Title of a. Getting better up to 2023: Title of b."
    )


def test_how_well_services_record_decides_no_lens_and_this_is_said() -> None:
    verdicts = [RECORDING, judged("a", Mark.NO_CHANGE)]
    assert (
        words.of_lenses(verdicts)
        == "Leaving out how well services record, only services can be judged: no clear change."
    )
    assert words.of_lenses([RECORDING]) == "Only services can be judged: something is getting worse."
    assert words.of_lenses([]) == ""


def test_where_nothing_can_be_judged_an_empty_list_of_what_got_worse_is_no_good_news() -> None:
    nothing_judged, one_judged = several(FIGURE_ONLY=2, NO_FIGURE=3), several(NO_CHANGE=1, NO_FIGURE=3)
    for mark in (Mark.WORSE, Mark.BETTER):
        assert words.none_with(mark, nothing_judged) == "We cannot say: no indicator can be judged yet."
    assert words.none_with(Mark.WORSE, one_judged) == "Nothing that can be judged is getting worse."
    assert words.none_with(Mark.BETTER, one_judged) == "Nothing that can be judged is getting better yet."
