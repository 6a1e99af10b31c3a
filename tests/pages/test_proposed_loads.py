"""A second pair of eyes, and an hour before which nobody sees the figures: who proposes, who approves, what becomes of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from data.loading import proposed_files, publish
from data.loading.incoming import Incoming
from data.people import People, audit, proposed_loads
from data.people.proposed_loads import Stage
from data.periods import hour_in_full, in_utc
from data.storage.clock import now
from indicators.core.measures.refresh import recompute
from pages.access.role_table import UserRole
from pages.access.sign_in import read
from pages.access.visitor import Person
from pages.parts.shared import roles
from tests.pages.files_to_upload import common, figure

ANA = Person("ana", "Ana Lyst", frozenset({UserRole.ANALYST}), signed_in=True)
BO = Person("bo", "Bo Ard", frozenset({UserRole.APPROVER}), signed_in=True)
BOTH = Person("ana", "Ana Lyst", frozenset({UserRole.ANALYST, UserRole.APPROVER}), signed_in=True)
CY = Person("cy", "Cy Viewer", frozenset({UserRole.VIEWER}), signed_in=True)
TWO = {"auth": {}, "access": {"second_person": True}}

pytestmark = pytest.mark.slow


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


@pytest.fixture
def as_(monkeypatch, writable_page):
    """Open a page as somebody."""

    def opened(person: Person, page: str = "upload", **query: str):
        monkeypatch.setattr(roles, "person", lambda: person)
        return writable_page(page, **query)

    return opened


@pytest.fixture
def two_people(monkeypatch):
    """A server on which a load waits for an approver."""
    for module in ("access.sign_in", "parts.site.signing_in", "parts.upload.steps", "parts.shared.roles"):
        monkeypatch.setattr(f"pages.{module}.sign_in", lambda: read(TWO))


@pytest.fixture
def dropped(as_):
    """An analyst's upload with one file that can be published."""

    def drop(person: Person = ANA, value: str = "61"):
        page = as_(person)
        page.app.get("file_uploader")[0].upload("figures.csv", common(figure(value=value)), "text/csv")
        page.app.run()
        for box in page.app.checkbox:
            box.check()
        page.app.run()
        return page

    return drop


def looked(page):
    for box in page.app.checkbox:
        box.check()
    page.app.run()
    return page


def the_one(people: People):
    (proposal,) = proposed_loads.all_of(people)
    return proposal


@pytest.mark.usefixtures("two_people")
class TestSecondPerson:
    def test_what_one_proposes_another_approves_and_both_stand_in_the_history(self, own_store, as_, dropped, people):
        page = dropped().press("Propose version 2")
        assert "Proposed by Ana Lyst. It waits for somebody who may approve it." in page.words
        assert own_store.version == 1
        waits = as_(BO, "holdings", tab="waiting")
        assert "Loads to approve, or waiting for their hour: 1 Loaded figures.csv." in waits.words
        assert any("upload?proposed=1" in link for link in waits.links)
        shown = looked(as_(BO, proposed="1"))
        assert "What would change on the board's screens" in shown.headings
        assert "61" in shown.words
        assert "Read it as" not in [box.label for box in shown.app.selectbox], "what it is was chosen by its proposer"
        shown.press("Approve and publish")
        assert own_store.version == 2
        (who, note) = own_store.read().execute("SELECT who, note FROM version WHERE version = 2").fetchone()
        assert (who, note) == ("Ana Lyst, approved by Bo Ard", "Loaded figures.csv.")
        changes = [(entry.who, entry.what) for entry in audit.entries(people)]
        assert ("Ana Lyst", "proposed a load") in changes and ("Bo Ard", "approved a proposed load") in changes
        assert not (own_store.folder / proposed_files.FOLDER / "1").exists()

    def test_nobody_approves_their_own(self, as_, dropped, own_store):
        dropped(BOTH).press("Propose version 2")
        shown = looked(as_(BOTH, proposed="1"))
        assert "Approve and publish" not in shown.buttons
        shown.press("Take it back")
        assert own_store.version == 1
        assert not (own_store.folder / proposed_files.FOLDER / "1").exists()

    def test_one_that_is_sent_back_says_why(self, as_, dropped, people, own_store):
        dropped().press("Propose version 2")
        shown = as_(BO, proposed="1").press("Send it back")
        assert "Give why it is sent back in words" in shown.words
        shown.app.text_input[0].set_value("March is missing")
        shown.press("Send it back")
        proposal = the_one(people)
        assert (proposal.stage, proposal.by, proposal.why) == (Stage.SENT_BACK, "Bo Ard", "March is missing")
        assert own_store.version == 1

    @pytest.mark.parametrize("page", ["upload", "holdings"])
    def test_who_neither_loads_nor_approves_sees_nothing_of_it(self, as_, dropped, page):
        dropped(value="61.7").press("Propose version 2")
        shown = as_(CY, page, proposed="1", tab="waiting")
        assert "figures.csv" not in shown.words and "61.7" not in shown.words

    def test_an_approver_sees_what_it_would_change_now_where_somebody_has_published_meanwhile(
        self, as_, dropped, own_store, figures
    ):
        dropped().press("Propose version 2")
        publish.load(own_store, figures("value | period_start | period_end\n57 | 2022-04-01 | 2023-03-31"), recompute)
        looked(as_(BO, proposed="1")).press("Approve and publish")
        assert own_store.version == 3

    def test_where_its_files_are_gone_it_can_only_be_sent_back(self, as_, dropped, own_store):
        dropped().press("Propose version 2")
        proposed_files.forget(own_store, 1)
        shown = as_(BO, proposed="1")
        assert "Its files are not there any more. Send proposal 1 back" in shown.words
        assert "Approve and publish" not in shown.buttons and "Send it back" in shown.buttons


