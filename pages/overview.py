"""Are we getting there, what changed, what needs attention, and where to read on: two screens."""

from __future__ import annotations

import streamlit as st

from charts import words
from charts.facts.matrix import View
from pages.parts.overview import findings, strategy_table
from pages.parts.shared import cached, markup
from pages.parts.site import frame

verdicts = cached.verdicts()
everything = list(verdicts.values())

markup.show(
    findings.headline(words.strategy_headline(everything, cached.strategy().place))
    + findings.under_headline(everything)
    + frame.support_for(list(verdicts))
    + findings.needs_attention(everything)
    + findings.getting_better(everything)
    + findings.how_listed()
)
with st.container(key="strategy_on_a_page", horizontal=True, vertical_alignment="center"):
    markup.show(markup.heading("The strategy on a page"))
    chosen = st.segmented_control(
        "What the marks say",
        list(View),
        default=View.DIRECTION,
        key="marks",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
markup.show(strategy_table.page(View(chosen or View.DIRECTION)) + findings.doors(everything))
