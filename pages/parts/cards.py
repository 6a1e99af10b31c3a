"""Indicators as cards: mark, name, latest figure, a small line, and the one thing to know."""

from __future__ import annotations

from collections.abc import Sequence

from charts import theme, words
from charts.spark import spark
from indicators.core.agenda import in_order
from indicators.core.verdicts import Mark, Verdicts
from pages.parts import held, html
from pages.parts.marks import mark

COLOURS = {Mark.WORSE: theme.WORSE, Mark.BETTER: theme.BETTER, Mark.CHANGED: theme.CHANGED}


def cards(verdicts: Sequence[Verdicts]) -> str:
    """A card for each indicator with a figure, and one that names those without."""
    figures = [v for v in in_order(verdicts) if v.has_figure]
    missing = [v for v in verdicts if not v.has_figure]
    inside = "".join(_card(v) for v in figures) + (_without(missing) if missing else "")
    return f'<div class="cards">{inside}</div>'


def _card(verdicts: Verdicts) -> str:
    indicator = held.indicator(verdicts.indicator)
    facts = held.trend_of(verdicts.indicator)
    line = html.picture(spark(facts, COLOURS.get(verdicts.mark, theme.QUIET)), kind="spark") if facts else ""
    group = f" · {html.text(verdicts.group)}" if verdicts.group else ""
    number, _, unit = verdicts.said.partition(" ")
    if not indicator.base_stated:
        unit = "unit not stated"
    unit = f"{html.text(unit)} · " if unit else ""
    return (
        f'<article class="card"><div class="title">{mark(verdicts.mark, str(verdicts.mark))}'
        f"{html.link('indicator', indicator.title, {'indicator': verdicts.indicator})}</div>"
        f'<div class="value">{html.text(number)} <span>{unit}{html.text(verdicts.period)}{group}</span></div>'
        f'{line}<p class="small">{html.text(words.card_line(verdicts))}</p>'
        f'<span class="place">{html.text(verdicts.place)}</span></article>'
    )


def _without(verdicts: Sequence[Verdicts]) -> str:
    names = [held.indicator(v.indicator).title for v in verdicts]
    first = "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")
    return (
        f'<article class="card empty"><div class="title">{mark(Mark.NO_FIGURE)}'
        f"<span>{len(verdicts)} with no figure</span></div><p class='small'>{html.text(first)}</p>"
        '<a class="small" href="#no-figure">All, and who has them</a></article>'
    )


def no_figure(verdicts: Sequence[Verdicts]) -> str:
    """Every indicator without a figure: the question it would answer, and from whom it is needed."""
    missing = [v for v in verdicts if not v.has_figure]
    if not missing:
        return ""
    body = [
        [
            html.link("indicator", held.indicator(v.indicator).title, {"indicator": v.indicator}),
            html.text(held.indicator(v.indicator).needs),
            html.text(held.indicator(v.indicator).owner),
        ]
        for v in missing
    ]
    return html.heading("No figure yet", ident="no-figure") + html.table(
        ["Indicator", "What would feed it", "Who has it"], body, "Indicators without a Leeds figure"
    )
