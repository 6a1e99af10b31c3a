"""Sentences on the strategy, its parts and its lenses: only of what was judged, and totals that add up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st
from places import INDICATORS, WITH_FIGURES

from charts import words
from charts.words.lenses import SILENT, SUBJECTS, LensState
from indicators.core.board.changes import Part
from indicators.core.model import Kind
from indicators.core.verdicts import JUDGED, Bar, Code, Mark, Verdict, Verdicts, Why
from indicators.core.verdicts.gaps import CHANGES
from indicators.core.verdicts.model import cannot
from indicators.methods.because import because
from indicators.methods.direction import Difference
from tests.charts.drawn import by_group, count, judged, several, yearly

TODAY = date(2026, 11, 21)


def headline(verdicts: list[Verdicts]) -> str:
    return "".join(piece for piece, _ in words.strategy_headline(verdicts, "Leeds"))


@pytest.mark.parametrize(
    ("marks", "said"),
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
def test_how_many_can_be_judged_leads_and_how_many_have_no_figure_is_never_left_out(marks: dict, said: str) -> None:
    assert headline(several(**marks)) == said


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


def test_the_headline_of_the_bundled_figures_says_how_many_have_none(everything) -> None:
    said = headline(list(everything.values()))
    assert said.startswith(f"Of {INDICATORS} indicators, ")
    assert said.endswith(f" {INDICATORS - len(WITH_FIGURES)} have no Leeds figure.")


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
    told = words.beside_the_count([past, judged("c", Mark.BETTER), judged("d", Mark.FIGURE_ONLY)], date(2026, 11, 27))
    assert told == (
        "This count is not a score. 1 has a figure and no direction yet. "
        "Newer figures are overdue for 1 of 2 getting better. Newest figure: 2023."
    )
    assert "long ago" not in words.beside_the_count([judged("c", Mark.BETTER)], date(2026, 11, 27))


@pytest.mark.parametrize("code", [code for code, _ in CHANGES.values()])
def test_what_a_gap_comes_to_names_the_gap_where_no_heading_does(code: Code) -> None:
    told = words.fact_word(Part.GAP, Verdict(code, (), Mark.CHANGED))
    assert told.startswith("Gap")


# A part -----------------------------------------------------------------------------------------------


RECORDING = judged("r", Mark.WORSE, declared=yearly(title="Title of r", of_recording=True))


def part(**marks: Mark) -> str:
    return words.part_headline("Crisis", [judged(name, mark) for name, mark in marks.items()], "Leeds")


@pytest.mark.parametrize(
    ("marks", "said"),
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
def test_a_part_names_what_moved_where_it_is_little_and_never_calls_a_change_none(marks: dict, said: str) -> None:
    assert part(**marks) == said


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark.NO_CHANGE, "No clear change up to 2023: Title of a. Recording got worse up to 2023: Title of r."),
        (Mark.FIGURE_ONLY, "No direction can be seen. Recording got worse up to 2023: Title of r."),
    ],
)
def test_how_well_services_record_ends_a_finding_of_which_nothing_else_moved(mark: Mark, said: str) -> None:
    found = [RECORDING, judged("a", mark)]
    assert words.part_headline("Crisis", found, "Leeds") == f"Crisis: 2 of 2 indicators have a Leeds figure. {said}"
    assert words.in_recording(found) == ""


def test_how_well_services_record_is_said_below_a_finding_of_what_moved() -> None:
    found = [RECORDING, judged("a", Mark.BETTER)]
    said = "Crisis: 2 of 2 indicators have a Leeds figure. Getting better up to 2023: Title of a."
    assert words.part_headline("Crisis", found, "Leeds") == said
    assert words.in_recording(found) == "Recording got worse up to 2023: Title of r."


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"a": Mark.NO_CHANGE, "x": Mark.NO_FIGURE}, ""),
        ({"a": Mark.BETTER, "x": Mark.NO_FIGURE}, " On other questions, getting better up to 2023: Title of a."),
    ],
)
def test_where_nothing_shows_whether_an_aim_is_met_that_comes_first(marks: dict, said: str) -> None:
    found = [judged(name, mark) for name, mark in marks.items()]
    headline = words.part_headline("Crisis", found, "Leeds", ["x"])
    assert headline == f"Crisis: no figure says yet whether its aim is met.{said}"
    needed = "Needed for that: Title of x. 1 of 2 indicators has a Leeds figure."
    assert words.beside_the_aim(found, "Leeds", ["x"]) == needed


@pytest.mark.parametrize(
    ("aim", "said"),
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
        (["f"], "its aim cannot be judged yet. On other questions, getting worse up to 2023: Title of w."),
    ],
)
def test_what_an_aim_is_shown_by_comes_before_what_else_moved(aim: list[str], said: str) -> None:
    marks = {"a": Mark.NO_CHANGE, "b": Mark.NO_FIGURE, "w": Mark.WORSE, "f": Mark.FIGURE_ONLY}
    found = [judged(name, mark) for name, mark in marks.items()]
    assert words.part_headline("Crisis", found, "Leeds", aim) == f"Crisis: {said}"
    assert words.beside_the_aim(found, "Leeds", aim) == "3 of 4 indicators have a Leeds figure."
    assert words.is_named(found[0], found, aim) is ("a" in aim)
    assert words.is_named(found[2], found, aim)


def test_where_no_aim_is_told_of_or_nothing_has_a_figure_how_many_have_one_comes_first() -> None:
    found = [judged("a", Mark.NO_CHANGE), judged("b", Mark.NO_FIGURE)]
    assert words.beside_the_aim(found, "Leeds", []) == ""
    nothing = [judged("b", Mark.NO_FIGURE)]
    assert words.beside_the_aim(nothing, "Leeds", ["b"]) == ""
    assert words.part_headline("Crisis", nothing, "Leeds", ["b"]).endswith("does not have a Leeds figure.")


def test_an_aim_that_cannot_be_judged_says_by_what_it_is_shown_and_why_not() -> None:
    old, missing = judged("f", Mark.FIGURE_ONLY), judged("n", Mark.NO_FIGURE)
    old = replace(old, direction=replace(old.direction, bar=Bar.TOO_OLD))
    missing = replace(missing, direction=replace(missing.direction, bar=Bar.NO_FIGURE))
    assert words.beside_the_aim([old, missing, judged("a", Mark.BETTER)], "Leeds", ["f", "n"]) == (
        "Its aim is shown by Title of f (the last figure is too old to judge the strategy by); "
        "Title of n (no figure of the place). 2 of 3 indicators have a Leeds figure."
    )


def test_of_an_aim_without_figures_bad_news_of_recording_is_still_said() -> None:
    found = [RECORDING, judged("a", Mark.NO_CHANGE), judged("x", Mark.NO_FIGURE)]
    assert words.part_headline("Crisis", found, "Leeds", ["x"]) == (
        "Crisis: no figure says yet whether its aim is met. On other questions, recording got worse up to 2023: Title of r."
    )


def test_how_sure_we_are_counts_every_indicator_and_says_for_how_many_figures_are_late() -> None:
    now, late = judged("now", Mark.BETTER), judged("late", Mark.WORSE)
    late = replace(late, direction=replace(late.direction, until=date(2026, 2, 28)))
    others = several(NO_FIGURE=3, FIGURE_ONLY=1)
    assert words.how_sure([late, now, *others]) == (
        "Not very: 2 of 6 indicators can be judged; 1 has a figure and cannot yet; 3 have no figure. "
        "1 of the 2 judgements is out of date."
    )
    assert words.how_sure([late]) == "Not very: 1 of 1 indicator can be judged. The one judgement is out of date."
    assert words.how_sure([late, late]).endswith("All 2 judgements are out of date.")
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
    found = [RECORDING, judged("a", Mark.NO_CHANGE)]
    assert (
        words.of_lenses(found)
        == "Only services can be judged: no clear change. This leaves out how well services record."
    )
    assert words.of_lenses([RECORDING]) == "Only services can be judged: something is getting worse."
    assert words.of_lenses([]) == ""


# Lenses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ({"WORSE": 1, "BETTER": 1, "NO_CHANGE": 3}, LensState.MIXED),
        ({"WORSE": 1, "NO_CHANGE": 3}, LensState.WORSE),
        ({"BETTER": 1, "CHANGED": 1}, LensState.BETTER),
        ({"CHANGED": 1, "NO_CHANGE": 2}, LensState.CHANGED),
        ({"NO_CHANGE": 2, "FIGURE_ONLY": 1}, LensState.STEADY),
        ({"FIGURE_ONLY": 1, "NO_FIGURE": 1}, LensState.UNKNOWN),
        ({"NO_FIGURE": 2}, LensState.ABSENT),
        ({}, LensState.ABSENT),
    ],
)
def test_what_a_lens_as_a_whole_lets_us_say(marks: dict, state: LensState) -> None:
    assert words.lens_state(several(**marks)) is state


ALL_STATES = each("states", product(words.LENS_SAYS, repeat=3), " ".join)


@ALL_STATES
def test_agreement_speaks_of_judged_lenses_and_names_the_silent_ones_as_such(states: tuple[LensState, ...]) -> None:
    sentence = words.agreement(dict(zip(words.LENSES, states, strict=True)))
    told, unsaid = parted(sentence)
    for kind, state in zip(words.LENSES, states, strict=True):
        if state in SILENT:
            assert SUBJECTS[kind] not in told.lower()
            assert SUBJECTS[kind] in unsaid.lower() or set(states) <= set(SILENT)
        else:
            assert words.LENS_SAYS[state] in told
            assert SUBJECTS[kind] not in unsaid.lower()
    assert sentence.endswith(".") and ".." not in sentence and "  " not in sentence
    assert sentence[0].isupper()


def parted(sentence: str) -> tuple[str, str]:
    """What is said of judged lenses, and the closing sentence on those that cannot be judged."""
    found = re.fullmatch(r"(.*?)([^.]* cannot be judged yet\.)?", sentence)
    assert found is not None
    return found[1], found[2] or ""


@ALL_STATES
def test_lenses_agree_or_differ_only_where_two_at_least_are_judged(states: tuple[LensState, ...]) -> None:
    sentence = words.agreement(dict(zip(words.LENSES, states, strict=True)))
    voiced = [state for state in states if state not in SILENT]
    if not voiced:
        assert sentence == "None of the lenses can be judged yet."
    elif len(voiced) == 1:
        assert sentence.startswith("Only ") and "agree" not in sentence and "differ" not in sentence
    else:
        assert ("differ" in sentence) is (len(set(voiced)) > 1)
        assert ("agree" in sentence) is (
            len(set(voiced)) == 1 and voiced[0] not in (LensState.MIXED, LensState.CHANGED)
        )


def test_two_mixed_lenses_do_not_agree() -> None:
    states = {Kind.FEEL: LensState.MIXED, Kind.SERVICE: LensState.MIXED, Kind.POPULATION: LensState.ABSENT}
    assert words.agreement(states) == (
        "In each lens that can be judged: some better, some worse. The population cannot be judged yet."
    )


def test_lenses_that_differ_are_each_told() -> None:
    states = {Kind.FEEL: LensState.UNKNOWN, Kind.SERVICE: LensState.BETTER, Kind.POPULATION: LensState.STEADY}
    assert words.agreement(states) == (
        "The lenses differ. Services: something is getting better; the population: no clear change. "
        "How people feel cannot be judged yet."
    )


# One indicator ----------------------------------------------------------------------------------------

RATE = yearly(title="Suicide rate")
UP = Difference(baseline=40.0, latest=50.0, difference=10.0, lower=2.0, upper=18.0)
LEVEL = Difference(baseline=28.0, latest=38.0, difference=10.0, lower=-2.0, upper=22.0)


def of_rate(mark: Mark, **more: object) -> Verdicts:
    """The verdicts on a rate that was 50% in 2023."""
    return judged("suicide_rate", mark, declared=RATE, **more)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark.WORSE, "Getting worse, ↑ from 40%."),
        (Mark.BETTER, "Getting better, ↑ from 40%."),
        (Mark.CHANGED, "Changed, ↑ from 40%; neither way is better."),
    ],
)
def test_a_direction_is_said_with_the_level_it_went_from(mark: Mark, said: str) -> None:
    told = of_rate(mark, difference=UP)
    assert words.indicator_headline(told) == f"Suicide rate: 50% in 2023. {said}"


def test_levels_that_are_not_of_the_newest_figure_are_on_the_card_and_not_in_the_headline() -> None:
    told = of_rate(Mark.NO_CHANGE, difference=LEVEL, averaged=1)
    sentence = words.indicator_headline(told)
    assert sentence == "Suicide rate: 50% in 2023. No clear change."
    assert words.card_line(told) == "No clear change from 28% to 38%, on average over a year."


def financial(first: int, last: int) -> tuple[date, date]:
    """Financial years by the calendar years that the first begins and the last ends in."""
    return date(first, 4, 1), date(last, 3, 31)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"then": financial(2019, 2020), "pooled": 1}, "from 40% in 2019/20 to 50% in 2024/25"),
        ({"then": financial(2018, 2020), "pooled": 2}, "from 40% (2018/19 and 2019/20) to 50% in 2024/25"),
        ({"then": financial(2017, 2020), "pooled": 2}, "from 40% (2017/18 to 2019/20) to 50% in 2024/25"),
        (
            {"then": financial(2017, 2020), "pooled": 3, "earlier": (50.2, financial(2017, 2018))},
            "from 40% (2017/18 to 2019/20) to 50% in 2024/25; 50% in 2017/18 too",
        ),
        (
            {"then": financial(2019, 2020), "pooled": 1, "earlier": (56.0, financial(2017, 2018))},
            "from 40% in 2019/20 to 50% in 2024/25; it was 56% in 2017/18",
        ),
    ],
)
def test_a_card_dates_where_it_started_and_names_an_earlier_year_that_was_as_good(given, said) -> None:
    levels = because(Why.LEVELS, difference=UP, now=financial(2024, 2025), **given)
    better = of_rate(Mark.BETTER, difference=UP, direction=Verdict(Code.BETTER, (levels,), Mark.BETTER))
    assert words.card_line(better) == f"↑ {said}."
    same = of_rate(Mark.NO_CHANGE, difference=UP, direction=Verdict(Code.NO_CHANGE, (levels,), Mark.NO_CHANGE))
    assert words.card_line(same) == f"No clear change {said}."


def test_without_levels_nothing_is_left_hanging() -> None:
    assert words.card_line(judged("it", Mark.NO_CHANGE)) == "No clear change."
    assert words.card_line(judged("it", Mark.BETTER)) == "Getting better."
    assert words.indicator_headline(of_rate(Mark.WORSE)).endswith("Getting worse.")


def test_a_figure_without_direction_says_that_it_is_not_known_or_too_old() -> None:
    assert words.indicator_headline(of_rate(Mark.FIGURE_ONLY)).endswith("We cannot yet say whether this has changed.")
    ends_2014 = because(Why.ENDS_TOO_EARLY, period=(date(2014, 1, 1), date(2014, 12, 31)))
    old = of_rate(Mark.FIGURE_ONLY, direction=cannot(Bar.TOO_OLD, ends_2014))
    assert words.indicator_headline(old).endswith("It is too old to show progress.")
    assert words.card_line(old) == "Cannot say yet, last figure 2014."


def test_no_figure_says_why() -> None:
    hidden = Verdict(Code.NO_FIGURE, (because(Why.WITHHELD, reason="suppressed"),), Mark.NO_FIGURE)
    sentence = words.indicator_headline(of_rate(Mark.NO_FIGURE, direction=hidden))
    assert sentence == "Suicide rate: number hidden to protect people. This does not mean zero."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (Code.SIMILAR, "similar to England (10.7)"),
        (Code.BETTER, "better than England (10.7)"),
        (Code.WORSE, "worse than England (10.7)"),
        (Code.HIGHER, "higher than England (10.7)"),
        (Code.LOWER, "lower than England (10.7)"),
        (Code.NOT_COMPARED, "England 10.7, not compared"),
    ],
)
def test_england_is_named_with_its_figure_and_whether_it_was_compared(code: Code, said: str) -> None:
    told = of_rate(Mark.FIGURE_ONLY, england=Verdict(code), group="Male")
    sentence = words.indicator_headline(told, "10.7")
    assert sentence.startswith(f"Suicide rate (Male): 50% in 2023{'; ' if code is Code.NOT_COMPARED else ', '}{said}.")
    assert "England" not in words.indicator_headline(told)


# Counting ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_lists_are_read_as_spoken(names: tuple[str, ...], said: str) -> None:
    assert words.listed(names) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 indicators"), (1, "1 indicator"), (2, "2 indicators"), (1200, "1,200 indicators")]
)
def test_one_is_one_and_the_rest_are_many(number: int, said: str) -> None:
    assert words.counted(number, "indicator") == said


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (1200, "1,200")])
def test_small_numbers_are_words(number: int, said: str) -> None:
    assert words.in_words(number) == said


# Of a view by group


def of_groups(dimension: str, values: dict[str, float | None], half: float = 1.0) -> str:
    limits = {
        "lower95": [(value or 0) - half for value in values.values()],
        "upper95": [(value or 0) + half for value in values.values()],
    }
    return words.view_headline(judged("it", Mark.FIGURE_ONLY), by_group(values, dimension=dimension, **limits))


@pytest.mark.parametrize(
    ("dimension", "values", "said"),
    [
        ("age", {"18 to 64": 26, "65 and over": None}, "It by age, 2023: 18 to 64 (26%). No other group has a figure."),
        (
            "ethnic group", {"Asian": 20, "Black": None, "White": 39, "Not known": 50},
            "It by ethnic group, 2023: of the groups with a figure, lowest Asian (20%), highest White (39%).",
        ),
        ("sex", {"Female": 37.1, "Male": 36.9}, "It by sex, 2023: 37% in every group that has a figure."),
        (
            "deprivation fifth", {"1 most deprived": 30, "2": 10, "3": 20, "4": 50, "5 least deprived": 40},
            "It by deprivation fifth, 2023: most deprived fifth (30%), least deprived fifth (40%).",
        ),
        (
            "deprivation fifth", {"1 most deprived": 30, "2": 10, "3": None, "4": 50, "5 least deprived": None},
            "It by deprivation fifth, 2023: of the groups with a figure, lowest Fifth 2 (10%), highest Fifth 4 (50%).",
        ),
    ],
    ids=["an age that is a number", "one is hidden", "all alike", "the ends of deprivation", "an end is hidden"],
)  # fmt: skip
def test_groups_are_named_in_full_and_hidden_ones_are_reckoned_with(dimension: str, values: dict, said: str) -> None:
    assert of_groups(dimension, values) == said


def test_groups_whose_limits_meet_are_not_said_to_differ() -> None:
    said = of_groups("sex", {"Female": 20, "Male": 21})
    assert said.endswith(
        "lowest Female (20%), highest Male (21%). Their 95% limits overlap, so the difference could be chance."
    )


def test_where_nothing_can_be_judged_an_empty_list_of_what_got_worse_is_no_good_news() -> None:
    nothing_judged, one_judged = several(FIGURE_ONLY=2, NO_FIGURE=3), several(NO_CHANGE=1, NO_FIGURE=3)
    for mark in (Mark.WORSE, Mark.BETTER):
        assert words.none_with(mark, nothing_judged) == "We cannot say: no indicator can be judged yet."
    assert words.none_with(Mark.WORSE, one_judged) == "Nothing that can be judged is getting worse."
    assert words.none_with(Mark.BETTER, one_judged) == "Nothing that can be judged is getting better yet."


def test_counts_of_groups_are_not_set_against_each_other() -> None:
    told = words.view_headline(judged("it", Mark.FIGURE_ONLY), by_group({"Female": 109, "Male": 77}, count()))
    assert told == (
        "It by sex, 2023: how many of each. Groups differ in size, so this does not say for whom it is likelier."
    )


def test_why_figures_cannot_be_judged_is_told_reason_by_reason_the_most_frequent_first() -> None:
    found = [judged(f"it-{at}", Mark.FIGURE_ONLY) for at in range(5)]
    bars = (Bar.TOO_FEW, Bar.OVERLAPPING, Bar.OVERLAPPING, Bar.ONE_SURVEY, Bar.OVERLAPPING)
    found = [replace(one, direction=replace(one.direction, bar=bar)) for one, bar in zip(found, bars, strict=True)]
    assert words.how_sure(found) == "We cannot be: none of 5 indicators can be judged."
    assert words.why_not_judged([*found, judged("a", Mark.BETTER), *several(NO_FIGURE=2)]) == [
        "each figure shares months with the one before (3)", "too few periods so far (1)", "one survey or study only (1)",
    ]  # fmt: skip


def test_what_has_no_figure_is_named_where_most_have_none() -> None:
    known, silent = judged("a", Mark.BETTER), [judged(name, Mark.NO_FIGURE) for name in "bcd"]
    assert words.without_figures([known, *silent]) == "No figure yet: Title of b; Title of c; 1 more."
    assert words.without_figures([known, silent[0]]) == "No figure yet: Title of b."
    assert words.without_figures([known, known, silent[0]]) == ""
    assert words.without_figures([]) == ""


def test_a_lens_of_which_few_figures_can_be_judged_is_not_called_steady() -> None:
    few = [judged("a", Mark.NO_CHANGE), judged("b", Mark.FIGURE_ONLY), judged("c", Mark.FIGURE_ONLY)]
    assert words.LENS_SAYS[words.lens_state(few)] == "no clear change where it can be judged, which is under half"
    assert words.LENS_SAYS[words.lens_state(few[:2])] == "no clear change"
