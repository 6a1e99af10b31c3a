"""PowerPoint: a deck whose charts are native and can be edited, made without a template or a network."""

from __future__ import annotations

from reports.powerpoint.presentation import notes, pptx

__all__ = ["notes", "pptx"]
