"""Drawn symbols of the plain pages: one beside each point, besides the marks."""

from __future__ import annotations

from enum import StrEnum

from charts.figures.theme import ACCENT


class Symbol(StrEnum):
    """What a point is about."""

    PLAN = "plan"
    NUMBER = "number"
    PEOPLE = "people"
    TALK = "talk"
    CHANGE = "change"


_STROKE = f'fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
SHAPES = {
    Symbol.PLAN: f'<path d="M8 4h16v24H8zM12 10h8M12 15h8M12 20h5" {_STROKE}/>',
    Symbol.NUMBER: f'<path d="M5 27h22M8 23v-6M14 23V9M20 23v-9M26 23V6" {_STROKE}/>',
    Symbol.PEOPLE: f'<circle cx="11" cy="10" r="4" {_STROKE}/><circle cx="22" cy="11" r="3.5" {_STROKE}/>'
    f'<path d="M4 26c0-5 3-8 7-8s7 3 7 8M19 18c5-1 9 2 9 8" {_STROKE}/>',
    Symbol.TALK: f'<path d="M5 6h22v14H15l-6 6v-6H5z" {_STROKE}/>',
    Symbol.CHANGE: f'<path d="M6 17l6 6L26 9" {_STROKE}/>',
}


def svg(symbol: Symbol, size: int = 40) -> str:
    """The symbol as SVG; the words beside it say what it means."""
    return f'<svg viewBox="0 0 32 32" width="{size}" height="{size}">{SHAPES[symbol]}</svg>'
