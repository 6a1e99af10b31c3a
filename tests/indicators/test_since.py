"""What is new since the board met is claimed only where it is known, and what is not known is said to be so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts import words
from data.loading import publish
from indicators.core.board import board as boards
from indicators.core.board.board import Board, board_of_meeting
from indicators.core.board.changes import Change, Part, between
from indicators.core.board.since import Since, since
from indicators.core.measures.refresh import recompute
from indicators.core.strategy.reading import strategies
from indicators.core.verdicts import Code, Mark, Verdict
from tests.charts.drawn import judged
from tests.indicators.drawing import line

TODAY = date(2026, 11, 21)
MET = date(2024, 6, 10)
LEEDS = strategies()["leeds-2020-2025"]
NAME = "know_where_help_crisis"
SURVEY = "value | period_type | period_start | period_end\n61 | survey | 2025-01-01 | 2025-03-31"


def board(
    values: list[float | None],
    releases: list[tuple[str | None, str]],
    day: date = TODAY,
    by_release: bool = False,
    ends: str = "2023-12",
) -> Board:
    """A board of one indicator whose yearly figures were released as said: a day and how exactly it is known."""
    rows = line(
        values,
        ends,
        indicator=NAME,
        release=pd.to_datetime([release for release, _ in releases]),
        release_precision=[precision for _, precision in releases],
    )
    if by_release:  # as the store answers it: what had been released by the end of the day
        rows = rows[rows["release"] <= pd.Timestamp(day)]
    return Board(LEEDS, {NAME: rows}, (), 1, day, by_release)


def changes_of(values: list[float | None], releases: list[tuple[str | None, str]], ends: str = "2023-12") -> Since:
    """What is new since the board met, before this store held anything."""
    return since(board(values, releases, MET, by_release=True, ends=ends), board(values, releases, ends=ends))


OLD = ("2023-06-01", "day")


def test_a_figure_released_after_the_day_is_new_and_set_against_what_was_out_then():
    (change,) = changes_of([50, 60], [OLD, ("2024-09-01", "day")]).changes
    assert change.before is not None
    assert words.change_in_words(change) == "60% in 2023; 50% in 2022."


@pytest.mark.slow
def test_a_figure_released_on_the_very_day_or_before_is_not_new():
    for release in (str(MET), "2024-01-31"):
        assert changes_of([50, 60], [OLD, (release, "day")]) == Since((), (), (), 1)


def test_nothing_is_claimed_of_figures_without_a_release_that_may_have_been_out():
    assert changes_of([50, 60], [(None, "unknown")] * 2) == Since((), (NAME,), (), 1)


def test_a_figure_of_months_that_had_not_ended_by_then_is_new_whatever_its_release():
    got = changes_of([50, 60], [(None, "unknown")] * 2, ends="2024-12")
    (change,) = got.changes
    assert (change.indicator, change.before, got.undated, got.flipped) == (NAME, None, (), 0)
    assert words.change_in_words(change) == "Published since then: 60% in 2024."


@pytest.mark.parametrize(
    ("release", "precision", "new"),
    [
        ("2024-06-30", "month", None),  # some day of June: before the board met on the 10th, or after
        ("2024-12-31", "year", None),
        ("2024-07-31", "month", True),
        ("2025-12-31", "year", True),
        ("2024-05-31", "month", False),
        ("2023-12-31", "year", False),
    ],
)
@pytest.mark.slow
def test_a_release_known_to_the_month_or_year_is_not_taken_for_its_last_day(release, precision, new):
    got = changes_of([50, 60], [OLD, (release, precision)])
    assert [change.indicator for change in got.changes] == [NAME] * (new is True)
    assert got.undated == (NAME,) * (new is None)


def test_a_verdict_is_not_said_to_have_changed_where_one_release_is_unknown():
    got = changes_of([50, 55, 60], [(None, "unknown"), OLD, ("2024-09-01", "day")])
    assert [change.before for change in got.changes] == [None]
    assert got.flipped == 0
    assert words.what_changed(got).endswith("whether its direction changed cannot be said.")


def test_a_newest_figure_that_was_out_is_not_listed_though_an_older_one_has_no_release():
    assert changes_of([50, 60], [(None, "unknown"), OLD]) == Since((), (), (), 1)


def test_two_versions_are_set_against_each_other_whatever_the_releases():
    unknown = [(None, "unknown")] * 2
    got = since(board([50, 60], unknown), board([50, 61], unknown))
    assert [words.change_in_words(change) for change in got.changes] == ["61% in 2023, revised from 60%."]
    assert got.undated == ()


def test_before_this_dashboard_published_anything_every_figure_is_new_here():
    sentence = words.what_changed(changes_of([50, 60], [OLD, ("2024-09-01", "day")]))
    assert sentence.startswith(
        "This dashboard has published every figure since then: 1 indicator has a figure. By the days of release: 1 indicator has"
    )


@pytest.mark.parametrize(
    ("release", "expected_ending"),
    [
        (("2024-09-01", "day"), " One of them was released since then by its publisher."),
        (("2024-01-31", "day"), " None of them was released since then by its publisher."),
        (
            (None, "unknown"),
            " None of them was released since then by its publisher; of 1 the day of release is not known.",
        ),
    ],
)
def test_what_was_published_here_since_a_meeting_and_what_its_publisher_released(release, expected_ending):
    got = since(board([50, 60], [OLD, release]), board([50, 61], [OLD, release]), MET)
    assert [change.indicator for change in got.changes] == [NAME]
    assert (
        words.what_changed(got) == f"1 indicator has a newer or revised figure; no direction changed.{expected_ending}"
    )


def test_the_same_board_twice_has_no_changes():
    same = board([50, 60], [OLD, OLD])
    assert since(same, same) == Since((), (), ())
    assert words.what_changed(since(same, same)) == "No figure on these pages is known to have changed."


def test_known_and_unknown_verdicts_are_counted_apart():
    flipped = Change("a", judged("a", Mark.NO_CHANGE), judged("a", Mark.BETTER, value=51.0))
    unknown = Change("b", None, judged("b", Mark.BETTER))
    assert words.what_changed(Since((flipped, unknown), (), ())) == (
        "2 indicators have a newer or revised figure; the direction of 1 is known to have changed, and of 1 it cannot be said."
    )
    assert (
        words.what_changed(Since((flipped,), (), ()))
        == "1 indicator has a newer or revised figure; the direction of 1 changed."
    )


def test_several_changed_directions_are_counted_in_a_sentence_that_holds():
    flipped = [Change(name, judged(name, Mark.NO_CHANGE), judged(name, Mark.BETTER, value=51.0)) for name in "abc"]
    assert words.what_changed(Since((*flipped, Change("d", None, judged("d", Mark.BETTER))), (), ())).endswith(
        "; the direction of 3 is known to have changed, and of 1 it cannot be said."
    )


@pytest.mark.parametrize(
    ("before", "after", "expected_change"),
    [
        (Mark.NO_FIGURE, Mark.FIGURE_ONLY, "First figure: 50% in 2023."),
        (Mark.NO_FIGURE, Mark.BETTER, "First figure: 50% in 2023."),
        (Mark.BETTER, Mark.NO_FIGURE, "No figure now; it was 50% in 2023."),
    ],
)
def test_a_first_figure_and_one_that_is_gone_change_no_direction_and_no_verdict(before, after, expected_change):
    then, now = judged("a", before, england=lately(Code.SIMILAR)), judged("a", after, england=lately(Code.WORSE))
    changes = Since(tuple(between({"a": then}, {"a": now})), (), ())
    assert [words.change_in_words(change) for change in changes.changes] == [expected_change]
    assert words.what_changed(changes).endswith("; no direction changed.")


def lately(code: Code) -> Verdict:
    return Verdict(code, mark=Mark.NO_CHANGE)


def test_other_verdicts_that_changed_are_named_and_counted_beside_directions():
    before = {"a": judged("a", Mark.NO_CHANGE, lately=lately(Code.AS_USUAL), england=lately(Code.SIMILAR))}
    after = {"a": judged("a", Mark.NO_CHANGE, lately=lately(Code.LATELY_LOWER), england=lately(Code.WORSE))}
    (change,) = between(before, after)
    assert (change.newer, change.flipped) == (False, False)
    assert words.change_in_words(change) == (
        "50% in 2023, as before. Newest figures: lately lower than usual, was no significant change lately. "
        "Against England: worse, was similar."
    )
    assert words.what_changed(Since((change,), (), ())) == (
        "No figure is newer or revised; no direction but 2 other verdicts changed."
    )
    turned = replace(change, after=judged("a", Mark.BETTER, value=51.0))
    assert words.what_changed(Since((turned,), (), ())) == (
        "1 indicator has a newer or revised figure; the direction of 1 and 2 other verdicts changed."
    )


def test_reckoned_from_releases_what_rests_on_other_figures_is_not_said_to_have_changed():
    """When England's figure came out is not known."""
    rows = board([50, 60], [OLD, OLD]).measures(NAME).assign(lower95=40.0, upper95=70.0)
    theirs = rows.assign(area="E92000001", value=80.0)
    then = Board(LEEDS, {NAME: rows}, (), 1, MET, by_release=True)
    now = Board(LEEDS, {NAME: pd.concat([rows, theirs])}, (), 1, TODAY)
    assert then.verdicts[NAME].england.code is not now.verdicts[NAME].england.code
    assert since(then, now).changes == ()
    (change,) = since(replace(then, by_release=False), now).changes
    assert [flip.part for flip in change.turned] == [Part.ENGLAND]


