"""Are we getting there, what changed, what needs attention, and where to read on: two screens."""

from __future__ import annotations

from charts import words
from pages.parts.overview import findings, strategy_table
from pages.parts.shared import cached, judged, markup
from pages.parts.site import frame

verdicts = judged.verdicts()
everything = list(verdicts.values())

markup.show(
    findings.headline(words.strategy_headline(everything, cached.strategy().place))
    + findings.under_headline(everything)
    + frame.support_for(list(verdicts))
    + findings.needs_attention(everything)
    + findings.getting_better(everything)
    + findings.how_listed()
    + strategy_table.section(strategy_table.view_of_link())
    + findings.doors(everything)
)
