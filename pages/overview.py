"""Are we getting there, what needs attention, what changed, and what would let us say more?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts.matrix import View
from pages.parts.overview import findings, strategy_table
from pages.parts.shared import cached, markup
from pages.parts.site import frame

verdicts = cached.verdicts()
everything = list(verdicts.values())

markup.show(
    findings.headline(words.strategy_headline(everything, cached.strategy().place))
    + findings.under_headline(words.coverage(everything))
    + frame.support_for(list(verdicts))
)
markup.show(
    Markup('<div class="columns">')
    + findings.needs_attention(everything)
    + findings.getting_better(everything)
    + findings.what_changed()
    + Markup("</div>")
)
with st.container(horizontal=True, vertical_alignment="center"):
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
markup.show(strategy_table.page(View(chosen or View.DIRECTION)))
markup.show(findings.gaps(list(cached.strategy().indicators)))
markup.show(findings.what_would_help(everything))
markup.show(findings.due_next(everything) + findings.balance(everything))
