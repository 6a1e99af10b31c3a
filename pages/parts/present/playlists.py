"""Choosing what to present: playlists that are ready, and those that people made."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import playlists as kept_playlists
from data.people.meetings import Meeting
from data.storage.errors import PeopleError
from indicators.core.board.since import since
from indicators.core.model import Sensitivity
from pages.access.role_table import Permission
from pages.parts.present import board_pack, files, leading, slide_template
from pages.parts.shared import cached, judged, markup, people_file, roles
from reports import playlists
from reports.playlists import OWN, Shown
from reports.slides import deck

HOW_TO_MAKE_ONE = (
    "Open any page, choose a view, then press “Add this view to a playlist” at the end of the page; "
    "or start an empty one here."
)

KEYS = (
    ("Right arrow, space, Page Down", "Next slide"),
    ("Left arrow, Page Up", "Slide before"),
    ("G", "All slides"),
    ("R", "The reading, on the next key"),
    ("P, Z", "Point, look closer. Shift with an arrow moves the ring"),
    ("O, then Escape", "The page behind a slide, and back"),
    ("D", "Record a decision"),
    ("B", "Black screen"),
    ("F", "Full screen"),
)


def opening(key_wanted: str, shown: Shown | None) -> Markup:
    """The page's heading, and what is wrong with a link that leads to nothing."""
    wrong = ""
    if key_wanted and shown is None:
        wrong = "There is no such playlist any more. These are all of them."
    elif shown is not None:
        wrong = f"“{shown.name}” has no slides yet. Add views from the end of their pages."
    banner = Markup('<div class="banner" role="alert">{}</div>').format(wrong) if wrong else ""
    keys = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*key) for key in KEYS)
    return Markup(
        '{}<h1 class="finding">Choose what to show.</h1>'
        '<p style="margin-top:10px">Slides are live: they show the figures in force, and refresh themselves within seconds '
        "when somebody publishes.</p><details><summary>Keys</summary><dl>{}</dl></details>"
    ).format(banner, keys)


def all_ready() -> list[Shown]:
    """The playlists that are ready, the whole strategy first."""
    return [shown for _, playlists_of_kind in _by_kind() for shown in playlists_of_kind]


def _by_kind() -> list[tuple[str, list[Shown]]]:
    """The playlists that are ready, by the heading they are under; those without one are always in view."""
    board, named = judged.board(), words.plural(cached.strategy())
    first = [playlists.whole_strategy(board), *_new(), *_since_last_meeting(), playlists.every_indicator(board)]
    kinds = [("", first), (named[1], playlists.priorities(board)), (named[0], playlists.outcomes(board))]
    return [(name, playlists_of_kind) for name, playlists_of_kind in kinds if playlists_of_kind]


def _new() -> list[Shown]:
    brought = cached.version_of_newest_figures()
    if brought is None:
        return []
    return [playlists.since_version(judged.board(), brought - 1, since(judged.board(brought - 1), judged.board()))]


def _since_last_meeting() -> list[Shown]:
    return [_since(meeting, playlists.MET) for meeting in people_file.meetings()[:1]]


def _since(meeting: Meeting, key: str) -> Shown:
    return playlists.since_meeting(
        judged.board(), meeting, since(judged.board_of_meeting(meeting.day), judged.board(), meeting.day), key
    )


def playlist(key: str) -> Shown | None:
    """The playlist that a link asks for."""
    if key.startswith(f"{playlists.MET}-"):
        return next(
            (_since(meeting, key) for meeting in people_file.meetings() if playlists.key_of_meeting(meeting) == key),
            None,
        )
    among = people_file.own_playlists() if key.startswith(OWN) else all_ready()
    return next((shown for shown in among if shown.key == key), None)


def ready() -> None:
    """The ready playlists, each to present or to take away; those of one part of the strategy are folded."""
    markup.show(markup.heading("On paper") + board_pack.fault() + slide_template.fault())
    board_pack.of_the_strategy()
    slide_template.show()
    markup.show(markup.heading("Ready to show"))
    for name, playlists_of_kind in _by_kind():
        if not name:
            _lines(playlists_of_kind)
            continue
        with st.expander(f"{name}: {len(playlists_of_kind)} playlists"):
            _lines(playlists_of_kind)


def _lines(playlists_of_kind: list[Shown]) -> None:
    for shown in playlists_of_kind:
        _line(shown)


def own_playlists() -> None:
    """Those that people made, with a way to change them; the last one deleted can come back."""
    markup.show(markup.heading("Your own"))
    existing = people_file.own_playlists()
    if not existing:
        markup.show(
            Markup("<p>None yet. {}</p>").format(HOW_TO_MAKE_ONE if roles.may(Permission.KEEP_PLAYLISTS) else "")
        )
    for shown in existing:
        _line(shown, can_change=roles.may(Permission.KEEP_PLAYLISTS))
    if roles.may(Permission.KEEP_PLAYLISTS):
        _start()
    else:
        markup.show(Markup('<div class="banner" role="note">{}</div>').format(roles.only_reading("making playlists")))


def _line(shown: Shown, can_change: bool = False) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"line_{shown.key}"):
        about = f" {shown.about}." if shown.about else ""
        change = Markup(" · {}").format(markup.link("present", "Change", {"edit": shown.key})) if can_change else ""
        markup.show(
            Markup(
                '<p><strong>{link}</strong>{change}<br><span class="small">{counted}.{about}{subjects}</span></p>'
            ).format(
                link=markup.link("present", shown.name, {"playlist": shown.key}),
                change=change,
                counted=words.counted(len(shown.slides), "slide"),
                about=about,
                subjects=_about(shown),
            )
        )
        if shown.slides:
            files.powerpoint(shown)
            board_pack.of_playlist(shown)
            files.offline(shown)
            leading.button(shown)


def _about(shown: Shown) -> str:
    """Whether some slides are about suicide or self-harm: said before anybody opens them."""
    subjects = {subject for slide in shown.slides for subject in deck.subjects(judged.board(), slide)}
    subjects_in_words = words.listed(
        [kind for kind in (Sensitivity.SUICIDE, Sensitivity.SELF_HARM) if kind in subjects]
    )
    return f" Some slides are about {subjects_in_words}." if subjects_in_words else ""


def _start() -> None:
    with st.form("start_playlist", clear_on_submit=True, border=False):
        name = st.text_input("Start a playlist", placeholder="Board, December 2026", max_chars=200)
        if st.form_submit_button("Start"):
            try:
                number = kept_playlists.make(people_file.people(), name, roles.person().name, cached.strategy().id)
                roles.record("made a playlist", name.strip())
            except (ValueError, PeopleError) as fault:
                markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
                return
            st.query_params.from_dict({"edit": f"{OWN}{number}"})
            st.rerun()
