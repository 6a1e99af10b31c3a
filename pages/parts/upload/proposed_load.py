"""A load that waits, as its proposer saw it: what it would change, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from charts import words
from data import periods
from data.loading import proposed_files
from data.people import proposed_loads
from data.people.proposed_loads import ProposedLoad, Stage
from data.problems import UnreadableFileError
from data.storage.clock import now
from data.storage.errors import PeopleError
from data.storage.versions import StoreError
from indicators.core.measures.refresh import recompute
from pages.access.role_table import Permission
from pages.access.sign_in import second_person
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.upload import proposing, publishing, steps, upload_session
from pages.parts.upload.upload_session import File, Trial

DONE = "proposal_decided"


def show(proposal: ProposedLoad) -> None:
    """What a waiting load would change, as its proposer saw it, and what becomes of it."""
    markup.show(
        Markup('<div class="banner" role="note">{} <em>{}</em></div>').format(proposing.state(proposal), proposal.note)
    )
    try:
        incoming = proposed_files.incoming(cached.store(), proposal)
    except StoreError as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        _end(proposal, None)
        return
    files = []
    for at, entry in enumerate(incoming):
        released = entry.origin.release if entry.origin else None
        file = File(
            f"{proposing.ASKED}{proposal.id}x{at}",
            entry.path,
            entry.layout,
            released,
            not entry.keeps_held,
            entry.sheet,
        )
        upload_session.current().corrections[file.key] = entry.corrections
        files.append(file)
    trial = upload_session.trial_of(files)
    if trial is not None:
        steps.opening(files, trial)
        steps.examined(files, trial, choose=False)
        publishing.consequences(files, trial, choose=False)
    _end(proposal, trial)


def _end(proposal: ProposedLoad, trial: Trial | None) -> None:
    """Approve, send back, or take back one's own: nobody approves what they proposed themselves where two are wished."""
    is_own = proposal.ident == roles.person().ident
    with st.container(border=True):
        if not is_own or not second_person():
            _approve(proposal, trial)
        if is_own:
            if st.button("Take it back", key=f"take_back_{proposal.id}"):
                _do(
                    proposal,
                    "took a proposed load back",
                    lambda who: proposed_loads.take_back(people_file.people(), proposal.id, who),
                )
        elif roles.may(Permission.APPROVE):
            why = st.text_input("Why it is sent back", max_chars=200, key=f"why_{proposal.id}")
            if st.button("Send it back", key=f"send_back_{proposal.id}"):
                _do(
                    proposal,
                    "sent a proposed load back",
                    lambda who: proposed_loads.send_back(people_file.people(), proposal.id, who, why),
                )


def _approve(proposal: ProposedLoad, trial: Trial | None) -> None:
    if (
        trial is None
        or not trial.dry_run.ready
        or not roles.may(Permission.APPROVE)
        or proposal.stage is Stage.APPROVED
    ):
        return
    questions = publishing.to_look_at(trial)
    sure = not questions or st.checkbox(
        f"I have looked at {words.counted(questions, 'question')} above. Approve anyway.",
        key=f"sure_{trial.token}",
    )
    label = (
        f"Approve: publish it at {periods.hour_in_full(proposal.not_before)}"
        if proposal.not_before
        else "Approve and publish"
    )
    if st.button(label, type="primary", disabled=not sure, key=f"approve_{trial.token}"):
        upon = trial.dry_run.before.version
        _do(proposal, "approved a proposed load", lambda who: _approved(proposal, who, upon))


def _approved(proposal: ProposedLoad, who: str, upon: int) -> None:
    """Publish at once what waits for no hour; the rest is published by the server itself."""
    approved = proposed_loads.approve(
        people_file.people(), proposal.id, who, roles.person().ident, upon, by_another=second_person()
    )
    if approved.not_before and approved.not_before > now():
        return
    with st.spinner("Publishing: the current version is shown until this one is complete"):
        version = proposed_files.publish(cached.store(), approved, recompute)
    upload_session.look_at(version)
    people_file.catch_up_audit()


def _do(proposal: ProposedLoad, deed: str, change: Callable[[str], object]) -> None:
    try:
        change(roles.person().name)
        roles.record(deed, f"proposal {proposal.id}", proposal.note)
    except (ValueError, StoreError, PeopleError, UnreadableFileError) as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    proposed_files.sweep(cached.store())
    st.session_state[DONE] = deed
    st.query_params.pop(proposing.ASKED, None)
    st.rerun()


def decided() -> None:
    """What this visit has just done with a waiting load."""
    if deed := st.session_state.pop(DONE, ""):
        markup.done(f"{words.upper(deed)}.")
