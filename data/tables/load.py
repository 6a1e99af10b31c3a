"""What was loaded, when, by whom and from which file; and what each version is."""

from __future__ import annotations

from data.contract import Column, Contract

VERSION = Contract(
    table="version",
    about="A published version of everything.",
    columns=(
        Column("version", "INTEGER", "Counting from 1.", key=True, optional=False),
        Column("published_at", "TIMESTAMP", "When, in UTC.", optional=False),
        Column("who", "VARCHAR", "Who published it."),
        Column("what", "VARCHAR", "What it did: first, load, undo, recompute, target, erase, rebuild.", optional=False),
        Column("note", "VARCHAR", "Why, in the publisher's words."),
    ),
)

LOAD = Contract(
    table="load",
    about="One file, loaded once.",
    columns=(
        Column("load_id", "INTEGER", "Counting from 1.", key=True, optional=False),
        Column("layout", "VARCHAR", "Which layout it was recognised as.", optional=False),
        Column("table_name", "VARCHAR", "The table it feeds.", optional=False),
        Column("source", "VARCHAR", "Whose figures."),
        Column("title", "VARCHAR", "What it is."),
        Column("publisher", "VARCHAR", "Who published it."),
        Column("file_name", "VARCHAR", "The file's name.", optional=False),
        Column("sheet", "VARCHAR", "Which sheet of it, where several could be loaded."),
        Column("sha256", "VARCHAR", "The file's fingerprint.", optional=False),
        Column("row_count", "INTEGER", "How many rows it brought.", optional=False),
        Column("release", "DATE", "When the publisher released it, where known."),
        Column("release_precision", "VARCHAR", "How exactly that is known."),
        Column("citation", "VARCHAR", "Where the file can be found."),
        Column("said", "VARCHAR", "What was said aloud on loading it."),
        Column(
            "keeps_held",
            "VARCHAR",
            "Series, a line each, of which figures of the same release held before stay in force.",
        ),
        Column("arrived_as", "VARCHAR", "The file's name as it arrived, where cells were corrected here."),
        Column("arrived_sha256", "VARCHAR", "The fingerprint of the file as it arrived, where cells were corrected."),
        Column("corrections", "VARCHAR", "The corrected cells as JSON: row, column, what was found, what it became."),
        Column(
            "illustrative",
            "BOOLEAN",
            "Made up to try the dashboard with: its figures are never shown as real.",
            optional=False,
        ),
        Column("questions", "INTEGER", "How many questions were looked at before it was published.", unit="questions"),
        Column("who", "VARCHAR", "Who loaded it."),
        Column("note", "VARCHAR", "Why."),
        Column("loaded_at", "TIMESTAMP", "When, in UTC.", optional=False),
        Column("version_from", "INTEGER", "The version it appeared in.", optional=False),
        Column("version_to", "INTEGER", "The version that withdrew it."),
        Column("erased_at", "TIMESTAMP", "When its rows and its original file were erased, in UTC."),
        Column("erased_by", "VARCHAR", "Who erased it."),
        Column("erased_because", "VARCHAR", "Why."),
    ),
)

REFERENCE_FILE = Contract(
    table="reference_file",
    about="A file from which a table of places or populations was filled.",
    columns=(
        Column("table_name", "VARCHAR", "The table it fills.", key=True, optional=False),
        Column("file_name", "VARCHAR", "The file's name.", optional=False),
        Column("sha256", "VARCHAR", "The file's fingerprint.", optional=False),
        Column("version_from", "INTEGER", "The version it appeared in.", optional=False),
    ),
)
