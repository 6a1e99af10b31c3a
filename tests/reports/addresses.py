"""Addresses of parts of the strategy and of the whole, and a board of which recent verdicts differ."""

from __future__ import annotations

from dataclasses import replace

from data.people.playlists import address
from indicators.core.verdicts import Code, Verdict

PARTS = [address("priority", priority=f"P{n}") for n in range(1, 9)] + [
    address("priority", priority="all"),
    *(address("outcome", outcome=f"O{n}") for n in range(1, 6)),
    *(address("priority", priority=f"P{p}", outcome=f"O{o}") for p in range(1, 9) for o in range(1, 6)),
    address("priority", priority="all", outcome="O1"),
]
WHOLE = [address("overview"), address("overview", part="strategy"), address("overview", marks="Target")]


def with_other_verdicts(board, number: int):
    """A board before this one on which the recent verdict of so many indicators was another, and their names."""
    named = [name for name, verdicts in board.verdicts.items() if verdicts.has_figure][:number]
    other = Verdict(Code.LATELY_LOWER)
    turned = {name: replace(board.verdicts[name], lately=other) for name in named}
    return named, replace(board, known=turned.get)
