"""What everything that a strategy's file states has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """One entry of a strategy's file: its names are known, its values of the right kind, and it never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
