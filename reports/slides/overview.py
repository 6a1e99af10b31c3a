"""Slides of the whole strategy: the finding, the strategy on a page, what is new, what is overdue."""

from __future__ import annotations

from datetime import date

from charts import words
from charts.facts import matrix
from charts.facts.matrix import View
from data.people.playlists import Address, address
from indicators.core.board import attention
from indicators.core.board.attention import in_order
from indicators.core.board.board import Board
from indicators.core.board.changes import Change
from indicators.core.board.since import Since, since
from indicators.core.verdicts import Verdicts
from reports.slides.model import (
    CONTINUED,
    SECOND,
    Slide,
    TextLine,
    has_second,
    others,
    page_of,
    sources_of,
    subjects_of,
)


def overview(board: Board, shown: Address, before: Board | None) -> Slide:
    """The slide that a link to the overview asks for."""
    if shown.get("part") == "changed":
        return _changed(board, shown, before) if before else _nothing_before(board, shown)
    if shown.get("part") == "strategy" or shown.get("marks"):
        return _strategy(board, shown)
    if shown.get("part") == "overdue":
        return _overdue(board, shown)
    return _finding(board, shown)


def _finding(board: Board, shown: Address) -> Slide:
    everything = list(board.verdicts.values())
    finding = "".join(piece for piece, _ in words.strategy_headline(everything, board.strategy.place))
    page = page_of(_listed(board), shown)
    return Slide(
        board.strategy,
        shown,
        f"{board.strategy.name}{CONTINUED if shown.get(SECOND) else ''}",
        finding,
        f"This count is not a score. {words.coverage(everything, board.today)}.",
        lines=page.lines,
        reading=(*words.rules()[:2], *others(page.remaining, "other indicator")),
        sources=sources_of(board, page.indicators),
        subjects=subjects_of(board, page.indicators),
        indicators=page.indicators,
    )


def _listed(board: Board) -> list[TextLine]:
    """What needs attention, then what is getting better, each once."""
    everything = list(board.verdicts.values())
    items = attention.needs_attention(everything)
    listed = {item.verdicts.indicator for item in items}
    better = [
        item for item in attention.getting_better(everything, board.today) if item.verdicts.indicator not in listed
    ]
    return [
        TextLine(
            words.item(item),
            item.verdicts.mark,
            board.title(item.verdicts.indicator),
            address("indicator", indicator=item.verdicts.indicator),
        )
        for item in (*items, *better)
    ]


def second(board: Board, shown: Address, comparison: Since | None = None) -> bool:
    """Does this list need a second slide?  ``comparison`` is what changed, where it is of that."""
    if shown.get("part") == "changed":
        return comparison is not None and has_second(_changes(board, comparison))
    if shown.get("part") == "overdue":
        return has_second(_late_lines(board))
    return not shown.get("part") and not shown.get("marks") and has_second(_listed(board))


def _strategy(board: Board, shown: Address) -> Slide:
    chosen = View(shown.get("marks")) if shown.get("marks") in set(View) else View.DIRECTION
    rows = matrix.rows(board.strategy, board.verdicts, chosen)
    tally = matrix.tally(rows)
    counts = words.counts_in_words(tally, chosen)
    return Slide(
        board.strategy,
        shown,
        board.strategy.name,
        f"The strategy on a page: {words.lower(chosen)} of {words.counted(tally.total(), 'indicator')}",
        f"{counts}. An indicator may be in several cells. This count is not a score.",
        rows=rows,
        view=chosen,
    )


def _changed(board: Board, shown: Address, before: Board) -> Slide:
    comparison = since(before, board, _meeting_day(shown))
    page = page_of(_changes(board, comparison), shown)
    return Slide(
        board.strategy,
        shown,
        f"What is new {shown.get('called') or 'since the version before'}{CONTINUED if shown.get(SECOND) else ''}",
        words.what_changed(comparison),
        f"{words.late(comparison)} {words.unknown(comparison)}".strip(),
        lines=page.lines,
        reading=others(page.remaining, "other indicator"),
        sources=sources_of(board, page.indicators),
        subjects=subjects_of(board, page.indicators),
        indicators=page.indicators,
    )


def _meeting_day(shown: Address) -> date | None:
    """The day of the meeting that a slide of changes is about; ``None`` where it is about a version."""
    try:
        return date.fromisoformat(shown.get("since"))
    except ValueError:
        return None


def _nothing_before(board: Board, shown: Address) -> Slide:
    reason = "Nothing earlier is held, or chosen, to set the figures against."
    return Slide(board.strategy, shown, board.strategy.name, "What is new cannot be said here.", reason)


def _changes(board: Board, comparison: Since) -> list[TextLine]:
    return [_change(change, board) for change in comparison.changes]


def _change(change: Change, board: Board) -> TextLine:
    name = change.indicator
    return TextLine(
        words.change_in_words(change), change.after.mark, board.title(name), address("indicator", indicator=name)
    )


def _overdue(board: Board, shown: Address) -> Slide:
    """Which figures are late, the most important indicators first, and since when."""
    late = _late_lines(board)
    page = page_of(late, shown)
    return Slide(
        board.strategy,
        shown,
        f"What is overdue{CONTINUED if shown.get(SECOND) else ''}",
        f"{words.upper(words.counted(len(late), 'figure'))} overdue." if late else "No figure is overdue.",
        "Worked out from how often each is published and how long that takes.",
        lines=page.lines,
        reading=others(page.remaining, "other indicator", ": see Data."),
        subjects=subjects_of(board, page.indicators),
        indicators=page.indicators,
    )


def _late_lines(board: Board) -> list[TextLine]:
    return [_late(v) for v in in_order(attention.overdue(board.verdicts.values()))]


def _late(verdicts: Verdicts) -> TextLine:
    sentence = words.upper(f"{words.brief(verdicts.data, verdicts.declared)}, {verdicts.declared.owner}")
    return TextLine(
        sentence, verdicts.mark, verdicts.declared.title, address("indicator", indicator=verdicts.indicator)
    )
