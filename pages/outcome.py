"""One outcome: why it matters, what three lenses say, its indicators, its gaps."""

from __future__ import annotations

from pages.parts.overview import findings
from pages.parts.shared import cards, cached, markup
from pages.parts.site import frame
from pages.parts.strategy import lenses, strategy_part

strategy = cached.strategy()
chosen = strategy_part.asked("outcome", [outcome.id for outcome in strategy.outcomes])
outcome = next(entry for entry in strategy.outcomes if entry.id == chosen)
names = strategy.serving_outcome(outcome.id)
verdicts = strategy_part.verdicts_of(names)

markup.show(
    strategy_part.switch("outcome", strategy.outcomes, chosen)
    + frame.support_for(names)
    + strategy_part.opening(f"Outcome {outcome.id[1:]}, {outcome.short.lower()}", outcome.title, outcome.why, verdicts)
)
markup.show(lenses.lenses(verdicts))
markup.show(markup.heading("Indicators") + cards.cards(verdicts))
markup.show(findings.gaps([strategy.link(name) for name in names]))
markup.show(cards.no_figure(verdicts))
