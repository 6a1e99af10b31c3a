"""Recording what the board decided: two fields, at the foot of a page or on a slide of a talk."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from data.people import decisions
from data.people.decisions import At
from data.people.playlists import Address
from data.people.records import LONGEST_TEXT
from data.periods import in_full
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.writing import drafting, written
from reports.slides import deck

RECORD = "Record a decision"
DONE = "decision_recorded"
WHEN = "A meeting is entered for that day where there is none yet"


def allowed() -> bool:
    """May this visit record a decision?"""
    return roles.may(Permission.RECORD_DECISIONS)


def button(view: Address) -> bool:
    """Offer it on a page, to those who may; return whether the form is open."""
    return allowed() and drafting.opener(_record(view), RECORD, 0, _start())


def form(view: Address, *, open_: bool) -> None:
    """The form of a view, where it is open; else what was recorded last, once."""
    if open_:
        with st.container(key="deciding", border=True, width=640):
            is_closed = _form(view, names_of(view))
        if is_closed:
            st.rerun()
    elif recorded_day := st.session_state.pop(DONE, None):
        link = markup.link("holdings", "See the meeting", {"tab": "meetings", "meeting": recorded_day})
        markup.show(Markup('<p role="status">Recorded. {}</p>').format(link))


def in_a_talk(view: Address, names: Collection[str]) -> bool:
    """The form on a slide; return whether something was recorded or thrown away."""
    drafting.begin(_record(view), _start())
    with st.container(key="deciding", border=True, width=640):
        return _form(view, names)


def last_recorded() -> str:
    """What a slide says once after a decision was recorded on it."""
    day = st.session_state.pop(DONE, None)
    return "The decision is recorded" if day else ""


def names_of(view: Address) -> Collection[str]:
    """The indicators that a view is about; of the overview those with a figure."""
    if view.page == "indicator":
        return [view.get("indicator")]
    if view.page == "priority":
        return written.serving(view.get("priority"))
    if view.page == "outcome":
        return cached.strategy().serving_outcome(view.get("outcome"))
    return [name for name, verdicts in judged.verdicts().items() if verdicts.has_figure]


def _record(view: Address) -> str:
    return f"decision:{cached.strategy().id}:{view.page}?{urlencode(view.query)}"


def _start() -> dict[str, object]:
    return {"what": "", "day": cached.today()}


def _form(view: Address, names: Collection[str]) -> bool:
    record = _record(view)
    st.text_area("What was decided", max_chars=LONGEST_TEXT, height=96, **drafting.keeping(record, "what"))
    st.date_input("At the meeting on", format="DD/MM/YYYY", help=WHEN, **drafting.keeping(record, "day"))
    with st.container(horizontal=True):
        save_pressed = st.button("Record it", key=f"save_{record}", type="primary")
        thrown = st.button("Throw away", key=f"drop_{record}", help="Close the form and forget what you typed in it")
    if thrown:
        return drafting.forget(record)
    return save_pressed and drafting.save(record, lambda: _take(record, view, names), Permission.RECORD_DECISIONS)


def _take(record: str, view: Address, names: Collection[str]) -> None:
    day, text, strategy = drafting.typed(record, "day"), str(drafting.typed(record, "what") or ""), cached.strategy()
    if day is None:
        raise ValueError("Give the day of the meeting, its year in four digits: nothing was written.")
    who, meeting = roles.person().name, At(day, strategy.board)
    meeting_is_new = decisions.take(people_file.people(), text, meeting, view, written.basis(names), who, strategy.id)
    if meeting_is_new:
        roles.record("entered a meeting", f"{day}", strategy.board)
    roles.record("recorded a decision", f"{in_full(day)}, {deck.title(judged.board(), view)}", text[:200])
    st.session_state[DONE] = str(day)
