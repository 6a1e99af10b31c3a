"""Targets and who set them; entering one with its owner, dates and source, and taking one back, each a new version."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from data.storage.versions import StoreError
from indicators.core.strategy import targets as stored
from indicators.core.strategy.target_model import Level, Target, Way
from pages.access.role_table import Permission
from pages.parts.data import tabs
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.upload import upload_session

WAYS: dict[str, Way] = {"At least": "at least", "At most": "at most"}
LEVELS: dict[str, Level] = {"Our own": "local", "Regional": "regional", "National": "national"}
SAID = {level: label for label, level in LEVELS.items()} | {"local": "Local"}


def targets() -> None:
    """Every target with its owner; those who may can enter one and take back what was entered here."""
    every_target = judged.board().targets
    markup.show(tabs.finding(_opening(every_target)) + _standards(every_target))
    if roles.may(Permission.SET_TARGETS):
        with st.expander("Enter a target"), st.form("target", border=False):
            _form()
        for target in judged.board(cached.store().version).targets:
            if target.entered_by:
                _entered(target)
    else:
        markup.show(tabs.read_only("entering targets"))
    markup.show(_table(every_target))


def _opening(every_target: tuple[Target, ...]) -> str:
    local_count = sum(target.level == "local" for target in every_target)
    place = cached.strategy().place
    return f"{words.counted(len(every_target), 'target')} held; {local_count or 'none'} set for {place} itself."


def _standards(every_target: tuple[Target, ...]) -> Markup:
    if any(target.level == "local" for target in every_target):
        return Markup()
    return tabs.small(
        f"National and regional standards are not targets of {cached.strategy().place}. No local target was found."
    )


def _table(every_target: tuple[Target, ...]) -> Markup:
    body = [
        [
            markup.link("indicator", cached.indicator(target.indicator).title, {"indicator": target.indicator}),
            words.target_in_words(target, cached.indicator(target.indicator)),
            target.owner,
            SAID[target.level],
            target.source,
        ]
        for target in every_target
    ]
    return markup.heading("Every target") + markup.table(
        ["Indicator", "Target", "Owner", "Whose", "Source"], body, "Targets"
    )


def _entered(target: Target) -> None:
    title = cached.indicator(target.indicator).title
    with st.container(horizontal=True, vertical_alignment="center", key=f"target_{target.indicator}_{target.level}"):
        markup.show(
            Markup("<p>Entered here by {}: {}, {}</p>").format(
                target.entered_by, title, words.target_in_words(target, cached.indicator(target.indicator))
            )
        )
        if st.button(
            "Take back", key=f"back_{target.indicator}_{target.level}", help=f"Take back the target for {title}"
        ):
            try:
                note = f"Withdrew the target for {title}"
                version = stored.withdraw(
                    cached.store(), cached.strategy(), target.indicator, target.level, roles.person().name, note
                )
            except StoreError as fault:
                tabs.refused(fault)
                return
            _done(version)


def _form() -> None:
    named = {cached.titles()[link.id]: link.id for link in cached.strategy().indicators}
    title = st.selectbox("Indicator", list(named), key="target_indicator")
    with st.container(horizontal=True):
        level = st.selectbox("Whose target", list(LEVELS), key="target_level")
        direction = st.selectbox("Which way", list(WAYS), key="target_direction")
        value = st.number_input("Level, in the indicator's unit", value=None, key="target_value")
    with st.container(horizontal=True):
        since = st.date_input("It holds from", value=None, format="DD/MM/YYYY", key="target_since")
        deadline = st.date_input("To be met by", value=None, format="DD/MM/YYYY", key="target_by")
    owner = st.text_input("Owner: who set it and answers for it", max_chars=200, key="target_owner")
    source = st.text_input("Source: where it was decided or published", max_chars=300, key="target_source")
    st.caption(
        "It is published as a new version at once: a link to an earlier version still shows what was aimed at then."
    )
    if not st.form_submit_button("Publish the target", type="primary"):
        return
    try:
        target = Target(
            indicator=named[title],
            level=LEVELS[level],
            owner=owner.strip(),
            words="",
            direction=WAYS[direction],
            source=source.strip(),
            value=value,
            since=since,
            by=deadline,
            entered_by=roles.person().name,
        )
        note = f"Target for {title}: {words.target_in_words(target, cached.indicator(target.indicator))}"
        version = stored.enter(cached.store(), cached.strategy(), target, note)
    except (ValueError, StoreError) as fault:
        tabs.refused(fault)
        return
    _done(version)


def _done(version: int) -> None:
    people_file.catch_up_audit()
    upload_session.look_at(version)
    st.rerun()
