"""What a board asks of one part of the strategy, each in a cell: what changed, who is left behind, how sure we are, what we do."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from data.people.actions import Action
from indicators.core.board.changes import Part
from indicators.core.verdicts import Verdicts
from pages.parts.lists import changes, gaps
from pages.parts.shared import cached, markup
from pages.parts.writing import written
from pages.parts.writing.actions import HEADING, link


def glance(verdicts: Sequence[Verdicts], doing: Sequence[Action]) -> Markup:
    """Answers side by side, under the finding that answers whether it is working; ``doing`` is what is done about it."""
    cells = [
        ("What changed", changes.in_brief({v.indicator for v in verdicts})),
        ("Who is left behind", _left_behind(verdicts)),
        ("How sure are we", Markup("{}").format(words.how_sure(verdicts))),
        *([(HEADING, _doing(doing))] if written.is_shown() else []),
    ]
    inside = Markup("").join(
        Markup('<section class="door">{}<p class="small">{}</p></section>').format(markup.heading(title), told)
        for title, told in cells
    )
    return Markup('<div class="doors glance">{}</div>').format(inside)


def _doing(actions: Sequence[Action]) -> Markup:
    """How many actions stand how, the first of them by name."""
    brief = words.actions_in_brief(actions, cached.today())
    return Markup("{} {}").format(brief, link(actions[0])) if actions else Markup("{}").format(brief)


def _left_behind(verdicts: Sequence[Verdicts]) -> Markup:
    """The gap to look at first, with both rates."""
    strategy = cached.strategy()
    found = gaps.known([strategy.link(v.indicator) for v in verdicts])
    if not found:
        return Markup("We cannot say: none of these indicators has figures of both groups to compare.")
    first = found[0]
    told = f"{words.both_rates(first.gap, first.declared)}. {words.fact_word(Part.GAP, first.gap)}."
    return Markup("{}: {}").format(markup.link("indicator", first.declared.title, {"indicator": first.indicator}), told)
