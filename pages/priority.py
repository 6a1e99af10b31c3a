"""One priority, or the whole strategy's own row: why it matters, three lenses, indicators, gaps, facts."""

from __future__ import annotations

import streamlit as st

from pages.parts import board, cards, context, frame, held, html, lenses, part

WHOLE = "all"

strategy = held.strategy()
chosen = part.asked("priority", [*(priority.id for priority in strategy.priorities), WHOLE])
priority = next((entry for entry in strategy.priorities if entry.id == chosen), None)
within = st.query_params.get("outcome", "")
outcome = next((entry for entry in strategy.outcomes if entry.id == within), None)

if outcome:
    names = strategy.cell(priority.id if priority else None, outcome.id)
elif priority:
    names = strategy.serving_priority(priority.id)
else:
    names = tuple(link.id for link in strategy.indicators if link.whole_strategy)
verdicts = part.verdicts_of(names)

html.show(
    part.switch("priority", strategy.priorities, chosen, [(WHOLE, "Whole strategy")])
    + frame.support_for(names)
    + (context.priority(priority, outcome, verdicts) if priority else context.whole(outcome, verdicts))
)
if names:
    html.show(lenses.lenses(verdicts))
    html.show(html.heading("Indicators") + cards.cards(verdicts))
    html.show(board.gaps([strategy.link(name) for name in names]))
    html.show(cards.no_figure(verdicts))
html.show(context.facts(chosen))
