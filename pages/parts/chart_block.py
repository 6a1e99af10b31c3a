"""A chart with everything that belongs to it: what it counts, how to read it, its table, source and file."""

from __future__ import annotations

import streamlit as st

from charts import table, theme, words
from charts.areas import funnel, ranked
from charts.bars import groups
from charts.control import control_chart
from charts.facts import ChartFacts
from charts.signature import sign
from charts.trend import trend
from pages.parts import held, html, take_away

DRAW = {"trend": trend, "control": control_chart, "groups": groups, "areas": ranked, "funnel": funnel}


def chart(facts: ChartFacts) -> None:
    """Draw it, say how to read it, and where it comes from."""
    html.show(f'<p class="small" style="text-align:right;max-width:none;margin:0">{html.text(words.counts(facts))}</p>')
    figure = sign(DRAW[facts.kind](facts), facts, held.version())
    st.plotly_chart(
        figure,
        key=take_away.key_of(facts),
        alt=words.alternative(facts),
        theme=None,
        config=theme.tools(take_away.name_of(facts), figure.layout.height),
    )
    below(facts)
    take_away.row(facts, drawn=True)


def below(facts: ChartFacts) -> None:
    """How to read it, and its sources."""
    reading = words.how_to_read(facts)
    note = (
        f'<div class="note"><p><strong>How to read this.</strong> {html.text(" ".join(reading))}</p></div>'
        if reading
        else ""
    )
    found = words.sources(facts)
    listed = cited(found[0]) if len(found) == 1 else f"<ul>{''.join(f'<li>{cited(s)}</li>' for s in found)}</ul>"
    label = "Source: " if len(found) == 1 else "Sources:"
    html.show(f'{note}<div class="small" style="margin-top:10px">{label}{listed}</div>')


def cited(source: str) -> str:
    """A citation as text, its addresses as links for whoever may leave the network."""
    return words.ADDRESS.sub(
        lambda found: f'<a href="{found[0]}" target="_blank" rel="noopener noreferrer">publisher\'s page</a>',
        html.text(source),
    )


def as_table(facts: ChartFacts) -> None:
    """The table in the chart's place."""
    figures(facts)
    below(facts)
    take_away.row(facts, drawn=False)


def figures(facts: ChartFacts) -> None:
    """The table of a chart."""
    head = table.header(facts)
    numbers = tuple(range(1, len(head) - 1))
    body = [[html.text(cell) for cell in row] for row in table.rows(facts)]
    html.show(html.table(head, body, words.alternative(facts), numbers))
