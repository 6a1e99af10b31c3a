"""What we hold: its age, where it came from, every load and version, meetings, targets, and who did what."""

from __future__ import annotations

from pages.parts.data import audit, held_data, measures_workbook, meetings, targets
from pages.parts.lists import missing
from pages.parts.shared import cached, markup

markup.show(held_data.opening())
markup.show(held_data.ages(list(cached.verdicts().values())))
markup.show(missing.what_would_help(list(cached.verdicts().values())))
measures_workbook.show()
meetings.meetings()
markup.show(held_data.targets())
targets.entry()
markup.show(held_data.loads())
markup.show(held_data.versions())
markup.show(audit.audit())
