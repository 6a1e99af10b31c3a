"""Headlines of one indicator and of its view by group, and how numbers and lists are written."""

from __future__ import annotations

from datetime import date

import pytest

from charts import words
from indicators.core.verdicts import Bar, Code, Mark, Verdict, Verdicts, Why
from indicators.core.verdicts.model import cannot
from indicators.methods.because import because
from indicators.methods.direction import Difference
from tests.charts.drawn import by_group, count, judged, yearly

# One indicator ----------------------------------------------------------------------------------------

RATE = yearly(title="Suicide rate")
UP = Difference(baseline=40.0, latest=50.0, difference=10.0, lower=2.0, upper=18.0)
LEVEL = Difference(baseline=28.0, latest=38.0, difference=10.0, lower=-2.0, upper=22.0)


def of_rate(mark: Mark, **fields: object) -> Verdicts:
    """The verdicts on a rate that was 50% in 2023."""
    return judged("suicide_rate", mark, declared=RATE, **fields)


@pytest.mark.parametrize(
    ("mark", "expected_direction"),
    [
        (Mark.WORSE, "Getting worse, ↑ from 40%."),
        (Mark.BETTER, "Getting better, ↑ from 40%."),
        (Mark.CHANGED, "Changed, ↑ from 40%; neither way is better."),
    ],
)
def test_a_direction_is_said_with_the_level_it_went_from(mark: Mark, expected_direction: str) -> None:
    verdicts = of_rate(mark, difference=UP)
    assert words.indicator_headline(verdicts) == f"Suicide rate: 50% in 2023. {expected_direction}"


def test_levels_that_are_not_of_the_newest_figure_are_on_the_card_and_not_in_the_headline() -> None:
    verdicts = of_rate(Mark.NO_CHANGE, difference=LEVEL, averaged=1)
    sentence = words.indicator_headline(verdicts)
    assert sentence == "Suicide rate: 50% in 2023. No clear change."
    assert words.card_line(verdicts) == "No clear change from 28% to 38%, on average over a year."


def financial(first: int, last: int) -> tuple[date, date]:
    """Financial years by the calendar years that the first begins and the last ends in."""
    return date(first, 4, 1), date(last, 3, 31)


@pytest.mark.parametrize(
    ("details", "expected_words"),
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
def test_a_card_dates_where_it_started_and_names_an_earlier_year_that_was_as_good(details, expected_words) -> None:
    levels = because(Why.LEVELS, difference=UP, now=financial(2024, 2025), **details)
    better = of_rate(Mark.BETTER, difference=UP, direction=Verdict(Code.BETTER, (levels,), Mark.BETTER))
    assert words.card_line(better) == f"↑ {expected_words}."
    same = of_rate(Mark.NO_CHANGE, difference=UP, direction=Verdict(Code.NO_CHANGE, (levels,), Mark.NO_CHANGE))
    assert words.card_line(same) == f"No clear change {expected_words}."


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
    ("code", "expected_words"),
    [
        (Code.SIMILAR, "similar to England (10.7)"),
        (Code.BETTER, "better than England (10.7)"),
        (Code.WORSE, "worse than England (10.7)"),
        (Code.HIGHER, "higher than England (10.7)"),
        (Code.LOWER, "lower than England (10.7)"),
        (Code.NOT_COMPARED, "England 10.7, not compared"),
    ],
)
def test_england_is_named_with_its_figure_and_whether_it_was_compared(code: Code, expected_words: str) -> None:
    verdicts = of_rate(Mark.FIGURE_ONLY, england=Verdict(code), group="Male")
    sentence = words.indicator_headline(verdicts, "10.7")
    assert sentence.startswith(
        f"Suicide rate (Male): 50% in 2023{'; ' if code is Code.NOT_COMPARED else ', '}{expected_words}."
    )
    assert "England" not in words.indicator_headline(verdicts)


# Counting ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected_list"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_lists_are_read_as_spoken(names: tuple[str, ...], expected_list: str) -> None:
    assert words.listed(names) == expected_list


@pytest.mark.parametrize(
    ("number", "expected_words"),
    [(0, "0 indicators"), (1, "1 indicator"), (2, "2 indicators"), (1200, "1,200 indicators")],
)
def test_one_is_one_and_the_rest_are_many(number: int, expected_words: str) -> None:
    assert words.counted(number, "indicator") == expected_words


@pytest.mark.parametrize(
    ("number", "expected_words"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (1200, "1,200")]
)
def test_small_numbers_are_words(number: int, expected_words: str) -> None:
    assert words.in_words(number) == expected_words


# Of a view by group


def of_groups(dimension: str, values: dict[str, float | None], half: float = 1.0) -> str:
    limits = {
        "lower95": [(value or 0) - half for value in values.values()],
        "upper95": [(value or 0) + half for value in values.values()],
    }
    return words.view_headline(judged("it", Mark.FIGURE_ONLY), by_group(values, dimension=dimension, **limits))


@pytest.mark.parametrize(
    ("dimension", "values", "expected_words"),
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
def test_groups_are_named_in_full_and_hidden_ones_are_reckoned_with(
    dimension: str, values: dict, expected_words: str
) -> None:
    assert of_groups(dimension, values) == expected_words


def test_groups_whose_limits_meet_are_not_said_to_differ() -> None:
    sentence = of_groups("sex", {"Female": 20, "Male": 21})
    assert sentence.endswith(
        "lowest Female (20%), highest Male (21%). Their 95% limits overlap, so the difference could be chance."
    )


def test_counts_of_groups_are_not_set_against_each_other() -> None:
    sentence = words.view_headline(judged("it", Mark.FIGURE_ONLY), by_group({"Female": 109, "Male": 77}, count()))
    assert sentence == (
        "It by sex, 2023: how many of each. Groups differ in size, so this does not say for whom it is likelier."
    )
