"""What we hold: its age, where it came from, every load and version, meetings, targets, and who did what."""

from __future__ import annotations

from pages.parts import aims, board, deeds, held, holdings, html, met

html.show(holdings.opening())
html.show(holdings.ages(list(held.verdicts().values())))
html.show(board.what_would_help(list(held.verdicts().values())))
met.meetings()
html.show(holdings.targets())
aims.entry()
html.show(holdings.loads())
html.show(holdings.versions())
html.show(deeds.audit())
