"""Are we getting there, what needs attention, what changed, and what would let us say more?"""

from __future__ import annotations

import streamlit as st

from charts import words
from charts.matrix import View
from pages.parts import board, frame, held, html, strategy_table

verdicts = held.verdicts()
everything = list(verdicts.values())

html.show(
    board.headline(words.strategy_headline(everything))
    + board.under_headline(words.coverage(everything))
    + frame.support_for(list(verdicts))
)
html.show(
    '<div class="columns">'
    + board.needs_attention(everything)
    + board.getting_better(everything)
    + board.what_changed()
    + "</div>"
)
with st.container(horizontal=True, vertical_alignment="center"):
    html.show(html.heading("The strategy on a page"))
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
html.show(strategy_table.page(View(chosen or View.DIRECTION)))
html.show(board.gaps(list(held.strategy().indicators)))
html.show(board.what_would_help(everything))
html.show(board.due_next(everything) + board.balance(everything))
