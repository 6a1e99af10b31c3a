"""The board's own name, colour and logo, from settings: checked before anything is made with them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reports.pack.model import NAVY, Look

NAME, COLOUR, LOGO = "DASHBOARD_BOARD_NAME", "DASHBOARD_BOARD_COLOUR", "DASHBOARD_BOARD_LOGO"
KINDS = (".svg", ".png", ".jpg", ".jpeg")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: letters on white."""


def look() -> Look:
    """What is set.  Raises ``ValueError`` for a colour or a logo that cannot be used, with what to do."""
    return Look(os.environ.get(NAME, "").strip(), _colour(os.environ.get(COLOUR, "")), _logo(os.environ.get(LOGO, "")))


def _colour(setting: str) -> str:
    if not setting:
        return NAVY
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", setting):
        raise ValueError(f"{COLOUR} is {setting!r}. Give a colour as # and six digits, such as {NAVY}.")
    contrast = contrast_with_white(setting)
    if contrast < LEAST_CONTRAST:
        raise ValueError(
            f"{COLOUR} is {setting}: headings in it would be too pale to read on white ({contrast:.1f} to 1). "
            f"Give a darker one, of at least {LEAST_CONTRAST} to 1."
        )
    return setting


def contrast_with_white(colour: str) -> float:
    """How much a colour stands out from white, 1 to 21.  WCAG 2.2, relative luminance and contrast ratio."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _logo(setting: str) -> Path | None:
    if not setting:
        return None
    path = Path(setting)
    if path.suffix.lower() not in KINDS:
        raise ValueError(f"{LOGO} is {setting!r}. Give a picture that ends in {', '.join(KINDS)}.")
    if not path.is_file():
        raise ValueError(f"{LOGO} is {setting!r}, and there is no such file. Check the path.")
    return path
