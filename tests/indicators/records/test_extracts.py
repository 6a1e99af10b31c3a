"""Extracts counted where they lie give the very figures of the same records when they are loaded, on DuckDB and on Spark."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from extracts import as_parquet, spark

from data import formula_escape
from data.extracts.engines import Engine, started
from data.layouts.counted_records import TEXTS
from data.loading import publish
from data.loading.incoming import Incoming
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures.from_extracts import counted
from indicators.core.measures.measures import measures, measures_in
from indicators.core.measures.refresh import recompute
from indicators.core.records import FromRecords
from indicators.core.strategy.reading import strategies

pytestmark = pytest.mark.slow

NAMES = {column: name for column, name in TEXTS.items() if name not in ("series", "source")}
KEY = ["indicator", "source", "area", "role", "period_start", "period_end", "step_months", "dimension", "category"]
NUMBERS = ["value", "lower95", "upper95", "lower998", "upper998"]
COUNTS = ["numerator", "denominator"]
OF_RECORDS = {name for name, one in catalogue().items() if any(isinstance(f, FromRecords) for f in one.figures)}


@pytest.fixture(scope="module")
def folder(illustrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    extracts = tmp_path_factory.mktemp("extracts") / "extracts"
    as_parquet(Path(f"{illustrated}-files"), extracts)
    return extracts


def figures(engine: Engine, folder: Path, store: Path) -> pd.DataFrame:
    """The figures that an engine counts, as the columns of their file."""
    opened_store = Store(store)
    counted_figures, _ = counted(
        engine, folder, opened_store.read(), opened_store.version, catalogue(), [*strategies().values()]
    )
    return counted_figures


@pytest.fixture(scope="module")
def counted_here(folder: Path, illustrated: Path) -> tuple[pd.DataFrame, int]:
    """The figures by DuckDB, and how many tables it made for them."""
    with started("duckdb") as engine:
        counted_figures = figures(engine, folder, illustrated)
        return counted_figures, int(engine.ask("SELECT count(*) AS tables FROM duckdb_tables()")["tables"].iloc[0])


@pytest.fixture
def by_duckdb(counted_here: tuple[pd.DataFrame, int]) -> pd.DataFrame:
    return counted_here[0]


def keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures by what they are of, in order, whether they are measures or from a file of them."""
    named = rows.rename(columns=NAMES | {"indicator_id": "indicator", "source_id": "source"})
    days = {name: pd.to_datetime(named[name]).astype("datetime64[s]") for name in ("period_start", "period_end")}
    named = named.assign(**days, step_months=named["step_months"].astype("int64"))
    return named.set_index(KEY).sort_index()[[*COUNTS, *NUMBERS, "suppressed", "approximate"]]


def assert_same_figures(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """The same keys, equal counts and reasons, other values within 1e-12 of each other."""
    one, other = keyed(one), keyed(other)
    assert one.index.tolist() == other.index.tolist()
    other.index = one.index
    pd.testing.assert_frame_equal(one[COUNTS], other[COUNTS], check_exact=True, check_dtype=False)
    pd.testing.assert_frame_equal(one[NUMBERS], other[NUMBERS], rtol=1e-12, atol=0, check_dtype=False)
    for why in ("suppressed", "approximate"):
        assert one[why].fillna("").tolist() == other[why].fillna("").tolist()


def test_figures_are_those_of_the_same_records_loaded(by_duckdb: pd.DataFrame, illustrated: Path):
    store = Store(illustrated)
    loaded = measures_in(store.read(), store.version, illustrative=True)
    assert {*by_duckdb["indicator_id"]} == OF_RECORDS
    assert_same_figures(by_duckdb, loaded[loaded["method"] == "from records"])


def test_few_people_are_hidden_and_what_is_made_up_says_so(by_duckdb: pd.DataFrame):
    hidden = by_duckdb["suppressed"] == "suppressed"
    assert hidden.sum() > 100
    assert by_duckdb.loc[hidden, [*COUNTS, *NUMBERS]].isna().all(axis=None)
    shown = by_duckdb.loc[~hidden & by_duckdb["indicator_id"].eq("tt_recovery"), "denominator"].dropna()
    assert (shown >= 5).all()
    assert {*by_duckdb["made_up"]} == {"yes"}


def test_spark_counts_the_same(folder: Path, illustrated: Path, by_duckdb: pd.DataFrame):
    with spark() as engine:
        by_spark = figures(engine, folder, illustrated)
    assert by_spark["citation"].str.contains("by Spark ").all()
    assert_same_figures(by_spark, by_duckdb)


def test_the_file_of_figures_loads_and_the_board_sees_them(by_duckdb: pd.DataFrame, small_store: Store, tmp_path: Path):
    """The same figures as though real, since those that are made up are refused: see ``test_extract_faults.py``."""
    path = tmp_path / "counted.csv"
    path.write_text(formula_escape.frame(by_duckdb.assign(made_up="no"), line_end="\n"), encoding="utf-8")
    (outcome,) = publish.load_together(small_store, [Incoming(path)], recompute)
    assert outcome.published, outcome.checked and outcome.checked.problems[:3]
    loaded = measures(small_store)
    loaded = loaded[loaded["load_id"] == outcome.load_id]
    assert_same_figures(loaded, by_duckdb)
    assert {*loaded["method"]} == {"from records"}
    assert loaded["citation"].str.contains("counted where it lies by DuckDB").all()


def test_the_extracts_are_not_copied(counted_here: tuple[pd.DataFrame, int]):
    assert counted_here[1] == 0
