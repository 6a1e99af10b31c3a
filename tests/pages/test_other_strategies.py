"""Every page and slide of a strategy other than that of Leeds: it opens, and names its own place and days alone."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from cases import each

from charts import words
from charts.facts.matrix import View
from charts.words.sources import CELL
from indicators.core.board import board as boards
from indicators.core.board.board import Board
from indicators.core.strategy.reading import FOLDER, FOLDER_SETTING, strategies
from pages.parts.shared import strategies as of_the_visit
from reports import playlists
from reports.playlists import Shown
from reports.powerpoint import pptx
from reports.slides.deck import GONE, slide, title
from reports.slides.model import Deck

pytestmark = pytest.mark.slow

GMMH, TINY, WITHOUT_OUTCOMES = "gmmh-improvement-plan", "tiny", "priorities-only"
EACH = (GMMH, TINY, WITHOUT_OUTCOMES)
TODAY = date(2026, 11, 21)
OWN = Path(__file__).parent / "strategies"
OTHERS = strategies() | strategies(OWN)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PERIODS = re.compile(rf"\b\d{{4}}(?:/\d\d|-\d\d(?:-\d\d)?)\b|\b(?:{MONTHS})(?: to (?:{MONTHS}))? \d{{4}}")
MENU = re.compile(r'<details class="strategies".*?</details>', re.DOTALL)
NOT_OURS = re.compile(
    r'<div[^>]*aria-label="The columns of the common format".*?</table></div>|<div class="small"[^>]*>Sources?:.*?</div>',
    re.DOTALL,
)
"""Examples of the common format, and the publishers named under a chart."""
SCREENS = [("overview", {})] + [("overview", {"marks": str(view)}) for view in View] + [
    (page, {}) for page in ("outcome", "priority", "indicator", "places", "present", "holdings", "upload", "about")
]  # fmt: skip


def screens(name: str) -> list[tuple[str, str, dict[str, str]]]:
    """Every page of a strategy, of each of its parts, and of each of its indicators."""
    strategy = OTHERS[name]
    pages = [
        *SCREENS,
        *(("outcome", {"outcome": part.id}) for part in strategy.outcomes),
        *(("priority", {"priority": part.id}) for part in strategy.priorities),
        ("priority", {"priority": "all"}),
        *(("indicator", {"indicator": link.id}) for link in strategy.indicators),
    ]
    return [(name, page, query) for page, query in pages]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strategies of the bundle, and a tiny one beside them."""
    copies = tmp_path_factory.mktemp("strategies")
    for path in (*FOLDER.glob("*.yaml"), *OWN.glob("*.yaml")):
        shutil.copy(path, copies)
    return copies


@pytest.fixture(autouse=True)
def three_strategies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(FOLDER_SETTING, str(folder))
    of_the_visit.known.cache_clear()
    yield
    of_the_visit.known.cache_clear()


@pytest.fixture(scope="module")
def board_of(store) -> Callable[[str], Board]:
    """The board of a strategy, as the bundled figures have it."""
    by_strategy: dict[str, Board] = {}
    return lambda name: by_strategy.setdefault(name, boards.board(store, OTHERS[name], 1, TODAY))


@pytest.fixture(scope="module")
def cited(store) -> list[str]:
    """What publishers and files are called, the longest first: a file of Leeds may hold figures of England too."""
    rows = store.read().execute("""
        SELECT DISTINCT citation FROM measure WHERE citation IS NOT NULL
        UNION SELECT DISTINCT title FROM load WHERE title IS NOT NULL UNION SELECT DISTINCT file_name FROM load
    """)
    citations = {CELL.sub("", text).rstrip(".") for (text,) in rows.fetchall()}
    return sorted(citations, key=len, reverse=True)


def left(text: str, cited: list[str], board: Board) -> str:
    """What remains of a text without publishers, periods, and what an indicator's own caveats say of years."""
    text = re.sub(r"\s+", " ", text)
    for citation in cited:
        text = text.replace(re.sub(r"\s+", " ", citation), "")
    for declared in board.indicators.values():
        for note in (*declared.caveats_with(None), *declared.context, declared.stopped):
            if "2020" in note and "Leeds" not in note:
                text = text.replace(note, "")
    return PERIODS.sub("", text)


def ready(board: Board) -> list[Shown]:
    return [
        playlists.whole_strategy(board), *playlists.outcomes(board), *playlists.priorities(board),
        playlists.every_indicator(board),
    ]  # fmt: skip


