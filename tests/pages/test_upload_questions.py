"""What the upload page asks about before it publishes: values, units, places, releases and repeated figures."""

from __future__ import annotations

from datetime import date

import pytest
from places import ROOT

from tests.pages.files_to_upload import common, figure


@pytest.mark.slow
def test_two_files_that_disagree_are_a_question_and_each_row_says_of_which_file_it_is(drop, own_store):
    page = drop(("a.csv", common(figure(value="61"))), ("b.csv", common(figure(value="62"))))
    assert "a.csv, which comes with it, gives the same figure another value." in page.words
    assert "a.csv: 1 new" in page.words
    assert "b.csv: 1 revised" in page.words
    assert "b.csv, 2" in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")


@pytest.mark.slow
def test_a_revision_too_small_to_be_shown_says_so(drop):
    page = drop(("first.csv", common(figure(value="61.0"))))
    page.press("Publish version 2")
    page = drop(("again.csv", common(figure(value="61.2"))))
    assert "No indicator's figures would change." in page.headline
    page.app.checkbox[0].check().run()
    assert "61% → 61%" in page.words
    assert "· revised by less than is shown" in page.words


@pytest.mark.slow
def test_an_id_that_no_indicator_goes_by_is_a_question(drop):
    page = drop(("odd.csv", common(figure("know_where_help_crises"))))
    assert "No indicator's figures would change." in page.headline
    assert "is it 'know_where_help_crisis'?" in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")


@pytest.mark.slow
def test_the_common_format_is_what_a_file_is_in(drop):
    assert drop(("own.csv", common(figure()))).headline.startswith(
        "own.csv is in the common format, and can be published."
    )


@pytest.mark.slow
def test_a_unit_of_another_kind_is_a_question(drop):
    page = drop(("odd.csv", common(figure().replace(",%,", ",people,"))))
    assert "the file gives 'people', and the indicator is in '%'. Check that it is the same measure." in page.words
    assert "and can be published once you have looked at 1 question." in page.headline
    assert "4 Publish: 1 question first" in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")
    assert "Check that it is the same measure" not in drop(("usual.csv", common(figure()))).words


@pytest.mark.slow
def test_a_per_cent_that_its_own_counts_contradict_is_a_question(drop):
    page = drop(("odd.csv", common(figure().replace(",,700,", ",100,700,"))))
    assert "The per cent is not what its two counts give." in page.words
    assert "The per cent is not" not in drop(("right.csv", common(figure().replace(",,700,", ",427,700,")))).words


@pytest.mark.slow
def test_a_code_that_is_not_known_is_worth_asking_about(drop):
    page = drop(("odd.csv", common(figure().replace("E08000035", "E08000099"))))
    assert "Worth asking (1)" in page.words
    assert (
        "<caption>What is worth asking</caption>" in page.markup or 'aria-label="What is worth asking"' in page.markup
    )


@pytest.mark.slow
def test_a_value_many_times_smaller_than_usual_is_worth_a_look(drop):
    page = drop(
        (
            "held.csv",
            common(*(figure(value=value, year=year) for year, value in ((2021, "80"), (2022, "81"), (2023, "82")))),
        )
    )
    page.press("Publish version 2")
    page = drop(("new.csv", common(figure(value="9", year=2024))))
    assert "row 2: January to March 2024: 9% is 9 times smaller than its usual size, 81%." in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")


@pytest.mark.slow
def test_two_releases_of_one_year_of_which_one_says_no_more_are_a_question(drop):
    page = drop(("held.csv", common(figure(value="61").replace("2024-06", "2024-09-01"))))
    page.press("Publish version 2")
    page = drop(("file.csv", common(figure(value="62").replace("2024-06", "2024"))))
    assert "Row 2 differs from what is held, and it is not known which was published later" in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")


@pytest.mark.slow
def test_what_is_worth_a_look_names_its_file_where_several_were_dropped(drop):
    usual = ((2020, "80"), (2021, "80"), (2022, "81"), (2023, "82"))
    page = drop(("held.csv", common(*(figure(value=value, year=year) for year, value in usual))))
    page.press("Publish version 2")
    page = drop(
        ("calm.csv", common(figure("i_statements_met", value="60"))), ("odd.csv", common(figure(value="9", year=2024)))
    )
    assert "odd.csv: " in page.words
    assert ", row 2: January to March 2024: 9% is" in page.words


@pytest.mark.slow
@pytest.mark.usefixtures("either_way")
def test_a_file_that_may_be_the_older_one_leaves_what_is_held_unless_somebody_says_that_it_is_newer(drop, own_store):
    drop(("held.csv", common(figure(value="61")))).press("Publish version 2")
    page = drop(("again.csv", common(figure(value="70"))))
    assert "To answer (1)" in page.words
    assert "1 figure that is held with another value, and nothing says which came later" in page.words
    assert "61 held, 70 in row 2" in page.words
    assert "No indicator's figures would change." in page.headline
    use = next(box for box in page.app.checkbox if box.label == "again.csv is the newer one: use it for this figure")
    use.check().run()
    assert "61% → 70%" in page.words
    assert "To answer" not in page.words
    page.press("Publish version 3")
    values = own_store.read().execute(
        "SELECT value FROM measure WHERE version_to IS NULL AND indicator = 'know_where_help_crisis'"
    )
    assert (70.0,) in values.fetchall()


@pytest.mark.slow
def test_a_day_of_release_that_somebody_gives_is_for_rows_that_say_none(drop, own_store, next_load):
    page = drop(("figures.csv", common(figure().replace("2024-06", ""))))
    page.app.date_input[0].set_value(date(2024, 7, 1)).run()
    page.press("Publish version 2")
    releases = own_store.read().execute(
        "SELECT release, release_precision FROM published_value WHERE load_id = ?", [next_load]
    )
    assert [(str(day), how) for day, how in releases.fetchall()] == [("2024-07-01", "day")]


@pytest.mark.slow
def test_a_place_that_no_page_shows_has_to_be_answered_before_it_is_published(drop, own_store):
    sample = ROOT / "tests" / "data" / "samples" / "30-council-code-for-a-trust-indicator.csv"
    page = drop((sample.name, sample.read_bytes()))
    assert "No page would show them." in page.words
    assert "No indicator's figures would change." in page.headline
    assert next(button for button in page.app.button if button.label == "Publish version 2").disabled
