"""The six marks, drawn: shape carries the meaning, colour only helps, and no mark is an arrow."""

from __future__ import annotations

from html import escape

from charts.figures.theme import BETTER, CHANGED, QUIET, WORSE
from indicators.core.verdicts import Mark

ORDER = tuple(Mark)

SHAPES: dict[Mark, str] = {
    Mark.WORSE: f'<path d="M10 .8 19.2 10 10 19.2.8 10z" fill="{WORSE}"/>'
    '<path d="M10 5v6" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>'
    '<circle cx="10" cy="14.4" r="1.3" fill="#fff"/>',
    Mark.BETTER: f'<circle cx="10" cy="10" r="9" fill="{BETTER}"/>'
    '<path d="M10 5.6v8.8M5.6 10h8.8" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>',
    Mark.CHANGED: f'<rect x="1.5" y="1.5" width="17" height="17" rx="2" fill="{CHANGED}"/>'
    '<path d="M4.5 11.2c1.8-4 3.6-4 5.5-1.2s3.7 2.800 5.500-1.200" fill="none" stroke="#fff" '
    'stroke-width="2" stroke-linecap="round"/>',
    Mark.NO_CHANGE: f'<circle cx="10" cy="10" r="8" fill="none" stroke="{QUIET}" stroke-width="2"/>'
    f'<path d="M6.200 10h7.600" stroke="{QUIET}" stroke-width="2" stroke-linecap="round"/>',
    Mark.FIGURE_ONLY: f'<circle cx="10" cy="10" r="8" fill="none" stroke="{QUIET}" stroke-width="2"/>'
    f'<path d="M10 2a8 8 0 0 1 0 16z" fill="{QUIET}"/>',
    Mark.NO_FIGURE: f'<circle cx="10" cy="10" r="8" fill="none" stroke="{QUIET}" stroke-width="2" '
    'stroke-dasharray="2.400 2.600"/>',
}

CLASSES: dict[Mark, str] = {
    Mark.WORSE: "worse",
    Mark.BETTER: "better",
    Mark.CHANGED: "changed",
    Mark.NO_CHANGE: "quiet",
    Mark.FIGURE_ONLY: "quiet",
    Mark.NO_FIGURE: "quiet",
}


def svg(mark: Mark, size: int = 20, name: str = "") -> str:
    """The mark as inline SVG; with a name it is read out, without one the words beside it are."""
    spoken = f'role="img" aria-label="{escape(name, quote=True)}"' if name else 'aria-hidden="true"'
    return f'<svg class="mark" {spoken} viewBox="0 0 20 20" width="{size}" height="{size}">{SHAPES[mark]}</svg>'
