"""What we hold: its age, where it came from, every load and version, targets, and what is due."""

from __future__ import annotations

from pages.parts import board, held, holdings, html

html.show(holdings.opening(), key="opening")
html.show(holdings.loading(), key="loading")
html.show(holdings.ages(list(held.verdicts().values())), key="ages")
html.show(board.what_would_help(list(held.verdicts().values())), key="more")
html.show(holdings.targets(), key="targets")
html.show(holdings.loads(), key="loads")
html.show(holdings.versions(), key="versions")
