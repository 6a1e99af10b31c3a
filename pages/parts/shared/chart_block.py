"""A chart with everything that belongs to it: what it counts, how to read it, its table, source and file."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.figures import theme
from charts.figures.areas import funnel, ranked
from charts.figures.bars import groups
from charts.figures.control import control_chart
from charts.figures.trend import trend
from charts.words import table
from charts.words.caption import sign
from charts.words.sources import ADDRESS
from pages.parts.shared import cached, downloads, markup

DRAW = {
    ChartKind.TREND: trend,
    ChartKind.CONTROL: control_chart,
    ChartKind.GROUPS: groups,
    ChartKind.BODIES: groups,
    ChartKind.AREAS: ranked,
    ChartKind.FUNNEL: funnel,
}


def chart(facts: ChartFacts) -> None:
    """Draw it, say how to read it, and where it comes from."""
    markup.show(
        Markup('<p class="small" style="text-align:right;max-width:none;margin:0">{}</p>').format(words.counts(facts))
    )
    figure = sign(DRAW[facts.kind](facts), facts, cached.version(), cached.strategy())
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
        Markup('<div class="note"><p><strong>How to read this.</strong> {}</p></div>').format(" ".join(reading))
        if reading
        else ""
    )
    found = words.sources(facts)
    listed = (
        cited(found[0])
        if len(found) == 1
        else Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(cited(s)) for s in found))
    )
    label = "Source: " if len(found) == 1 else "Sources:"
    markup.show(Markup('{}<div class="small" style="margin-top:10px">{}{}</div>').format(note, label, listed))


def cited(source: str) -> Markup:
    """A citation as text, its addresses as links for whoever may leave the network."""
    first, *others = ADDRESS.split(source)
    linked = (
        Markup('<a href="{}" target="_blank" rel="noopener noreferrer">publisher\'s page</a>{}').format(address, after)
        for address, after in zip(ADDRESS.findall(source), others, strict=True)
    )
    return Markup("{}{}").format(first, Markup("").join(linked))


def as_table(facts: ChartFacts) -> None:
    """The table in the chart's place."""
    figures(facts)
    below(facts)
    downloads.row(facts, drawn=False)


def figures(facts: ChartFacts) -> None:
    """The table of a chart."""
    head = table.header(facts)
    numbers = tuple(range(1, len(head) - 1))
    body = [list(row) for row in table.rows(facts)]
    markup.show(markup.table(head, body, words.alternative(facts), numbers))
