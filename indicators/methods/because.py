"""Why something is said: a code with the numbers, dates and names it rests on.  Words are made of it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Because:
    """A reason: what kind it is, and what it rests on, in the order of the names."""

    code: StrEnum
    given: tuple[tuple[str, Any], ...] = ()

    def __getitem__(self, name: str) -> Any:
        """What it rests on under a name; ``None`` where it rests on no such thing."""
        return dict(self.given).get(name)


def because(code: StrEnum, **details: Any) -> Because:
    """Write down a reason."""
    return Because(code, tuple(details.items()))
