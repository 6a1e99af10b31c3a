"""One indicator: its finding, five facts with their reasons, its chart, and what counts.  Without one: all."""

from __future__ import annotations

import streamlit as st

from pages.parts.shared import chart_block, cached, markup
from pages.parts.indicator import difference, index, profile, step_changes, control_signals
from pages.parts.site import frame

name = st.query_params.get("indicator", "")
if name not in cached.titles():
    markup.show(index.unknown(name) + index.everything())
else:
    indicator = cached.indicator(name)
    verdicts = cached.verdicts()[name]
    markup.show(
        frame.support(indicator.sensitivity)
        + profile.crumbs(name)
        + profile.headline(name)
        + profile.five_facts(verdicts)
    )
    wide, aside = st.columns([0.7, 0.3], gap="large")
    with wide:
        views = profile.views(name)
        if not views:
            markup.show(profile.without_figure(name))
        else:
            chosen = st.segmented_control(
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
            facts = views.get(str(chosen)) or next(iter(views.values()))
            if chosen == profile.TABLE:
                chart_block.as_table(facts)
            else:
                markup.show(step_changes.back(name, str(chosen)) + control_signals.icons(facts))
                chart_block.chart(facts)
                markup.show(control_signals.fired(facts))
                step_changes.show(name, facts)
                with st.expander("These figures as a table"):
                    chart_block.figures(facts)
                difference.show(name, facts)
    with aside:
        markup.show(profile.beside(name))
