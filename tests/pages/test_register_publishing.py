"""Entries written on Voices: two people see both texts, what is published is a load like any other, readers see none of it."""

from __future__ import annotations

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
from places import LEEDS

from data.loading import publish
from data.people import People, audit, entries
from indicators.core.measures.refresh import recompute
from pages.access.sign_in import read


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


@pytest.mark.slow
class TestTwoPeople:
    def test_the_second_of_two_editors_sees_both_texts_and_chooses(self, writable_page, people):
        entry = write(people)
        key = (NETWORK, "talk")
        form = Form(writable_page("voices", **correcting("involvement", key)), record("involvement", key)).fill(
            about="Mine"
        )
        entries.change(people, entry, key, {"network": NETWORK, "activity": "talk", "name": "Theirs"}, "Ben", 1)
        page = form.save()
        assert "Ben has written this entry since you began" in page.words
        assert "Theirs" in page.words
        assert names(people) == ["Theirs"]
        page.press("Go on with mine")
        form.save()
        assert [(one.number, one.fields["name"]) for one in entries.waiting(people, [NETWORK])] == [(3, "A talk")]

    def test_two_who_add_the_same_entry_see_both(self, writable_page, people):
        form = an_activity(writable_page("voices", **MANY))
        entry = write(people, key=(NETWORK, "a-walk"), activity="a-walk", name="Hers", about=ODD)
        page = form.save()
        assert "Ann has written this entry since you began" in page.words
        assert SHOWN in page.markup
        page.press("Go on with mine")
        form.save()
        assert [one.fields["name"] for one in entries.history(people, entry)] == ["A walk", "Hers"]

    def test_what_was_published_meanwhile_is_seen_before_it_is_corrected(self, writable_page, people, own_store):
        form = Form(writable_page("voices", **correcting("involvement", WORKSHOPS)), record("involvement", WORKSHOPS))
        form.fill(people="14")
        row = {"network": NETWORK, "activity": WORKSHOPS[1], "name": "Their name"}
        write(people, key=WORKSHOPS, **row)
        publishing(writable_page("voices"))
        page = form.save()
        assert "Somebody has published another text of this entry since you began." in page.words
        assert "Their name" in page.words
        page.press("Keep theirs")
        assert entries.waiting(people, [NETWORK]) == []

    def test_every_earlier_text_of_an_entry_that_waits_can_be_read(self, writable_page, people):
        key, entry = (NETWORK, "talk"), write(people, about=ODD)
        entries.change(people, entry, key, {"network": NETWORK, "activity": "talk", "name": "A long talk"}, "Ben", 1)
        page = writable_page("voices", **correcting("involvement", key))
        assert "Earlier texts: 1" in page.words
        assert SHOWN in page.markup

    def test_taken_back_and_brought_back(self, writable_page, people):
        write(people, name=ODD)
        page = writable_page("voices").press("Take back")
        assert names(people) == []
        page.app.button(key="entry_back_1").click().run()
        assert names(people) == [ODD]
        assert [one.what for one in audit.entries(people)[:2]] == ["brought an entry back", "took an entry back"]


