"""The tables as they were when numbered steps began: step 1 brings every older store to this.  Never changed."""

from __future__ import annotations

FIRST_TABLES: dict[str, str] = {
    "version": """
        version INTEGER, published_at TIMESTAMP, who VARCHAR, what VARCHAR, note VARCHAR
    """,
    "load": """
        load_id INTEGER, layout VARCHAR, table_name VARCHAR, source VARCHAR, title VARCHAR, publisher VARCHAR,
        file_name VARCHAR, sha256 VARCHAR, row_count INTEGER, release DATE, release_precision VARCHAR,
        citation VARCHAR, said VARCHAR, who VARCHAR, note VARCHAR, loaded_at TIMESTAMP, version_from INTEGER,
        version_to INTEGER, erased_at TIMESTAMP, erased_by VARCHAR, erased_because VARCHAR
    """,
    "reference_file": """
        table_name VARCHAR, file_name VARCHAR, sha256 VARCHAR, version_from INTEGER
    """,
    "area": """
        code VARCHAR, name VARCHAR, type VARCHAR, aliases VARCHAR, parent VARCHAR
    """,
    "population": """
        area VARCHAR, year INTEGER, sex VARCHAR, age INTEGER, people INTEGER, source VARCHAR, release VARCHAR
    """,
    "published_value": """
        source VARCHAR, series VARCHAR, series_name VARCHAR, area VARCHAR, role VARCHAR, period_start DATE,
        period_end DATE, step_months INTEGER, window_months INTEGER, sex VARCHAR, age VARCHAR,
        dimension VARCHAR, category VARCHAR, statistic VARCHAR, value DOUBLE, suppressed VARCHAR,
        lower95 DOUBLE, upper95 DOUBLE, lower998 DOUBLE, upper998 DOUBLE, numerator DOUBLE, denominator DOUBLE,
        unit VARCHAR, multiplier DOUBLE, population_base VARCHAR, status VARCHAR, note VARCHAR, release DATE,
        release_precision VARCHAR, citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "service_activity": """
        source VARCHAR, series VARCHAR, series_name VARCHAR, area VARCHAR, role VARCHAR, period_start DATE,
        period_end DATE, step_months INTEGER, window_months INTEGER, sex VARCHAR, age VARCHAR,
        dimension VARCHAR, category VARCHAR, statistic VARCHAR, value DOUBLE, suppressed VARCHAR,
        status VARCHAR, note VARCHAR, release DATE, release_precision VARCHAR, citation VARCHAR,
        load_id INTEGER, row_number INTEGER
    """,
    "target": """
        indicator VARCHAR, area VARCHAR, level VARCHAR, direction VARCHAR, value DOUBLE, words VARCHAR,
        owner VARCHAR, valid_from DATE, due_by DATE, source VARCHAR, entered_by VARCHAR, version_from INTEGER,
        version_to INTEGER
    """,
    "measure": """
        indicator VARCHAR, definition_version INTEGER, area VARCHAR, role VARCHAR, period_start DATE,
        period_end DATE, step_months INTEGER, window_months INTEGER, dimension VARCHAR, category VARCHAR,
        numerator DOUBLE, denominator DOUBLE, value DOUBLE, lower95 DOUBLE, upper95 DOUBLE, lower998 DOUBLE,
        upper998 DOUBLE, approximate VARCHAR, method VARCHAR, suppressed VARCHAR, status VARCHAR, note VARCHAR,
        population_base VARCHAR, source VARCHAR, series VARCHAR, citation VARCHAR, release DATE,
        release_precision VARCHAR, load_id INTEGER, row_number INTEGER, illustrative BOOLEAN,
        version_from INTEGER, version_to INTEGER
    """,
    "computation": """
        version INTEGER, code VARCHAR, indicators INTEGER
    """,
}
"""Each table's columns with their types."""
