"""Broken and unknown files on the upload page: what is wrong is named, and cells are corrected in place."""

from __future__ import annotations

import pytest
from places import ROOT

from tests.pages.files_to_upload import EXAMPLE, broken, common, figure


@pytest.mark.slow
def test_a_broken_file_names_row_column_value_and_remedy_and_cannot_be_published(drop, own_store):
    page = drop(("tt.csv", broken()))
    assert "1 of its 434 rows needs mending before it can be published." in page.headline
    assert "Row 2" in page.words
    assert "This is a formula without a result." in page.words
    assert "=cmd|' /C calc'!A0" in page.words
    assert not [label for label in page.buttons if label.startswith("Publish")]
    assert own_store.version == 1


@pytest.mark.slow
def test_one_problem_is_one_and_no_row_counts_as_taken_while_it_stands(drop):
    page = drop(("tt.csv", broken()))
    assert page.app.get("download_button")[0].proto.label == "Download 1 problem beside its row"
    assert "434 rows read" in page.words
    assert "rows taken" not in page.words


@pytest.mark.slow
def test_a_file_of_one_wrong_row_says_so_plainly(drop):
    assert drop(("odd.csv", common(figure(value="many")))).headline.endswith(
        "Its only row needs mending before it can be published."
    )


@pytest.mark.slow
def test_what_is_wrong_in_every_row_is_said_once_for_the_file(drop):
    page = drop(("tt.csv", broken(434)))
    assert "It needs mending before it can be published." in page.headline
    assert "Whole file" in page.words
    assert "It is so in all 434 rows." in page.words


@pytest.mark.slow
def test_many_problems_are_summed_up_by_kind(drop):
    page = drop(("tt.csv", broken(150)))
    assert "150 of its 434 rows need mending" in page.headline
    assert "How many" in page.words
    assert page.markup.count("This is a formula without a result.") == 1


@pytest.mark.slow
def test_what_stands_in_a_file_is_shown_as_text(drop):
    page = drop(("<img src=x onerror=alert(1)>.csv", common(figure(value="<script>alert(1)</script>"))))
    assert "<script>" not in page.markup
    assert "<img src=x" not in page.markup


@pytest.mark.slow
def test_a_file_that_is_not_known_says_so_and_can_be_called_something(drop):
    page = drop(("prices.csv", b"a,b\n1,2\n"))
    assert page.headline == "prices.csv cannot be read."
    assert "this is not a file we know" in page.words
    assert "1 Recognise: cannot be read" in page.words


@pytest.mark.slow
def test_what_a_file_was_recognised_as_can_be_overruled(drop, example):
    page = drop(example)
    next(box for box in page.app.selectbox if box.label == "Read it as").select("The common format").run()
    assert page.headline == f"{EXAMPLE.name} cannot be read."
    assert "it cannot be read as 'The common format', but without" in page.words
    assert "1 Recognise: cannot be read" in page.words
    next(box for box in page.app.selectbox if box.label == "Read it as").select("What it was recognised as").run()
    assert "can be published" in page.headline


@pytest.mark.slow
def test_it_says_by_which_columns_a_file_was_recognised_unless_somebody_said_what_it_is(drop):
    page = drop(("own.csv", common(figure())))
    assert "recognised by its columns indicator_id, area_code, period_start and " in page.words
    next(box for box in page.app.selectbox if box.label == "Read it as").select("The common format").run()
    assert "recognised by" not in page.words
    assert "read as what you chose" in page.words


@pytest.mark.slow
def test_a_figure_beyond_what_its_indicator_can_have_is_to_be_corrected_at_its_row(drop):
    sample = ROOT / "tests" / "data" / "samples" / "33-no-unit-345.csv"
    page = drop((sample.name, sample.read_bytes()))
    assert "needs mending" in page.headline
    assert "is a percentage, from 0 to 100." in page.words


def cell(page, label: str):
    return next(box for box in page.app.text_input if box.label.startswith(label))


@pytest.mark.slow
def test_cells_of_one_s_own_file_are_corrected_in_place_and_the_history_says_so(drop, own_store):
    page = drop(("own.csv", common(figure(value="abc"), figure(year=2023, value="63"))))
    assert "1 of its 2 rows needs mending" in page.headline
    page.press("Check again with these values")
    assert "No value was changed." in page.words
    cell(page, "New value, row 2, value").input("fifty")
    page.press("Check again with these values")
    assert "Corrected here (1 cell)" in page.words
    assert "Row Column Found Now 2 value abc fifty" in page.words
    cell(page, "New value, row 2, value").input("61")
    page.press("Check again with these values")
    assert "2 value abc 61" in page.words
    assert "can be published" in page.headline
    for box in page.app.checkbox:
        box.check().run()
    page.press("Publish version 2")
    assert own_store.version == 2
    assert "own (corrected).csv, 2 rows" in page.words
    assert "2 value abc 61" in page.words
    labels = [button.label for button in page.app.get("download_button")]
    assert any(label.startswith("The file as it arrived") for label in labels)
    assert any(label.startswith("The corrected file") for label in labels)


@pytest.mark.slow
def test_corrections_can_be_taken_back(drop):
    page = drop(("own.csv", common(figure(value="abc"))))
    cell(page, "New value, row 2, value").input("61")
    page.press("Check again with these values").press("Take the corrections back")
    assert "Corrected here" not in page.words
    assert "needs mending" in page.headline


@pytest.mark.slow
def test_cells_of_a_publisher_s_file_are_not_changed_here(drop):
    page = drop((EXAMPLE.name, broken()))
    assert "To correct (1)" in page.words
    assert "Correct cells here" not in page.words
