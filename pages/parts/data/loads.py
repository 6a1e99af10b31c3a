"""Loads and versions: what was loaded and how to take it back, every version, and the way back to an earlier one."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import audit
from data.periods import in_full
from data.problems import named
from data.storage.versions import StoreError
from pages.access.role_table import Permission
from pages.parts.data import tabs
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.upload import history, upload_session

NEWEST = 20


def loads_and_versions() -> None:
    """The loads of this dashboard's own with a way to undo each, every load, every version, and the way back."""
    history.undone()
    _gone_back()
    markup.show(_opening())
    if not roles.may(Permission.UNDO):
        markup.show(tabs.read_only("undoing a load or going back to an earlier version"))
    markup.show(markup.heading("Loaded here", ident="history"))
    history.own_loads()
    markup.show(loads() + versions())
    if roles.may(Permission.GO_BACK):
        _go_back()


def _opening() -> Markup:
    every_load = cached.loads()
    active = int((~every_load["withdrawn"]).sum())
    return tabs.finding(
        f"{words.counted(active, 'file')} {'is' if active == 1 else 'are'} loaded in version {cached.version()}."
    )


def loads() -> Markup:
    """Every load, the withdrawn ones too, with what was said on loading it."""
    every_load = cached.loads()
    table = markup.table(
        ["Load", "What it is", "File", "Rows", "Released", "Loaded", "State"],
        [_load(load) for _, load in every_load.iterrows()],
        "Loads, newest first",
    )
    return Markup("<details><summary>{}</summary>{}</details>").format(
        f"Every load: {words.counted(len(every_load), 'file')}, the bundled ones too", table
    )


def _load(load: pd.Series) -> list[str]:
    note = Markup('<br><span class="small">{}</span>').format(load["said"]) if load["said"] else ""
    state = (
        f"withdrawn in version {int(load['version_to'])}"
        if load["withdrawn"]
        else f"version {int(load['version_from'])}"
    )
    return [
        str(int(load["load_id"])),
        Markup("{}{}").format(load["title"], note),
        named(load["file_name"], load["sheet"]),
        f"{int(load['row_count']):,}",
        _release(load),
        f"{in_full(load['loaded_at'])}, {load['who'] or 'somebody'}",
        state,
    ]


def versions() -> Markup:
    """Every version up to the one looked at, each a link that keeps showing it."""
    rows = [
        [
            markup.link("holdings", f"Version {int(row['version'])}", {"version": str(int(row["version"]))}),
            f"{in_full(row['published_at'])} at {row['published_at']:%H:%M} UTC",
            row["who"] or "",
            row["note"] or "",
        ]
        for _, row in cached.versions().iterrows()
    ]
    return markup.heading("Versions") + (
        Markup(
            '<p class="small">A link to a version will not change. '
            "The figures of version {} were computed with software {}.</p>"
        ).format(cached.version(), cached.figures_software() or "that is not known")
        + _versions(rows[:NEWEST], "Versions, newest first")
        + (_older(rows[NEWEST:]) if rows[NEWEST:] else "")
    )


def _versions(rows: list[list[str]], caption: str) -> Markup:
    return markup.table(["Version", "Published", "By", "Why"], rows, caption)


def _older(rows: list[list[str]]) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(
        words.counted(len(rows), "older version"), _versions(rows, "Older versions")
    )


def _go_back() -> None:
    """Choose an older version that is kept, see what it would change, and put it in force again."""
    store = cached.store()
    in_force = store.version
    older = [number for number in reversed(store.kept()) if number < in_force]
    if not older:
        return
    with st.expander("Go back to an earlier version"):
        number = st.selectbox(
            "Which version", older, index=None, format_func=lambda number: f"Version {number}", key=f"back_{in_force}"
        )
        if number is None:
            return
        markup.show(_consequences(number, in_force))
        why = st.text_input("Why, for the audit", key=f"why_back_{in_force}_{number}", max_chars=200)
        if st.button(f"Put version {number} in force", type="primary", key=f"go_back_{in_force}_{number}"):
            _put_in_force(number, why.strip())


def _consequences(number: int, in_force: int) -> Markup:
    """What nobody would see any more, and how many indicators would be judged otherwise."""
    in_force_now = cached.loads_in_force()
    later = [str(int(load)) for load in in_force_now.loc[in_force_now["version_from"] > number, "load_id"]]
    gone = f"{words.upper(words.counted(len(later), 'load'))} would go: {words.listed(later)}." if later else ""
    before, after = judged.verdicts(number), judged.verdicts(in_force)
    moved = [name for name in after if name in before and after[name] != before[name]]
    listed = markup.listed(
        [markup.link("indicator", cached.indicator(name).title, {"indicator": name}) for name in moved]
    )
    changed = Markup("{} would change{}").format(words.counted(len(moved), "indicator"), ": " if moved else "")
    return Markup("<p>{}{}. {}</p><p>Versions {} to {} stay in the history, and no page shows them.</p>").format(
        changed, listed, gone, number + 1, in_force
    )


def _put_in_force(number: int, why: str) -> None:
    who = roles.person().name
    try:
        cached.store().go_back(number, who)
    except StoreError as fault:
        tabs.refused(fault)
        return
    people_file.read(lambda people: audit.record(people, who, "went back", f"version {number}", why), None)
    upload_session.look_at(number)
    st.session_state["gone_back"] = number
    st.rerun()


def _gone_back() -> None:
    """What this visit has just done, while it holds."""
    if st.session_state.get("gone_back") == cached.store().version:
        markup.done(
            f"Version {cached.store().version} is in force again. Pages that are open show it when they are next loaded."
        )


def _release(load: pd.Series) -> str:
    return words.released_on(load["release"], load["release_precision"]) if pd.notna(load["release"]) else "not stated"
