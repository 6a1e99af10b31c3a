"""What people with lived experience do with services, what they said, what was answered, and what changed."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import voices as voices_words
from pages.parts.shared import cached, cards, judged, markup
from pages.parts.site import frame
from pages.parts.voices import entry_form, entry_links, registers, taking_part, waiting_entries, who

strategy, written_voices = cached.strategy(), cached.voices()
measures = [verdicts for name, verdicts in judged.verdicts().items() if name in taking_part.MEASURES]

who_takes_part = who.who(written_voices)

markup.show(
    Markup('<h1 class="finding">{}</h1>').format(voices_words.voices_headline(written_voices, strategy.place))
    + registers.whose(written_voices)
)
waiting_entries.show()
entry_form.show()
markup.show(
    frame.support_for([verdicts.indicator for verdicts in measures])
    + registers.projects(written_voices, writes=True)
    + who_takes_part
    + (entry_links.of_who() if who_takes_part else Markup())
    + registers.feedback(written_voices, writes=True)
    + registers.changed(written_voices, writes=True)
    + taking_part.ladder(written_voices)
    + registers.forums(written_voices, writes=True)
    + registers.missing(written_voices, who=bool(who_takes_part))
)
if measures:
    markup.show(markup.heading("Measures of co-production") + cards.cards(measures) + cards.no_figure(measures))
markup.show(registers.sources(written_voices) + registers.others(cached.voices_of_others()))
