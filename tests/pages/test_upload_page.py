"""Every state of the upload page: empty, broken, unknown, known already, ready, published, undone, read-only."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from places import INDICATORS, ROOT

from data.layouts import LAYOUTS
from data.loading.publish import load, load_together, record
from indicators import catalogue

EXAMPLE = ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"
HEAD = (
    "indicator_id,area_code,period_start,period_end,period_type,sex,age,dimension,category,value,numerator,denominator,"
    "source_id,published_on,unit,citation"
)


def common(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def figure(indicator: str = "know_where_help_crisis", value: str = "61", year: int = 2024) -> str:
    return f"{indicator},E08000035,{year}-01-01,{year}-03-31,survey,,,,,{value},,700,healthwatch_leeds,{year}-06,%,A report"


@pytest.fixture
def drop(at_desk):
    """Open the page and drop files, each given by its name and content."""

    def dropped(*files: tuple[str, bytes]):
        page = at_desk("upload")
        uploader = page.app.get("file_uploader")[0]
        for name, content in files:
            uploader.upload(name, content, "text/csv")
        page.app.run()
        assert not page.app.exception, page.app.exception
        return page

    return dropped


@pytest.fixture
def next_load(own_store) -> int:
    """The number that the next load will have."""
    return int(own_store.read().execute("SELECT max(load_id) + 1 FROM load").fetchone()[0])


@pytest.fixture
def example() -> tuple[str, bytes]:
    return EXAMPLE.name, EXAMPLE.read_bytes()


def broken(times: int = 1) -> bytes:
    rows = list(csv.reader(io.StringIO(EXAMPLE.read_text(encoding="utf-8-sig"))))
    for row in rows[1 : times + 1]:
        row[-1] = "=cmd|' /C calc'!A0"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_an_empty_desk_says_what_will_happen_and_offers_the_common_format(at_desk):
    page = at_desk("upload")
    assert page.headline == "Load a file, and see what it would change before anybody else does."
    assert "Nothing is published until you publish it" in page.words
    assert "Nothing has been loaded beside the bundled figures" in page.words
    assert "The columns of the common format" in page.markup


def test_every_indicator_s_id_and_unit_can_be_looked_up_where_the_template_is(at_desk):
    page = at_desk("upload")
    assert f"Ids of all {INDICATORS} indicators" in page.words
    for name, indicator in catalogue().items():
        assert f"<code>{name}</code></td>" in page.markup, indicator.title


@pytest.mark.slow
def test_a_good_file_shows_its_consequences_and_waits_for_an_answer(drop, example, own_store):
    page = drop(example)
    assert page.headline.endswith("can be published. 9 indicators would move; 3 verdicts would change.")
    assert "70% → 72%" in page.words
    assert "On Overview, Priority 1 and Outcome 3" in page.words
    assert "434 new" in page.words
    assert "row 359: March 2026: 72% is outside the usual range" in page.words
    publish = next(button for button in page.app.button if button.label == "Publish version 2")
    assert publish.disabled
    assert own_store.version == 1


@pytest.mark.slow
def test_published_with_a_note_it_stands_in_the_history_and_can_be_undone(drop, example, own_store, next_load):
    page = drop(example)
    page.app.text_input[0].input("The March release").run()
    page.app.checkbox[0].check().run()
    page.press("Publish version 2")
    assert own_store.version == 2
    assert "version 2 is in force" in page.words
    assert "The March release. 3 questions looked at." in page.words
    page.press(f"Undo load {next_load}")
    assert f"Undo load {next_load}: 9 indicators would go back" in page.words
    assert own_store.version == 2
    page.press("Keep it")
    assert "would go back" not in page.words
    page.press(f"Undo load {next_load}").press(f"Yes, undo load {next_load}")
    assert own_store.version == 3
    assert "withdrawn in version 3" in page.words
    assert (
        f"Undone: load {next_load} is withdrawn, and version 3 is in force. The figures that the load had replaced are shown again. "
        "Pages and slides that are open offer it within seconds."
    ) in page.words


@pytest.mark.slow
def test_what_was_undone_is_not_said_any_more_once_something_is_published(drop, example, next_load):
    page = drop(example)
    page.app.checkbox[0].check().run()
    page.press("Publish version 2").press(f"Undo load {next_load}").press(f"Yes, undo load {next_load}")
    page.app.get("file_uploader")[0].upload(*example, "text/csv")
    page.app.run()
    page.app.checkbox[0].check().run()
    page.press("Publish version 4")
    assert "Published: version 4 is in force" in page.words
    assert "Undone:" not in page.words


@pytest.mark.slow
def test_older_loads_are_shown_when_asked_for_and_can_be_undone(drop, own_store, unchanged, tmp_path, next_load):
    for number in range(9):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(common(figure(value=str(50 + number))))
        load(own_store, path, unchanged)
    page = drop()
    assert f"Undo load {next_load + 1}" in page.buttons
    assert f"Undo load {next_load}" not in page.buttons
    assert page.app.toggle[0].label == "Show 1 older load"
    page.app.toggle[0].set_value(True).run()
    page.press(f"Undo load {next_load}").press(f"Yes, undo load {next_load}")
    assert f"Undone: load {next_load} is withdrawn" in page.words


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
def test_a_file_that_is_there_already_leaves_nothing_to_do(drop, example, own_store, next_load):
    page = drop(example)
    page.app.checkbox[0].check().run()
    page.press("Publish version 2")
    again = drop(example)
    assert again.headline == f"{EXAMPLE.name} is loaded already, as load {next_load}. There is nothing to do."
    assert not [label for label in again.buttons if label.startswith("Publish")]


@pytest.mark.slow
@pytest.mark.usefixtures("either_way")
def test_several_files_are_published_together_or_not_at_all(drop, own_store, example, next_load):
    page = drop(example, ("bad.csv", common(figure(value="many"))))
    assert page.headline == "2 files: 1 can be published, 1 must be corrected first."
    assert not [label for label in page.buttons if label.startswith("Publish")]
    page = drop(example, ("good.csv", common(figure())))
    assert "2 files: 2 can be published. 10 indicators would move" in page.headline
    page.app.checkbox[0].check().run()
    page.press("Publish version 2")
    assert own_store.version == 2
    assert f"Load {next_load} , version 2" in page.words
    assert f"Load {next_load + 1} , version 2" in page.words


@pytest.mark.slow
def test_two_files_that_disagree_are_a_question_and_each_row_says_of_which_file_it_is(drop, own_store):
    page = drop(("a.csv", common(figure(value="61"))), ("b.csv", common(figure(value="62"))))
    assert "a.csv, which comes with it, gives the same figure another value." in page.words
    assert "a.csv: 1 new" in page.words
    assert "b.csv: 1 revised" in page.words
    assert "b.csv, 2" in page.words
    assert page.app.checkbox[0].label.startswith("I have looked at 1 question")


@pytest.mark.slow
def test_a_map_is_said_to_be_shown_on_the_page_of_places(drop):
    hexes = {"E08000001": {"q": 1, "r": 1}}
    page = drop(("councils.hexjson", json.dumps({"layout": "odd-r", "hexes": hexes}).encode()))
    assert "Places shows it once it is published" in page.words
    assert "check the file's codes and ids" not in page.words


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
def test_an_answer_given_to_one_preview_does_not_publish_another(drop, example, own_store, unchanged):
    from data.loading import publish
    from indicators.core.measures.refresh import recompute

    page = drop(example)
    page.app.checkbox[0].check().run()
    other = own_store.folder.parent / "other.csv"
    other.write_bytes(common(figure()))
    publish.load(own_store, other, recompute)
    page.app.run()
    assert "Publish version 3" in page.buttons
    assert next(button for button in page.app.button if button.label == "Publish version 3").disabled


@pytest.mark.slow
@pytest.mark.usefixtures("either_way")
def test_what_somebody_else_publishes_while_ours_waits_its_turn_is_previewed_first(
    drop, example, own_store, unchanged, monkeypatch
):
    page = drop(example)
    page.app.checkbox[0].check().run()

    def theirs_first(store, incoming, *given, **more):
        with store.next_version() as draft:
            record(draft.connection, draft.number, "load", "Ben", "")
        return load_together(store, incoming, *given, **more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("pages.parts.upload.upload_session.load_together", theirs_first)
        page.press("Publish version 2")
    assert "Somebody else made version 2 meanwhile, so nothing was changed." in page.words
    assert own_store.version == 2
    page.app.run()
    assert "Publish version 3" in page.buttons


@pytest.mark.usefixtures("reading_only")
def test_where_nobody_can_sign_in_it_only_reads_and_says_why(at_desk):
    page = at_desk("upload")
    assert page.headline == "Files are loaded on the computer that runs the dashboard."
    assert "This server answers every address" in page.words
    assert not page.app.get("file_uploader")
    assert not [label for label in page.buttons if "Undo" in label or "Publish" in label]


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
    held = own_store.read().execute(
        "SELECT value FROM measure WHERE version_to IS NULL AND indicator = 'know_where_help_crisis'"
    )
    assert (70.0,) in held.fetchall()


@pytest.mark.slow
def test_a_day_of_release_that_somebody_gives_is_for_rows_that_say_none(drop, own_store, next_load):
    page = drop(("figures.csv", common(figure().replace("2024-06", ""))))
    page.app.date_input[0].set_value(date(2024, 7, 1)).run()
    page.press("Publish version 2")
    found = own_store.read().execute(
        "SELECT release, release_precision FROM published_value WHERE load_id = ?", [next_load]
    )
    assert [(str(day), how) for day, how in found.fetchall()] == [("2024-07-01", "day")]


@pytest.mark.slow
def test_a_place_that_no_page_shows_has_to_be_answered_before_it_is_published(drop, own_store):
    sample = ROOT / "tests" / "data" / "samples" / "30-council-code-for-a-trust-indicator.csv"
    page = drop((sample.name, sample.read_bytes()))
    assert "No page would show them." in page.words
    assert "No indicator's figures would change." in page.headline
    assert next(button for button in page.app.button if button.label == "Publish version 2").disabled


@pytest.mark.slow
def test_a_figure_beyond_what_its_indicator_can_have_is_to_be_corrected_at_its_row(drop):
    sample = ROOT / "tests" / "data" / "samples" / "33-no-unit-345.csv"
    page = drop((sample.name, sample.read_bytes()))
    assert "needs mending" in page.headline
    assert "is a percentage, from 0 to 100." in page.words


def test_the_columns_of_each_kind_of_file_are_told_and_can_be_taken_away(at_desk):
    page = at_desk("upload")
    assert "indicator_id Yes text Which indicator, by its id" in page.words
    chosen = next(box for box in page.app.selectbox if box.label == "Kind of file")
    chosen.select(LAYOUTS["talking_therapies_monthly"].title).run()
    assert "REPORTING_PERIOD_START Yes day or period First day the figure covers." in page.words
    assert "Columns of every kind of file (CSV)" in [button.label for button in page.app.get("download_button")]


def two_sheets() -> bytes:
    made = openpyxl.Workbook()
    for name, year in (("Q1", 2023), ("Q2", 2024)):
        sheet = made.create_sheet(name)
        for line in csv.reader([HEAD, figure(year=year)]):
            sheet.append(line)
    made.remove(made["Sheet"])
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.slow
def test_the_sheets_of_a_workbook_are_chosen_and_published_together(drop, own_store):
    page = drop(("book.xlsx", two_sheets()))
    assert page.headline == "book.xlsx has 2 sheets that could be loaded. Choose which."
    box = page.app.multiselect[0]
    assert box.options == ["Q1: The common format", "Q2: The common format"]
    box.select("Q2: The common format").run()
    assert page.headline.startswith("book.xlsx, sheet Q2 is in the common format, and can be published.")
    page.app.multiselect[0].select("Q1: The common format").run()
    assert page.headline.startswith("2 files: 2 can be published.")
    for box in page.app.checkbox:
        box.check().run()
    page.press("Publish version 2")
    assert own_store.read().execute("SELECT sheet FROM load WHERE version_from = 2").fetchall() == [("Q2",), ("Q1",)]
    assert "book.xlsx, sheet Q1, 1 row" in page.words


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


@pytest.mark.slow
def test_two_loads_of_one_kind_are_compared_on_the_history(at_desk, own_store, unchanged, tmp_path):
    for name, value in (("first.csv", "61"), ("second.csv", "64")):
        path = tmp_path / name
        path.write_bytes(common(figure(value=value), figure(year=2023, value="63")))
        load(own_store, path, unchanged)
    page = at_desk("upload")

    def box(label: str):
        return [found for found in page.app.selectbox if found.label == label][-1]

    box("Kind of file").select("The common format").run()
    assert box("Earlier load").value != box("Later load").value
    assert "0 figures only in load" in page.words
    assert "1 figure revised and 1 figure the same in both." in page.words
    assert "What was revised" in page.headings
    assert "January to March 2024 61 64 2" in page.words
    box("Earlier load").select_index(0).run()
    assert "Choose two different loads." in page.words
