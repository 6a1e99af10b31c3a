"""The strategy on a page: a real table on wide screens and in print, a list of priorities on a phone."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.facts import matrix
from charts.facts.matrix import NO_OUTCOME, WHOLE, Cell, Row, View
from indicators.core.verdicts import Mark
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import legend, mark

ASKED = "marks"


def view_of_link() -> View:
    """What the link wants the marks to say; the direction where it says nothing that there is."""
    link_value = st.query_params.get(ASKED, "")
    return View(link_value) if link_value in set(View) else View.DIRECTION


def section(view: View) -> Markup:
    """Heading, the choice of what the marks say, and the table."""
    return Markup('<div class="with-choice"><h2>The strategy on a page</h2>{}</div>{}').format(
        _choice(view), page(view)
    )


def page(view: View) -> Markup:
    """Legend, table, list for phones, and the line that explains them."""
    rows = matrix.rows(cached.strategy(), judged.verdicts(), view)
    return Markup(
        '{}<a class="spoken" href="#after-the-table">Skip the table</a>'
        '{}{}<p class="small wide-only" id="after-the-table" tabindex="-1">An indicator may be in several cells. '
        "Choose a cell for its list, or a mark to open it.</p>"
    ).format(legend(view), _table(rows, view), _list(rows, view))


def _choice(current: View) -> Markup:
    ways = [(view.value, {} if view is View.DIRECTION else {ASKED: view.value}, view is current) for view in View]
    return markup.choice("What the marks say", "", ways)


def _table(rows: tuple[Row, ...], view: View) -> Markup:
    strategy = cached.strategy()
    outcomes, priorities = words.plural(strategy)
    fullest = _fullest(rows)
    heads = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(Markup(" class=fullest") if key == fullest else "", _column(key))
        for key in matrix.columns_of(strategy)
    )
    body = Markup("").join(_row(row, view) for row in rows)
    caption = f"{priorities} by {words.lower(outcomes)}: how many indicators have which mark"
    corner = words.upper(strategy.words.priority)
    return Markup(
        '<table class="matrix"><caption class="spoken">{caption}</caption>'
        '<thead><tr><th scope="col"><span class="spoken">{corner}</span></th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    ).format(caption=caption, corner=corner, heads=heads, body=body)


def _fullest(rows: tuple[Row, ...]) -> str:
    """The column with the most marks, which gets more room so that its rows stay low."""
    marks = Counter({cell.outcome: 0 for row in rows for cell in row.cells})
    for row in rows:
        marks.update({cell.outcome: len(cell.shown) for cell in row.cells})
    return max(marks, key=marks.__getitem__, default="")


def _column(key: str) -> str:
    name = words.column_name(key, cached.strategy())
    return name if key == NO_OUTCOME else markup.link("outcome", name, {"outcome": key})


def _row(row: Row, view: View) -> Markup:
    label, short = words.row_name(row.id, cached.strategy())
    inside = Markup('<span class="no">{}</span>{}').format(label, short)
    name = markup.wrapped("priority", inside, {"priority": row.id})
    cells = Markup("").join(Markup("<td>{}</td>").format(_cell(cell, view)) for cell in row.cells)
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(
        Markup(" class=whole") if row.id == WHOLE else "", name, cells
    )


def _cell(cell: Cell, view: View) -> Markup:
    if not cell.entries:
        return Markup('<span class="none">none chosen</span>')
    drawn = Markup("").join(
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
    outcome_of_cell = strategy.outcome(cell.outcome)
    outcome = outcome_of_cell.short if outcome_of_cell else words.column_name(cell.outcome, strategy)
    spoken = f"{short}, {outcome}: {words.cell_in_words(cell, view)}. Open the list"
    folded = words.counts_in_words(cell.folded, view)
    rest = f"+{folded}" if cell.folded and cell.shown else folded or "list"
    control = markup.link("priority", rest, _query(cell), class_="rest", aria_label=spoken)
    return Markup('<div class="marks">{}{}</div>').format(drawn, control)


def _query(cell: Cell) -> dict[str, str]:
    return {"priority": cell.priority} | ({} if cell.outcome == NO_OUTCOME else {"outcome": cell.outcome})


def _list(rows: tuple[Row, ...], view: View) -> Markup:
    items = Markup("").join(_item(row, view) for row in rows)
    return Markup('<ul class="list" aria-label="{}">{}</ul>').format(words.plural(cached.strategy())[1], items)


def _item(row: Row, view: View) -> Markup:
    label, short = words.row_name(row.id, cached.strategy())
    return Markup(
        "<li><details><summary>"
        '<span class="no">{label}</span><span><strong>{short}</strong>'
        '<span class="small">{worst}{counts_in_words}</span></span>'
        '<span class="go" aria-hidden="true">›</span></summary>{by_outcome}</details></li>'
    ).format(
        label=label,
        short=short,
        worst=_worst(row),
        counts_in_words=words.counts_in_words(row.tally, view),
        by_outcome=_by_outcome(row, view),
    )


def _by_outcome(row: Row, view: View) -> Markup:
    """What a row of the list opens: its outcomes, each with its counts and the way to its indicators; then all."""
    strategy = cached.strategy()

    def named(cell: Cell) -> str:
        outcome = strategy.outcome(cell.outcome)
        return outcome.short if outcome else words.column_name(cell.outcome, strategy)

    cells = Markup("").join(
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
    return Markup("<ul>{}<li>{}</li></ul>").format(cells, markup.link("priority", all_of_it, {"priority": row.id}))


def _worst(row: Row) -> Markup:
    """Marks that say something happened, before the counts."""
    return Markup("").join(
        mark(kind, size=16) + " " for kind in (Mark.WORSE, Mark.BETTER, Mark.CHANGED) if row.tally[kind]
    )
