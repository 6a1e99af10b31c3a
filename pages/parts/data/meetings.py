"""The days on which the board met, and a way to enter another."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data.people import meetings as kept_meetings
from data.periods import in_full
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.data import meeting, tabs
from pages.parts.shared import cached, markup, people_file, roles


def meetings() -> None:
    """Every meeting, the latest first, or the one that the link asks for; those who may can add one and take one off."""
    every_meeting = people_file.read(lambda people: kept_meetings.all_of(people, cached.strategy().id), [])
    day_wanted = st.query_params.get("meeting", "")
    chosen = next((board_meeting for board_meeting in every_meeting if str(board_meeting.day) == day_wanted), None)
    if chosen is not None:
        meeting.show(chosen, every_meeting)
        return
    if day_wanted:
        markup.show(
            Markup('<div class="banner" role="note">No meeting is entered for {}.</div>').format(day_wanted[:40])
        )
    markup.show(
        tabs.finding(_opening(every_meeting))
        + tabs.small("The Overview and a playlist say what is new since the board last met.")
        + (markup.heading("Meetings") if every_meeting else "")
    )
    for board_meeting in every_meeting:
        _line(board_meeting)
    _bring_back()
    if roles.may(Permission.KEEP_MEETINGS):
        _enter()
    else:
        markup.show(tabs.read_only("entering meetings"))


def _opening(every_meeting: Sequence[kept_meetings.Meeting]) -> str:
    """The meeting that the pages look back to; where there is none, whether any is entered."""
    past = [board_meeting.day for board_meeting in every_meeting if board_meeting.day <= cached.today()]
    if past:
        return f"The board last met on {in_full(max(past))}."
    return (
        "The board has not met yet since meetings are entered here." if every_meeting else "No meeting is entered yet."
    )


def _line(board_meeting: kept_meetings.Meeting) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"meeting_{board_meeting.id}"):
        day = in_full(board_meeting.day)
        since = (
            markup.link("", "What is new since", {"since": str(board_meeting.day)})
            if board_meeting in people_file.meetings()
            else ""
        )
        markup.show(
            Markup("<p><strong>{}</strong> {} {}</p>").format(
                meeting.link(board_meeting.day), board_meeting.name, since
            )
        )
        if roles.may(Permission.KEEP_MEETINGS) and st.button(
            "Take off", key=f"off_{board_meeting.id}", help=f"Take {day} off the list"
        ):
            try:
                kept_meetings.remove(people_file.people(), board_meeting.id, roles.person().name)
                roles.record("took a meeting off", f"{board_meeting.day}", board_meeting.name)
            except PeopleError as fault:
                tabs.refused(fault)
                return
            st.session_state["meeting_off"] = board_meeting.id, day
            st.rerun()


def _bring_back() -> None:
    ident, day = st.session_state.get("meeting_off", (0, ""))
    if ident and st.button(f"Bring back {day}", key="meeting_back"):
        try:
            kept_meetings.restore(people_file.people(), ident)
            roles.record("brought a meeting back", day)
        except (ValueError, PeopleError) as fault:
            tabs.refused(fault)
            return
        del st.session_state["meeting_off"]
        st.rerun()


def _enter() -> None:
    markup.show(markup.heading("Enter a meeting"))
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
                kept_meetings.add(people_file.people(), day, name, roles.person().name, strategy.id)
                roles.record("entered a meeting", f"{day}", name)
            except (ValueError, PeopleError) as fault:
                tabs.refused(fault)
                return
            st.rerun()
