"""The strategy on a page: a real table on wide screens and in print, a list of priorities on a phone."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from charts.facts import matrix
from charts.facts.matrix import NO_OUTCOME, WHOLE, Cell, Row, View
from indicators.core.verdicts import Mark
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, mark


def page(view: View) -> str:
    """Legend, table, list for phones, and the line that explains them."""
    rows = matrix.rows(cached.strategy(), cached.verdicts(), view)
    return (
        f'{legend(view)}<a class="spoken" href="#after-the-table">Skip the table</a>'
        f"{_table(rows, view)}{_list(rows, view)}"
        '<p class="small wide-only" id="after-the-table" tabindex="-1">An indicator may be in several cells. '
        "Choose a cell for its list, or a mark to open it.</p>"
    )


def _table(rows: tuple[Row, ...], view: View) -> str:
    strategy = cached.strategy()
    outcomes, priorities = words.plural(strategy)
    fullest = _fullest(rows)
    heads = "".join(
        f'<th scope="col"{" class=fullest" if key == fullest else ""}>{_column(key)}</th>'
        for key in matrix.columns_of(strategy)
    )
    body = "".join(_row(row, view) for row in rows)
    caption = f"{priorities} by {words.lower(outcomes)}: how many indicators have which mark"
    corner = markup.text(words.upper(strategy.words.priority))
    return (
        f'<table class="matrix"><caption class="spoken">{markup.text(caption)}</caption>'
        f'<thead><tr><th scope="col"><span class="spoken">{corner}</span></th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def _fullest(rows: tuple[Row, ...]) -> str:
    """The column with the most marks in one cell, which gets more room."""
    cells = [cell for row in rows for cell in row.cells]
    return max(cells, key=lambda cell: len(cell.shown)).outcome if cells else ""


def _column(key: str) -> str:
    name = words.column_name(key, cached.strategy())
    return markup.text(name) if key == NO_OUTCOME else markup.link("outcome", name, {"outcome": key})


def _row(row: Row, view: View) -> str:
    label, short = words.row_name(row.id, cached.strategy())
    inside = Markup('<span class="no">{}</span>{}').format(label, short)
    name = markup.wrapped("priority", inside, {"priority": row.id})
    cells = "".join(f"<td>{_cell(cell, view)}</td>" for cell in row.cells)
    return f'<tr{" class=whole" if row.id == WHOLE else ""}><th scope="row">{name}</th>{cells}</tr>'


def _cell(cell: Cell, view: View) -> str:
    if not cell.entries:
        return '<span class="none">none chosen</span>'
    drawn = "".join(
        markup.wrapped(
            "indicator",
            mark(entry.mark),
            {"indicator": entry.indicator},
            title=words.entry_in_words(entry, cached.titles()[entry.indicator], view),
            tabindex="-1",
            aria_hidden="true",
        )
        for entry in cell.shown
    )
    strategy = cached.strategy()
    short = words.row_name(cell.priority, strategy)[1]
    found = strategy.outcome(cell.outcome)
    outcome = found.short if found else words.column_name(cell.outcome, strategy)
    spoken = f"{short}, {outcome}: {words.cell_in_words(cell, view)}. Open the list"
    folded = words.counts_in_words(cell.folded, view)
    rest = f"+{folded}" if cell.folded and cell.shown else folded or "list"
    control = markup.link("priority", rest, _query(cell), class_="rest", aria_label=spoken)
    return f'<div class="marks">{drawn}{control}</div>'


def _query(cell: Cell) -> dict[str, str]:
    return {"priority": cell.priority} | ({} if cell.outcome == NO_OUTCOME else {"outcome": cell.outcome})


def _list(rows: tuple[Row, ...], view: View) -> str:
    items = "".join(_item(row, view) for row in rows)
    return f'<ul class="list" aria-label="{markup.text(words.plural(cached.strategy())[1])}">{items}</ul>'


def _item(row: Row, view: View) -> str:
    label, short = words.row_name(row.id, cached.strategy())
    return (
        "<li><details><summary>"
        f'<span class="no">{markup.text(label)}</span><span><strong>{markup.text(short)}</strong>'
        f'<span class="small">{_worst(row)}{markup.text(words.counts_in_words(row.tally, view))}</span></span>'
        f'<span class="go" aria-hidden="true">›</span></summary>{_by_outcome(row, view)}</details></li>'
    )


def _by_outcome(row: Row, view: View) -> str:
    """What a row of the list opens: its outcomes, each with its counts and the way to its indicators; then all."""
    strategy = cached.strategy()

    def named(cell: Cell) -> str:
        found = strategy.outcome(cell.outcome)
        return found.short if found else words.column_name(cell.outcome, strategy)

    cells = "".join(
        Markup("<li>{}</li>").format(
            markup.wrapped(
                "priority",
                Markup('<span>{}</span><span class="small">{}</span>').format(
                    named(cell), words.cell_in_words(cell, view)
                ),
                _query(cell),
            )
        )
        for cell in row.cells
        if cell.entries
    )
    all_of_it = "All of these" if row.id == WHOLE else f"All of this {strategy.words.priority}"
    return f"<ul>{cells}<li>{markup.link('priority', all_of_it, {'priority': row.id})}</li></ul>"


def _worst(row: Row) -> str:
    """Marks that say something happened, before the counts."""
    return "".join(mark(kind, size=16) + " " for kind in (Mark.WORSE, Mark.BETTER, Mark.CHANGED) if row.tally[kind])
