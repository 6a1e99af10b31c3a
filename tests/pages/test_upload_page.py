"""The upload page from an empty desk to what is published, undone and compared, and where it is read-only."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from places import INDICATORS

from data.layouts import LAYOUTS
from data.loading.publish import load, load_together, record
from indicators import catalogue
from tests.pages.files_to_upload import EXAMPLE, HEAD, common, figure


def test_an_empty_desk_says_what_will_happen_and_offers_the_common_format(writable_page):
    page = writable_page("upload")
    assert page.headline == "Load a file, and see what it would change before anybody else does."
    assert "Nothing is published until you publish it" in page.words
    assert "Nothing has been loaded beside the bundled figures" in page.words
    assert "The columns of the common format" in page.markup


def test_every_indicator_s_id_and_unit_can_be_looked_up_where_the_template_is(writable_page):
    page = writable_page("upload")
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
def test_a_map_is_said_to_be_shown_on_the_page_of_places(drop):
    hexes = {"E08000001": {"q": 1, "r": 1}}
    page = drop(("councils.hexjson", json.dumps({"layout": "odd-r", "hexes": hexes}).encode()))
    assert "Places shows it once it is published" in page.words
    assert "check the file's codes and ids" not in page.words


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

    def theirs_first(store, incoming, *arguments, **keywords):
        with store.next_version() as draft:
            record(draft.connection, draft.number, "load", "Ben", "")
        return load_together(store, incoming, *arguments, **keywords)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("pages.parts.upload.upload_session.load_together", theirs_first)
        page.press("Publish version 2")
    assert "Somebody else made version 2 meanwhile, so nothing was changed." in page.words
    assert own_store.version == 2
    page.app.run()
    assert "Publish version 3" in page.buttons


@pytest.mark.usefixtures("reading_only")
def test_where_nobody_can_sign_in_it_only_reads_and_says_why(writable_page):
    page = writable_page("upload")
    assert page.headline == "Files are loaded on the computer that runs the dashboard."
    assert "This server answers every address" in page.words
    assert not page.app.get("file_uploader")
    assert not [label for label in page.buttons if "Undo" in label or "Publish" in label]


def test_the_columns_of_each_kind_of_file_are_told_and_can_be_taken_away(writable_page):
    page = writable_page("upload")
    assert "indicator_id Yes text Which indicator, by its id" in page.words
    chosen = next(box for box in page.app.selectbox if box.label == "Kind of file")
    chosen.select(LAYOUTS["talking_therapies_monthly"].title).run()
    assert "REPORTING_PERIOD_START Yes day or period First day the figure covers." in page.words
    assert "Columns of every kind of file (CSV)" in [button.label for button in page.app.get("download_button")]


def two_sheets() -> bytes:
    book = openpyxl.Workbook()
    for name, year in (("Q1", 2023), ("Q2", 2024)):
        sheet = book.create_sheet(name)
        for line in csv.reader([HEAD, figure(year=year)]):
            sheet.append(line)
    book.remove(book["Sheet"])
    content = io.BytesIO()
    book.save(content)
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


@pytest.mark.slow
def test_two_loads_of_one_kind_are_compared_on_the_history(writable_page, own_store, unchanged, tmp_path):
    for name, value in (("first.csv", "61"), ("second.csv", "64")):
        path = tmp_path / name
        path.write_bytes(common(figure(value=value), figure(year=2023, value="63")))
        load(own_store, path, unchanged)
    page = writable_page("upload")

    def box(label: str):
        return [selectbox for selectbox in page.app.selectbox if selectbox.label == label][-1]

    box("Kind of file").select("The common format").run()
    assert box("Earlier load").value != box("Later load").value
    assert "0 figures only in load" in page.words
    assert "1 figure revised and 1 figure the same in both." in page.words
    assert "What was revised" in page.headings
    assert "January to March 2024 61 64 2" in page.words
    box("Earlier load").select_index(0).run()
    assert "Choose two different loads." in page.words
