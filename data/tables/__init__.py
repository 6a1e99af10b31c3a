"""One file a table of the store."""

from __future__ import annotations

from data.contract import Contract
from data.tables.area import AREA
from data.tables.computation import COMPUTATION
from data.tables.load import LOAD, REFERENCE_FILE, VERSION
from data.tables.measure import MEASURE
from data.tables.migration import MIGRATION
from data.tables.population import POPULATION
from data.tables.published_value import PUBLISHED_VALUE
from data.tables.service_activity import SERVICE_ACTIVITY
from data.tables.target import TARGET

LOADABLE: dict[str, Contract] = {c.table: c for c in (PUBLISHED_VALUE, SERVICE_ACTIVITY)}
TABLES: tuple[Contract, ...] = (
    VERSION,
    LOAD,
    REFERENCE_FILE,
    AREA,
    POPULATION,
    PUBLISHED_VALUE,
    SERVICE_ACTIVITY,
    TARGET,
    MEASURE,
    COMPUTATION,
    MIGRATION,
)
