"""What the gate hides shows nowhere: two stores that differ in hidden counts alone say the same, word for word."""

from __future__ import annotations

import csv
import io
import itertools
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from charts.facts.views import views
from data.loading import publish
from data.loading.incoming import Incoming
from data.people.playlists import address
from data.storage.versions import Store
from indicators.core.board import board as boards
from indicators.core.measures.refresh import recompute
from indicators.core.strategy.model import Strategy
from reports import open_data
from reports.chart_csv import chart_csv
from reports.slides.deck import slide
from reports.workbook.book import measures_workbook
from tests.pages.conftest import TODAY, _opened

NETWORK = "leeds-mws-coproduction"
QUARTERS = (("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30"))
SHOWN = {"Female": (30, 10), "Not known": (14, 0)}
WORLDS = (
    {"Male": (9, 0), "Intersex": (3, 0)},
    {"Male": (8, 0), "Intersex": (4, 0)},
)
"""Of Intersex too few took part, and Male is hidden with it: the two together are 12 in both stores."""
TALKS = (("3", "a talk"), ("2", "a talk"))
OF_PEOPLE = ("cp_people_involved", "cp_new_voices", "cp_demographics_known", "cp_burden", "cp_representation_gap")
PAGES = (
    ("voices", {}),
    ("overview", {}),
    ("outcome", {"outcome": "O4"}),
    ("holdings", {"tab": "loads"}),
    *(("indicator", {"indicator": name}) for name in OF_PEOPLE),
    *(("indicator", {"indicator": name, "view": "by group"}) for name in OF_PEOPLE),
)

pytestmark = pytest.mark.slow


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return path


def participation(hidden: dict[str, tuple[int, int]]) -> list[dict[str, str]]:
    """Everybody and each sex, in two quarters, with the hidden counts given."""
    groups = SHOWN | hidden
    everybody = tuple(sum(counts) for counts in zip(*groups.values(), strict=True))
    return [
        {
            "network": NETWORK, "period_start": start, "period_end": end, "characteristic": "sex" * bool(name),
            "group_name": name, "people": str(people), "new_people": str(new), "hours": "6" if name in SHOWN else "",
        }
        for (start, end), (name, (people, new)) in itertools.product(QUARTERS, {"": everybody, **groups}.items())
    ]  # fmt: skip


@pytest.fixture(scope="module")
def worlds(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """Two stores, the same but for the counts that the gate hides: loaded and published in one minute too."""
    with pytest.MonkeyPatch.context() as patched:
        for part in ("storage.versions", "loading.publish", "loading.load_rows"):
            patched.setattr(f"data.{part}.now", lambda: datetime(2026, 11, 21, 9, 30))
        return [
            store_with(bundled, tmp_path_factory.mktemp("world"), *world) for world in zip(WORLDS, TALKS, strict=True)
        ]


def store_with(bundled: Path, folder: Path, hidden: dict[str, tuple[int, int]], talk: tuple[str, str]) -> Store:
    """A copy of the bundled store with who took part, and a talk of a few people."""
    store = Store(Path(shutil.copytree(bundled, folder / "store")))
    people, name = talk
    few = {"network": NETWORK, "activity": "talk", "day": "2026-05-02", "name": name, "people": people}
    files = (written(folder / "took_part.csv", participation(hidden)), written(folder / "talks.csv", [few]))
    outcome = publish.load_together(store, [Incoming(path) for path in files], recompute)
    assert all(one.load_id for one in outcome), outcome
    return store


def the_same(say: Callable[[Store], str], worlds: list[Store]) -> str:
    first, second = map(say, worlds)
    assert first == second
    return first


def test_no_page_tells_one_store_from_the_other(worlds, monkeypatch):
    for page, query in PAGES:

        def opened(store: Store, page: str = page, query: dict[str, str] = query) -> str:
            page_opened = _opened(store.folder, page, query, monkeypatch)
            return page_opened.markup + str(page_opened.charts)

        words_of_both = the_same(opened, worlds)
        assert page != "voices" or ("a talk" in words_of_both and "hidden to protect people" in words_of_both)


def test_no_file_tells_one_store_from_the_other(worlds, leeds: Strategy):
    def said(store: Store) -> str:
        board = boards.board(store, leeds, store.version, date.fromisoformat(TODAY))
        drawn = [facts for name in OF_PEOPLE for facts in views(board, name).values()]
        slides = [slide(board, address("indicator", indicator=name)) for name in OF_PEOPLE]
        files = [open_data.measures_csv(store, name, store.version, leeds) for name in OF_PEOPLE]
        files += [open_data.verdicts(store, store.version, leeds, form)[0] for form in ("csv", "json")]
        files += [chart_csv(facts, store.version, leeds) for facts in drawn]
        return "\n".join([*files, *map(repr, slides), *cells(measures_workbook(board, "today"))])

    assert "suppressed" in the_same(said, worlds)


def cells(workbook: bytes) -> list[str]:
    """Every cell of a workbook, as text."""
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    return [repr(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
