"""Writing an action, and changing one: what, who, by when, how it stands, and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import actions
from data.people.actions import Action, Change, Plan, State
from data.people.records import LONGEST_TEXT, ConflictError
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.writing import drafting, written


def new(indicators: tuple[str, ...], priorities: tuple[str, ...], meeting: date | None = None) -> None:
    """The button and form for an action that begins linked to what its page is about, or was agreed at a meeting."""
    about = ",".join((*indicators, *priorities)) or str(meeting or "any")
    record = f"action:{cached.strategy().id}:{about}"
    start = Plan("", "", None, indicators=indicators, priorities=priorities)
    if drafting.opener(record, "Add an action", 0, _fields(start)):
        with st.container(key="writing_action", border=True):
            _form(record, lambda plan: _add(plan, meeting))


def existing(action: Action) -> None:
    """The button and form to change one."""
    record = f"action:{action.id}"
    if drafting.opener(record, "Change this action", action.number, _fields(action.plan)):
        with st.container(key="writing_action", border=True, width=640):
            if action.number != drafting.opened_at(record):
                _conflict(record, action)
            _form(record, lambda plan: _change(record, action, plan))


def _fields(plan: Plan) -> dict[str, object]:
    """What the fields hold at first; links to what the strategy no longer has cannot be chosen."""
    indicators = [name for name in plan.indicators if name in cached.titles()]
    priorities = [key for key in plan.priorities if key in written.priorities()]
    return vars(plan) | {"state": plan.state.value, "indicators": indicators, "priorities": priorities}


def _form(record: str, write: Callable[[Plan], object]) -> None:
    titles, priorities = cached.titles(), written.priorities()
    st.text_area("What will be done", max_chars=LONGEST_TEXT, height=80, **drafting.keeping(record, "what"))
    st.text_input(
        "Who owns it", max_chars=200, help="A role or a body, not a person", **drafting.keeping(record, "owner")
    )
    st.date_input("Due on", format="DD/MM/YYYY", **drafting.keeping(record, "due"))
    states = [state.value for state in State]
    named = {state.value: state_name for state, state_name in words.STATES.items()}
    st.selectbox("How it stands", states, format_func=lambda choice: named[choice], **drafting.keeping(record, "state"))
    if drafting.typed(record, "state") == State.DROPPED:
        st.text_area("Why it was dropped", max_chars=LONGEST_TEXT, height=80, **drafting.keeping(record, "why"))
    st.multiselect(
        "Indicators it is about",
        list(titles),
        format_func=lambda name: titles.get(name, name),
        **drafting.keeping(record, "indicators"),
    )
    if priorities:
        st.multiselect(
            words.plural(cached.strategy())[1],
            list(priorities),
            format_func=lambda key: priorities.get(key, key),
            **drafting.keeping(record, "priorities"),
        )
    if drafting.buttons(record, "Save the action"):
        _save(record, write)


def _save(record: str, write: Callable[[Plan], object]) -> None:
    plan = _plan(record)
    about = plan.about or ("",)  # what is about nothing is nobody's in particular
    try:
        is_saved = drafting.save(record, lambda: write(plan), Permission.WRITE_ACTIONS, *about)
    except ConflictError:
        st.rerun()  # the form now shows both
    if is_saved:
        st.rerun()


def _plan(record: str) -> Plan:
    typed = {name: drafting.typed(record, name) for name in ("what", "owner", "due", "state", "why")}
    return Plan(
        str(typed["what"] or ""),
        str(typed["owner"] or ""),
        typed["due"],
        State(typed["state"] or State.NOT_STARTED),
        str(typed["why"] or ""),
        tuple(drafting.typed(record, "indicators") or ()),
        tuple(drafting.typed(record, "priorities") or ()),
    )


def _add(plan: Plan, meeting: date | None) -> None:
    who, strategy = roles.person().name, cached.strategy().id
    actions.add(people_file.people(), plan, written.basis(_about(plan)), who, strategy, meeting)
    roles.record("added an action", plan.what[:200], plan.owner)


def _about(plan: Plan) -> list[str]:
    """The indicators whose figures are kept with it: those named, and those of its priorities."""
    of_priorities = [name for key in plan.priorities for name in written.serving(key)]
    return list(dict.fromkeys((*plan.indicators, *of_priorities)))


def _change(record: str, action: Action, plan: Plan) -> None:
    complete_plan = _with_what_is_gone(action.plan, plan)
    actions.change(people_file.people(), action.id, complete_plan, roles.person().name, drafting.opened_at(record))
    roles.record("changed an action", plan.what[:200], words.STATES[plan.state])


def _with_what_is_gone(before: Plan, after: Plan) -> Plan:
    """Links to what the strategy no longer has cannot be chosen in the form, and are kept."""
    gone = tuple(name for name in before.indicators if name not in cached.titles())
    ended = tuple(key for key in before.priorities if key not in written.priorities())
    return replace(after, indicators=(*after.indicators, *gone), priorities=(*after.priorities, *ended))


def _conflict(record: str, theirs: Action) -> None:
    """What somebody else has saved, above one's own in the fields; one chooses which stands."""
    explanation = (
        f"{theirs.who} has changed this action since you began. Nothing of yours is lost: it is in the form below."
    )
    their_plan = words.change_line(Change(theirs.number, theirs.plan, theirs.at, theirs.who))
    markup.show(
        Markup('<div class="banner" role="alert"><p>{}</p>{}</div>').format(explanation, written.plain(their_plan))
    )
    drafting.mine_or_theirs(record, theirs.number)
