"""Three lenses on one outcome or priority: how people feel, services, population; and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from indicators.core.board.agenda import in_order
from indicators.core.model import Kind
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, row


def lenses(verdicts: Sequence[Verdicts]) -> str:
    """Each lens judged by itself; co-production's own measures are beside them where there are any."""
    by_kind = {kind: [v for v in verdicts if cached.indicator(v.indicator).kind is kind] for kind in Kind}
    shown = [*words.LENSES, *([Kind.PROCESS] if by_kind[Kind.PROCESS] else [])]
    states = {kind: words.lens_state(by_kind[kind]) for kind in shown if by_kind[kind]}
    inside = "".join(_lens(kind, by_kind[kind]) for kind in shown)
    return (
        f"{markup.heading('Three lenses' if len(shown) == 3 else 'Lenses')}{legend()}"
        f'<div class="lenses">{inside}</div><p style="margin-top:12px">{markup.text(words.agreement(states))}</p>'
    )


def _lens(kind: Kind, verdicts: Sequence[Verdicts]) -> str:
    inside = (
        row(verdicts, cached.titles())
        if verdicts
        else '<div class="marks"><span class="small">none chosen</span></div>'
    )
    return (
        f'<section class="lens">{markup.heading(words.LENS_NAMES[kind], 3)}{inside}'
        f'<p class="small">{markup.text(_line(verdicts))}</p></section>'
    )


def _line(verdicts: Sequence[Verdicts]) -> str:
    figures = [v for v in in_order(verdicts) if v.has_figure]
    if not verdicts:
        return "No indicator of this kind is chosen here."
    if not figures:
        place = cached.strategy().place
        return (
            f"No {place} figure." if len(verdicts) == 1 else f"No {place} figure for any of {len(verdicts)} indicators."
        )
    first = figures[0]
    mark = "" if first.bodies else f", {words.lower(words.mark(first.mark))}"
    told = f"{first.declared.title}: {words.latest(first)}{mark}"
    more = f"; {words.counted(len(figures) - 1, 'other')} with a figure" if len(figures) > 1 else ""
    return f"{told}{more}."