@each(
    "screen",
    [screen for name in EACH for screen in screens(name)],
    lambda screen: " ".join((*screen[:2], *screen[2].values())),
)
def test_a_page_opens_and_names_no_other_place_and_no_other_start(open_page, board_of, cited, screen) -> None:
    name, page, query = screen
    opened = open_page(page, strategy=name, **query)
    assert opened.headline
    assert OTHERS[name].name in opened.words, "the foot says whose strategy it is"
    ours = MENU.sub("", opened.markup)  # but for the menu that leads to the other strategies
    assert all(f"strategy={name}" in link for link in re.findall(r'data-here href="([^"]+)"', ours))
    charts = " ".join(chart.proto.alt for chart in opened.app.get("plotly_chart"))
    labels = " ".join(
        widget.label for kind in ("text_input", "button", "expander") for widget in getattr(opened.app, kind)
    )
    shown = html.unescape(re.sub(r"<[^>]+>", " ", NOT_OURS.sub("", ours))) + charts + labels
    assert not re.search("leeds|2020", left(shown, cited, board_of(name)), re.IGNORECASE)


@pytest.mark.parametrize("name", EACH)
def test_every_slide_of_every_ready_playlist_names_no_other_place_and_no_other_start(board_of, cited, name) -> None:
    board = board_of(name)
    for shown in ready(board):
        assert shown.slides
        for slide_address in shown.slides:
            slide_made = slide(board, slide_address)
            texts = (
                slide_made.above,
                slide_made.finding,
                slide_made.counted(),
                *slide_made.read(),
                *(line.words for line in slide_made.lines),
            )
            words_of_slide = " ".join((title(board, slide_address), *texts, slide_made.support))
            assert GONE not in words_of_slide and "no longer" not in words_of_slide, slide_address
            assert not re.search("leeds|2020", left(words_of_slide, cited, board), re.IGNORECASE), (
                slide_address,
                words_of_slide,
            )


@pytest.mark.parametrize("name", EACH)
def test_the_whole_strategy_is_a_powerpoint_file_and_every_playlist_a_talk(open_page, board_of, name) -> None:
    board = board_of(name)
    for shown in ready(board):
        opened = open_page("present", strategy=name, playlist=shown.key)
        assert f"1 of {len(shown.slides)}" in opened.words, shown.key
    slides = tuple(slide(board, slide_address) for slide_address in playlists.whole_strategy(board).slides)
    assert pptx(Deck(board.strategy, "All", slides, 1, "today", TODAY))


def test_what_a_slide_of_the_whole_strategy_is_called_is_the_strategy_s_own(board_of, leeds, store) -> None:
    def finding(board: Board) -> str:
        return slide(board, playlists.address("priority", priority="all")).finding

    assert finding(board_of(GMMH)).startswith("What serves the strategy as a whole: 16 of 74 indicators")
    assert finding(board_of(TINY)).startswith("All indicators: 4 of 7 indicators have a Testshire figure.")
    assert finding(boards.board(store, leeds, 1, TODAY)).startswith("Cross-cutting themes and co-production: ")


def test_without_priorities_every_indicator_is_in_the_table_and_on_the_page_of_all(open_page) -> None:
    strategy = OTHERS[TINY]
    indicator_ids = {link.id for link in strategy.indicators}
    assert set(strategy.of_the_whole) == indicator_ids
    assert set(strategy.cell(None, "wellbeing")) | set(strategy.cell(None, None)) == indicator_ids
    opened = open_page("priority", strategy=TINY)
    assert opened.headline.startswith("All indicators: 4 of 7 indicators have a Testshire figure.")
    assert indicator_ids <= set(re.findall(r"indicator=(\w+)", opened.markup))


def test_of_several_bodies_without_a_figure_nothing_is_counted_as_a_figure(board_of) -> None:
    board = board_of(GMMH)
    verdicts_of_one = board.verdicts["tt_ended_treated_once"]
    assert verdicts_of_one.bodies and not verdicts_of_one.has_figure
    assert words.mark(verdicts_of_one.mark) == "No figure"
    assert words.indicator_headline(verdicts_of_one) == (
        "Ended after one treatment: the publisher has no figure for it."
    )
    with_mark = [verdicts for verdicts in board.verdicts.values() if words.mark(verdicts.mark) != "No figure"]
    assert len(with_mark) == sum(verdicts.has_figure for verdicts in board.verdicts.values()) == 16


def test_how_many_bodies_have_a_figure_is_said_in_a_sentence(board_of) -> None:
    verdicts = board_of(GMMH).verdicts
    assert words.of_bodies(verdicts["suicide_rate"]) == (
        "1 of 10 bodies has a figure, and no direction can be judged yet"
    )
    assert words.of_bodies(verdicts["tt_access"]).startswith("10 of 10 bodies have a figure")
    assert words.of_bodies(verdicts["smi_health_check"]) == "1 of 10 bodies has a figure: 1 getting better"


def test_a_meeting_to_enter_is_of_the_strategy_s_own_board(open_page) -> None:
    opened = open_page("holdings", tab="meetings", strategy=GMMH)
    assert next(box.value for box in opened.app.text_input if box.label == "Its name") == "Trust Board"
