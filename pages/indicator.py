"""One indicator: its finding, five facts with their reasons, its chart, and what counts.  Without one: all."""

from __future__ import annotations

import streamlit as st

from pages.parts import chart_block, comparing, frame, held, html, index, profile, stepping, unusual

name = st.query_params.get("indicator", "")
if name not in held.titles():
    html.show(index.unknown(name) + index.everything())
else:
    indicator = held.indicator(name)
    verdicts = held.verdicts()[name]
    html.show(
        frame.support(indicator.sensitivity)
        + profile.crumbs(name)
        + profile.headline(name)
        + profile.five_facts(verdicts)
    )
    wide, aside = st.columns([0.7, 0.3], gap="large")
    with wide:
        views = profile.views(name)
        if not views:
            html.show(profile.without_figure(name))
        else:
            chosen = st.segmented_control(
                "View",
                list(views),
                format_func=html.literal,
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
                html.show(stepping.back(name, str(chosen)) + unusual.icons(facts))
                chart_block.chart(facts)
                html.show(unusual.fired(facts))
                stepping.show(name, facts)
                with st.expander("These figures as a table"):
                    chart_block.figures(facts)
                comparing.show(name, facts)
    with aside:
        html.show(profile.beside(name))
