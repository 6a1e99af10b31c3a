"""Step changes of control limits: a proposal, what a named person decided of it, and who, when and why."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.facts.views import BEFORE, CONTROL
from data.people import step_changes
from data.people.step_changes import Decision, Step
from data.periods import in_full
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles

DONE = {
    Decision.APPROVED: "approved a step change",
    Decision.DECLINED: "declined a step change",
    Decision.WITHDRAWN: "withdrew a step change",
}
KNOWN = "The cause is known, and we expect the new level to last."


def show(name: str, facts: ChartFacts) -> None:
    """The proposal with its form, approved steps with a way back, and for analysts every decision."""
    if facts.kind is not ChartKind.CONTROL:
        return
    if facts.redrawn:
        markup.show(_before(name, facts))
    if facts.proposed:
        markup.show(
            Markup('<div class="note"><p><strong>Proposed.</strong> {}</p></div>').format(words.proposal(facts))
        )
    if cached.version() < cached.store().version:
        return  # decisions are made on the figures in force
    if facts.proposed:
        _decide(name, facts.proposed.start)
    if roles.may(Permission.DECIDE_STEPS):
        for step in facts.redrawn:
            _withdraw(name, step.start, step.period)
        _history(name)


def _before(name: str, facts: ChartFacts) -> Markup:
    """Which limits were redrawn, and the way to those before."""
    before = markup.link("indicator", "Show the limits as they were before", {"indicator": name, "view": BEFORE})
    redrawn = " ".join(words.redrawn(step) for step in facts.redrawn)
    return Markup("<p>{} {}</p>").format(redrawn, before)


def back(name: str, view: str) -> Markup:
    """On the view of the limits before any step change, the way to those in force; empty on any other."""
    if view != BEFORE:
        return Markup()
    now = markup.link("indicator", "Show the limits in force", {"indicator": name, "view": CONTROL})
    return Markup(
        '<div class="banner" role="note">These are the limits before any step change was approved. {}</div>'
    ).format(now)


def _decide(name: str, starts: date) -> None:
    if not roles.may(Permission.DECIDE_STEPS):
        markup.show(Markup('<p class="small">{}</p>').format(roles.only_reading("approving a step change")))
        return
    with st.form(f"step_{starts}", border=True):
        reason = st.text_input("What happened then, and how do you know?", max_chars=200)
        known = st.checkbox(KNOWN)
        with st.container(horizontal=True):
            approve = st.form_submit_button("Approve: redraw the limits", type="primary")
            decline = st.form_submit_button("Decline: leave them as they are")
    if approve and not known:
        markup.show(
            Markup(
                '<p role="alert"><strong>Tick that the cause is known and expected to last, or decline.</strong></p>'
            )
        )
    elif approve or decline:
        _write(name, starts, Decision.APPROVED if approve else Decision.DECLINED, reason)


def _withdraw(name: str, starts: date, period: str) -> None:
    with st.expander(f"Withdraw the step change from {period}"), st.form(f"withdraw_{starts}", border=False):
        reason = st.text_input("Why is it withdrawn?", max_chars=200)
        if st.form_submit_button("Withdraw it"):
            _write(name, starts, Decision.WITHDRAWN, reason)


def _write(name: str, starts: date, decision: Decision, reason: str) -> None:
    series = judged.board().series(name)
    assert series is not None
    line = (name, series.place.code, series.place.role)
    try:
        step_changes.decide(people_file.people(), line, starts, decision, roles.person().name, reason)
        roles.record(DONE[decision], cached.titles()[name], f"from {in_full(starts)}: {reason}")
    except (ValueError, PeopleError) as fault:
        markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
        return
    st.rerun()


def _history(name: str) -> None:
    """Every decision on this indicator, the newest first; a refusal is for those who decide."""
    decisions = [step for step in people_file.read(step_changes.history, ()) if step.indicator == name]
    with st.expander("Decisions on step changes"):
        rule = Markup('<p class="small">{}</p>').format(words.rule_of_proposals())
        lines = Markup("").join(Markup("<li>{}</li>").format(_line(step)) for step in reversed(decisions))
        markup.show(Markup("<ul>{}</ul>{}").format(lines, rule) if lines else Markup("<p>None yet.</p>{}").format(rule))


def _line(step: Step) -> str:
    return f"From {in_full(step.starts)}: {step.decision} by {step.who} on {in_full(step.at.date())}. {step.reason}"
