"""What people with lived experience do with services, what they said, what was answered, and what changed."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import voices as told
from pages.parts.shared import cached, cards, judged, markup
from pages.parts.site import frame
from pages.parts.voices import entry_form, entry_links, registers, taking_part, waiting_entries, who

strategy, found = cached.strategy(), cached.voices()
measures = [verdicts for name, verdicts in judged.verdicts().items() if name in taking_part.MEASURES]

told_who = who.who(found)

markup.show(
    Markup('<h1 class="finding">{}</h1>').format(told.voices_headline(found, strategy.place)) + registers.whose(found)
)
waiting_entries.show()
entry_form.show()
markup.show(
    frame.support_for([verdicts.indicator for verdicts in measures])
    + registers.projects(found, writes=True)
    + told_who
    + (entry_links.of_who() if told_who else Markup())
    + registers.said(found, writes=True)
    + registers.changed(found, writes=True)
    + taking_part.ladder(found)
    + registers.forums(found, writes=True)
    + registers.missing(found, who=bool(told_who))
)
if measures:
    markup.show(markup.heading("Measures of co-production") + cards.cards(measures) + cards.no_figure(measures))
markup.show(registers.sources(found) + registers.others(cached.voices_of_others()))
