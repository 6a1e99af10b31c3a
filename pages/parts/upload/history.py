"""The history of loads, and taking one back: what that would change is shown before it is done."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts import words
from data.loading import publish
from data.periods import in_full
from data.problems import named
from data.storage.versions import StoreError
from indicators.core.board.dry_run import rehearse_withdrawal
from indicators.core.measures.refresh import recompute
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.upload import comparison, corrected, impact, upload_session
from reports.impact import Preview, preview

NEWEST = 8


def history() -> None:
    """What was loaded here, each load with a way to take it back, and the way to every load and version."""
    markup.show(markup.heading("History and undo", ident="history"))
    own_loads()
    link = markup.link("holdings", "Every load and version", {"tab": "loads"})
    markup.show(Markup('<p class="small">{}</p>').format(link))


def own_loads() -> None:
    """The newest loads, and the older ones when they are asked for, each with a way to take it back."""
    loads = cached.loads_in_force()
    loads_published_here = loads[loads["version_from"] > 1]
    if loads_published_here.empty:
        markup.show(
            Markup(
                "<p>Nothing has been loaded beside the bundled figures. Each file you load is listed here, newest first, "
                "and you can undo it.</p>"
            )
        )
    older = len(loads_published_here) - NEWEST
    shows_all = older > 0 and st.session_state.get("older_loads", False)
    for _, load in (loads_published_here if shows_all else loads_published_here.head(NEWEST)).iterrows():
        _line(load)
    if older > 0:
        st.toggle(f"Show {words.counted(older, 'older load')}", key="older_loads")
    comparison.show()


def _line(load: pd.Series) -> None:
    ident = int(load["load_id"])
    withdrawn = f", withdrawn in version {int(load['version_to'])}" if pd.notna(load["version_to"]) else ""
    when = f"{in_full(load['loaded_at'])} at {load['loaded_at']:%H:%M} UTC"
    with st.container(horizontal=True, vertical_alignment="center", key=f"history_{ident}"):
        markup.show(
            Markup(
                "<p><strong>Load {ident}</strong>, version {version_from}{withdrawn}: {file_name}, {rows}. "
                '<span class="small">{when}, {who}. {note}</span></p>'
            ).format(
                ident=ident,
                version_from=int(load["version_from"]),
                withdrawn=withdrawn,
                file_name=named(load["file_name"], load["sheet"]),
                rows=words.counted(int(load["row_count"]), "row"),
                when=when,
                who=load["who"] or "somebody",
                note=words.with_questions(load["note"], load["questions"]),
            )
        )
        corrected.show(load)
        if not withdrawn and roles.may(Permission.UNDO) and st.button(f"Undo load {ident}", key=f"undo_{ident}"):
            st.session_state["undoing"] = ident
    if st.session_state.get("undoing") == ident and not withdrawn:
        _confirm(ident)


def _confirm(ident: int) -> None:
    """Show what taking a load back would change, and do it only when that is confirmed."""
    newest = cached.store().version
    try:
        consequences = _consequences(ident, newest)
    except StoreError as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    moved = words.counted(len(consequences.moved), "indicator")
    with st.container(border=True):
        markup.show(
            Markup(
                "<h3>Undo load {ident}: {moved} would go back</h3>"
                '<div class="cards">{cards}</div>{more}'
                "<p>The figures that the load had replaced are shown again, in a new version. The load stays in the history.</p>"
            ).format(
                ident=ident, moved=moved, cards=impact.cards(consequences), more=impact.beyond_the_cards(consequences)
            )
        )
        note = st.text_input("Why, for the history", key=f"why_undo_{ident}", max_chars=200)
        with st.container(horizontal=True):
            if st.button(f"Yes, undo load {ident}", type="primary", key=f"yes_undo_{ident}_{newest}"):
                _undo(ident, note.strip(), newest)
            if st.button("Keep it", key=f"keep_{ident}"):
                del st.session_state["undoing"]
                st.rerun()


def _consequences(ident: int, newest: int) -> Preview:
    """Tried out once for each version in force."""
    key = ("undo", ident, newest)
    if st.session_state.get("undo_tried", (None,))[0] != key:
        with st.spinner("Checking what it would change"):
            dry_run = rehearse_withdrawal(cached.store(), ident, judged.board(newest))
            judged.judged_beforehand(dry_run.after)
        st.session_state["undo_tried"] = key, preview(dry_run, people_file.own_playlists())
    consequences: Preview = st.session_state["undo_tried"][1]
    return consequences


def _undo(ident: int, note: str, upon: int) -> None:
    try:
        with st.spinner("Taking it back"):
            version = publish.withdraw(cached.store(), ident, recompute, who=roles.person().name, note=note, upon=upon)
    except StoreError as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    people_file.catch_up_audit()
    upload_session.look_at(version)
    st.session_state.pop("undoing", None)
    st.session_state.pop("published", None)
    st.session_state["undone"] = version, ident
    st.rerun()


def undone() -> None:
    """What was just taken back by this visit."""
    withdrawal = st.session_state.get("undone")
    if not withdrawal or withdrawal[0] > cached.store().version:
        return
    version, ident = withdrawal
    markup.done(
        f"Undone: load {ident} is withdrawn, and version {version} is in force. "
        "The figures that the load had replaced are shown again. "
        "Pages and slides that are open offer it within seconds."
    )
