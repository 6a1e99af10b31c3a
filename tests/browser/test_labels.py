"""Labels as they are drawn: none on another, none out of the picture, no name lost; of every indicator in every view."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest
import streamlit
from places import LEEDS

from charts.facts import ChartFacts, ChartKind
from charts.facts.views import views
from charts.figures.wall import on_a_wall
from data.people.playlists import address
from data.storage.versions import Store
from indicators.core.board.board import Board, board
from indicators.core.strategy.reading import strategies
from pages.parts.present import slide_size
from pages.parts.present.slideshow import READ, STANDARD
from pages.parts.shared.chart_block import DRAW
from reports.slides import deck
from reports.slides.model import Slide

TYPE = next(Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*.woff2"))
"""The type that pages are set in: without it each computer measures labels in another."""
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PAGE, PHONE = 760, 354
SLIDES = ((1024, 768), STANDARD, (1920, 1080))
SHARE = 0.87
"""How much of a slide's width its chart has."""
CITED = "The publisher and its release, in about as many words as a usual source has. " * 2
FAULTS = """async ([drawn, width, onLines]) => {
  const spec = JSON.parse(drawn), place = document.getElementById("chart");
  await Plotly.newPlot(place, spec.data, { ...spec.layout, width }, {});
  const box = (found) => ({ ...found.getBoundingClientRect().toJSON(), said: found.textContent.slice(0, 40) });
  const all = (which) => [...place.querySelectorAll(which)].map(box);
  const labels = all(".annotation-text, .textpoint text, .xtick text, .ytick text");
  const meet = (one, two) => one.left < two.right - 2 && two.left < one.right - 2 && one.top < two.bottom - 3
    && two.top < one.bottom - 3;
  const faults = labels.flatMap((one, at) => labels.slice(at + 1).filter((two) => meet(one, two))
    .map((two) => `${one.said} lies on ${two.said}`));
  const picture = place.querySelector(".main-svg").getBoundingClientRect();
  const within = (one) => one.left >= picture.left - 1 && one.right <= picture.right + 1 && one.top >= picture.top - 1
    && one.bottom <= picture.bottom + 1;
  faults.push(...labels.filter((one) => !within(one)).map((one) => `${one.said} leaves the picture`));
  const lost = (spec.layout.yaxis.categoryarray?.length ?? 0) - place.querySelectorAll(".ytick text").length;
  if (spec.layout.yaxis.categoryarray && lost > 0) faults.push(`${lost} names are lost`);
  if (onLines) {
    const notes = all(".annotation-text");
    for (const line of place.querySelectorAll(".scatterlayer .js-line")) {
      const matrix = line.getScreenCTM(), long = line.getTotalLength(), steps = Math.min(2000, Math.ceil(long / 3));
      const points = Array.from({ length: steps + 1 }, (_, at) =>
        line.getPointAtLength((long * at) / steps).matrixTransform(matrix));
      const on = (note) => points.filter(({ x, y }) => x > note.left + 1 && x < note.right - 1 && y > note.top + 3
        && y < note.bottom - 3).length > 2;
      faults.push(...notes.filter(on).map((note) => `a line runs through ${note.said}`));
    }
  }
  Plotly.purge(place);
  return [...new Set(faults)];
}"""


@pytest.fixture(scope="module")
def judged_board(bundled: Path) -> Board:
    """The board of the bundled figures."""
    store = Store(bundled)
    return board(store, strategies()[LEEDS], store.version, date(2026, 11, 27))


@pytest.fixture(scope="module")
def drawing(chromium) -> Iterator[Any]:
    """A page that has the drawing library and nothing else."""
    page = chromium.new_page(viewport={"width": 2000, "height": 1200})
    font = f"data:font/woff2;base64,{b64encode(TYPE.read_bytes()).decode()}"
    page.set_content(
        f'<style>@font-face {{ font-family: "Source Sans"; src: url({font}); font-weight: 200 900 }}</style><div id="chart"></div>'
    )
    assert page.evaluate('document.fonts.load("14px Source Sans").then((found) => found.length)') == 1
    page.add_script_tag(path=str(PLOTLY))
    yield page
    page.close()


@pytest.fixture(scope="module")
def slides(judged_board: Board) -> dict[tuple[str, str], Slide]:
    """The slide of every view."""
    return {
        (name, view): deck.slide(judged_board, address("indicator", indicator=name, view=view))
        for name, view, _ in charts(judged_board)
    }


def faults(drawing: Any, figure: go.Figure, width: int, *, on_lines: bool) -> list[str]:
    return drawing.evaluate(FAULTS, [figure.to_json(), width, on_lines])


def charts(board: Board) -> Iterator[tuple[str, str, ChartFacts]]:
    for name in board.verdicts:
        for view, facts in views(board, name).items():
            yield name, view, facts


def on_lines(facts: ChartFacts) -> bool:
    """In a funnel the limits run between the areas, wherever these are."""
    return facts.kind is not ChartKind.FUNNEL


@pytest.mark.parametrize("width", [PAGE, PHONE])
def test_on_a_page_no_label_lies_on_another_or_leaves_the_picture(drawing, judged_board, width: int) -> None:
    faults_by_chart = {
        (name, view): faults_of_chart
        for name, view, facts in charts(judged_board)
        if (
            faults_of_chart := faults(
                drawing, DRAW[facts.kind](facts), width, on_lines=width == PAGE and on_lines(facts)
            )
        )
    }
    assert faults_by_chart == {}


@pytest.mark.parametrize("size", SLIDES)
@pytest.mark.parametrize("read", [False, True], ids=["alone", "with its reading"])
def test_on_a_slide_no_label_lies_on_another_and_every_area_keeps_its_name(
    drawing, judged_board, slides, size, read
) -> None:
    faults_by_chart = {}
    for name, view, facts in charts(judged_board):
        slide = slides[name, view]
        high = slide_size.room(slide, size, slide.read()[:READ] if read else (), CITED)
        figure = on_a_wall(DRAW[facts.kind](facts), facts, high, size[0] / STANDARD[0])
        faults_of_chart = faults(drawing, figure, round(SHARE * size[0]), on_lines=not read and on_lines(facts))
        if faults_of_chart:
            faults_by_chart[name, view] = faults_of_chart
    assert faults_by_chart == {}
