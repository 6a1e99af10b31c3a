"""What we hold: its age, where it came from, every load and version, targets, and what is due."""

from __future__ import annotations

from pages.parts import board, held, holdings, html

html.show(holdings.opening())
html.show(holdings.loading())
html.show(holdings.ages(list(held.verdicts().values())))
html.show(board.what_would_help(list(held.verdicts().values())))
html.show(holdings.targets())
html.show(holdings.loads())
html.show(holdings.versions())
