"""One file a table of the store."""

from __future__ import annotations

from data.contract import Contract
from data.tables.area import AREA
from data.tables.computation import COMPUTATION
from data.tables.deprivation import DEPRIVATION
from data.tables.kept_count import KEPT_COUNT
from data.tables.load import LOAD, REFERENCE_FILE, VERSION
from data.tables.measure import MEASURE
from data.tables.migration import MIGRATION
from data.tables.place_link import PLACE_LINK
from data.tables.population import POPULATION
from data.tables.published_value import PUBLISHED_VALUE
from data.tables.records import CONTRACTS as OF_RECORDS
from data.tables.registers import CONTRACTS as OF_REGISTERS
from data.tables.service_activity import SERVICE_ACTIVITY
from data.tables.shape import SHAPE
from data.tables.target import TARGET

FIGURES: dict[str, Contract] = {c.table: c for c in (PUBLISHED_VALUE, SERVICE_ACTIVITY)}
"""What publishers count: of a figure that came several times the latest release is in force."""
REGISTERS: dict[str, Contract] = {c.table: c for c in OF_REGISTERS}
"""What networks write down: of an entry that came several times the latest load is in force."""
POPULATIONS: dict[str, Contract] = {POPULATION.table: POPULATION}
"""How many people live where: of a count that came several times the latest load is in force."""
RECORDS: dict[str, Contract] = {c.table: c for c in OF_RECORDS}
"""What services and surveys write down: of a record that came several times the latest load is in force."""
PLACES: dict[str, Contract] = {c.table: c for c in (PLACE_LINK, DEPRIVATION, SHAPE)}
"""What is known of places: of what came several times the latest load is in force."""
LOADABLE: dict[str, Contract] = FIGURES | REGISTERS | POPULATIONS | RECORDS | PLACES
"""Every table that is filled from files."""
TABLES: tuple[Contract, ...] = (
    VERSION,
    LOAD,
    REFERENCE_FILE,
    AREA,
    *LOADABLE.values(),
    TARGET,
    MEASURE,
    COMPUTATION,
    KEPT_COUNT,
    MIGRATION,
)
