"""Decks made for a test, and opened again as anybody would."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from pptx import Presentation

from data.people.playlists import Address, address
from indicators.core.board.board import Board
from reports.powerpoint import pptx
from reports.slides.deck import slide
from reports.slides.model import Deck
from tests.charts.drawn import aim

TODAY = date(2026, 11, 21)
TARGET = aim(40.0, "at most")


def deck_of(board: Board, *addresses: Address, name: str = "A deck") -> Deck:
    return Deck(board.strategy, name, tuple(slide(board, shown) for shown in addresses), 1, "21 November 2026", TODAY)


def opened(deck: Deck):
    return Presentation(io.BytesIO(pptx(deck)))


def shown(board: Board, name: str, view: str = ""):
    """The deck's one slide, reopened."""
    return opened(deck_of(board, address("indicator", indicator=name, view=view))).slides[1]


def chart_of(page):
    return next(shape for shape in page.shapes if shape.has_chart)


def etree(chart):
    return chart._chartSpace


def texts(page) -> str:
    shape_texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    return "\n".join(shape_texts)


def workbook(chart):
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob)).active
