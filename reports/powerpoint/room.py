"""Where on a page of a master a slide may write, in pixels of 1280 by 720."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.powerpoint.headline import LARGEST


@dataclass(frozen=True)
class Room:
    """Left edge, top, width; where the foot usually begins, how low it may reach, and how wide it is."""

    left: float
    top: float
    width: float
    foot: float
    lowest: float
    foot_width: float


OURS = Room(84, 40, 1112, 650, 708, 940)


@dataclass(frozen=True)
class Master:
    """The file that a deck is written into: its layout with a title alone, and the room on it; ours or the board's own.

    Where its artwork lies under the room, ``covered`` says so: words and charts need a plain ground.  ``headline`` is the
    colour of headlines, where pages do not inherit it, and ``largest`` their size in points at which two lines fit.
    """

    file: Any
    layout: Any
    room: Room
    ours: bool
    covered: bool = False
    headline: str | None = None
    largest: int = LARGEST
