"""One meeting: what to see to before it, its agenda, what changed since the last, what was decided and agreed, its minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import decisions as kept_decisions
from data.people import meetings as kept_meetings
from data.people.actions import Action
from data.people.decisions import Decision
from data.people.meetings import Meeting
from data.periods import in_full
from data.storage.errors import PeopleError
from indicators.core.board.since import since
from pages.access.role_table import Permission
from pages.parts.data import rehearsal, slide_check, tabs
from pages.parts.data.tabs import Tab
from pages.parts.present import board_pack, playlists, slide_template
from pages.parts.present.files import KIND
from pages.parts.shared import by_itself, cached, judged, markup, people_file, roles
from pages.parts.shared.downloads import taken
from pages.parts.writing import action_form, actions, written
from reports import minutes
from reports.playlists import Shown
from reports.powerpoint import pptx
from reports.powerpoint.template import Template
from reports.slides import deck
from reports.slides.model import Deck

NO_AGENDA = ""


def link(day: date) -> Markup:
    """The way to a meeting, by its day."""
    return markup.link("holdings", in_full(day), {"tab": Tab.MEETINGS, "meeting": str(day)})


def show(meeting: Meeting, meetings: Sequence[Meeting]) -> None:
    """The page of a meeting.  ``meetings`` is all of them, the latest first."""
    before = next((other for other in meetings if other.day < meeting.day), None)
    agenda = _agenda(meeting)
    back = tabs.to(Tab.MEETINGS, "All meetings")
    markup.show(
        Markup('<p class="small">{}</p>').format(back) + tabs.finding(f"{meeting.name}, {in_full(meeting.day)}")
    )
    if meeting.day >= cached.today():
        markup.show(markup.heading("Before the meeting") + rehearsal.check(agenda))
        slide_check.offer(agenda)
    markup.show(markup.heading("Agenda") + _agenda_line(agenda))
    if agenda is not None and agenda.slides:
        with st.container(horizontal=True):
            board_pack.of_playlist(agenda)
            board_pack.of_the_strategy()
    if roles.may(Permission.CHOOSE_AGENDAS):
        _choose(meeting, agenda)
    if before is not None:
        markup.show(markup.heading("What changed since the last meeting") + _changed(before, meeting))
    taken_here = [decision for decision in written.all_decisions() if decision.meeting == meeting.day]
    _decisions(taken_here)
    agreed = [action for action in written.all_actions() if action.meeting == meeting.day]
    _agreed(meeting, agreed)
    if before is not None:
        markup.show(_since(before))
    _minutes(meeting, taken_here, agreed)


def _agenda(meeting: Meeting) -> Shown | None:
    return playlists.playlist(meeting.agenda) if meeting.agenda else None


def _agenda_line(agenda: Shown | None) -> Markup:
    if agenda is None:
        return tabs.small("No playlist is chosen for this meeting yet.")
    number = words.counted(len(agenda.slides), "slide")
    return Markup("<p>{}, {}</p>").format(markup.link("present", agenda.name, {"playlist": agenda.key}), number)


def _choose(meeting: Meeting, agenda: Shown | None) -> None:
    name_by_key = {shown.key: shown.name for shown in (*people_file.own_playlists(), *playlists.all_ready())}
    keys = [NO_AGENDA, *name_by_key]
    now = agenda.key if agenda and agenda.key in name_by_key else NO_AGENDA
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Playlist",
            keys,
            keys.index(now),
            format_func=lambda key: name_by_key.get(key, "None"),
            key="agenda",
            width=360,
        )
        if st.button("Use this playlist", key="agenda_use"):
            _do(
                partial(kept_meetings.choose_agenda, people_file.people(), meeting.id, chosen),
                ("chose an agenda", f"{meeting.day}", name_by_key.get(chosen, "none")),
                Permission.CHOOSE_AGENDAS,
            )


def _changed(before: Meeting, meeting: Meeting) -> Markup:
    """What is new from one meeting to the other, or to today where that is still to come."""
    if before not in people_file.meetings():
        return tabs.small("This can be said from the day after the meeting before.")
    now = judged.board_of_meeting(meeting.day) if meeting in people_file.meetings() else judged.board()
    changes = since(judged.board_of_meeting(before.day), now, before.day)
    way = markup.link("indicator", words.since_in_brief(changes), {"list": "changes", "since": str(before.day)})
    return Markup("<p>Since {}: {}.</p>").format(link(before.day), way)


def _decisions(decisions: Sequence[Decision]) -> None:
    markup.show(markup.heading("Decisions") + (Markup() if decisions else tabs.small("No decision is recorded yet.")))
    for decision in decisions:
        markup.show(_decision(decision))
        if roles.may(Permission.RECORD_DECISIONS) and st.button(
            "Take off",
            key=f"decision_off_{decision.id}",
            help=f"Take off: {markup.literal(decision.what[:60])}",
            type="tertiary",
        ):
            undo = partial(kept_decisions.remove, people_file.people(), decision.id, roles.person().name)
            st.session_state["decision_off"] = decision.id
            _do(undo, ("took a decision off", f"{decision.meeting}", decision.what[:200]), Permission.RECORD_DECISIONS)
    ident = st.session_state.get("decision_off", 0)
    if ident and roles.may(Permission.RECORD_DECISIONS) and st.button("Bring back the decision", key="decision_back"):
        del st.session_state["decision_off"]
        _do(
            partial(kept_decisions.restore, people_file.people(), ident),
            ("brought a decision back", f"number {ident}", ""),
            Permission.RECORD_DECISIONS,
        )


def _decision(decision: Decision) -> Markup:
    """What was decided, the view as it was then, and the figures that were on it."""
    seen = markup.link(
        "" if decision.seen.page == "overview" else decision.seen.page,
        deck.title(judged.board(), decision.seen),
        {**dict(decision.seen.query), "version": str(decision.basis.version)},
    )
    figures = [
        f"{cached.titles()[then.indicator]}: {words.figure_then(then, cached.indicator(then.indicator))}"
        for then in decision.basis.figures
        if then.value is not None and then.indicator in cached.titles()
    ]
    return Markup('<div class="item plain">{}<span class="small">Taken on {}, recorded by {}. {}</span></div>').format(
        written.plain(decision.what), seen, decision.who, _first_few(figures, "What it showed")
    )


def _first_few(lines: Sequence[str], title: str) -> Markup:
    """One line as it is; several folded under their name."""
    if len(lines) <= 1:
        return Markup("{}").format("".join(f"{line}." for line in lines))
    inside = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<details><summary>{}: {}</summary><ul>{}</ul></details>").format(
        title, words.counted(len(lines), "figure"), inside
    )


def _agreed(meeting: Meeting, agreed: Sequence[Action]) -> None:
    today = cached.today()
    lines = Markup("").join(
        Markup('<li>{}<span class="small">{}</span></li>').format(
            actions.link(action), words.action_line(action, today)
        )
        for action in agreed
    )
    inside = Markup('<ul class="waits">{}</ul>').format(lines) if agreed else tabs.small("No action is agreed yet.")
    markup.show(markup.heading("Actions") + inside)
    if roles.may(Permission.WRITE_ACTIONS):
        _offer(meeting.day)


@by_itself.drawn()
def _offer(day: date) -> None:
    action_form.new((), (), day)


def _since(before: Meeting) -> Markup:
    """What became of the figures behind the decisions of the meeting before."""
    decisions = [decision for decision in written.all_decisions() if decision.meeting == before.day]
    if not decisions:
        return Markup()
    items = Markup("").join(_item_since(decision) for decision in decisions)
    cause = tabs.small(words.NO_CAUSE)
    return markup.heading(f"Since the decisions of {in_full(before.day)}") + items + cause


def _item_since(decision: Decision) -> Markup:
    verdicts = judged.verdicts()
    lines = [
        f"{cached.titles()[then.indicator]}. {words.then_and_now(then, verdicts[then.indicator])}"
        for then in decision.basis.figures
        if then.value is not None and then.indicator in verdicts
    ]
    figures_then_and_now = _first_few([line.removesuffix(".") for line in lines], "Its figures then and now")
    return Markup('<div class="item plain">{}<span class="small">{}</span></div>').format(
        written.plain(decision.what), figures_then_and_now
    )


def _minutes(meeting: Meeting, decided: Sequence[Decision], agreed: Sequence[Action]) -> None:
    """The minutes to take away, as text and as slides."""
    contents = (judged.board(), meeting, tuple(decided), tuple(agreed))
    text = partial(minutes.as_text, *contents, cached.today())
    slides = partial(minutes.as_deck, *contents, cached.published_at(), cached.today())
    name = f"minutes-{meeting.day}"
    markup.show(markup.heading("Minutes"))
    with st.container(horizontal=True):
        _file("Text", f"{name}.txt", lambda: text().encode("utf-8"), "text/plain")
        if not slide_template.fault():
            _file("PowerPoint", f"{name}.pptx", partial(_powerpoint, slides, slide_template.of_board()), KIND)
        board_pack.of_slides("PDF", f"{name}.pdf", slides)


def _powerpoint(slides: Callable[[], Deck], template: Template | None) -> bytes:
    return pptx(slides(), template)


def _file(label: str, name: str, make: Callable[[], bytes], kind: str) -> None:
    st.download_button(label, taken(name, make), name, kind, key=f"minutes_{label}", on_click="ignore")


def _do(change: Callable[[], object], deed: tuple[str, str, str], permission: Permission) -> None:
    if not roles.may(permission):
        return
    try:
        change()
        roles.record(*deed)
    except (ValueError, PeopleError) as fault:
        tabs.refused(fault)
        return
    st.rerun()
