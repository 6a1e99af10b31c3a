"""How deprived a small area is, by the Index of Multiple Deprivation of England."""

from __future__ import annotations

from data.contract import Column, Contract, Rule

NEIGHBOURHOODS = {"lsoa11": 32_844, "lsoa21": 33_755}
"""How many neighbourhoods England has by each census: the index ranks all of them."""
OF_ENGLAND = " ".join(f"WHEN '{kind}' THEN {number}" for kind, number in NEIGHBOURHOODS.items())

DEPRIVATION = Contract(
    table="deprivation",
    about=(
        "The rank and tenth of a neighbourhood in one edition of the Index of Multiple Deprivation: 1 is the most "
        "deprived.  Editions stand side by side, so this is no column of the list of places."
    ),
    columns=(
        Column("area", "VARCHAR", "The code of the neighbourhood.", key=True, optional=False),
        Column(
            "area_kind", "VARCHAR", "Of which census it is.", key=True, optional=False, one_of=tuple(NEIGHBOURHOODS)
        ),
        Column("edition", "INTEGER", "The year of the index.", key=True, optional=False),
        Column("rank", "INTEGER", "Its rank in England, from 1 for the most deprived.", optional=False),
        Column("decile", "INTEGER", "Its tenth, from 1 for the most deprived tenth.", optional=False),
        Column("score", "DOUBLE", "Its score, where it is published: the higher, the more deprived."),
        Column("source", "VARCHAR", "Where it was published."),
        Column("citation", "VARCHAR", "What a reader can look up."),
        Column("load_id", "INTEGER", "The load that brought it.", optional=False),
        Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it.", optional=False),
    ),
    rules=(
        Rule(
            f"rank BETWEEN 1 AND CASE area_kind {OF_ENGLAND} END", "rank",
            "England has no neighbourhood of that rank.", "Put in the rank as published: 1 is the most deprived.",
        ),
        Rule("decile BETWEEN 1 AND 10", "decile", "This is not a tenth.", "Give 1, the most deprived, to 10."),
        Rule(
            f"decile = ceil(10.0 * rank / CASE area_kind {OF_ENGLAND} END)", "decile",
            "The tenth is not that of the rank beside it.",
            "Put in both as published. In the index tenth 1 is the most deprived; in some files of the NHS it is the least.",
        ),
    ),
)  # fmt: skip
