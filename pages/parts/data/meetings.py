"""The days on which the board met, and a way to enter another."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from data.people import meetings as kept
from data.periods import in_full
from data.storage.errors import PeopleError
from pages.parts.shared import cached, markup, roles
from pages.parts.shared.roles import UserRole


def meetings() -> None:
    """Every meeting, the latest first; those who may can add one and take one off."""
    markup.show(
        markup.heading("Meetings of the board", ident="meetings")
        + Markup("<p>The Overview and a playlist say what is new since the board last met.</p>")
    )
    found = cached.of_people(lambda people: kept.all_of(people, cached.strategy().id), [])
    if not found:
        markup.show(Markup('<p class="small">No meeting is entered yet.</p>'))
    for meeting in found:
        _line(meeting)
    _bring_back()
    if roles.may(UserRole.ANALYST):
        _enter()
    else:
        markup.show(
            Markup('<div class="banner" role="note">{}</div>').format(
                roles.only_reading("entering meetings and targets")
            )
        )


def _line(meeting: kept.Meeting) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"meeting_{meeting.id}"):
        day = in_full(meeting.day)
        shown = markup.link("", day, {"since": str(meeting.day)}) if meeting in cached.meetings() else day
        markup.show(Markup("<p><strong>{}</strong> {}</p>").format(shown, meeting.name))
        if roles.may(UserRole.ANALYST) and st.button(
            "Take off", key=f"off_{meeting.id}", help=f"Take {day} off the list"
        ):
            try:
                kept.remove(cached.people(), meeting.id, roles.person().name)
                roles.record("took a meeting off", f"{meeting.day}", meeting.name)
            except PeopleError as fault:
                _refused(fault)
                return
            st.session_state["meeting_off"] = meeting.id, day
            st.rerun()


def _bring_back() -> None:
    ident, day = st.session_state.get("meeting_off", (0, ""))
    if ident and st.button(f"Bring back {day}", key="meeting_back"):
        try:
            kept.restore(cached.people(), ident)
            roles.record("brought a meeting back", day)
        except (ValueError, PeopleError) as fault:
            _refused(fault)
            return
        del st.session_state["meeting_off"]
        st.rerun()


def _enter() -> None:
    with (
        st.form("meeting", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        day = st.date_input("The board met, or meets, on", value=None, format="DD/MM/YYYY", key="meeting_day")
        strategy = cached.strategy()
        name = st.text_input("Its name", value=strategy.board, max_chars=200, key=f"meeting_name_{strategy.id}")
        if st.form_submit_button("Enter the meeting"):
            try:
                if day is None:
                    raise ValueError("Give the day of the meeting, its year in four digits: nothing was written.")
                kept.add(cached.people(), day, name, roles.person().name, strategy.id)
                roles.record("entered a meeting", f"{day}", name)
            except (ValueError, PeopleError) as fault:
                _refused(fault)
                return
            st.rerun()


def _refused(fault: Exception) -> None:
    markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
