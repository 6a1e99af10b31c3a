"""Levels and standards that somebody has set, with who set them."""

from __future__ import annotations

from data.contract import Column, Contract

TARGET = Contract(
    table="target",
    about="A level or standard for an indicator, and its owner.",
    columns=(
        Column("strategy", "VARCHAR", "The strategy's id.", key=True, optional=False),
        Column("indicator", "VARCHAR", "The indicator's id.", key=True, optional=False),
        Column(
            "level",
            "VARCHAR",
            "Whose: local, regional or national.",
            key=True,
            optional=False,
            one_of=("local", "regional", "national"),
        ),
        Column("direction", "VARCHAR", "At least or at most.", one_of=("at least", "at most")),
        Column("value", "DOUBLE", "The level, in the indicator's unit; empty where only words were published."),
        Column("words", "VARCHAR", "The target as its owner puts it."),
        Column("owner", "VARCHAR", "Who set it.", optional=False),
        Column("valid_from", "DATE", "From when."),
        Column("due_by", "DATE", "By when."),
        Column("body", "VARCHAR", "The one body it is for; empty where it is for whoever stands for the place."),
        Column("months", "INTEGER", "How many months the figure covers that it is for; empty for any.", unit="months"),
        Column("source", "VARCHAR", "Where it was published."),
        Column("entered_by", "VARCHAR", "Who entered it here; empty where the strategy's file states it."),
        Column("version_from", "INTEGER", "The version it appeared in.", optional=False),
        Column("version_to", "INTEGER", "The version it was replaced in."),
    ),
)