@pytest.mark.slow
class TestPublishing:
    def test_it_says_what_would_change_then_loads_a_file_of_each_register(self, writable_page, people, own_store):
        an_activity(writable_page("voices", **MANY)).save()
        fields = {"network": NETWORK, "feedback": "letters", "theme": "Letters", "received": "01/06/2026"}
        write(people, "feedback", (NETWORK, "letters"), **fields)
        page = writable_page("voices").press("Publish the register")
        assert "What would change on the board's screens" in page.headings
        assert "2 new entries. No figure of an indicator would change." in page.words
        before = own_store.version
        assert (NETWORK, "a-walk") not in in_force(own_store)
        page = publishing(writable_page("voices"))
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
        assert "not published yet" not in writable_page("voices").words
        assert "A walk" in writable_page("voices").words

    def test_where_somebody_else_approves_the_button_says_that_it_proposes(self, writable_page, people, monkeypatch):
        an_activity(writable_page("voices", **MANY)).save()
        monkeypatch.setattr(
            "pages.access.sign_in.sign_in", lambda: read({"auth": {}, "access": {"second_person": True}})
        )
        labels = [button.label for button in writable_page("voices").press("Publish the register").app.button]
        assert "Propose version 2" in labels
        assert not any(label.startswith("Publish version") for label in labels)

    def test_numbers_of_who_took_part_are_added_and_corrected_in_the_same_way(self, writable_page, people, own_store):
        record_ = f"entry:participation:{LEEDS}"
        form = Form(writable_page("voices", write="participation"), record_)
        form.fill(period_start="01/07/2026", period_end="31/08/2026", people="40")
        assert "This is not a quarter of a calendar year." in form.save().words
        form.fill(period_end="30/09/2026").save()
        page = publishing(writable_page("voices"))
        (key,) = in_force(own_store, "participation")
        assert "Correct a number" in page.words
        assert "Everybody, 01/07/2026 to 30/09/2026" in page.words
        form = Form(writable_page("voices", **correcting("participation", key)), record("participation", key))
        assert form.field("period_start").disabled
        form.fill(people="41").save()
        publishing(writable_page("voices"))
        assert in_force(own_store, "participation")[key]["people"] == 41
        form = Form(writable_page("voices", write="participation"), record_)
        page = form.fill(period_start="01/07/2026", period_end="30/09/2026", people="7").save()
        assert "This number is there already." in page.words

    def test_the_load_can_be_undone_as_any_other_and_its_text_waits_again(self, writable_page, people, own_store):
        an_activity(writable_page("voices", **MANY)).save()
        publishing(writable_page("voices"))
        (load,) = own_store.read().execute("SELECT max(load_id) FROM load").fetchone()
        publish.withdraw(own_store, load, recompute)
        assert (NETWORK, "a-walk") not in in_force(own_store)
        assert "1 entry is written and not published yet" in writable_page("voices").headings
        publishing(writable_page("voices"))
        assert (NETWORK, "a-walk") in in_force(own_store)

    def test_a_correction_and_its_reversal_are_both_published(self, writable_page, people, own_store):
        for people_ in ("14", "15", "14"):
            page = writable_page("voices", **correcting("involvement", WORKSHOPS))
            Form(page, record("involvement", WORKSHOPS)).fill(people=people_).save()
            publishing(writable_page("voices"))
            assert in_force(own_store)[WORKSHOPS]["people"] == int(people_)

    def test_whoever_was_stopped_before_it_was_written_down_goes_on_where_they_were(
        self, writable_page, people, own_store, monkeypatch
    ):
        an_activity(writable_page("voices", **MANY)).save()
        with monkeypatch.context() as patched:
            patched.setattr(entries, "mark_published", lambda *_: None)
            publishing(writable_page("voices"))
        assert names(people) == ["A walk"]
        version = own_store.version
        writable_page("voices").press("Publish the register")
        assert names(people) == []
        assert own_store.version == version


@pytest.mark.slow
class TestReaders:
    def test_a_reader_sees_none_of_it(self, writable_page, people, without_the_link):
        write(people)
        for query in ({}, MANY, correcting("involvement", WORKSHOPS)):
            page = writable_page("voices", **query)
            assert "A talk" not in page.words
            assert "not published yet" not in page.words
            assert not [link for link in page.links if "write=" in link]
            assert not {"Write it down", "Publish the register", "Take back"} & set(page.buttons)

    def test_who_may_no_longer_write_writes_publishes_and_takes_back_nothing(
        self, writable_page, people, own_store, request
    ):
        write(people)
        form, block = an_activity(writable_page("voices", **MANY)), writable_page("voices")
        ready = writable_page("voices").press("Publish the register")
        version = own_store.version
        request.getfixturevalue("without_the_link")
        form.page.app.button(key=f"save_{NEW}").click().run()
        assert "Take back" not in block.press("Take back").buttons
        next(button for button in ready.app.button if button.label.startswith("Publish version")).click().run()
        assert names(people) == ["A talk"]
        assert own_store.version == version

    def test_figures_are_shown_where_peoples_file_cannot_be_read(self, writable_page, people):
        people.file.write_bytes(b"no database " * 1000)
        page = writable_page("voices")
        assert page.headline.startswith("4 co-production projects")
        assert "Add a project" in page.words