# One change in a sentence


def test_a_revision_too_small_to_be_seen_is_still_said():
    before = board([50, 60.1], [OLD, OLD]).verdicts
    (change,) = between(before, board([50, 60.3], [OLD, OLD]).verdicts)
    assert words.change_in_words(change) == "60% in 2023, revised by less than is shown."


def test_every_change_is_said_in_a_sentence():
    marks = [Mark.WORSE, Mark.BETTER, Mark.NO_CHANGE, Mark.FIGURE_ONLY, Mark.NO_FIGURE]
    for before in marks:
        for after in marks:
            for value in (50.0, 50.2, 52.0):
                figure = {} if after is Mark.NO_FIGURE else {"value": value}
                for change in between({"it": judged("it", before)}, {"it": judged("it", after, **figure)}):
                    assert len(words.change_in_words(change)) > 10, (before, after, value)
                    assert words.change_in_words(change).endswith(".")
                    compared = Mark.NO_FIGURE not in (before, after)
                    assert change.flipped is (compared and before is not after)


def test_changed_verdicts_come_first():
    before = {name: judged(name, Mark.NO_CHANGE) for name in "abc"}
    after = {
        "a": judged("a", Mark.NO_CHANGE, value=51.0),
        "b": judged("b", Mark.NO_CHANGE),
        "c": judged("c", Mark.BETTER),
    }
    assert [change.indicator for change in between(before, after)] == ["c", "a"]


