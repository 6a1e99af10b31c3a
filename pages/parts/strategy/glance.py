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

NOTHING = Markup()
ACTIONS_IN_VIEW = 2


def glance(verdicts: Sequence[Verdicts], doing: Sequence[Action], aim_shown_by: Sequence[str]) -> Markup:
    """Answers side by side, under the finding that answers whether it is working.

    ``doing`` is what is done about it, ``aim_shown_by`` the indicators that its aim is shown by.
    """
    cells = [
        _cell("What changed", changes.in_brief({v.indicator for v in verdicts})),
        _cell("Who is left behind", _left_behind(verdicts, aim_shown_by)),
        _how_sure(verdicts),
        *([_cell(HEADING, _doing(doing))] if written.is_shown() else []),
    ]
    return Markup('<div class="doors glance">{}</div>').format(Markup("").join(cells))


def _cell(title: str, answer: Markup | str, details: Markup = NOTHING) -> Markup:
    return Markup('<section class="door">{}<p class="small">{}</p>{}</section>').format(
        markup.heading(title), answer, details
    )


def _how_sure(verdicts: Sequence[Verdicts]) -> Markup:
    """How much can be judged; why the rest cannot be, and the rule of the word that leads, open in place."""
    lines = [f"Not judged: {why}." for why in words.why_not_judged(verdicts)] + [words.SURE]
    rows = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    why = Markup('<details class="opener"><summary>Why</summary><ul class="small">{}</ul></details>').format(rows)
    return _cell("How sure are we", words.how_sure(verdicts), why)


def _doing(actions: Sequence[Action]) -> Markup:
    """How many actions there are, and the first of them: how each stands, its day and its owner."""
    if not actions:
        return Markup("{}").format(words.actions_in_brief(actions, cached.today()))
    first = [_stands(action) for action in actions[:ACTIONS_IN_VIEW]]
    remaining = len(actions) - len(first)
    lines = [f"{words.counted(len(actions), 'action')}.", *first, *([f"{remaining:,} more."] if remaining else [])]
    return Markup("<br>").join(lines)


def _stands(action: Action) -> Markup:
    """An action and how it stands; bold where it is overdue."""
    line = words.action_line(action, cached.today())
    state = Markup("<strong>{}</strong>").format(line) if action.overdue(cached.today()) else line
    return Markup("{}: {}").format(link(action), state)


def _left_behind(verdicts: Sequence[Verdicts], aim_shown_by: Sequence[str]) -> Markup:
    """The gap to look at first, of what shows the aim before anything else, with both rates; it says which of the two it is."""
    strategy = cached.strategy()
    with_gap = gaps.known([strategy.link(v.indicator) for v in verdicts])
    if not with_gap:
        return Markup("Between groups we cannot say: no indicator here has figures by group.")
    of_the_aim = [verdict for verdict in with_gap if verdict.indicator in aim_shown_by]
    first = [*of_the_aim, *with_gap][0]
    sentence = f"{words.both_rates(first.gap, first.declared)}. {words.fact_word(Part.GAP, first.gap)}."
    beside = "" if of_the_aim or not aim_shown_by else "On its aim we cannot say. On another question, "
    title = markup.link("indicator", first.declared.title, {"indicator": first.indicator})
    return Markup("{}{}: {}").format(beside, title, sentence)
