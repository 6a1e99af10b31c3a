"""One priority, or the whole strategy's own row: why it matters, three lenses, indicators, gaps, facts."""

from __future__ import annotations

import streamlit as st

from pages.parts.overview import findings
from pages.parts.shared import cards, cached, markup
from pages.parts.strategy import context, lenses, strategy_part
from pages.parts.site import frame

WHOLE = "all"

strategy = cached.strategy()
chosen = strategy_part.asked("priority", [*(priority.id for priority in strategy.priorities), WHOLE])
priority = next((entry for entry in strategy.priorities if entry.id == chosen), None)
within = st.query_params.get("outcome", "")
outcome = next((entry for entry in strategy.outcomes if entry.id == within), None)

if outcome:
    names = strategy.cell(priority.id if priority else None, outcome.id)
elif priority:
    names = strategy.serving_priority(priority.id)
else:
    names = tuple(link.id for link in strategy.indicators if link.whole_strategy)
verdicts = strategy_part.verdicts_of(names)

markup.show(
    strategy_part.switch("priority", strategy.priorities, chosen, [(WHOLE, "Whole strategy")])
    + frame.support_for(names)
    + (context.priority(priority, outcome, verdicts) if priority else context.whole(outcome, verdicts))
)
if names:
    markup.show(lenses.lenses(verdicts))
    markup.show(markup.heading("Indicators") + cards.cards(verdicts))
    markup.show(findings.gaps([strategy.link(name) for name in names]))
    markup.show(cards.no_figure(verdicts))
markup.show(context.facts(chosen))
