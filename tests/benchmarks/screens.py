"""How long a user waits, beside the least that the same thing could take: plain DuckDB, an empty page of Streamlit."""

from __future__ import annotations

import csv
import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

import duckdb
from pptx import Presentation

from charts.facts.views import trend
from data.loading import bundle
from data.storage.versions import Store
from indicators.core.board.board import Board, board
from indicators.core.measures.refresh import recompute
from indicators.core.strategy.reading import chosen, strategies
from pages.parts.shared.chart_block import DRAW
from reports import playlists
from reports.powerpoint.presentation import pptx
from reports.slides import deck
from reports.slides.model import Deck
from tests.browser import serving

DATA, HERE = serving.ROOT / "data", Path(__file__).parent
CHART, DRAWN = "tt_recovery", ".js-plotly-plot .main-svg"
ROWS, SLIDES, TIMES = 100_000, 20, 5
PROVIDER = "Provider"
SEEN = """predicate => {
  const holds = new Function(`return ${predicate}`);
  const look = () => { if (!window.__seen && holds()) window.__seen = Date.now(); };
  window.__seen = 0;
  window.__watch?.disconnect();
  window.__watch = new MutationObserver(look);
  window.__watch.observe(document.documentElement, {subtree: true, childList: true, characterData: true});
}"""
"""From now on, note when something first holds of the page; set up before what brings it about."""

PREVIEWED = "[...document.querySelectorAll('button')].some(it => it.textContent.startsWith('Publish version'))"


def table() -> None:
    """Seconds of each wait, of its baseline, and how many times as long it is."""
    path = serving.browser()
    if path is None:
        print("\nScreens: no Chromium on this machine (Debian: apt-get install chromium)")
        return
    from playwright.sync_api import sync_playwright

    print(
        f"\nScreens: seconds a user waits, the middle of {TIMES}, and how many times as long as the least it could take"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=serving.QUIET)
        _rows(chromium.new_context(), Path(folder))
        chromium.close()


def _rows(browser: Any, folder: Path) -> None:
    store = Store(folder / "store")
    bundle.ensure(store, recompute)
    file = _large_file(folder)
    whole_board = board(store, chosen(strategies()), store.version, date(2026, 11, 21))
    with (
        _serving(store.folder) as ours,
        _serving(folder / "none", script=str(HERE / "empty_page.py")) as none,
        _serving(folder / "bare", script=str(HERE / "bare_chart.py"), environment=_figure(whole_board, folder)) as bare,
    ):
        _row(
            f"{ROWS:,} rows, from drop to preview", lambda: _previewed(browser, ours.link("/upload"), file),
            "plain DuckDB reads them into a file's table", lambda: _read(file, folder / "plain.duckdb"),
        )  # fmt: skip
        print(f"    (and into a table in memory in {_read(file):.3f}: ours lie in a file, as what is published does)")
        _row(
            "the overview opened", lambda: _opened(browser, ours.link(), ".foot"),
            "an empty page opened", lambda: _opened(browser, none.address, ".empty"),
        )  # fmt: skip
        _row(
            "an indicator opened", lambda: _opened(browser, ours.link(f"/indicator?indicator={CHART}"), DRAWN),
            "a page with the same bare chart opened", lambda: _opened(browser, bare.address, DRAWN),
        )  # fmt: skip
        _row(
            "the first slide opened", lambda: _opened(browser, ours.link("/present?playlist=P1"), ".slide-source"),
            "an empty page opened", lambda: _opened(browser, none.address, ".empty"),
        )  # fmt: skip
        slide, empty = (
            _visit(browser, ours.link("/present?playlist=P1"), ".slide-source"),
            _visit(browser, none.address, ".empty"),
        )
        _row(
            "the next slide", lambda: _turned(slide),
            "a press on an empty page", lambda: _pressed(empty),
        )  # fmt: skip
    shown = [deck.slide(whole_board, address) for address in playlists.every_indicator(whole_board).slides[:SLIDES]]
    _row(
        f"PowerPoint of {len(shown)} slides",
        lambda: _timed(lambda: pptx(Deck(whole_board.strategy, "All", tuple(shown), whole_board.version, "today", whole_board.today))),
        "python-pptx writes as many empty slides", lambda: _timed(_empty_slides),
    )  # fmt: skip


