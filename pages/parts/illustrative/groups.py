"""Illustrative figures by group, under what is really known of who is left behind: figures, and nobody is judged."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts.figures import group_levels
from charts.words import illustrative as words
from charts.words import inequalities as told
from charts.words.figures import period
from indicators.core.inequalities.model import Breakdown, Group
from indicators.core.verdicts import Mark
from pages.parts.illustrative.figures import TAG
from pages.parts.inequalities import characteristics
from pages.parts.shared import judged, markup
from pages.parts.shared.marks import mark
from pages.parts.site import frame

HEAD = ("Group", "Drawn", "Now", "At the start")


def groups() -> Markup:
    """Every measure that has illustrative figures only, by the characteristic chosen; empty where they are not asked for."""
    found = judged.illustrative_breakdowns()
    if not found:
        return Markup()
    here = characteristics.chosen(found)
    ways = [
        (f"By {told.characteristic(one)}", dict(st.query_params) | {characteristics.ASKED: one}, one == here)
        for one in found
    ]
    return Markup('<section class="made-up">{}{}<p>{} {}</p>{}{}</section>').format(
        markup.heading(words.HEADING),
        frame.support_for([one.indicator for one in found[here]]),
        TAG,
        words.NOT_JUDGED,
        markup.choice("Characteristic of illustrative figures", characteristics.PAGE, ways),
        Markup("").join(_panel(one, unfolded=at == 0) for at, one in enumerate(found[here])),
    )


def _panel(found: Breakdown, *, unfolded: bool) -> Markup:
    when = ", ".join(part for part in (period((found.now.start, found.now.end)), told.unit(found.declared)) if part)
    caption = f"{words.TAG}: {found.declared.title} by {told.characteristic(found.dimension)}, {when}"
    body = [_row(group, found) for group in found.now.groups]
    return Markup(
        '<section class="by-group"><h3>{} {}</h3><details class="opener"{}><summary>Every group, {}</summary>{} {}'
        '<p class="small">Figures of {}.</p></details></section>'
    ).format(
        mark(Mark.FIGURE_ONLY),
        markup.link("indicator", found.declared.title, {"indicator": found.indicator}),
        Markup(" open") if unfolded else "",
        when,
        TAG,
        markup.table(HEAD, body, caption),
        found.place.name,
    )


def _row(group: Group, found: Breakdown) -> tuple[str, ...]:
    then = found.then.group(group.name) if found.then else None
    drawn = group_levels.level(group, then, found.now.everybody, group_levels.scale(found))
    return (
        told.group_name(group.name, found),
        markup.picture(drawn, f"{words.TAG}. {told.picture(group, then, found.declared)}", "two"),
        told.value(group, found.declared),
        told.value(then, found.declared) if found.then else "no earlier figure",
    )
