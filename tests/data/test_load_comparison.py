"""Two loads of one layout set against each other, from the rows that the store keeps."""

from __future__ import annotations

import pytest
from places import SAMPLES

from data.loading import erase, publish
from data.loading.load_comparison import NAMED_AT_MOST, compare
from data.storage.versions import StoreError

pytestmark = pytest.mark.slow

HEAD = "indicator_id | period_start | period_end | value | suppressed"


def year(number: int, value: object, why: str = "", indicator: str = "know_where_help_crisis") -> str:
    return f"{indicator} | {number}-04-01 | {number + 1}-03-31 | {value} | {why}"


@pytest.fixture
def loads(small_store, figures, unchanged):
    """Load files of drawn rows, one after the other; return the numbers of their loads."""

    def loaded(*files: list[str]) -> list[int]:
        paths = [figures("\n".join([HEAD, *rows]), f"file-{at}.csv") for at, rows in enumerate(files)]
        return [publish.load(small_store, path, unchanged).load_id for path in paths]

    return loaded


def test_figures_are_new_gone_revised_or_the_same(small_store, loads):
    earlier, later = loads(
        [year(2020, 50), year(2021, 51), year(2022, 52)], [year(2021, 51), year(2022, 60), year(2023, 53)]
    )
    comparison = compare(small_store.read(), earlier, later)
    assert (comparison.new, comparison.gone, comparison.revised, comparison.unchanged) == (1, 1, 1, 1)
    (change,) = comparison.largest
    assert (change.series, change.before, change.after, change.row) == ("know_where_help_crisis", 52, 60, 3)


def test_the_other_way_round_what_was_new_is_gone(small_store, loads):
    earlier, later = loads([year(2020, 50)], [year(2020, 50), year(2021, 51)])
    back = compare(small_store.read(), later, earlier)
    assert (back.new, back.gone, back.unchanged) == (0, 1, 1)


def test_the_largest_changes_are_named_in_proportion_to_the_figure(small_store, loads):
    years = range(2000, 2000 + NAMED_AT_MOST + 2)
    before = [year(number, 50) for number in years]
    after = [year(number, 50 + number - 1999) for number in years]
    earlier, later = loads(before, after)
    comparison = compare(small_store.read(), earlier, later)
    assert comparison.revised == NAMED_AT_MOST + 2
    assert [change.after for change in comparison.largest] == [62 - at for at in range(NAMED_AT_MOST)]


def test_a_figure_that_came_to_be_hidden_is_revised_and_never_nought(small_store, loads):
    earlier, later = loads([year(2020, 50)], [year(2020, "", "suppressed")])
    comparison = compare(small_store.read(), earlier, later)
    assert comparison.revised == 1
    assert (comparison.largest[0].before, comparison.largest[0].after) == (50, None)


def test_a_withdrawn_load_can_still_be_compared_and_an_erased_one_cannot(small_store, loads, unchanged):
    earlier, later = loads([year(2020, 50)], [year(2020, 51)])
    publish.withdraw(small_store, later, unchanged)
    assert compare(small_store.read(), earlier, later).revised == 1
    erase.erase(small_store, later, unchanged)
    with pytest.raises(StoreError, match=f"no rows of load {later}. Choose another load."):
        compare(small_store.read(), earlier, later)


def test_loads_of_different_kinds_are_not_compared(small_store, loads, unchanged):
    (first_load,) = loads([year(2020, 50)])
    other = publish.load(small_store, SAMPLES / "talking_therapies_2023-05.csv", unchanged).load_id
    with pytest.raises(StoreError, match="different kinds. Choose two of one kind."):
        compare(small_store.read(), first_load, other)
