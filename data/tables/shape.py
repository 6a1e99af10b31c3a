"""Where a place lies: its boundary on a map, or its hexagon on a grid of equal ones."""

from __future__ import annotations

from data.contract import Column, Contract, Rule

BOUNDARY, HEXAGON = "boundary", "hexagon"

SHAPE = Contract(
    table="shape",
    about=(
        "The boundary or the hexagon of a place, by one edition.  A place has one of each and of every edition, and the "
        "last one loaded counts, so that one's own map can replace a published one and be taken back."
    ),
    columns=(
        Column("area", "VARCHAR", "The code of the place.", key=True, optional=False),
        Column("form", "VARCHAR", "A boundary or a hexagon.", key=True, optional=False, one_of=(BOUNDARY, HEXAGON)),
        Column("edition", "INTEGER", "The year of the bounds; empty in a map of one's own.", key=True),
        Column("geometry", "VARCHAR", "The boundary as a GeoJSON geometry in degrees (WGS84)."),
        Column("q", "INTEGER", "The column of the hexagon, from the left."),
        Column("r", "INTEGER", "The row of the hexagon, from the bottom; odd rows lie half a hexagon to the right."),
        Column("source", "VARCHAR", "Where it was published."),
        Column("citation", "VARCHAR", "What a reader can look up."),
        Column("load_id", "INTEGER", "The load that brought it.", optional=False),
        Column("row_number", "INTEGER", "Which one it is in that file, the names of its properties being row 1.", optional=False),
    ),
    rules=(
        Rule(
            f"(form = '{BOUNDARY}') = (geometry IS NOT NULL)", "geometry", "This boundary is empty.",
            "Put in the boundary as published, or take the place out.",
        ),
        Rule(
            f"(form = '{HEXAGON}') = (q IS NOT NULL)", "q", "This hexagon has no column.", "Give q as a whole number.",
        ),
        Rule(f"(form = '{HEXAGON}') = (r IS NOT NULL)", "r", "This hexagon has no row.", "Give r as a whole number."),
    ),
)  # fmt: skip