# From a real store


@pytest.mark.slow
def test_before_the_first_version_it_is_reckoned_from_releases_and_after_it_from_the_version_in_force(
    own_store, figures
):
    publish.load(own_store, figures(SURVEY), recompute)
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE version SET published_at = '2026-03-01' WHERE version = 1")
        draft.connection.execute("UPDATE version SET published_at = '2026-06-01' WHERE version = 2")
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    assert board_of_meeting(own_store, LEEDS, 3, date(2026, 2, 28)).by_release
    first, second = (board_of_meeting(own_store, LEEDS, 3, day) for day in (date(2026, 3, 1), date(2026, 6, 1)))
    assert [(meeting_board.version, meeting_board.by_release) for meeting_board in (first, second)] == [
        (1, False),
        (2, False),
    ]
    now = boards.board(own_store, LEEDS, 3, TODAY)
    assert [change.indicator for change in since(first, now).changes] == [NAME]
    assert since(second, now).changes == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("earlier", "expected_words"),
    [
        ("", "Published since then: 55.0% in 2022."),
        ("2024", "Published since then: 55.0% in 2022."),
        ("2023-06-01", "55.0% in 2022, revised from 50.0%."),
        ("2024-08-01", "First figure: 55.0% in 2022."),
    ],
)
def test_a_figure_is_not_the_first_where_an_earlier_release_of_it_bears_no_exact_date(
    little_store, figures, earlier, expected_words
):
    first_board = boards.board(little_store, LEEDS, 1, TODAY)
    name = next(name for name, verdicts in first_board.verdicts.items() if not verdicts.has_figure)
    head = "indicator_id | period_start | period_end | value | published_on"
    for value, release in ((50, earlier), (55, "2025-03-01")):
        path = figures(f"{head}\n{name} | 2022-01-01 | 2022-12-31 | {value} | {release}", f"{value}.csv")
        assert publish.load(little_store, path, recompute).published
    got = since(board_of_meeting(little_store, LEEDS, 3, MET), boards.board(little_store, LEEDS, 3, TODAY))
    (change,) = (change for change in got.changes if change.indicator == name)
    assert words.change_in_words(change) == expected_words


@pytest.mark.slow
def test_the_bundled_figures_claim_nothing_of_june_2024_that_their_releases_do_not_show(store):
    """The suicide rate of 2021-23 was released some day in 2024: whether before the 10th of June is not known."""
    got = since(board_of_meeting(store, LEEDS, 1, MET), boards.board(store, LEEDS, 1, TODAY))
    assert "suicide_rate" in got.undated
    assert not {change.indicator for change in got.changes} & set(got.undated)
    ends = {name: verdicts.period_end for name, verdicts in boards.board(store, LEEDS, 1, TODAY).verdicts.items()}
    assert all(ends[change.indicator] > MET for change in got.changes)
