"""The slide of one indicator: its finding with one of its views, or its newest figures as a table."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from charts.facts import ChartFacts
from charts.facts.views import view, views
from charts.words import table
from data.people.playlists import Address
from indicators.core.board.board import Board
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Verdicts
from reports.slides.model import TABLE_ROWS, Figures, Slide, Source, subjects_of

TABLE = "Table"


def indicator(board: Board, shown: Address) -> Slide:
    """The slide of an indicator that the strategy has, in the view that a link asks for."""
    name, requested_view = shown.get("indicator"), shown.get("view")
    declared, verdicts = board.indicator(name), board.verdicts[name]
    facts = view(board, name, "" if requested_view == TABLE else requested_view)
    finding, above = _finding(board, name, facts), _where(board, name)
    if facts is None:
        return Slide(
            board.strategy, shown, above, finding, declared.question,
            reading=(f"What would give one: {declared.needs}",),
            subjects=subjects_of(board, [name]), indicators=(name,),
        )  # fmt: skip
    as_table = requested_view == TABLE
    gone = requested_view and not as_table and requested_view not in views(board, name)
    under = words.of_table(facts) if as_table else f". The view {requested_view!r} no longer exists" if gone else ""
    return Slide(
        board.strategy,
        shown,
        above,
        finding,
        under,
        chart=None if as_table else facts,
        figures=_newest(facts) if as_table else None,
        reading=_reading(verdicts, facts, words.how_to_read_table(facts) if as_table else ()),
        sources=tuple(map(Source, words.sources(facts))),
        subjects=subjects_of(board, [name]),
        indicators=(name,),
    )


def _finding(board: Board, name: str, facts: ChartFacts | None) -> str:
    """The finding of the view that is shown."""
    return words.view_headline(board.verdicts[name], facts, words.beside_england(view(board, name)))


def _where(board: Board, name: str) -> str:
    """The first priority that an indicator serves, else the whole strategy."""
    strategy = board.strategy
    serves = strategy.link(name).priorities
    priority = next((entry for entry in strategy.priorities if entry.id in serves), None)
    if priority is None:
        return words.whole_name(strategy)
    return f"{label_of(priority, strategy.words.priority)} · {priority.short}"


def _newest(facts: ChartFacts) -> Figures:
    rows = tuple(tuple(row) for row in table.rows(facts))
    return Figures(tuple(table.header(facts)), rows[:TABLE_ROWS], max(0, len(rows) - TABLE_ROWS))


def _reading(verdicts: Verdicts, facts: ChartFacts, how: Sequence[str]) -> tuple[str, ...]:
    """Why it is judged as it is, what the newest points say, how sure, and how to read a table.

    Of groups and areas side by side, what is said of the gap between them, if anything.
    """
    declared = verdicts.declared
    if facts.side_by_side and not verdicts.bodies:
        gap = (words.reason(verdicts.gap, declared), words.caution(verdicts.gap, declared))
        return tuple(filter(None, gap)) if words.is_of_the_gap(verdicts, facts) else ()
    lately = f"{words.word(verdicts.lately)}. {words.reason(verdicts.lately, declared)}" if verdicts.lately else ""
    sentences = (words.why_not(verdicts), words.caution(verdicts.direction, declared), lately, *how)
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))
