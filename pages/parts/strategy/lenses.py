"""Three lenses on one outcome or priority: how people feel, services, population; and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from indicators.core.board.attention import in_order
from indicators.core.model import Kind
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, row


def lenses(verdicts: Sequence[Verdicts]) -> Markup:
    """Each lens judged by itself; co-production's own measures are beside them where there are any."""
    by_kind = {kind: [v for v in verdicts if cached.indicator(v.indicator).kind is kind] for kind in Kind}
    shown = [*words.LENSES, *([Kind.PROCESS] if by_kind[Kind.PROCESS] else [])]
    inside = Markup("").join(_lens(kind, by_kind[kind]) for kind in shown)
    return Markup(
        '{heading}{legend}<div class="lenses">{inside}</div><p style="margin-top:12px">{agreement}</p>'
    ).format(
        heading=markup.heading("Three lenses" if len(shown) == 3 else "Lenses"),
        legend=legend(),
        inside=inside,
        agreement=words.of_lenses(verdicts),
    )


def _lens(kind: Kind, verdicts: Sequence[Verdicts]) -> Markup:
    inside = (
        row(verdicts, cached.titles())
        if verdicts
        else Markup('<div class="marks"><span class="small">none chosen</span></div>')
    )
    return Markup('<section class="lens">{}{}<p class="small">{}</p></section>').format(
        markup.heading(words.LENS_NAMES[kind], 3), inside, _line(verdicts)
    )


def _line(verdicts: Sequence[Verdicts]) -> str:
    """The first of its figures by name; how well services record leads only where there is nothing else."""
    figures = sorted((v for v in in_order(verdicts) if v.has_figure), key=lambda v: v.declared.of_recording)
    if not verdicts:
        return "No indicator of this kind is chosen here."
    if not figures:
        place = cached.strategy().place
        return (
            f"No {place} figure." if len(verdicts) == 1 else f"No {place} figure for any of {len(verdicts)} indicators."
        )
    first = figures[0]
    mark = "" if first.bodies else f", {words.lower(words.direction_word(first.direction))}"
    latest = f"{first.declared.title}: {words.latest(first)}{mark}"
    others = f"; {words.counted(len(figures) - 1, 'other')} with a figure" if len(figures) > 1 else ""
    return f"{latest}{others}."
