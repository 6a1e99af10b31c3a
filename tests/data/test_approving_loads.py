"""A proposed load waits for one approval; where two people are wished, not for that of who proposed it."""

from __future__ import annotations

import pytest

from data.people import People, proposed_loads
from data.people.proposed_loads import Stage

FILES = ({"name": "figures.csv"},)


@pytest.fixture
def people(tmp_path) -> People:
    return People(tmp_path)


@pytest.fixture
def number(people) -> int:
    return proposed_loads.propose(people, FILES, "Figures of June", 1, "Ana Lyst", "ana@example.org")


def test_another_approves_and_both_answer_for_it(people, number):
    proposal = proposed_loads.approve(people, number, "Bo Ard", "bo@example.org", 2, by_another=True)
    assert (proposal.stage, proposal.authors, proposal.upon) == (Stage.APPROVED, "Ana Lyst, approved by Bo Ard", 2)


def test_where_two_are_wished_nobody_approves_their_own(people, number):
    with pytest.raises(ValueError, match="somebody else"):
        proposed_loads.approve(people, number, "Another name", "ana@example.org", 1, by_another=True)
    (proposal,) = proposed_loads.all_of(people)
    assert (proposal.stage, proposal.by) == (Stage.PROPOSED, "")


def test_where_one_is_enough_who_proposes_may_approve(people, number):
    proposal = proposed_loads.approve(people, number, "Ana Lyst", "ana@example.org", 1, by_another=False)
    assert (proposal.stage, proposal.authors) == (Stage.APPROVED, "Ana Lyst")


def test_what_was_sent_back_is_approved_by_nobody(people, number):
    proposed_loads.send_back(people, number, "Bo Ard", "The wrong month")
    with pytest.raises(ValueError, match="sent back already"):
        proposed_loads.approve(people, number, "Bo Ard", "bo@example.org", 1, by_another=True)
