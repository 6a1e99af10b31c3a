"""Indicators as cards: mark, name, latest figure, a small line, and the one thing to know."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.figures import theme
from charts.figures.spark import spark
from indicators.core.board.attention import in_order
from indicators.core.verdicts import JUDGED, Mark, Verdicts
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import mark

UNFOLDED = 12
"""So many cards are seen at once, and all that can be judged."""
COLOURS = {Mark.WORSE: theme.WORSE, Mark.BETTER: theme.BETTER, Mark.CHANGED: theme.CHANGED}


def cards(verdicts: Sequence[Verdicts]) -> Markup:
    """A card for each indicator with a figure, those beyond the first folded, and one that names those without."""
    figures = [v for v in in_order(verdicts) if v.has_figure]
    missing = [v for v in verdicts if not v.has_figure]
    first = max(UNFOLDED, sum(v.mark in JUDGED for v in figures))
    inside = Markup("").join(_card(v) for v in figures[:first]) + (_without(missing) if missing else "")
    return Markup('<div class="cards">{}</div>{}').format(inside, _folded(figures[first:]))


def _folded(verdicts: Sequence[Verdicts]) -> Markup:
    """Cards that open on a press; on paper they are open."""
    if not verdicts:
        return Markup()
    summary = f"{len(verdicts):,} more with a figure, and no direction yet"
    inside = Markup("").join(map(_card, verdicts))
    return Markup('<details class="on-paper"><summary>{}</summary><div class="cards">{}</div></details>').format(
        summary, inside
    )


def _card(verdicts: Verdicts) -> Markup:
    indicator = cached.indicator(verdicts.indicator)
    facts = judged.trend_of(verdicts.indicator)
    drawn = facts is not None and not facts.side_by_side
    line = (
        markup.picture(spark(facts, COLOURS.get(verdicts.mark, theme.QUIET)), kind="spark") if facts and drawn else ""
    )
    return Markup(
        '<article class="card"><div class="title">{mark}{link}</div>{value}{line}<p class="small">{card_line}</p>'
        '<span class="place">{place}</span></article>'
    ).format(
        mark=mark(verdicts.mark, words.mark(verdicts.mark)),
        link=markup.link("indicator", indicator.title, {"indicator": verdicts.indicator}),
        value=_value(verdicts),
        line=line,
        card_line=words.card_line(verdicts),
        place=words.place_of(verdicts),
    )


def _value(verdicts: Verdicts) -> Markup:
    """The newest figure, its unit, period and group; of several bodies, how many have one."""
    if verdicts.value is None:
        return Markup("<p>{}</p>").format(words.of_bodies(verdicts))
    number, unit = words.number_and_unit(verdicts)
    england = words.beside_england(judged.trend_of(verdicts.indicator))
    beside = f"England {england}" if england else ""
    rest = [part for part in (unit, words.period_of(verdicts), verdicts.group, beside) if part]
    return Markup('<div class="value">{} <span>{}</span></div>').format(number, " · ".join(rest))


def _without(verdicts: Sequence[Verdicts]) -> Markup:
    names = [cached.indicator(v.indicator).title for v in verdicts]
    first = "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")
    return Markup(
        '<article class="card empty"><div class="title">{}<span>{} with no figure</span></div><p class="small">{}</p>'
        '<a class="small" href="#no-figure">All, and who has them</a></article>'
    ).format(mark(Mark.NO_FIGURE), len(verdicts), first)


def no_figure(verdicts: Sequence[Verdicts]) -> Markup:
    """Every indicator without a figure, folded: the question it would answer, and from whom it is needed."""
    missing = [v for v in verdicts if not v.has_figure]
    if not missing:
        return Markup()
    body = [
        [
            markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator}),
            cached.indicator(v.indicator).needs,
            cached.indicator(v.indicator).owner,
        ]
        for v in missing
    ]
    summary = f"{words.upper(words.counted(len(missing), 'indicator'))} with no figure, and who has them"
    table = markup.table(
        ["Indicator", "What would feed it", "Who has it"],
        body,
        f"Indicators without a {cached.strategy().place} figure",
    )
    return Markup('<details><summary>{}</summary><div id="no-figure">{}</div></details>').format(summary, table)
