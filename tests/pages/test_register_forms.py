"""Forms of the registers on Voices: who may write adds, corrects and publishes; nothing typed is lost, words stay words."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from places import LEEDS

from charts.words import entries as told
from data.loading import publish
from data.people import People, audit, drafts, entries
from data.storage import entries as held_entries
from data.tables import REGISTERS
from indicators.core.measures.refresh import recompute
from pages.parts.voices import entry_fields

NETWORK = "leeds-mws-coproduction"
ODD = "<b>x</b> *y* :smile:"
SHOWN = "&lt;b&gt;x&lt;/b&gt; *y* :smile:"
NEW = f"entry:involvement:{LEEDS}"
WORKSHOPS = (NETWORK, "governance-workshops")
MANY = {"write": "involvement"}


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


def correcting(register: str, key: tuple[str, ...]) -> dict[str, str]:
    return {"write": register, "entry": json.dumps(key)}


def record(register: str, key: tuple[str, ...]) -> str:
    return f"entry:{register}:{json.dumps(key)}"


@dataclass
class Form:
    """A form on the page, filled and pressed as somebody does."""

    page: object
    record: str = NEW

    def field(self, name: str):
        app = self.page.app
        every = [*app.text_input, *app.text_area, *app.selectbox, *app.multiselect]
        return next(found for found in every if found.key == f"{self.record}|{name}")

    def fill(self, **fields: object) -> Form:
        for name, words in fields.items():
            self.field(name).set_value(words)
        self.page.app.run()
        assert not self.page.app.exception
        return self

    def save(self):
        return self.page.press("Write it down")


def an_activity(page, **more: object) -> Form:
    return Form(page).fill(**{"name": "A walk", "day": "June 2026", "people": "12", **more})


def names(people: People) -> list[str]:
    return [one.fields.get("name") or one.fields["theme"] for one in entries.waiting(people, [NETWORK])]


def write(people: People, register: str = "involvement", key=(NETWORK, "talk"), **fields: str) -> int:
    usual = {"network": NETWORK, "activity": "talk", "name": "A talk"} if register == "involvement" else {}
    return entries.add(people, register, key, usual | fields, "Ann")


def in_force(store, register: str = "involvement") -> dict[tuple[str, ...], dict]:
    rows = held_entries.held(store.read(), register, store.version)
    return {held_entries.key_of(register, row): row for row in rows}


@pytest.mark.parametrize("register", REGISTERS)
def test_every_column_of_a_register_has_a_name_and_a_way_to_be_asked(register: str):
    for name, column in entry_fields.columns(register).items():
        assert told.label(register, name)
        assert entry_fields.kind(register, column) in entry_fields.WIDGETS
    first = {*told.FORMS[register].first, "network"}
    needed = {name for name, column in entry_fields.columns(register).items() if not column.optional}
    assert needed <= first <= entry_fields.columns(register).keys()


@pytest.mark.slow
class TestAdding:
    @pytest.mark.parametrize("register", REGISTERS)
    def test_each_register_has_a_form(self, at_desk, register):
        page = at_desk("voices", write=register)
        assert told.FORMS[register].add in page.headings
        fields = [*page.app.text_input, *page.app.text_area, *page.app.selectbox, *page.app.multiselect]
        keys = {found.key.split("|")[1] for found in fields if found.key}
        assert keys == entry_fields.columns(register).keys() - {"network"}

    def test_an_activity_waits_with_a_short_name_made_from_its_name(self, at_desk, people):
        page = an_activity(at_desk("voices", **MANY), about=ODD).save()
        (found,) = entries.waiting(people, [NETWORK])
        assert found.key == (NETWORK, "a-walk")
        assert found.fields["about"] == ODD
        assert "1 entry is written and not published yet" in page.headings
        assert "Written down: A walk." in page.words
        assert "write" not in page.app.query_params
        assert audit.entries(people)[0].what == "wrote an entry"
        assert drafts.of(people, found.who, NEW) is None

    def test_the_short_name_can_be_changed_and_is_then_left_alone(self, at_desk, people):
        form = an_activity(at_desk("voices", **MANY)).fill(activity="our-walk").fill(name="A long walk")
        form.save()
        assert [one.key[1] for one in entries.waiting(people, [NETWORK])] == ["our-walk"]

    def test_a_name_that_is_taken_gets_a_number_and_one_typed_is_refused(self, at_desk, people):
        form = an_activity(at_desk("voices", **MANY), name="Governance workshops")
        assert form.field("activity").value == "governance-workshops-2"
        page = form.fill(activity="governance-workshops").save()
        assert told.SHORT_NAME_TAKEN in page.words
        assert entries.waiting(people, [NETWORK]) == []

    def test_text_is_shown_as_text_everywhere(self, at_desk, people, own_store):
        write(people, name=ODD)
        assert SHOWN in at_desk("voices").markup
        page = at_desk("voices", **correcting("involvement", (NETWORK, "talk")))
        assert f"Correct: {SHOWN}" in page.markup
        publishing(page)
        assert SHOWN in at_desk("voices").markup


@pytest.mark.slow
class TestKindErrors:
    def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost(self, at_desk, people):
        page = an_activity(at_desk("voices", **MANY), people="many", claims="2", claims_on_time="3").save()
        assert "This is not a number. Write it in figures" in page.words
        assert "This field is empty" not in page.words
        assert (form := Form(page)).field("people").value == "many"
        assert form.field("name").value == "A walk"
        page = form.fill(people="12").save()
        assert "More claims were paid on time than were made." in page.words
        form.fill(claims_on_time="2").save()
        assert names(people) == ["A walk"]

    def test_what_is_needed_is_named(self, at_desk, people):
        page = Form(at_desk("voices", **MANY)).save()
        assert "This field is empty. What it is called. Fill it in." in page.words
        assert entries.waiting(people, [NETWORK]) == []

    def test_an_identifier_is_stopped(self, at_desk, people):
        page = an_activity(at_desk("voices", **MANY), about="ring 07700 900123").save()
        assert "There is a telephone number in this field. Take it out" in page.words
        assert "900123" not in page.markup
        assert entries.waiting(people, [NETWORK]) == []

    def test_a_name_is_asked_about_and_has_to_be_confirmed_for_the_very_text(self, at_desk, people):
        form = an_activity(at_desk("voices", **MANY), about="Led by Dr Smith")
        page = form.save()
        assert "This text may name a person." in page.words
        page.app.checkbox[0].check().run()
        form.fill(about="Led by Dr Jones")
        form.save()
        assert entries.waiting(people, [NETWORK]) == []
        page.app.checkbox[0].check().run()
        form.save()
        assert names(people) == ["A walk"]

    def test_what_is_typed_waits_for_the_same_person_after_a_reload(self, at_desk, people):
        an_activity(at_desk("voices", **MANY), about="Half a sentence")
        assert "Carry on with your draft (activity)" in at_desk("voices").words
        again = at_desk("voices", **MANY)
        assert Form(again).field("about").value == "Half a sentence"
        again.press("Throw away")
        assert "Carry on with your draft" not in at_desk("voices").words


@pytest.mark.slow
class TestCorrecting:
    def test_an_entry_in_force_is_opened_whole_and_keeps_its_short_name(self, at_desk, people):
        page = at_desk("voices", **correcting("involvement", WORKSHOPS))
        form = Form(page, record("involvement", WORKSHOPS))
        assert form.field("name").value == "Workshops with the Partnership Board of the service"
        assert form.field("activity").disabled
        page = form.fill(people="14").save()
        (found,) = entries.waiting(people, [NETWORK])
        assert (found.key, found.fields["people"]) == (WORKSHOPS, "14")
        assert "Corrected, not published yet" in page.words

    def test_a_new_day_of_a_project_is_a_new_state(self, at_desk, people, own_store):
        key = next(key for key in in_force(own_store, "project") if key[1] == "ls9-lives")
        page = at_desk("voices", **correcting("project", key))
        Form(page, record("project", key)).fill(state="ended", as_of="20/11/2026").save()
        publishing(at_desk("voices"))
        states = {key[2]: row["state"] for key, row in in_force(own_store, "project").items() if key[1] == "ls9-lives"}
        assert len(states) == 2
        assert states["2026-11-20"] == "ended"

    def test_open_feedback_is_closed_with_the_answer_on_top(self, at_desk, people, own_store):
        key = (NETWORK, "letters")
        fields = {"network": NETWORK, "feedback": "letters", "theme": "Letters", "received": "01/06/2026"}
        write(people, "feedback", key, **fields, said=ODD)
        publishing(at_desk("voices"))
        page = at_desk("voices")
        assert "Tell what came of it" in page.words
        assert SHOWN not in page.markup
        page = at_desk("voices", **correcting("feedback", key))
        assert "Tell what came of it: Letters" in page.headings
        form = Form(page, record("feedback", key)).fill(told_back="20/06/2026")
        assert "People were told of an answer that is not given." in form.save().words
        form.fill(answer="Shorter letters", answered="10/06/2026").save()
        publishing(at_desk("voices"))
        words = at_desk("voices").words
        assert "Told back after 19 days" in words
        assert "Shorter letters" in words

    def test_an_entry_of_another_strategys_network_cannot_be_opened(self, at_desk, own_store):
        key = next(key for key in in_force(own_store) if key[0] != NETWORK)
        page = at_desk("voices", **correcting("involvement", key))
        assert told.NOT_THERE in page.words

    @pytest.mark.parametrize("query", [{"write": "nonsense"}, {**MANY, "entry": "{"}, {**MANY, "entry": "3"}])
    def test_a_link_that_makes_no_sense_breaks_nothing(self, at_desk, query):
        assert at_desk("voices", **query).headline.startswith("4 co-production projects")


@pytest.mark.slow
class TestTwoPeople:
    def test_the_second_of_two_editors_sees_both_texts_and_chooses(self, at_desk, people):
        made = write(people)
        key = (NETWORK, "talk")
        form = Form(at_desk("voices", **correcting("involvement", key)), record("involvement", key)).fill(about="Mine")
        entries.change(people, made, key, {"network": NETWORK, "activity": "talk", "name": "Theirs"}, "Ben", 1)
        page = form.save()
        assert "Ben has written this entry since you began" in page.words
        assert "Theirs" in page.words
        assert names(people) == ["Theirs"]
        page.press("Go on with mine")
        form.save()
        assert [(one.number, one.fields["name"]) for one in entries.waiting(people, [NETWORK])] == [(3, "A talk")]

    def test_two_who_add_the_same_entry_see_both(self, at_desk, people):
        form = an_activity(at_desk("voices", **MANY))
        made = write(people, key=(NETWORK, "a-walk"), activity="a-walk", name="Hers", about=ODD)
        page = form.save()
        assert "Ann has written this entry since you began" in page.words
        assert SHOWN in page.markup
        page.press("Go on with mine")
        form.save()
        assert [one.fields["name"] for one in entries.history(people, made)] == ["A walk", "Hers"]

    def test_what_was_published_meanwhile_is_seen_before_it_is_corrected(self, at_desk, people, own_store):
        form = Form(at_desk("voices", **correcting("involvement", WORKSHOPS)), record("involvement", WORKSHOPS))
        form.fill(people="14")
        row = {"network": NETWORK, "activity": WORKSHOPS[1], "name": "Their name"}
        write(people, key=WORKSHOPS, **row)
        publishing(at_desk("voices"))
        page = form.save()
        assert "Somebody has published another text of this entry since you began." in page.words
        assert "Their name" in page.words
        page.press("Keep theirs")
        assert entries.waiting(people, [NETWORK]) == []

    def test_taken_back_and_brought_back(self, at_desk, people):
        write(people, name=ODD)
        page = at_desk("voices").press("Take back")
        assert names(people) == []
        page.app.button(key="entry_back_1").click().run()
        assert names(people) == [ODD]
        assert [one.what for one in audit.entries(people)[:2]] == ["brought an entry back", "took an entry back"]


def publishing(page):
    """Press both buttons."""
    page.press("Publish the register")
    next(button for button in page.app.button if button.label.startswith("Publish version")).click().run()
    assert not page.app.exception
    return page


@pytest.mark.slow
class TestPublishing:
    def test_it_says_what_would_change_then_loads_a_file_of_each_register(self, at_desk, people, own_store):
        an_activity(at_desk("voices", **MANY)).save()
        fields = {"network": NETWORK, "feedback": "letters", "theme": "Letters", "received": "01/06/2026"}
        write(people, "feedback", (NETWORK, "letters"), **fields)
        page = at_desk("voices").press("Publish the register")
        assert "What would change on the board's screens" in page.headings
        assert "2 new entries. No figure of an indicator would change." in page.words
        before = own_store.version
        assert (NETWORK, "a-walk") not in in_force(own_store)
        page = publishing(at_desk("voices"))
        assert own_store.version == before + 1
        assert "Published: 1 activity and 1 suggestion as loads" in page.words
        assert any("tab=loads" in link for link in page.links)
        assert in_force(own_store)[NETWORK, "a-walk"]["people"] == 12
        loads = (
            own_store.read().execute("SELECT file_name, who, note FROM load ORDER BY load_id DESC LIMIT 2").fetchall()
        )
        assert [name for name, _, _ in loads] == [f"voices-{one}-2026-11-21.csv" for one in ("feedback", "involvement")]
        assert all(who and note == "Written on Voices: 1 activity and 1 suggestion." for _, who, note in loads)
        assert entries.waiting(people, [NETWORK]) == []
        assert "not published yet" not in at_desk("voices").words
        assert "A walk" in at_desk("voices").words

    def test_the_load_can_be_undone_as_any_other(self, at_desk, people, own_store):
        an_activity(at_desk("voices", **MANY)).save()
        publishing(at_desk("voices"))
        (load,) = own_store.read().execute("SELECT max(load_id) FROM load").fetchone()
        publish.withdraw(own_store, load, recompute)
        assert (NETWORK, "a-walk") not in in_force(own_store)

    def test_a_correction_and_its_reversal_are_both_published(self, at_desk, people, own_store):
        for people_ in ("14", "15", "14"):
            page = at_desk("voices", **correcting("involvement", WORKSHOPS))
            Form(page, record("involvement", WORKSHOPS)).fill(people=people_).save()
            publishing(at_desk("voices"))
            assert in_force(own_store)[WORKSHOPS]["people"] == int(people_)

    def test_whoever_was_stopped_before_it_was_written_down_goes_on_where_they_were(
        self, at_desk, people, own_store, monkeypatch
    ):
        an_activity(at_desk("voices", **MANY)).save()
        with monkeypatch.context() as patched:
            patched.setattr(entries, "mark_published", lambda *_: None)
            publishing(at_desk("voices"))
        assert names(people) == ["A walk"]
        version = own_store.version
        at_desk("voices").press("Publish the register")
        assert names(people) == []
        assert own_store.version == version


@pytest.mark.slow
class TestReaders:
    def test_a_reader_sees_none_of_it(self, at_desk, people, without_the_link):
        write(people)
        for query in ({}, MANY, correcting("involvement", WORKSHOPS)):
            page = at_desk("voices", **query)
            assert "A talk" not in page.words
            assert "not published yet" not in page.words
            assert not [link for link in page.links if "write=" in link]
            assert not {"Write it down", "Publish the register", "Take back"} & set(page.buttons)

    def test_who_may_no_longer_write_writes_publishes_and_takes_back_nothing(self, at_desk, people, own_store, request):
        write(people)
        form, block = an_activity(at_desk("voices", **MANY)), at_desk("voices")
        ready = at_desk("voices").press("Publish the register")
        version = own_store.version
        request.getfixturevalue("without_the_link")
        form.page.app.button(key=f"save_{NEW}").click().run()
        assert "Take back" not in block.press("Take back").buttons
        next(button for button in ready.app.button if button.label.startswith("Publish version")).click().run()
        assert names(people) == ["A talk"]
        assert own_store.version == version

    def test_figures_are_shown_where_peoples_file_cannot_be_read(self, at_desk, people):
        people.file.write_bytes(b"no database " * 1000)
        page = at_desk("voices")
        assert page.headline.startswith("4 co-production projects")
        assert "Add a project" in page.words
