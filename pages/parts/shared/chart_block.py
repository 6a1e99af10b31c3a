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
from charts.figures.hatching import hatched
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


def unit(facts: ChartFacts) -> Markup:
    """What the chart counts, and where its scale starts."""
    return Markup('<p class="small unit">{}</p>').format(words.on_the_axis(facts))


def chart(facts: ChartFacts) -> None:
    """Draw it."""
    drawn = DRAW[facts.kind](facts)
    figure = sign(hatched(drawn) if facts.illustrative else drawn, facts, cached.version(), cached.strategy())
    st.plotly_chart(
        figure,
        key=downloads.key_of(facts),
        alt=words.alternative(facts),
        theme=None,
        config=theme.tools(downloads.name_of(facts), figure.layout.height),
    )


def below(facts: ChartFacts, *, drawn: bool) -> None:
    """The newest figure's source, of how many the line is joined, and what can be taken away."""
    source_line = f"{words.without_address(words.source(facts.latest))} {words.joined_from(facts)}".strip()
    markup.show(Markup('<p class="small source">Source: {}</p>').format(source_line))
    downloads.row(facts, drawn=drawn)


def sources(facts: ChartFacts) -> Markup:
    """Every source of a chart with its release and load."""
    items = Markup("").join(Markup("<li>{}</li>").format(cited(source)) for source in words.sources(facts))
    return Markup("<ul>{}</ul>").format(items)


def cited(source: str) -> Markup:
    """A citation as text, its addresses as links for whoever may leave the network."""
    first, *others = ADDRESS.split(source)
    linked = (
        Markup('<a href="{}" target="_blank" rel="noopener noreferrer">publisher\'s page</a>{}').format(address, after)
        for address, after in zip(ADDRESS.findall(source), others, strict=True)
    )
    return Markup("{}{}").format(first, Markup("").join(linked))


def figures(facts: ChartFacts) -> Markup:
    """The table of a chart."""
    head = table.header(facts)
    numbers = tuple(range(1, len(head) - 1))
    body = [list(row) for row in table.rows(facts)]
    return markup.table(head, body, words.alternative(facts), numbers)
