"""A chart with everything that belongs to it: what it counts, how to read it, its table, source and file."""

from __future__ import annotations

import streamlit as st

from charts.words import table
from charts.figures import theme
from charts import words
from charts.figures.areas import funnel, ranked
from charts.figures.bars import groups
from charts.figures.control import control_chart
from charts.facts import ChartFacts
from charts.words.caption import sign
from charts.figures.trend import trend
from pages.parts.shared import cached, markup, downloads

DRAW = {"trend": trend, "control": control_chart, "groups": groups, "areas": ranked, "funnel": funnel}


def chart(facts: ChartFacts) -> None:
    """Draw it, say how to read it, and where it comes from."""
    markup.show(f'<p class="small" style="text-align:right;max-width:none;margin:0">{markup.text(words.counts(facts))}</p>')
    figure = sign(DRAW[facts.kind](facts), facts, cached.version())
    st.plotly_chart(
        figure,
        key=downloads.key_of(facts),
        alt=words.alternative(facts),
        theme=None,
        config=theme.tools(downloads.name_of(facts), figure.layout.height),
    )
    below(facts)
    downloads.row(facts, drawn=True)


def below(facts: ChartFacts) -> None:
    """How to read it, and its sources."""
    reading = words.how_to_read(facts)
    note = (
        f'<div class="note"><p><strong>How to read this.</strong> {markup.text(" ".join(reading))}</p></div>'
        if reading
        else ""
    )
    found = words.sources(facts)
    listed = cited(found[0]) if len(found) == 1 else f"<ul>{''.join(f'<li>{cited(s)}</li>' for s in found)}</ul>"
    label = "Source: " if len(found) == 1 else "Sources:"
    markup.show(f'{note}<div class="small" style="margin-top:10px">{label}{listed}</div>')


def cited(source: str) -> str:
    """A citation as text, its addresses as links for whoever may leave the network."""
    return words.ADDRESS.sub(
        lambda found: f'<a href="{found[0]}" target="_blank" rel="noopener noreferrer">publisher\'s page</a>',
        markup.text(source),
    )


def as_table(facts: ChartFacts) -> None:
    """The table in the chart's place."""
    figures(facts)
    below(facts)
    downloads.row(facts, drawn=False)


def figures(facts: ChartFacts) -> None:
    """The table of a chart."""
    head = table.header(facts)
    numbers = tuple(range(1, len(head) - 1))
    body = [[markup.text(cell) for cell in row] for row in table.rows(facts)]
    markup.show(markup.table(head, body, words.alternative(facts), numbers))
