"""What is new since the board met, or since the version before: figures, verdicts, what is overdue."""

from __future__ import annotations

import streamlit as st

from charts import words
from data.people.meetings import Meeting
from indicators.core.board.board import Board
from indicators.core.board.changes import Change
from indicators.core.board.since import Since, since
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark
from reports.playlists import VERSION, key_of_meeting

AT_MOST = 6


def what_changed() -> str:
    """Since the last meeting, or the one the link asks for; without meetings since the version before."""
    met = _meeting()
    if met is not None:
        return _section(f"Since the board met on {_day(met)}", cached.board_of_meeting(met.day), _how(met), _others(met))
    if cached.version() > 1:
        newest, earlier = (cached.versions().iloc[at] for at in (0, 1))
        when = f"{earlier['published_at'].day} {earlier['published_at']:%B %Y}"
        title = f"Since the version before, published {when}"
        return _section(title, cached.board(cached.version() - 1), _why(newest["note"]), _others())
    return ""


def _meeting() -> Meeting | None:
    """The meeting that the link asks for by its day, else the last one; none where the link asks for the version."""
    asked = st.query_params.get("since", "")
    if asked == VERSION:
        return None
    found = cached.meetings()
    return next((meeting for meeting in found if str(meeting.day) == asked), next(iter(found), None))


def _section(title: str, before: Board, how: str, others: str) -> str:
    found = since(before, cached.board())
    items = "".join(_item(change) for change in found.changes[:AT_MOST])
    left = found.changes[AT_MOST:]
    more = ""
    if left:
        named = "".join(_item(change) for change in left)
        told = f"<p>And {words.counted(len(left), 'other indicator')}.</p>"
        more = f"{told}<details><summary>Which others</summary>{named}</details>"
    return (
        f"<section>{markup.heading(title)}<p>{markup.text(words.what_changed(found))}</p>"
        f'{items}{more}{_late(found)}<p class="small">{markup.text(words.unknown(found))} {markup.text(how)} {others}</p></section>'
    )


def _late(found: Since) -> str:
    """Which figures are overdue, by name."""
    told = f"<p>{words.late(found)}</p>"
    if not found.overdue:
        return told
    named = "".join(
        f"<li>{markup.link('indicator', cached.indicator(name).title, {'indicator': name})}: "
        f"{markup.text(cached.verdicts()[name].data.reason)}</li>"
        for name in found.overdue
    )
    return f"{told}<details><summary>Which, and from whom</summary><ul>{named}</ul></details>"


def _item(change: Change) -> str:
    return (
        f'<div class="item">{mark(change.after.mark, str(change.after.mark))}'
        f"{markup.link('indicator', cached.indicator(change.indicator).title, {'indicator': change.indicator})}"
        f'<span class="small">{markup.text(change.said)}</span></div>'
    )


def _why(note: str | None) -> str:
    """What was said on publishing, as a sentence of its own."""
    return f"The note on this version: “{note}”." if note else ""


def _how(met: Meeting) -> str:
    """How it is known what the board had before it then."""
    before = cached.board_of_meeting(met.day)
    if before.by_release:
        return "This dashboard held nothing yet then: it is reckoned from what had been released by that day."
    return f"Compared with data version {before.version}, in force at the end of that day."


def _others(met: Meeting | None = None) -> str:
    """Ways to compare with another meeting, or with the version before."""
    found = [meeting for meeting in cached.meetings() if meeting != met]
    links = [markup.link("", _day(meeting), {"since": str(meeting.day)}) for meeting in found[:3]]
    if met is not None and cached.version() > 1:
        links.append(markup.link("", "the version before", {"since": VERSION}))
    show = markup.link("present", "Show as slides", {"playlist": key_of_meeting(met) if met else "new"})
    with_ = f"Compare with {words.listed(links, 'or')}. " if links else ""
    return f"{with_}{show}."


def _day(meeting: Meeting) -> str:
    return f"{meeting.day.day} {meeting.day:%B %Y}"
