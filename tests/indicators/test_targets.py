"""Targets entered by people: published like figures, kept across loads, and never in place of what they were then."""

from __future__ import annotations

from datetime import date

import pytest

from charts.words import target_in_words
from data.loading import publish
from data.storage.versions import Store, StoreError
from indicators import catalogue
from indicators.core.model import Method
from indicators.core.strategy import targets
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.reading import strategies
from indicators.core.strategy.target_model import LEVELS, Target, leading
from tests.indicators.entered import LEEDS, NAME, OURS


def another(target: Target, **changed: object) -> Target:
    """A target with some of its values changed, not checked."""
    return target.model_copy(update=changed)


def of(store: Store, version: int | None = None, name: str = NAME) -> list[Target]:
    all_targets = targets.of_version(store.read(), version or store.version, LEEDS)
    return [target for target in all_targets if target.indicator == name]


@pytest.fixture
def written(small_store) -> Store:
    """A store of two versions; the second knows the targets of the strategy's own file."""
    compute(small_store)
    return small_store


def compute(store: Store, known: tuple[Strategy, ...] = ()) -> None:
    """What every load does with targets."""
    with store.next_version() as draft:
        targets.write(draft.connection, draft.number, known or strategies().values())
        publish.record(draft.connection, draft.number, "recompute", "a test", "")


def test_the_strategy_s_own_targets_come_back_as_they_stand_in_its_file(written):
    assert set(targets.of_version(written.read(), 2, LEEDS)) == set(LEEDS.targets)


def test_a_target_is_kept_whole_with_who_entered_it_in_a_version_of_its_own(written):
    assert targets.enter(written, LEEDS, OURS, "A target") == 3
    assert of(written) == [OURS]
    assert written.read().execute("SELECT who, what, note FROM version WHERE version = 3").fetchall() == [
        ("Ann", "target", "A target")
    ]


@pytest.mark.parametrize(
    ("value", "since", "deadline", "words"),
    [
        (60.0, None, None, "At least 60%."),
        (52.5, date(2026, 4, 1), date(2027, 3, 31), "At least 52.5%, from 1 April 2026, by 31 March 2027."),
        (0.125, None, date(2027, 3, 31), "At least 0.125%, by 31 March 2027."),
    ],
)
def test_a_target_in_words_says_the_very_level_and_its_days(value, since, deadline, words):
    entered = another(OURS, words="", value=value, since=since, by=deadline)
    assert target_in_words(entered, catalogue()[NAME]) == words


@pytest.mark.slow
def test_a_pinned_version_shows_the_target_of_its_time(written):
    targets.enter(written, LEEDS, OURS, "A target")
    targets.enter(written, LEEDS, another(OURS, value=65.0, words="At least 65%", entered_by="Ben"), "A target")
    targets.withdraw(written, LEEDS, NAME, "local", "Cem", "Withdrawn")
    assert [[target.value for target in of(written, version)] for version in (2, 3, 4, 5)] == [[], [60], [65], []]


@pytest.mark.slow
def test_an_entered_target_stays_across_loads_and_the_strategy_s_are_not_written_twice(written):
    targets.enter(written, LEEDS, OURS, "A target")
    compute(written)
    compute(written)
    assert of(written) == [OURS]
    assert len(targets.of_version(written.read(), written.version, LEEDS)) == len(LEEDS.targets) + 1
    assert written.read().execute("SELECT count(*) FROM target").fetchall() == [(len(LEEDS.targets) + 1,)]


@pytest.mark.slow
def test_a_target_that_left_the_strategy_s_file_is_closed_and_one_entered_is_not(written):
    targets.enter(written, LEEDS, OURS, "A target")
    compute(written, (LEEDS.model_copy(update={"targets": LEEDS.targets[1:]}),))
    now = targets.of_version(written.read(), written.version, LEEDS)
    assert set(now) == {*LEEDS.targets[1:], OURS}
    assert LEEDS.targets[0] in targets.of_version(written.read(), 3, LEEDS)


