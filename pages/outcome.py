"""One outcome: why it matters, what three lenses say, its indicators, its gaps."""

from __future__ import annotations

from pages.parts import board, cards, frame, held, html, lenses, part

strategy = held.strategy()
chosen = part.asked("outcome", [outcome.id for outcome in strategy.outcomes])
outcome = next(entry for entry in strategy.outcomes if entry.id == chosen)
names = strategy.serving_outcome(outcome.id)
verdicts = part.verdicts_of(names)

html.show(
    part.switch("outcome", strategy.outcomes, chosen)
    + frame.support_for(names)
    + part.opening(f"Outcome {outcome.id[1:]}, {outcome.short.lower()}", outcome.title, outcome.why, verdicts)
)
html.show(lenses.lenses(verdicts))
html.show(html.heading("Indicators") + cards.cards(verdicts))
html.show(board.gaps([strategy.link(name) for name in names]))
html.show(cards.no_figure(verdicts))
