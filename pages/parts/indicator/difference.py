"""Is this difference more than chance?  For any two figures of the chart above that one picks."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts, difference
from charts.facts.difference import Pick
from indicators.core.series.series import Series
from pages.parts.shared import judged, markup
from pages.parts.shared.marks import mark

QUESTION = "Compare two: is the difference more than chance?"


def show(name: str, facts: ChartFacts) -> None:
    """Two selectors, kept in the link, and the answer in a sentence; nothing where there are not two figures."""
    series, pick = judged.board().series(name), difference.pick(facts)
    if pick is None or (series is None and not facts.side_by_side):
        return
    if (
        series is not None
        and not facts.side_by_side
        and (facts.place, facts.ours.step) != (series.place.name, series.step)
    ):
        return
    kind = facts.dimension.replace(" ", "_") or "period"
    with st.expander(QUESTION, expanded=f"{kind}_one" in st.query_params or f"{kind}_two" in st.query_params):
        _pick(facts, series, pick, kind)


def _pick(facts: ChartFacts, series: Series | None, pick: Pick, kind: str) -> None:
    left, right = st.columns(2)
    with left:
        first = _one("Compare", f"{kind}_one", pick.names, pick.first)
    with right:
        second = _one("with", f"{kind}_two", pick.names, pick.second)
    answer = difference.answer(facts, series, first, second)
    shape = mark(answer.mark)
    markup.show(
        Markup(
            '<div class="note" role="status"><p>{shape} <strong>{word}.</strong> {reason}</p>'
            '<p class="small">{caution}</p></div>'
        ).format(
            shape=shape,
            word=words.word(answer),
            reason=words.reason(answer, facts.indicator),
            caution=words.caution(answer, facts.indicator),
        )
    )


def _one(label: str, key: str, names: tuple[str, ...], usual: str) -> str:
    return str(st.selectbox(label, names, index=names.index(usual), key=key, bind="query-params"))
