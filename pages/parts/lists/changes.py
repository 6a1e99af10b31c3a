"""What is new since the board met, or since the version before: figures, verdicts, what is overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people.meetings import Meeting
from data.periods import in_full
from indicators.core.board.board import Board
from indicators.core.board.changes import Change
from indicators.core.board.since import Since, since
from indicators.core.verdicts import Verdicts
from pages.parts.lists import tabs
from pages.parts.shared import cached, judged, markup, people_file
from pages.parts.shared.marks import mark
from reports.playlists import VERSION, key_of_meeting

AT_MOST, NAMED = 12, 2


@dataclass(frozen=True)
class Compared:
    """What this visit is set against: in words since when, what differs, how that is known, and the meeting, if it is one."""

    since: str
    changes: Since
    how: str
    meeting: Meeting | None = None


def compared() -> Compared | None:
    """Since the last meeting, or the one the link asks for; without meetings since the version before the newest figures.

    ``None`` on the first version without meetings.
    """
    meeting = _meeting()
    if meeting is not None:
        before = judged.board_of_meeting(meeting.day)
        return Compared(
            f"Since the board met on {_day(meeting)}", since(before, judged.board(), meeting.day), _how(before), meeting
        )
    brought = cached.version_of_newest_figures()
    if brought is None:
        return None
    versions = cached.versions()
    newest, earlier = (versions[versions["version"] == number].iloc[0] for number in (brought, brought - 1))
    title = f"Since the version before the newest figures, published {in_full(earlier['published_at'])}"
    return Compared(title, since(judged.board(brought - 1), judged.board()), _why(newest["note"]))


def in_brief(among: Collection[str] | None = None) -> Markup:
    """The same in a line that leads to the list; of some indicators alone where they are named."""
    against = compared()
    if against is None:
        meetings = markup.link("holdings", "the board’s meetings", {"tab": "meetings"})
        return Markup("No earlier figures to compare with: enter {} to see what changed since it met. {}.").format(
            meetings, tabs.link(tabs.Tab.CHANGES, "The newest figures")
        )
    changes = against.changes if among is None else against.changes.among(among)
    query = {name: link_value for name in ("since",) if (link_value := st.query_params.get(name, ""))}
    named = [change.after.declared.title for change in changes.changes[:NAMED]] if among is not None else []
    return Markup("{}: {}{}").format(
        against.since,
        tabs.link(tabs.Tab.CHANGES, words.since_in_brief(changes), query),
        f". Among them: {words.listed(named)}" if named else "",
    )


def what_changed() -> Markup:
    """The list: every change, what is late, and ways to compare with another day."""
    against = compared()
    return _newest() if against is None else _section(against)


def _meeting() -> Meeting | None:
    """The meeting that the link asks for by its day, else the last one; none where the link asks for the version."""
    day_wanted = st.query_params.get("since", "")
    if day_wanted == VERSION:
        return None
    meetings = people_file.meetings()
    return next((meeting for meeting in meetings if str(meeting.day) == day_wanted), next(iter(meetings), None))


def _section(against: Compared) -> Markup:
    changed = against.changes
    items = Markup("").join(_item(change) for change in changed.changes[:AT_MOST])
    remaining = changed.changes[AT_MOST:]
    rest = Markup()
    if remaining:
        named = Markup("").join(_item(change) for change in remaining)
        how_many_more = f"And {words.counted(len(remaining), 'other indicator')}."
        rest = Markup("<p>{}</p><details><summary>Which others</summary>{}</details>").format(how_many_more, named)
    return Markup(
        "<section>{heading}<p>{what_changed}</p>"
        '{items}{more}{late}<p class="small">{unknown} {how} {others}</p></section>'
    ).format(
        heading=markup.heading(against.since),
        what_changed=words.what_changed(changed),
        items=items,
        more=rest,
        late=_late(changed),
        unknown=words.unknown(changed),
        how=against.how,
        others=_others(against.meeting),
    )


def _newest() -> Markup:
    """The newest figures, since there is no earlier version to compare with."""
    by_period: dict[str, list[Verdicts]] = defaultdict(list)
    dated = (v for v in judged.verdicts().values() if v.period_end)
    for verdict in sorted(dated, key=lambda v: v.period_end or date.min, reverse=True):
        by_period[words.newest_period(verdict)].append(verdict)
    items = Markup("").join(
        Markup('<div class="item plain"><strong>{}</strong><span class="small">{}</span></div>').format(
            period,
            markup.listed([markup.link("indicator", v.declared.title, {"indicator": v.indicator}) for v in verdicts]),
        )
        for period, verdicts in by_period.items()
    )
    note = Markup(
        "This is the first version, so there is none before it to compare with. From the next one on, what changed is shown "
        "here. Enter a meeting of the board on {} to see what is new since it met."
    ).format(markup.link("holdings", "Data", {"tab": "meetings"}))
    return Markup("<section>{}<p>{}</p>{}</section>").format(markup.heading("The newest figures"), note, items)


def _late(changed: Since) -> Markup:
    """Which figures are overdue, by name."""
    how_many = Markup("<p>{}</p>").format(words.late(changed))
    if not changed.overdue:
        return how_many
    named = Markup("").join(
        Markup("<li>{}: {}</li>").format(
            markup.link("indicator", cached.indicator(name).title, {"indicator": name}),
            words.reason(judged.verdicts()[name].data, cached.indicator(name)),
        )
        for name in changed.overdue
    )
    return Markup("{}<details><summary>Which, and from whom</summary><ul>{}</ul></details>").format(how_many, named)


def _item(change: Change) -> Markup:
    return Markup('<div class="item">{}{}<span class="small">{}</span></div>').format(
        mark(change.after.mark, words.mark(change.after.mark)),
        markup.link("indicator", cached.indicator(change.indicator).title, {"indicator": change.indicator}),
        words.change_in_words(change),
    )


def _why(note: str | None) -> str:
    """What was said on publishing, as a sentence of its own."""
    return f"The note on this version: “{note}”." if note else ""


def _how(before: Board) -> str:
    """How it is known what the board had before it then."""
    if before.by_release:
        return "This dashboard held nothing yet then, so we compare with what had been released by that day."
    return f"Compared with data version {before.version}, in force at the end of that day."


def _others(compared_with: Meeting | None = None) -> Markup:
    """Ways to compare with another meeting, or with the version before."""
    meetings = [meeting for meeting in people_file.meetings() if meeting != compared_with]
    links = [tabs.link(tabs.Tab.CHANGES, _day(meeting), {"since": str(meeting.day)}) for meeting in meetings[:3]]
    if compared_with is not None and cached.version_of_newest_figures() is not None:
        links.append(tabs.link(tabs.Tab.CHANGES, "the version before", {"since": VERSION}))
    show = markup.link(
        "present", "Show as slides", {"playlist": key_of_meeting(compared_with) if compared_with else "new"}
    )
    with_ = Markup("Compare with {}. ").format(markup.listed(links, "or")) if links else ""
    return Markup("{}{}.").format(with_, show)


def _day(meeting: Meeting) -> str:
    return in_full(meeting.day)
