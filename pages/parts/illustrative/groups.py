"""Illustrative figures by group, under what is really known of who is left behind: figures, and nobody is judged."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts.figures import group_levels
from charts.words import illustrative as words
from charts.words import inequalities as inequality_words
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
    by_characteristic = judged.illustrative_breakdowns()
    if not by_characteristic:
        return Markup()
    chosen_characteristic = characteristics.chosen(by_characteristic)
    ways = [
        (
            f"By {inequality_words.characteristic(name)}",
            dict(st.query_params) | {characteristics.ASKED: name},
            name == chosen_characteristic,
        )
        for name in by_characteristic
    ]
    return Markup('<section class="made-up">{}{}<p>{} {}</p>{}{}</section>').format(
        markup.heading(words.HEADING),
        frame.support_for([breakdown.indicator for breakdown in by_characteristic[chosen_characteristic]]),
        TAG,
        words.NOT_JUDGED,
        markup.choice("Characteristic of illustrative figures", characteristics.PAGE, ways),
        Markup("").join(
            _panel(breakdown, unfolded=at == 0) for at, breakdown in enumerate(by_characteristic[chosen_characteristic])
        ),
    )


def _panel(breakdown: Breakdown, *, unfolded: bool) -> Markup:
    when = ", ".join(
        part
        for part in (period((breakdown.now.start, breakdown.now.end)), inequality_words.unit(breakdown.declared))
        if part
    )
    caption = (
        f"{words.TAG}: {breakdown.declared.title} by {inequality_words.characteristic(breakdown.dimension)}, {when}"
    )
    body = [_row(group, breakdown) for group in breakdown.now.groups]
    return Markup(
        '<section class="by-group"><h3>{} {}</h3><details class="opener"{}><summary>Every group, {}</summary>{} {}'
        '<p class="small">Figures of {}.</p></details></section>'
    ).format(
        mark(Mark.FIGURE_ONLY),
        markup.link("indicator", breakdown.declared.title, {"indicator": breakdown.indicator}),
        Markup(" open") if unfolded else "",
        when,
        TAG,
        markup.table(HEAD, body, caption),
        breakdown.place.name,
    )


def _row(group: Group, breakdown: Breakdown) -> tuple[str, ...]:
    then = breakdown.then.group(group.name) if breakdown.then else None
    drawn = group_levels.level(group, then, breakdown.now.everybody, group_levels.scale(breakdown))
    return (
        inequality_words.group_name(group.name, breakdown),
        markup.picture(drawn, f"{words.TAG}. {inequality_words.picture(group, then, breakdown.declared)}", "two"),
        inequality_words.value(group, breakdown.declared),
        inequality_words.value(then, breakdown.declared) if breakdown.then else "no earlier figure",
    )
