"""Every slide of every ready playlist, reopened: words have the room that they take, and nothing lies on anything else."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
from dataclasses import replace
from itertools import combinations
from shutil import which
from typing import NamedTuple

import pytest
from pptx import Presentation

from data.people.playlists import address
from indicators.core.board import board as boards
from indicators.core.board.since import since
from indicators.core.strategy.reading import strategies
from reports import playlists
from reports.powerpoint import pptx
from reports.powerpoint.headline import MOST_LINES, headline
from reports.powerpoint.measure import Run, height, lines
from reports.slides.deck import slide
from reports.slides.model import Deck, Slide
from tests.reports.reopened import TODAY

pytestmark = pytest.mark.slow

PIXEL = 9525
WIDE, HIGH, NEAR = 1280, 720, 0.5


class Place(NamedTuple):
    """What a shape is and where it is, in pixels."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Place) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > NEAR and min(self.bottom, other.bottom) - max(self.top, other.top) > NEAR


@pytest.fixture(scope="module", params=["leeds-2020-2025", "gmmh-improvement-plan"])
def pages(request, store, made_once):
    """A title for each ready playlist of a strategy, then each slide that any of them has, once."""
    files = pickle.loads(made_once(f"{request.param}.decks", lambda: pickle.dumps(decks(store, request.param))))
    *others, first = [Presentation(io.BytesIO(file)) for file in files]
    return [*(other.slides[0] for other in others), *first.slides]


def decks(store, strategy: str) -> list[bytes]:
    """A file of the first slide for each ready playlist but the first, and at the end one of every slide."""
    board = boards.board(store, strategies()[strategy], 1, TODAY)
    measures_items = list(board.measures_by_indicator.items())
    earlier = replace(board, measures_by_indicator=dict(measures_items[len(measures_items) // 2 :]))
    ready = [
        playlists.whole_strategy(board), *playlists.outcomes(board), *playlists.priorities(board),
        playlists.every_indicator(board), playlists.since_version(board, 0, since(earlier, board)),
    ]  # fmt: skip
    slide_addresses = dict.fromkeys(one for shown in ready for one in shown.slides)
    slide_addresses |= dict.fromkeys(
        address(one.page, dict(one.query), view="Table") for one in slide_addresses if one.page == "indicator"
    )
    slides = tuple(slide(board, one, earlier) for one in slide_addresses)

    def written_file(name: str, shown: tuple[Slide, ...]) -> bytes:
        return pptx(Deck(board.strategy, name, shown, 1, "21 November 2026", TODAY))

    files = [*(written_file(shown.name, slides[:1]) for shown in ready[1:]), written_file(ready[0].name, slides)]
    assert len(Presentation(io.BytesIO(files[-1])).slides) == 1 + len(slides)
    return files


def box(shape) -> Place:
    sides = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    return Place(f"{shape.name}: {shape.text_frame.text if shape.has_text_frame else ''}", *(s / PIXEL for s in sides))


def runs(frame) -> list[Run]:
    return [Run(run.text, bool(run.font.bold)) for paragraph in frame.paragraphs for run in paragraph.runs]


def needed(frame, room: float) -> float:
    """How high the words of a frame are in some pixels, each frame here being of one size."""
    (size,) = {run.font.size.pt for paragraph in frame.paragraphs for run in paragraph.runs} or {0}
    return height(runs(frame), size, room) if size else 0


def sides(frame) -> tuple[float, float]:
    """What a frame keeps free to the left and right, and above and below."""
    return (
        (frame.margin_left + frame.margin_right) / PIXEL,
        (frame.margin_top + frame.margin_bottom) / PIXEL,
    )


def words_of(page):
    return [shape for shape in page.shapes if shape.has_text_frame and shape.name != "Slide number"]


def test_every_box_has_the_room_that_its_words_take(pages):
    for page in pages:
        for shape in words_of(page):
            beside, above = sides(shape.text_frame)
            needed_height = needed(shape.text_frame, shape.width / PIXEL - beside) + above
            assert needed_height <= shape.height / PIXEL + NEAR, box(shape)


def test_every_cell_has_the_room_that_its_words_take(pages):
    tables = [shape for page in pages for shape in page.shapes if shape.has_table]
    assert len(tables) > 3
    for shape in tables:
        assert sum(row.height for row in shape.table.rows) == pytest.approx(shape.height, abs=PIXEL)
        for row in shape.table.rows:
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                free = column.width - cell.margin_left - cell.margin_right
                needed_height = needed(cell.text_frame, free / PIXEL) + (cell.margin_top + cell.margin_bottom) / PIXEL
                assert needed_height <= row.height / PIXEL + NEAR, (page_title(shape), cell.text_frame.text)


def page_title(shape) -> str:
    return shape.part.slide.shapes.title.text_frame.text


def test_no_two_shapes_overlap_and_none_is_beyond_the_slide(pages):
    for page in pages:
        places = [box(shape) for shape in page.shapes]
        for place in places:
            assert place.left >= 0 and place.top >= 0 and place.right <= WIDE and place.bottom <= HIGH, place
        for one, other in combinations(places, 2):
            assert not one.overlaps(other), (one, other)


def test_every_headline_takes_two_lines_at_most(pages):
    for page in pages:
        title = page.shapes.title
        title_text = title.text_frame
        (size,) = {run.font.size.pt for run in title_text.paragraphs[0].runs}
        assert lines(runs(title_text), size, title.width / PIXEL) <= MOST_LINES, title_text.text
        assert size == headline(title_text.text, title.width / PIXEL).size


def test_a_chart_keeps_nearly_half_of_the_slide_s_height_at_least(pages):
    charts = [shape for page in pages for shape in page.shapes if shape.has_chart]
    assert charts
    for shape in charts:
        assert shape.height / PIXEL > HIGH * 0.45, page_title(shape)


RENDERED = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def as_wide_as_arial() -> bool:
    """Has LibreOffice a type whose letters are as wide as Arial's, which decks are set in?  It comes with Liberation."""
    if not which("fc-match"):
        return False
    font_match = subprocess.run(["fc-match", "Arial"], capture_output=True, text=True, check=False).stdout
    return any(name in font_match for name in ("Arial", "Liberation", "Arimo"))


@pytest.mark.skipif(not (which("soffice") and which("pdftotext")), reason="LibreOffice or pdftotext is not installed")
@pytest.mark.skipif(not as_wide_as_arial(), reason="no type as wide as Arial is installed (Debian: fonts-liberation)")
def test_libreoffice_sets_no_word_on_another(pages, tmp_path):
    """Charts included.  Three tenths of a line are no overlap: the boxes of words are as high as the highest letter could be."""
    pages[-1].part.package.presentation_part.save(tmp_path / "deck.pptx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "deck.pptx"]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    subprocess.run(["pdftotext", "-bbox", tmp_path / "deck.pdf", tmp_path / "deck.html"], check=True)
    drawn = (tmp_path / "deck.html").read_text().split("<page ")[1:]
    assert len(drawn) == len(pages[-1].part.package.presentation_part.presentation.slides)
    for page in drawn:
        words = [Place(word, *map(float, sides_)) for *sides_, word in RENDERED.findall(page)]
        for one, other in combinations(words, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 1 or high <= 0.3 * (one.bottom - one.top), (one, other)
