"""Forms of the registers on Voices: what is wrong is told at its field, nothing typed is lost, words stay words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entry_forms import (
    MANY,
    NETWORK,
    NEW,
    ODD,
    SHOWN,
    WORKSHOPS,
    Form,
    an_activity,
    correcting,
    in_force,
    names,
    publishing,
    record,
    write,
)

from charts.words import entries as entry_words
from data.people import People, audit, drafts, entries
from data.people.records import local_name
from data.tables import REGISTERS
from pages.parts.shared import cached
from pages.parts.voices import entry_fields
from pages.parts.writing import drafting


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


@pytest.mark.parametrize("register", REGISTERS)
def test_every_column_of_a_register_has_a_name_and_a_way_to_be_asked(register: str):
    for name, column in entry_fields.columns(register).items():
        assert entry_words.label(register, name)
        assert entry_fields.kind(register, column) in entry_fields.WIDGETS
    first = {*entry_words.FORMS[register].first, "network"}
    needed = {name for name, column in entry_fields.columns(register).items() if not column.optional}
    assert needed <= first <= entry_fields.columns(register).keys()


@pytest.mark.slow
class TestAdding:
    @pytest.mark.parametrize("register", REGISTERS)
    def test_each_register_has_a_form(self, writable_page, register):
        page = writable_page("voices", write=register)
        assert entry_words.FORMS[register].add in page.headings
        fields = [*page.app.text_input, *page.app.text_area, *page.app.selectbox, *page.app.multiselect]
        keys = {field.key.split("|")[1] for field in fields if field.key}
        assert keys == entry_fields.columns(register).keys() - {"network"}

    def test_an_activity_waits_with_a_short_name_made_from_its_name(self, writable_page, people):
        page = an_activity(writable_page("voices", **MANY), about=ODD).save()
        (entry,) = entries.waiting(people, [NETWORK])
        assert entry.key == (NETWORK, "a-walk")
        assert entry.fields["about"] == ODD
        assert "1 entry is written and not published yet" in page.headings
        assert "Written down: A walk." in page.words
        assert "write" not in page.app.query_params
        assert audit.entries(people)[0].what == "wrote an entry"
        assert drafts.of(people, entry.who, NEW) is None

    def test_the_short_name_can_be_changed_and_is_then_left_alone(self, writable_page, people):
        form = an_activity(writable_page("voices", **MANY)).fill(activity="our-walk").fill(name="A long walk")
        form.save()
        assert [one.key[1] for one in entries.waiting(people, [NETWORK])] == ["our-walk"]

    def test_a_name_that_is_taken_gets_a_number_and_one_typed_is_refused(self, writable_page, people):
        form = an_activity(writable_page("voices", **MANY), name="Governance workshops")
        assert form.field("activity").value == "governance-workshops-2"
        page = form.fill(activity="governance-workshops").save()
        assert entry_words.SHORT_NAME_TAKEN in page.words
        assert entries.waiting(people, [NETWORK]) == []

    def test_where_a_strategy_has_several_networks_it_asks_of_which_one(self, writable_page, people, monkeypatch):
        usual_voices = cached.voices
        several = {NETWORK: "Leeds", "gmmh": "Greater Manchester"}
        monkeypatch.setattr(cached, "voices", lambda: replace(usual_voices(), networks=several))
        form = an_activity(writable_page("voices", **MANY))
        assert form.field("network").options == ["Not known", "Leeds", "Greater Manchester"]
        assert "The network or programme" in form.save().words
        form.fill(network="gmmh").save()
        assert [one.key for one in entries.waiting(people, ["gmmh"])] == [("gmmh", "a-walk")]

    def test_priorities_and_indicators_are_chosen_by_title_and_unknown_ids_stay(self, writable_page, people):
        key = (NETWORK, "letters")
        fields = {"network": NETWORK, "change": "letters", "name": "Letters", "kind": "letter", "state": "under way"}
        write(people, "change", key, **fields, priorities="P1; P99", indicators="suicide_rate")
        form = Form(writable_page("voices", **correcting("change", key)), record("change", key))
        assert form.field("priorities").value == ["P1", "P99"]
        assert "Suicide rate" in form.field("indicators").options
        form.fill(priorities=["P1", "P99", "P2"]).save()
        assert [one.fields["priorities"] for one in entries.waiting(people, [NETWORK])] == ["P1; P99; P2"]

    def test_a_form_that_is_closed_keeps_its_draft(self, writable_page):
        page = an_activity(writable_page("voices", **MANY), about="Half a sentence").page.press("Close")
        assert "Add an activity" not in page.headings
        assert "Carry on with your draft (activity)" in page.words

    @pytest.mark.parametrize("late", ["name", "about"])
    def test_a_change_that_arrives_when_the_form_is_closed_already_changes_nothing(self, writable_page, people, late):
        """A browser on a slow line may send a field once more after the form was written down."""
        form = an_activity(writable_page("voices", **MANY), about="Half a sentence")
        before = drafts.of(people, local_name(), NEW)
        app = form.page.app
        for field in (*app.text_input, *app.text_area, *app.selectbox, *app.multiselect):
            field.set_value(field.value)  # as the browser still holds them
        for name in (*entry_fields.columns("involvement"), "fields", "opened", "made"):
            if (key := drafting.key(NEW, name)) in app.session_state:
                del app.session_state[key]
        form.fill(**{late: "Too late"})
        assert drafts.of(people, local_name(), NEW) == before
        assert before.words["about"] == "Half a sentence"

    def test_text_is_shown_as_text_everywhere(self, writable_page, people, own_store):
        write(people, name=ODD)
        assert SHOWN in writable_page("voices").markup
        page = writable_page("voices", **correcting("involvement", (NETWORK, "talk")))
        assert f"Edit: {SHOWN}" in page.markup
        publishing(page)
        assert SHOWN in writable_page("voices").markup


@pytest.mark.slow
class TestKindErrors:
    def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost(self, writable_page, people):
        page = an_activity(writable_page("voices", **MANY), people="many", claims="2", claims_on_time="3").save()
        assert "This is not a number. Write it in figures" in page.words
        assert "This field is empty" not in page.words
        assert (form := Form(page)).field("people").value == "many"
        assert form.field("name").value == "A walk"
        page = form.fill(people="12").save()
        assert "More claims were paid on time than were made." in page.words
        form.fill(claims_on_time="2").save()
        assert names(people) == ["A walk"]

    def test_what_is_needed_is_named(self, writable_page, people):
        page = Form(writable_page("voices", **MANY)).save()
        assert "This field is empty. What it is called. Fill it in." in page.words
        assert entries.waiting(people, [NETWORK]) == []

    def test_an_identifier_is_stopped(self, writable_page, people):
        page = an_activity(writable_page("voices", **MANY), about="ring 07700 900123").save()
        assert "There is a telephone number in this field. Take it out" in page.words
        assert "900123" not in page.markup
        assert entries.waiting(people, [NETWORK]) == []

    def test_a_name_is_asked_about_and_has_to_be_confirmed_for_the_very_text(self, writable_page, people):
        form = an_activity(writable_page("voices", **MANY), about="Led by Dr Smith")
        page = form.save()
        assert "This text may name a person." in page.words
        page.app.checkbox[0].check().run()
        form.fill(about="Led by Dr Jones")
        form.save()
        assert entries.waiting(people, [NETWORK]) == []
        page.app.checkbox[0].check().run()
        form.save()
        assert names(people) == ["A walk"]

    def test_what_is_typed_waits_for_the_same_person_after_a_reload(self, writable_page, people):
        an_activity(writable_page("voices", **MANY), about="Half a sentence")
        assert "Carry on with your draft (activity)" in writable_page("voices").words
        again = writable_page("voices", **MANY)
        assert Form(again).field("about").value == "Half a sentence"
        again.press("Throw away")
        assert "Carry on with your draft" not in writable_page("voices").words


@pytest.mark.slow
class TestCorrecting:
    def test_an_entry_in_force_is_opened_whole_and_keeps_its_short_name(self, writable_page, people):
        page = writable_page("voices", **correcting("involvement", WORKSHOPS))
        form = Form(page, record("involvement", WORKSHOPS))
        assert form.field("name").value == "Workshops with the Partnership Board of the service"
        assert form.field("activity").disabled
        page = form.fill(people="14").save()
        (entry,) = entries.waiting(people, [NETWORK])
        assert (entry.key, entry.fields["people"]) == (WORKSHOPS, "14")
        assert "Corrected, not published yet" in page.words

    def test_a_new_day_of_a_project_is_a_new_state(self, writable_page, people, own_store):
        key = next(key for key in in_force(own_store, "project") if key[1] == "ls9-lives")
        page = writable_page("voices", **correcting("project", key))
        Form(page, record("project", key)).fill(state="ended", as_of="20/11/2026").save()
        publishing(writable_page("voices"))
        states = {key[2]: row["state"] for key, row in in_force(own_store, "project").items() if key[1] == "ls9-lives"}
        assert len(states) == 2
        assert states["2026-11-20"] == "ended"

    def test_open_feedback_is_closed_with_the_answer_on_top(self, writable_page, people, own_store):
        key = (NETWORK, "letters")
        fields = {"network": NETWORK, "feedback": "letters", "theme": "Letters", "received": "01/06/2026"}
        write(people, "feedback", key, **fields, said=ODD)
        publishing(writable_page("voices"))
        page = writable_page("voices")
        assert "You said, we did" in page.headings
        assert "Tell what came of it" in page.words
        assert SHOWN not in page.markup
        page = writable_page("voices", **correcting("feedback", key))
        assert "Tell what came of it: Letters" in page.headings
        form = Form(page, record("feedback", key)).fill(told_back="20/06/2026")
        assert "People were told of an answer that is not given." in form.save().words
        form.fill(answer="Shorter letters", answered="10/06/2026").save()
        publishing(writable_page("voices"))
        words = writable_page("voices").words
        assert "Told back after 19 days" in words
        assert "Shorter letters" in words

    def test_an_entry_of_another_strategys_network_cannot_be_opened(self, writable_page, own_store):
        key = next(key for key in in_force(own_store) if key[0] != NETWORK)
        page = writable_page("voices", **correcting("involvement", key))
        assert entry_words.NOT_THERE in page.words

    @pytest.mark.parametrize(
        "query",
        [{"write": "nonsense"}, {**MANY, "entry": "{"}, {**MANY, "entry": "3"}, {**MANY, "entry": "[" * 100_000}],
    )
    def test_a_link_that_makes_no_sense_breaks_nothing(self, writable_page, query):
        assert writable_page("voices", **query).headline.startswith("4 co-production projects")
