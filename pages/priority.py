"""One priority, or the whole strategy's own row: why it matters, three lenses, indicators, gaps, facts."""

from __future__ import annotations

import streamlit as st

from charts import words
from charts.facts.matrix import WHOLE
from pages.parts.illustrative import figures as illustrative
from pages.parts.lists import gaps
from pages.parts.shared import cached, cards, markup
from pages.parts.site import frame
from pages.parts.strategy import context, lenses, strategy_part
from pages.parts.voices import registers
from pages.parts.writing import actions, story, written

strategy = cached.strategy()
whole = [(WHOLE, words.whole_name(strategy))] if strategy.of_the_whole else []
priorities = [*(priority.id for priority in strategy.priorities), *dict(whole)]
chosen = strategy_part.part_of_link("priority", priorities)
priority = strategy.priority(chosen)
outcome = strategy.outcome(st.query_params.get("outcome", ""))

if outcome:
    names = strategy.cell(priority.id if priority else None, outcome.id)
elif priority:
    names = strategy.serving_priority(priority.id)
else:
    names = strategy.of_the_whole
verdicts = strategy_part.verdicts_of(names)

if not chosen:
    markup.show(strategy_part.none_such(strategy.words.priorities))
    st.stop()
markup.show(
    strategy_part.unknown("priority", strategy.words.priority, priorities)
    + strategy_part.unknown("outcome", strategy.words.outcome, [outcome.id for outcome in strategy.outcomes])
    + strategy_part.switch("priority", strategy.priorities, chosen, whole)
    + frame.support_for(names)
    + (context.priority(priority, outcome, verdicts) if priority else context.whole(outcome, verdicts))
)
if names:
    markup.show(lenses.lenses(verdicts))
    markup.show(markup.heading("Indicators") + cards.cards(verdicts) + illustrative.cards(names))
of_it = written.serving(chosen)
doing, behind = st.columns(2, gap="large")
with doing:
    actions.of_part(chosen, of_it)
with behind:
    story.of_priority(chosen, priority.short if priority else words.whole_name(strategy), of_it)
if names:
    markup.show(gaps.section([strategy.link(name) for name in names]))
    markup.show(cards.no_figure(verdicts))
markup.show(registers.part(chosen, names))
markup.show(context.facts(chosen))
