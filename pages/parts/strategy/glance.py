"""What a board asks of one part of the strategy, each in a cell: what changed, who is left behind, how sure we are, what we do."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from data.people.actions import Action
from indicators.core.board.changes import Part
from indicators.core.verdicts import JUDGED, Verdicts
from pages.parts.lists import changes, gaps
from pages.parts.shared import cached, markup
from pages.parts.writing import written
from pages.parts.writing.actions import HEADING, link

NOTHING = Markup()
REASONS_IN_VIEW = 2


def glance(verdicts: Sequence[Verdicts], doing: Sequence[Action], aim: Sequence[str]) -> Markup:
    """Answers side by side, under the finding that answers whether it is working.

    ``doing`` is what is done about it, ``aim`` the indicators that its aim is shown by.
    """
    cells = [
        _cell("What changed", changes.in_brief({v.indicator for v in verdicts})),
        _cell("Who is left behind", _left_behind(verdicts, aim)),
        _how_sure(verdicts),
        *([_cell(HEADING, _doing(doing))] if written.is_shown() else []),
    ]
    return Markup('<div class="doors glance">{}</div>').format(Markup("").join(cells))


def _cell(title: str, told: Markup | str, more: Markup = NOTHING) -> Markup:
    return Markup('<section class="door">{}<p class="small">{}</p>{}</section>').format(
        markup.heading(title), told, more
    )


def _how_sure(verdicts: Sequence[Verdicts]) -> Markup:
    """How much can be judged; why the rest cannot be opens in place, where that is long."""
    told, why = words.how_sure(verdicts), words.why_not_judged(verdicts)
    asks = "Why not the others" if words.tally(verdicts).keys() & JUDGED else "Why"
    if len(why) <= REASONS_IN_VIEW:
        return _cell("How sure are we", f"{told} {asks}: {'; '.join(why)}." if why else told)
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in why)
    return _cell(
        "How sure are we",
        told,
        Markup('<details class="opener"><summary>{}</summary><ul class="small">{}</ul></details>').format(asks, lines),
    )


def _doing(actions: Sequence[Action]) -> Markup:
    """How many actions stand how, the first of them by name."""
    brief = words.actions_in_brief(actions, cached.today())
    if not actions:
        return Markup("{}").format(brief)
    first = words.upper(words.stands(actions[0], cached.today()))
    return Markup("{} {}: {}").format(brief, first, link(actions[0]))


def _left_behind(verdicts: Sequence[Verdicts], aim: Sequence[str]) -> Markup:
    """The gap to look at first, with both rates; where nothing shows the aim, that this gap is of something else."""
    strategy = cached.strategy()
    found = gaps.known([strategy.link(v.indicator) for v in verdicts])
    if not found:
        return Markup("We cannot say: no indicator here has figures by group to compare.")
    first = found[0]
    told = f"{words.both_rates(first.gap, first.declared)}. {words.fact_word(Part.GAP, first.gap)}."
    beside = "" if words.aim_has_figures(verdicts, aim) else "On its aim we cannot say. On another question, "
    title = markup.link("indicator", first.declared.title, {"indicator": first.indicator})
    return Markup("{}{}: {}").format(beside, title, told)
