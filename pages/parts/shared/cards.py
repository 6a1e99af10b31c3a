"""Indicators as cards: mark, name, latest figure, a small line, and the one thing to know."""

from __future__ import annotations

from collections.abc import Sequence

from charts.figures import theme
from charts import words
from charts.figures.spark import spark
from indicators.core.board.agenda import in_order
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark

COLOURS = {Mark.WORSE: theme.WORSE, Mark.BETTER: theme.BETTER, Mark.CHANGED: theme.CHANGED}


def cards(verdicts: Sequence[Verdicts]) -> str:
    """A card for each indicator with a figure, and one that names those without."""
    figures = [v for v in in_order(verdicts) if v.has_figure]
    missing = [v for v in verdicts if not v.has_figure]
    inside = "".join(_card(v) for v in figures) + (_without(missing) if missing else "")
    return f'<div class="cards">{inside}</div>'


def _card(verdicts: Verdicts) -> str:
    indicator = cached.indicator(verdicts.indicator)
    facts = cached.trend_of(verdicts.indicator)
    line = markup.picture(spark(facts, COLOURS.get(verdicts.mark, theme.QUIET)), kind="spark") if facts else ""
    group = f" · {markup.text(verdicts.group)}" if verdicts.group else ""
    number, _, unit = verdicts.said.partition(" ")
    if not indicator.base_stated:
        unit = "unit not stated"
    unit = f"{markup.text(unit)} · " if unit else ""
    return (
        f'<article class="card"><div class="title">{mark(verdicts.mark, str(verdicts.mark))}'
        f"{markup.link('indicator', indicator.title, {'indicator': verdicts.indicator})}</div>"
        f'<div class="value">{markup.text(number)} <span>{unit}{markup.text(verdicts.period)}{group}</span></div>'
        f'{line}<p class="small">{markup.text(words.card_line(verdicts))}</p>'
        f'<span class="place">{markup.text(verdicts.place)}</span></article>'
    )


def _without(verdicts: Sequence[Verdicts]) -> str:
    names = [cached.indicator(v.indicator).title for v in verdicts]
    first = "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")
    return (
        f'<article class="card empty"><div class="title">{mark(Mark.NO_FIGURE)}'
        f"<span>{len(verdicts)} with no figure</span></div><p class='small'>{markup.text(first)}</p>"
        '<a class="small" href="#no-figure">All, and who has them</a></article>'
    )


def no_figure(verdicts: Sequence[Verdicts]) -> str:
    """Every indicator without a figure: the question it would answer, and from whom it is needed."""
    missing = [v for v in verdicts if not v.has_figure]
    if not missing:
        return ""
    body = [
        [
            markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator}),
            markup.text(cached.indicator(v.indicator).needs),
            markup.text(cached.indicator(v.indicator).owner),
        ]
        for v in missing
    ]
    return markup.heading("No figure yet", ident="no-figure") + markup.table(
        ["Indicator", "What would feed it", "Who has it"], body, "Indicators without a Leeds figure"
    )
