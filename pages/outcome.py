"""One outcome: why it matters, what three lenses say, its indicators, its gaps."""

from __future__ import annotations

from charts import words
from indicators.core.strategy.model import label_of
from pages.parts.illustrative import figures as illustrative
from pages.parts.lists import gaps
from pages.parts.shared import cached, cards, markup
from pages.parts.site import frame
from pages.parts.strategy import lenses, strategy_part
from pages.parts.voices import registers
from pages.parts.writing import actions, written

strategy = cached.strategy()
outcomes = [outcome.id for outcome in strategy.outcomes]
chosen = strategy_part.part_of_link("outcome", outcomes)
outcome = strategy.outcome(chosen)

if outcome is None:
    markup.show(strategy_part.none_such(strategy.words.outcomes))
else:
    names = strategy.serving_outcome(outcome.id)
    verdicts = strategy_part.verdicts_of(names)
    name = f"{label_of(outcome, strategy.words.outcome)}, {words.lower(outcome.short)}"
    markup.show(
        strategy_part.unknown("outcome", strategy.words.outcome, outcomes)
        + strategy_part.switch("outcome", strategy.outcomes, chosen)
        + frame.support_for(names)
        + strategy_part.opening(
            name, outcome.title, outcome.why, verdicts, written.actions_of(names), outcome.aim_shown_by
        )
    )
    if names:
        markup.show(lenses.lenses(verdicts))
        markup.show(markup.heading("Indicators") + cards.cards(verdicts) + illustrative.cards(names))
        actions.of_indicators(names)
        markup.show(gaps.section([strategy.link(name) for name in names]))
        markup.show(cards.no_figure(verdicts))
        markup.show(registers.part("", names))