def _figure(whole_board: Board, folder: Path) -> dict[str, str]:
    """The figure of an indicator's first view in a file, and the variable that names it."""
    facts = trend(whole_board, CHART)
    assert facts is not None
    path = folder / "figure.json"
    path.write_text(DRAW[facts.kind](facts).to_json(), encoding="utf-8")
    return {"BARE_CHART": str(path)}


def _row(label: str, ours: Callable[[], float], least: str, baseline: Callable[[], float]) -> None:
    """Ours and the baseline in turn, so that a busy moment falls on both."""
    pairs = [(ours(), baseline()) for _ in range(TIMES)]
    taken, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"  {label:34} {taken:7.3f}   {least:43} {bare:7.3f}   {taken / bare:7.1f} times")


def _large_file(folder: Path) -> Path:
    """A month's release on top of what is bundled, providers again under other codes until there are enough rows."""
    with (
        (DATA / "examples" / "talking_therapies_2026-03.csv").open(encoding="utf-8-sig", newline="") as new,
        gzip.open(
            DATA / "published" / "talking_therapies_activity_performance_monthly.csv.gz", "rt", newline=""
        ) as published,
    ):
        header, *rows = csv.reader(new)
        rows += list(csv.reader(published))[1:]
    group, code = header.index("group_type"), header.index("org_code2")
    providers = [row for row in rows if row[group] == PROVIDER]
    others = ([*row[:code], f"X{number:04}", *row[code + 1 :]] for number in count() for row in providers)
    path = folder / "large.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(row for row, _ in zip(chain(rows, others), range(ROWS), strict=False))
    return path


@contextmanager
def _serving(store: Path, **options: Any) -> Iterator[serving.Server]:
    server = serving.start(store, **options)
    try:
        yield server
    finally:
        serving.stop(server)


def _visit(browser: Any, address: str, sign: str) -> Any:
    page = browser.new_page()
    page.goto(address)
    page.locator(sign).first.wait_for(timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-testid=\"stStatusWidget\"]')")
    return page


def _until(page: Any, predicate: str, act: Callable[[], object]) -> float:
    """Seconds from an act until the page first holds what is waited for, by the browser's own clock."""
    page.evaluate(SEEN, predicate)
    begun = page.evaluate("Date.now()")
    act()
    page.wait_for_function("window.__seen", timeout=60_000)
    return float(page.evaluate("window.__seen") - begun) / 1000


def _previewed(browser: Any, address: str, file: Path) -> float:
    page = _visit(browser, address, ".foot")
    taken = _until(page, PREVIEWED, lambda: page.locator("input[type=file]").set_input_files(file))
    page.close()
    return taken


def _turned(page: Any) -> float:
    number = "document.querySelector('.slide-source')?.textContent.match(/\\d+ of \\d+/)?.[0]"
    return _until(
        page,
        f"({number} ?? '') > '' && {number} !== {page.evaluate(number)!r}",
        lambda: page.keyboard.press("ArrowRight"),
    )


def _pressed(page: Any) -> float:
    before = page.locator(".empty").inner_text()
    return _until(
        page, f"document.querySelector('.empty')?.innerText !== {before!r}", lambda: page.get_by_role("button").click()
    )


def _opened(browser: Any, address: str, sign: str) -> float:
    return _timed(lambda: _visit(browser, address, sign).close())


def _read(file: Path, database: Path | None = None) -> float:
    """Seconds in which plain DuckDB opens a new database file, reads a file into a table of it and closes it, or in memory."""

    def reads() -> None:
        with duckdb.connect(database or ":memory:") as connection:
            connection.execute("CREATE TABLE plain AS FROM read_csv($file)", {"file": str(file)})

    taken = _timed(reads)
    if database:
        database.unlink()
    return taken


def _empty_slides() -> None:
    file = Presentation()
    for _ in range(SLIDES):
        file.slides.add_slide(file.slide_layouts[6])
    with tempfile.TemporaryFile() as kept:
        file.save(kept)


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
