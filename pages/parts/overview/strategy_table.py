"""The strategy on a page: a real table on wide screens and in print, a list of priorities on a phone."""

from __future__ import annotations

from collections import Counter

from charts.facts import matrix
from charts.facts.matrix import Cell, Row, View
from indicators.core.verdicts import Mark
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, mark


def page(view: View) -> str:
    """Legend, table, list for phones, and the line that explains them."""
    rows = matrix.rows(cached.strategy(), cached.verdicts(), cached.titles(), view)
    return (
        legend(view)
        + '<a class="spoken" href="#after-the-table">Skip the table</a>'
        + _table(rows, view)
        + _list(rows, view)
        + '<p class="small wide-only" id="after-the-table" tabindex="-1">An indicator may stand in several cells. '
        "Choose a cell for its list, or a mark to open it.</p>"
    )


def _table(rows: tuple[Row, ...], view: View) -> str:
    outcomes = cached.strategy().outcomes
    heads = "".join(
        f'<th scope="col">{markup.link("outcome", f"{outcome.id[1:]} {outcome.short}", {"outcome": outcome.id})}</th>'
        for outcome in outcomes
    )
    body = "".join(_row(row, view) for row in rows)
    return (
        '<table class="matrix"><caption class="spoken">Priorities by outcomes: how many indicators stand where</caption>'
        f'<thead><tr><th scope="col"><span class="spoken">Priority</span></th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def _row(row: Row, view: View) -> str:
    number = f'<span class="no">{row.number}</span>'
    name = markup.wrapped("priority", f"{number}{markup.text(row.name)}", {"priority": row.id or "all"})
    cells = "".join(f"<td>{_cell(cell, row, view)}</td>" for cell in row.cells)
    return f'<tr{"" if row.id else " class=whole"}><th scope="row">{name}</th>{cells}</tr>'


def _cell(cell: Cell, row: Row, view: View) -> str:
    if not cell.entries:
        return '<span class="none">none chosen</span>'
    drawn = "".join(
        markup.wrapped(
            "indicator",
            mark(entry.mark),
            {"indicator": entry.indicator},
            title=entry.name,
            tabindex="-1",
            aria_hidden="true",
        )
        for entry in cell.shown
    )
    counts = matrix.in_words(Counter(entry.mark for entry in cell.entries), view)
    outcome = next(o for o in cached.strategy().outcomes if o.id == cell.outcome)
    spoken = f"{row.name}, {outcome.short}: {counts}. Open the list"
    rest = (
        f"+{matrix.in_words(cell.folded, view)}"
        if cell.folded and cell.shown
        else matrix.in_words(cell.folded, view) or "list"
    )
    control = markup.link(
        "priority", rest, {"priority": row.id or "all", "outcome": cell.outcome}, class_="rest", aria_label=spoken
    )
    return f'<div class="marks">{drawn}{control}</div>'


def _list(rows: tuple[Row, ...], view: View) -> str:
    items = "".join(
        "<li><details><summary>"
        f'<span class="no">{row.number}</span><span><strong>{markup.text(row.name)}</strong>'
        f'<span class="small">{_worst(row)}{markup.text(matrix.in_words(row.tally, view))}</span></span>'
        f'<span class="go" aria-hidden="true">›</span></summary>{_by_outcome(row, view)}</details></li>'
        for row in rows
    )
    return f'<ul class="list" aria-label="Priorities">{items}</ul>'


def _by_outcome(row: Row, view: View) -> str:
    """What a row of the list opens: its outcomes, each with its counts and the way to its indicators; then all."""
    outcomes = {outcome.id: outcome for outcome in cached.strategy().outcomes}
    priority = row.id or "all"
    cells = "".join(
        "<li>"
        + markup.wrapped(
            "priority",
            f"<span>{markup.text(outcomes[cell.outcome].short)}</span>"
            f'<span class="small">{markup.text(matrix.in_words(Counter(e.mark for e in cell.entries), view))}</span>',
            {"priority": priority, "outcome": cell.outcome},
        )
        + "</li>"
        for cell in row.cells
        if cell.entries
    )
    every = markup.link("priority", "All of this priority" if row.id else "All of these", {"priority": priority})
    return f"<ul>{cells}<li>{every}</li></ul>"


def _worst(row: Row) -> str:
    """Marks that say something happened, before the counts."""
    return "".join(mark(kind, size=16) + " " for kind in (Mark.WORSE, Mark.BETTER, Mark.CHANGED) if row.tally[kind])
