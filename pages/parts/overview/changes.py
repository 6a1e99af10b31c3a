"""What is new since the board met, or since the version before: figures, verdicts, what is overdue."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people.meetings import Meeting
from data.periods import in_full
from indicators.core.board.board import Board
from indicators.core.board.changes import Change
from indicators.core.board.since import Since, since
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark
from reports.playlists import VERSION, key_of_meeting

AT_MOST = 6


def what_changed() -> Markup:
    """Since the last meeting, or the one the link asks for; without meetings since the version before."""
    met = _meeting()
    if met is not None:
        return _section(
            f"Since the board met on {_day(met)}", cached.board_of_meeting(met.day), _how(met), _others(met), met.day
        )
    if (brought := cached.version_of_newest_figures()) is not None:
        versions = cached.versions()
        newest, earlier = (versions[versions["version"] == number].iloc[0] for number in (brought, brought - 1))
        when = in_full(earlier["published_at"])
        title = f"Since the version before the newest figures, published {when}"
        return _section(title, cached.board(brought - 1), _why(newest["note"]), _others())
    return Markup()


def _meeting() -> Meeting | None:
    """The meeting that the link asks for by its day, else the last one; none where the link asks for the version."""
    asked = st.query_params.get("since", "")
    if asked == VERSION:
        return None
    found = cached.meetings()
    return next((meeting for meeting in found if str(meeting.day) == asked), next(iter(found), None))


def _section(title: str, before: Board, how: str, others: Markup, met: date | None = None) -> Markup:
    found = since(before, cached.board(), met)
    items = Markup("").join(_item(change) for change in found.changes[:AT_MOST])
    left = found.changes[AT_MOST:]
    more = Markup()
    if left:
        named = Markup("").join(_item(change) for change in left)
        told = Markup("<p>And {}.</p>").format(words.counted(len(left), "other indicator"))
        more = Markup("{}<details><summary>Which others</summary>{}</details>").format(told, named)
    return Markup(
        "<section>{heading}<p>{what_changed}</p>"
        '{items}{more}{late}<p class="small">{unknown} {how} {others}</p></section>'
    ).format(
        heading=markup.heading(title),
        what_changed=words.what_changed(found),
        items=items,
        more=more,
        late=_late(found),
        unknown=words.unknown(found),
        how=how,
        others=others,
    )


def _late(found: Since) -> Markup:
    """Which figures are overdue, by name."""
    told = Markup("<p>{}</p>").format(words.late(found))
    if not found.overdue:
        return told
    named = Markup("").join(
        Markup("<li>{}: {}</li>").format(
            markup.link("indicator", cached.indicator(name).title, {"indicator": name}),
            words.reason(cached.verdicts()[name].data, cached.indicator(name)),
        )
        for name in found.overdue
    )
    return Markup("{}<details><summary>Which, and from whom</summary><ul>{}</ul></details>").format(told, named)


def _item(change: Change) -> Markup:
    return Markup('<div class="item">{}{}<span class="small">{}</span></div>').format(
        mark(change.after.mark, words.mark(change.after.mark)),
        markup.link("indicator", cached.indicator(change.indicator).title, {"indicator": change.indicator}),
        words.change_in_words(change),
    )


def _why(note: str | None) -> str:
    """What was said on publishing, as a sentence of its own."""
    return f"The note on this version: “{note}”." if note else ""


def _how(met: Meeting) -> str:
    """How it is known what the board had before it then."""
    before = cached.board_of_meeting(met.day)
    if before.by_release:
        return "This dashboard held nothing yet then, so we compare with what had been released by that day."
    return f"Compared with data version {before.version}, in force at the end of that day."


def _others(met: Meeting | None = None) -> Markup:
    """Ways to compare with another meeting, or with the version before."""
    found = [meeting for meeting in cached.meetings() if meeting != met]
    links = [markup.link("", _day(meeting), {"since": str(meeting.day)}) for meeting in found[:3]]
    if met is not None and cached.version_of_newest_figures() is not None:
        links.append(markup.link("", "the version before", {"since": VERSION}))
    show = markup.link("present", "Show as slides", {"playlist": key_of_meeting(met) if met else "new"})
    with_ = Markup("Compare with {}. ").format(markup.listed(links, "or")) if links else ""
    return Markup("{}{}.").format(with_, show)


def _day(meeting: Meeting) -> str:
    return in_full(meeting.day)
