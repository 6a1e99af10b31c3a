"""Loads that wait: for somebody else to approve them, where that is wished, or for the hour before which nobody may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

import streamlit as st
from markupsafe import Markup

from data import periods
from data.loading import proposed_files
from data.loading.publish import Outcome
from data.people import proposed_loads
from data.people.proposed_loads import OPEN, ProposedLoad, Stage
from data.storage.clock import now
from data.storage.versions import StoreError
from pages.access.role_table import Permission
from pages.access.sign_in import second_person
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.upload import upload_session, whose
from pages.parts.upload.upload_session import File, Trial

ASKED = "proposed"
USUAL_HOUR = time(9, 30)


def doing() -> str:
    """What the button that ends an upload does."""
    return "Propose" if second_person() else "Publish"


def waiting() -> list[ProposedLoad]:
    """The loads that wait, for those who may load or approve: an embargo is kept from everybody else."""
    if not (roles.may(Permission.LOAD) or roles.may(Permission.APPROVE)):
        return []
    proposals = people_file.kept(proposed_loads.all_of, otherwise=[])
    return [proposal for proposal in proposals if proposal.stage in OPEN]


def proposal_of_link() -> ProposedLoad | None:
    """The waiting load that the link asks for, where this visit may see it."""
    return next((proposal for proposal in waiting() if str(proposal.id) == st.query_params.get(ASKED)), None)


def hour(key: str) -> datetime | None:
    """Before which moment it is not to be published, in UTC; ``None`` for at once."""
    with st.expander("Publish later"):
        st.caption("Nobody sees the figures before that hour, by the clocks of the United Kingdom.")
        with st.container(horizontal=True):
            day = st.date_input("Not before", value=None, format="DD/MM/YYYY", key=f"day_{key}")
            clock = st.time_input("at", value=USUAL_HOUR, key=f"hour_{key}")
    return periods.in_utc(day, clock) if day else None


def publish(
    files: Sequence[File], trial: Trial, note: str, questions: int, not_before: datetime | None = None
) -> list[Outcome]:
    """Publish the files, or have them wait where somebody else is to approve them, or for an hour; what was published.

    This is the one way for a visit to publish files.  Raises ``ValueError``, ``StoreError``, ``UnreadableFileError`` or
    ``PeopleError`` where it was not done: nothing is kept or half published then.
    """
    if not_before or second_person():
        _propose(files, trial, note, questions, not_before)
        return []
    with st.spinner("Publishing: the current version is shown until this one is complete"):
        return upload_session.publish(files, trial, note, questions)


def _propose(files: Sequence[File], trial: Trial, note: str, questions: int, not_before: datetime | None) -> None:
    if why := whose.not_theirs(trial.dry_run):
        raise StoreError(why)
    if not_before and not_before <= now():
        raise ValueError("That hour is past. Choose a later one, or publish at once.")
    store, upon, person = cached.store(), trial.dry_run.before.version, roles.person()
    number = proposed_files.propose(
        store, [file.incoming for file in files], note, upon, person.name, person.ident,
        questions=questions, not_before=not_before,
    )  # fmt: skip
    if not second_person():
        proposed_loads.approve(people_file.people(), number, person.name, person.ident, upon, by_another=False)
    roles.record("proposed a load", f"proposal {number}", note)
    st.session_state[ASKED] = number
    upload_session.clear()


def show_last_proposed() -> None:
    """What was proposed last by this visit, while it waits."""
    number = st.session_state.get(ASKED)
    proposal = next((waiting_load for waiting_load in waiting() if waiting_load.id == number), None)
    if proposal:
        link = markup.link("upload", f"proposal {proposal.id}", {ASKED: str(proposal.id)})
        markup.show(Markup('<div class="banner" role="status">Kept as {}. {}</div>').format(link, state(proposal)))


def state(proposal: ProposedLoad) -> str:
    """What it waits for."""
    at = f" at {periods.hour_in_full(proposal.not_before)}" if proposal.not_before else ""
    if proposal.stage is Stage.APPROVED:
        return (
            f"Approved by {proposal.by}. It is published{at or ' within a minute'}, unless somebody publishes before."
        )
    again = f" Look again: {proposal.why}" if proposal.why else ""
    return f"Proposed by {proposal.who}. It waits for somebody who may approve it{f', to be published{at}' if at else ''}.{again}"
