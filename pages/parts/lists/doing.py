"""What we are doing: every action, overdue first, by state and owner as the link asks; and one action with its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import actions as kept_actions
from data.people.actions import Action
from data.periods import in_full
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.lists import choosing, tabs
from pages.parts.lists.tabs import Tab
from pages.parts.shared import by_itself, cached, markup, people_file, roles
from pages.parts.writing import action_form, actions, drafting, written
from reports import links

ALL = "any"


def show() -> None:
    """The list, or the one action that the link asks for."""
    everything = written.all_actions()
    wanted = links.whole(st.query_params.get("action", ""))
    chosen = next((action for action in everything if action.id == wanted), None)
    if chosen is not None:
        _one(chosen)
        return
    if "action" in st.query_params:
        markup.show(Markup('<div class="banner" role="note">That action is not there any more.</div>'))
    _list(everything)


def _list(everything: list[Action]) -> None:
    today = cached.today()
    listed = everything
    if everything:
        with st.container(key="filters", horizontal=True):
            state, owner = _filters(everything)
        listed = [
            action
            for action in everything
            if state in (ALL, words.stands(action, today)) and owner in (ALL, action.plan.owner)
        ]
    brief = words.actions_in_brief(listed, today) if listed or not everything else "No action is left by these filters."
    lines = Markup("").join(_line(action) for action in listed)
    markup.show(Markup('<p role="status">{}</p><ul class="waits">{}</ul>').format(brief, lines))
    if roles.may(Permission.WRITE_ACTIONS):
        _write()


@by_itself.drawn()
def _write() -> None:
    action_form.new((), ())
    off = people_file.kept(kept_actions.taken_off, cached.strategy().id, otherwise=[])
    for action in off:
        action_text = markup.literal(" ".join(action.plan.what.split())[:80])
        if st.button(f"Bring back “{action_text}”", key=f"action_back_{action.id}", type="tertiary"):
            _do(partial(kept_actions.restore, people_file.people(), action.id), "brought an action back", action)


def _filters(everything: list[Action]) -> tuple[str, str]:
    today = cached.today()
    states = {words.stands(action, today): words.upper(words.stands(action, today)) for action in everything}
    owners = {owner: owner for owner in sorted({action.plan.owner for action in everything}, key=str.casefold)}
    return (
        choosing.choose("state", "How they stand", {ALL: "All"} | states),
        choosing.choose("owner", "Owner", {ALL: "All owners"} | owners),
    )


def _line(action: Action) -> Markup:
    about = markup.listed(_about(action))
    state = words.action_line(action, cached.today())
    return Markup('<li>{}<span class="small">{}</span><span class="small">{}</span></li>').format(
        actions.link(action), state, about
    )


def _about(action: Action) -> list[Markup]:
    """The ways to what an action is about."""
    titles, parts = cached.titles(), written.priorities()
    return [
        *(
            markup.link("indicator", titles[name], {"indicator": name})
            for name in action.plan.indicators
            if name in titles
        ),
        *(markup.link("priority", parts[key], {"priority": key}) for key in action.plan.priorities if key in parts),
    ]


def _one(action: Action) -> None:
    """One action: what it says, what it is about, whether figures moved, and everything that it has said."""
    plan = action.plan
    agreed = f" Agreed by the board on {in_full(action.meeting)}." if action.meeting else ""
    byline = (
        f"Written by {action.who if action.number == 1 else _first(action)} on {in_full(action.begun.date())}.{agreed}"
    )
    why = written.plain(f"Why it was dropped: {plan.why}") if plan.why else Markup()
    about = markup.listed(_about(action))
    moved = Markup("").join(
        Markup("<li>{}{}</li>").format(markup.link("indicator", cached.titles()[name], {"indicator": name}), since)
        for name in plan.indicators
        if name in cached.titles() and (since := actions.figure_since(action, name))
    )
    markup.show(
        Markup(
            '<p class="small">{back}</p><section class="action"><p class="written"><strong>{what}</strong></p><p>{line}</p>'
            '{why}<p>{about}</p><p class="small">{by}</p></section>{moved}{history}'
        ).format(
            back=tabs.link(Tab.DOING, "All actions"),
            what=plan.what,
            line=words.action_line(action, cached.today()),
            why=why,
            about=Markup("About {}.").format(about) if about else "",
            by=byline,
            moved=Markup('{}<ul class="waits">{}</ul><p class="small">{}</p>').format(
                markup.heading("Did the figures move?"), moved, words.NO_CAUSE
            )
            if moved
            else "",
            history=_history(action),
        )
    )
    if roles.may(Permission.WRITE_ACTIONS, *(action.plan.about or ("",))):
        _change(action.id)


def _first(action: Action) -> str:
    history = people_file.kept(kept_actions.history, action.id, otherwise=[])
    return history[-1].who if history else action.who


def _history(action: Action) -> Markup:
    history = people_file.kept(kept_actions.history, action.id, otherwise=[])
    lines = Markup("").join(
        Markup("<li>{}</li>").format(written.plain(words.change_line(change))) for change in history
    )
    return Markup("<details><summary>Every change: {}</summary><ul>{}</ul></details>").format(len(history), lines)


@by_itself.drawn()
def _change(ident: int) -> None:
    action = next((known_action for known_action in written.all_actions() if known_action.id == ident), None)
    if action is None:
        return
    action_form.existing(action)
    if st.button("Take this action off", key="action_off", type="tertiary"):
        _do(lambda: kept_actions.remove(people_file.people(), ident, roles.person().name), "took an action off", action)


def _do(change: Callable[[], object], deed: str, action: Action) -> None:
    if not roles.may(Permission.WRITE_ACTIONS, *(action.plan.about or ("",))):
        return
    try:
        change()
        roles.record(deed, action.plan.what[:200])
    except (ValueError, PeopleError) as fault:
        drafting.refused(fault)
        return
    st.rerun()
