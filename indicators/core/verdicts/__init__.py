"""What can honestly be said of an indicator, as codes with the numbers and dates they rest on."""

from __future__ import annotations

from indicators.core.verdicts.model import JUDGED, Bar, Code, Mark, Verdict, Verdicts, Why

__all__ = ["JUDGED", "Bar", "Code", "Mark", "Verdict", "Verdicts", "Why"]
