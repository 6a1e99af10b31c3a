"""Places whose code changed and whose bounds did not, or hardly: each is one place, under its present code.

The pairs are recodes of the Office for National Statistics (councils and counties; Barnsley and Sheffield by SI
2024/1328) and of sub-ICBs between the lookups of 2018, 2022 and 2024.  A merger or a split is none.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

PRESENT_CODES = {
    "E06000048": "E06000057",
    "E07000097": "E07000242",
    "E07000100": "E07000240",
    "E07000101": "E07000243",
    "E07000104": "E07000241",
    "E08000020": "E08000037",
    "E08000016": "E08000038",
    "E08000019": "E08000039",
    "E10000002": "E06000060",
    "E10000023": "E06000065",
    "E10000027": "E06000066",
    "E38000246": "E38000264",
    "E38000248": "E38000265",
    "E38000060": "E38000226",
    "E38000065": "E38000227",
    "E38000093": "E38000228",
    "E38000220": "E38000258",
    "E38000229": "E38000261",
    "E38000242": "E38000262",
    "S12000009": "S12000045",
    "S12000043": "S12000049",
    "S12000015": "S12000047",
    "S12000024": "S12000048",
    "S12000044": "S12000050",
    "S12000046": "S12000049",
}
OF_PLACES = ("published_value", "service_activity", "population", "measure")


def join(connection: DuckDBPyConnection) -> None:
    """Have every such place once, the former code an alias of the present one, and every figure under that."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for former, present in PRESENT_CODES.items():
        known = dict(
            connection.execute("SELECT code, aliases FROM area WHERE code IN (?, ?)", [former, present]).fetchall()
        )
        if present not in known and former in known:
            connection.execute("UPDATE area SET code = ? WHERE code = ?", [present, former])
            known[present] = known.pop(former)
        if present in known:
            aliases = [alias for alias in (known[present] or "").split(";") if alias and alias != former]
            connection.execute("UPDATE area SET aliases = ? WHERE code = ?", [";".join([*aliases, former]), present])
            connection.execute("DELETE FROM area WHERE code = ?", [former])
        for table in tables & set(OF_PLACES):
            connection.execute(f"UPDATE {table} SET area = ? WHERE area = ?", [present, former])
