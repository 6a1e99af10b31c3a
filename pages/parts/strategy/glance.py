"""What a board asks of one part of the strategy, each in a cell: what changed, who is left behind, how sure we are."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from indicators.core.board.changes import Part
from indicators.core.verdicts import Verdicts
from pages.parts.lists import changes, gaps
from pages.parts.shared import cached, markup


def glance(verdicts: Sequence[Verdicts]) -> Markup:
    """Three answers side by side, under the finding that answers whether it is working."""
    cells = [
        ("What changed", changes.in_brief({v.indicator for v in verdicts})),
        ("Who is left behind", _left_behind(verdicts)),
        ("How sure are we", Markup("{}").format(words.how_sure(verdicts))),
    ]
    inside = Markup("").join(
        Markup('<section class="door">{}<p class="small">{}</p></section>').format(markup.heading(title), told)
        for title, told in cells
    )
    return Markup('<div class="doors glance">{}</div>').format(inside)


def _left_behind(verdicts: Sequence[Verdicts]) -> Markup:
    """The gap to look at first, with both rates."""
    strategy = cached.strategy()
    found = gaps.known([strategy.link(v.indicator) for v in verdicts])
    if not found:
        return Markup("We cannot say: no figure by group is held for these indicators.")
    first = found[0]
    told = f"{words.both_rates(first.gap, first.declared)}. {words.fact_word(Part.GAP, first.gap)}."
    return Markup("{}: {}").format(markup.link("indicator", first.declared.title, {"indicator": first.indicator}), told)
