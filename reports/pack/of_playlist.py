"""The board pack of a playlist: a section a slide, with the chart, its table of figures, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from charts.facts import ChartFacts
from charts.words import table
from reports.pack.model import Block, Chart, Entries, Entry, Look, Pack, Section, Table, Text
from reports.slides.model import Deck, Slide

FIGURES = 14
"""The most rows of a chart's table on paper."""


def of_playlist(deck: Deck, look: Look) -> Pack:
    """A pack of a playlist whose slides are made."""
    return Pack(
        deck.name,
        deck.strategy.name,
        deck.strategy.place,
        deck.version,
        deck.published,
        deck.made_on,
        tuple(_section(at, slide) for at, slide in enumerate(deck.slides, start=1)),
        look,
        words.about_parts([kind for slide in deck.slides for kind in slide.subjects], deck.strategy),
    )


def _section(at: int, slide: Slide) -> Section:
    support = words.about_parts(slide.subjects, slide.strategy)
    blocks: list[Block] = [Text(support, "box")] if support else []
    if slide.chart:
        blocks += [Chart(slide.chart, "", slide.counted(), ""), _figures(slide.chart, slide.finding)]
    elif slide.under:
        blocks.append(Text(slide.under))
    if slide.lines:
        blocks.append(Entries(tuple(Entry(line.words, line.name, line.mark) for line in slide.lines)))
    if slide.figures:
        figures = slide.figures
        blocks.append(Table(figures.head, figures.rows, slide.finding, _widths(figures.head)))
    if slide.rows:
        blocks.append(_strategy_on_a_page(slide))
    blocks += [Text(sentence) for sentence in (*slide.read(), *slide.notes)]
    blocks += [Text(f"Source: {words.without_address(source.text)}", "small") for source in slide.sources]
    name = slide.chart.title if slide.chart else slide.above
    return Section(f"{at}. {name}", slide.above, slide.finding, tuple(blocks))


def _strategy_on_a_page(slide: Slide) -> Table:
    """A row a priority: under each outcome what its marks say."""
    strategy = slide.strategy
    head = [
        words.upper(strategy.words.priority),
        *(words.column_name(cell.outcome, strategy) for cell in slide.rows[0].cells),
    ]
    rows = tuple(
        (
            " ".join(words.row_name(row.id, strategy)).strip(),
            *(words.cell_in_words(cell, slide.view) for cell in row.cells),
        )
        for row in slide.rows
    )
    return Table(tuple(head), rows, slide.finding, (2, *(1,) * (len(head) - 1)))


def _figures(chart: ChartFacts, caption: str) -> Table:
    """The newest figures that the chart draws."""
    head = tuple(table.header(chart))
    return Table(head, tuple(map(tuple, table.rows(chart)[:FIGURES])), caption, _widths(head))


def _widths(head: Sequence[str]) -> tuple[int, ...]:
    """The first column and the last have words, those between numbers."""
    return (2, *(1,) * (len(head) - 2), 2) if len(head) > 2 else (1,) * len(head)
