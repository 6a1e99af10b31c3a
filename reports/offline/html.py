"""The file: every slide with its chart as a picture, its figures as a table, its words, and keys to move."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from charts import words
from charts.figures.marks import svg
from charts.paper import picture
from charts.words import table
from data.periods import in_full
from indicators.core.verdicts import Mark
from reports.slides.model import Deck, Slide

HERE = Path(__file__).parent
WIDE, HIGH = 8.6, 3.6
"""Inches of a chart: it is shown as wide as the page."""
ONLY_THIS_FILE = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'"
)
"""The browser asks nobody for anything: all that is shown is in the file."""


def html(deck: Deck) -> bytes:
    """The file of a deck.  It asks nothing of any host, and reads top to bottom where scripts are off."""
    style, script = (_ours(name) for name in ("slides.css", "slides.js"))
    title = f"{deck.name}, {deck.strategy.name}"
    slides = [_first(deck), *(_slide(at, slide) for at, slide in enumerate(deck.slides, start=2))]
    return (
        Markup(
            '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta http-equiv="Content-Security-Policy" content="{policy}">'
            "<title>{title}</title><style>{style}</style></head><body><main>{slides}</main>"
            '<nav aria-label="Slides"><button type="button" data-back>Back</button>'
            '<button type="button" data-on>Next</button><output aria-live="polite"></output></nav>'
            "<script>{script}</script></body></html>\n"
        )
        .format(policy=ONLY_THIS_FILE, title=title, style=style, slides=_joined(slides), script=script)
        .encode("utf-8")
    )


def _ours(name: str) -> Markup:
    """A file of this folder, which nobody but us writes."""
    return Markup((HERE / name).read_text(encoding="utf-8"))  # noqa: S704


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("").join(parts)


def _first(deck: Deck) -> Markup:
    subjects = [kind for slide in deck.slides for kind in slide.subjects]
    return _section(1, _joined([
        _support(words.about_parts(subjects, deck.strategy)),
        Markup("<h1>{}</h1>").format(deck.name),
        Markup("<p>{}</p>").format(deck.strategy.name),
        Markup("<p>Data version {}, published {}. Made {}. This file does not change when newer figures are published.</p>")
        .format(deck.version, deck.published, in_full(deck.made_on)),
    ]))  # fmt: skip


def _section(number: int, inside: Markup) -> Markup:
    return Markup('<section id="slide-{}" tabindex="-1">{}</section>').format(number, inside)


def _support(support: str) -> Markup:
    return Markup('<p class="support" role="note">{}</p>').format(support) if support else Markup()


def _slide(number: int, slide: Slide) -> Markup:
    counted = slide.counted()
    parts = [
        _support(slide.support),
        _small(slide.above),
        Markup("<h2>{}</h2>").format(slide.finding),
        _small(counted) if slide.chart else Markup("<p>{}</p>").format(counted) if counted else "",
        _evidence(slide),
        *(Markup("<p>{}</p>").format(sentence) for sentence in slide.read()),
        *(Markup("<p>{}</p>").format(sentence) for sentence in slide.notes),
        *(_small(f"Source: {words.without_address(source.text)}") for source in slide.sources),
    ]
    return _section(number, _joined(parts))


def _small(sentence: str) -> Markup:
    return Markup('<p class="small">{}</p>').format(sentence)


def _evidence(slide: Slide) -> Markup:
    if slide.chart:
        drawn = Markup('<img class="chart" alt="{}" src="{}">').format(
            words.alternative(slide.chart), _data(picture(slide.chart, WIDE, HIGH))
        )
        figures = _table(table.header(slide.chart), table.rows(slide.chart), slide.finding)
        return Markup("{}<details><summary>Figures as a table</summary>{}</details>").format(drawn, figures)
    if slide.rows:
        cells = slide.rows[0].cells
        head = [
            words.upper(slide.strategy.words.priority),
            *(words.column_name(c.outcome, slide.strategy) for c in cells),
        ]
        rows = [
            [" ".join(words.row_name(row.id, slide.strategy)), *(words.cell_in_words(c, slide.view) for c in row.cells)]
            for row in slide.rows
        ]
        return _table(head, rows, slide.finding)
    if slide.figures:
        return _table(slide.figures.head, slide.figures.rows, slide.finding)
    lines = _joined(
        Markup("<li>{}{}{}</li>").format(
            _mark(line.mark), Markup("<b>{}</b>. ").format(line.name) if line.name else "", line.words
        )
        for line in slide.lines
    )
    return Markup('<ul class="list">{}</ul>').format(lines) if lines else Markup()


def _mark(mark: Mark | None) -> Markup:
    if mark is None:
        return Markup()
    drawn = svg(mark).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Markup('<img alt="{}" src="{}">').format(words.MARKS[mark], _data(drawn.encode("utf-8")))


def _data(drawn: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode('ascii')}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> Markup:
    heads = _joined(Markup('<th scope="col">{}</th>').format(cell) for cell in head)
    body = _joined(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], _joined(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in rows
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(caption, heads, body)
