"""One indicator on one screen: its finding, a line of facts, its chart, and what opens in place.  Without one: the lists."""

from __future__ import annotations

import streamlit as st

from pages.parts.illustrative import figures as illustrative
from pages.parts.indicator import control_signals, difference, profile, step_changes
from pages.parts.lists import changes, doing, due, every_indicator, gaps, missing, tabs
from pages.parts.lists.tabs import Tab
from pages.parts.shared import cached, chart_block, judged, markup
from pages.parts.site import frame
from pages.parts.writing import actions, story

name = st.query_params.get("indicator", "")
if name not in cached.titles():
    tab, everything = tabs.tab_of_link(), list(judged.verdicts().values())
    markup.show(
        every_indicator.unknown(name) + frame.support_for(list(cached.titles())) + tabs.heading(tab) + tabs.links(tab)
    )
    if tab is Tab.FINDINGS:
        every_indicator.show()
    elif tab is Tab.CHANGES:
        markup.show(changes.what_changed())
    elif tab is Tab.GAPS:
        markup.show(gaps.listed(cached.strategy().indicators))
    elif tab is Tab.MISSING:
        markup.show(missing.what_would_help(everything) + missing.evidence_gaps() + missing.balance(everything))
    elif tab is Tab.DOING:
        doing.show()
    else:
        markup.show(due.due(everything))
else:
    views = profile.views(name)
    facts = views.get(st.query_params.get("view", "")) or next(iter(views.values()), None)
    markup.show(
        frame.support(cached.indicator(name).sensitivity)
        + profile.crumbs(name)
        + profile.headline(name, facts)
        + profile.five_facts(judged.verdicts()[name], facts)
    )
    wide, aside = st.columns([0.72, 0.28], gap="large")
    with wide:
        if facts is None:
            markup.show(profile.without_figure(name))
            illustrative.of_indicator(name)
        else:
            with st.container(key="views", horizontal=True, vertical_alignment="center"):
                chosen = str(
                    st.segmented_control(
                        "View",
                        list(views),
                        format_func=markup.literal,
                        default=next(iter(views)),
                        key="view",
                        bind="query-params",
                        required=True,
                        label_visibility="collapsed",
                        wrap=True,
                    )
                )
                markup.show(chart_block.unit(facts))
            drawn = chosen != profile.TABLE
            if drawn:
                markup.show(step_changes.back(name, chosen) + control_signals.icons(facts))
                chart_block.chart(facts)
            else:
                markup.show(chart_block.figures(facts))
            markup.show(profile.why(judged.verdicts()[name], facts) + profile.openers(name, facts, drawn=drawn))
            difference.show(name, facts)
            if drawn:
                markup.show(control_signals.fired(facts))
                step_changes.show(name, facts)
            chart_block.below(facts, drawn=drawn)
    with aside:
        actions.of_indicator(name)
        story.of_indicator(name)
        markup.show(profile.beside(name))
