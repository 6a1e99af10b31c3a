"""Rows to scan: mark, name, small line, our figure, England's, its period, and one clause."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from charts import words
from charts.figures import theme
from charts.figures.spark import spark
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import mark

COLOURS = {Mark.WORSE: theme.WORSE, Mark.BETTER: theme.BETTER, Mark.CHANGED: theme.CHANGED}


def table(rows: Iterable[tuple[Verdicts, str]], caption: str, nothing: str) -> Markup:
    """A row an indicator, each with its clause; what to say where there are none."""
    table_rows = [_row(verdicts, clause) for verdicts, clause in rows]
    if not table_rows:
        return Markup("<p>{}</p>").format(nothing)
    head = Markup(
        '<tr><th scope="col"><span class="spoken">Indicator</span></th><th scope="col" class="line">{place} '
        '<span class="quiet">and England</span></th><th scope="col">{place}</th><th scope="col">England</th>'
        '<th scope="col">Latest</th><th scope="col">In words</th></tr>'
    ).format(place=cached.strategy().place)
    return Markup(
        '<table class="scan"><caption class="spoken">{}</caption><thead>{}</thead><tbody>{}</tbody></table>'
    ).format(caption, head, Markup("").join(table_rows))


def _figure(verdicts: Verdicts) -> Markup:
    number, unit = words.number_and_unit(verdicts)
    return Markup('{} <span class="small">{}</span>').format(number, unit) if number else Markup("–")


def _row(verdicts: Verdicts, clause: str) -> Markup:
    name = verdicts.indicator
    line = judged.trend_of(name)
    drawn = line is not None and not line.side_by_side
    colour = COLOURS.get(verdicts.mark, theme.QUIET)
    england = words.beside_england(line)
    return Markup(
        '<tr><th scope="row">{mark}{link}</th><td class="line">{line}</td><td class="ours-now">{ours}</td>'
        '<td class="england">{said}{england}</td><td class="when">{when}</td><td class="clause">{clause}</td></tr>'
    ).format(
        mark=mark(verdicts.mark, words.direction_word(verdicts.direction)),
        link=markup.link("indicator", verdicts.declared.title, {"indicator": name}),
        line=markup.picture(spark(line, colour, beside=True), kind="spark") if line and drawn else "",
        ours=_figure(verdicts),
        said=Markup('<span class="narrow-only">England </span>') if england else "",
        england=england or "–",
        when=words.newest_period(verdicts),
        clause=clause,
    )