@pytest.mark.slow
def test_one_target_a_level_is_entered_and_levels_do_not_touch_each_other(written):
    targets.enter(written, LEEDS, OURS, "A target")
    targets.enter(written, LEEDS, another(OURS, level="national", value=55.0), "A target")
    targets.enter(written, LEEDS, another(OURS, value=62.0), "A target")
    assert {(target.level, target.value) for target in of(written)} == {("local", 62.0), ("national", 55.0)}
    targets.withdraw(written, LEEDS, NAME, "local", "Ann", "Withdrawn")
    assert [target.level for target in of(written)] == ["national"]


@pytest.mark.slow
def test_withdrawing_brings_back_what_the_strategy_s_file_states(written):
    stated = next(target for target in LEEDS.targets if target.value is not None)
    entered = another(stated, value=stated.value + 1, entered_by="Ann")
    targets.enter(written, LEEDS, entered, "A target")
    assert leading(of(written, name=stated.indicator), stated.indicator) == entered
    targets.withdraw(written, LEEDS, stated.indicator, stated.level, "Ann", "Withdrawn")
    assert leading(of(written, name=stated.indicator), stated.indicator) == stated
    with pytest.raises(StoreError, match="No target of that level was entered here"):
        targets.withdraw(written, LEEDS, stated.indicator, stated.level, "Ann", "Withdrawn")
    assert written.version == 4


@pytest.mark.parametrize(
    ("wrong", "expected_fault"),
    [
        ({"indicator": "gone"}, "There is no indicator 'gone'"),
        ({"owner": "  "}, "Say the owner"),
        ({"source": ""}, "Say the source"),
        ({"entered_by": ""}, "Say the name of who enters it"),
        ({"level": "city"}, "Say whose it is"),
        ({"direction": "up"}, "which way"),
        ({"value": None}, "Give the level as a number"),
        ({"value": float("nan")}, "Give the level as a number"),
        ({"value": float("inf")}, "Give the level as a number"),
        ({"value": 600.0}, "Give the level between 0 and 100"),
        ({"value": -1.0}, "Give the level between 0 and 100"),
        ({"by": date(2025, 1, 1)}, "It is due before it begins"),
    ],
    ids=str,
)
def test_a_target_that_is_not_whole_is_refused_and_nothing_is_published(small_store, wrong, expected_fault):
    with pytest.raises(ValueError, match=expected_fault):
        targets.enter(small_store, LEEDS, another(OURS, **wrong), "A target")
    assert small_store.version == 1


def test_a_level_beyond_a_hundred_is_taken_where_the_unit_is_no_share(small_store):
    name = next(n for n, indicator in catalogue().items() if indicator.method is Method.COUNT)
    targets.enter(small_store, LEEDS, another(OURS, indicator=name, value=250.0), "A target")
    assert of(small_store, name=name)[0].value == 250


def test_the_words_of_a_target_are_kept_as_written(small_store):
    odd = another(OURS, words="<b>'); DROP TABLE target; --", owner='=HYPERLINK("x")')
    targets.enter(small_store, LEEDS, odd, "A target")
    assert of(small_store) == [odd]


def test_leeds_own_target_counts_first_and_at_one_level_the_one_entered_here():
    candidates = [another(OURS, level=level, entered_by=who) for level in LEVELS for who in ("", "Ann")]
    for order in (candidates, candidates[::-1]):
        assert leading(order, NAME) == another(OURS, level=LEVELS[0])
    assert leading([target for target in candidates if target.level != "local"], NAME) == another(OURS, level=LEVELS[1])
    assert leading(candidates, "another") is None


def test_a_target_entered_for_one_strategy_is_not_another_s(written):
    other = next(strategy for name, strategy in strategies().items() if name != LEEDS.id)
    targets.enter(written, LEEDS, OURS, "A target")
    assert OURS in targets.of_version(written.read(), written.version, LEEDS)
    assert targets.of_version(written.read(), written.version, other) == ()