class TestEmbargo:
    def propose(self, page, moment: datetime):
        day = next(one for one in page.app.date_input if one.label == "Not before")
        day.set_value(moment.date())
        page.app.time_input[0].set_value(moment.time().replace(second=0))
        page.app.run()
        return page.press(next(one for one in page.buttons if one.startswith("Publish at")))

    def test_it_is_published_at_its_hour_and_not_before(self, dropped, own_store, people, monkeypatch):
        page = self.propose(dropped(), datetime(2031, 7, 1, 9, 30))
        assert "Approved by Ana Lyst. It is published at 9:30 on 1 July 2031" in page.words
        assert own_store.version == 1
        assert proposed_files.publish_due(own_store, datetime(2031, 7, 1, 8, 29), recompute) == []
        assert proposed_files.publish_due(own_store, datetime(2031, 7, 1, 8, 30), recompute) == [2]
        assert the_one(people).version == 2
        assert own_store.read().execute("SELECT who FROM version WHERE version = 2").fetchone() == ("Ana Lyst",)
        assert proposed_files.publish_due(own_store, datetime(2031, 7, 2), recompute) == []

    def test_an_hour_that_is_past_is_refused_and_nothing_is_lost(self, dropped, own_store, people):
        page = self.propose(dropped(), datetime(2020, 1, 1, 9, 30))
        assert "That hour is past. Choose a later one, or publish at once." in page.words
        assert proposed_loads.all_of(people) == []

    def test_what_nobody_has_looked_at_upon_the_figures_of_that_hour_is_not_published(
        self, dropped, own_store, people, figures, as_
    ):
        self.propose(dropped(), datetime(2031, 7, 1, 9, 30))
        publish.load(own_store, figures("value | period_start | period_end\n57 | 2022-04-01 | 2023-03-31"), recompute)
        assert proposed_files.publish_due(own_store, datetime(2031, 7, 2), recompute) == []
        proposal = the_one(people)
        assert proposal.stage is Stage.PROPOSED
        assert proposal.why.startswith("Somebody else made version 2 meanwhile")
        assert "Look again: Somebody else made version 2 meanwhile" in as_(ANA, "holdings", tab="waiting").words


def test_the_hour_is_that_of_the_clocks_of_the_united_kingdom():
    assert in_utc(date(2026, 7, 1), time(9, 30)) == datetime(2026, 7, 1, 8, 30)
    assert in_utc(date(2026, 12, 1), time(9, 30)) == datetime(2026, 12, 1, 9, 30)
    assert hour_in_full(datetime(2026, 7, 1, 8, 30)) == "9:30 on 1 July 2026"


def test_files_of_a_proposal_that_waits_no_more_are_removed_at_the_next_turn(own_store, figures, people):
    entry = Incoming(figures("value\n61"))
    number = proposed_files.propose(own_store, [entry], "x.", 1, "Ann", "ann", not_before=now() + timedelta(days=1))
    proposed_loads.take_back(people, number, "Ann")
    assert (own_store.folder / proposed_files.FOLDER / "1").exists()
    proposed_files.sweep(own_store)
    assert not (own_store.folder / proposed_files.FOLDER / "1").exists()
