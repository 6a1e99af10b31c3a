"""The pieces of the Data page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from charts import facts, words
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup

LEVELS = {"leeds": "Leeds", "regional": "Regional", "national": "National"}


def opening() -> str:
    """How much is held, and how fresh it is."""
    found = cached.loads()
    active = found[~found["withdrawn"]]
    fresh = Counter(v.data.word for v in cached.verdicts().values() if v.has_figure)
    told = ", ".join(
        f"{fresh[word]} {word.lower()}"
        for word in ("Up to date", "Due", "Overdue", "Stopped", "One-off")
        if fresh[word]
    )
    figures = sum(fresh.values())
    return (
        f'<h1 class="finding">{words.counted(figures, "indicator")} have a Leeds figure: {markup.text(told)}.</h1>'
        f'<p class="small" style="margin-top:10px;max-width:none">{words.counted(len(active), "file")} loaded, '
        f"{int(active['row_count'].sum()):,} rows · data version {cached.version()}, published {markup.text(cached.published_at())} · "
        '<a href="open-data/indicators.json">every indicator as JSON</a> · '
        f"{markup.link('upload', 'Load a file')}</p>"
    )


def ages(verdicts: Sequence[Verdicts]) -> str:
    """Every indicator with a figure: how old it is and what is due next."""
    order = {"Overdue": 0, "Due": 1, "Up to date": 2, "One-off": 3, "Stopped": 4}
    found = sorted((v for v in verdicts if v.has_figure), key=lambda v: (order.get(v.data.word, 9), v.period_end))
    body = [
        [
            markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator}),
            markup.text(v.period),
            markup.text(v.data.word),
            markup.text(v.data.reason),
            markup.text(cached.indicator(v.indicator).owner),
        ]
        for v in found
    ]
    return markup.heading("Age of the figures, and what is due") + markup.table(
        ["Indicator", "Latest figure", "Data", "Next", "Who publishes it"], body, "Age of the figures"
    )


def targets() -> str:
    """Published targets with their owners; national totals are named as context."""
    found = cached.board().targets
    body = [
        [
            markup.link("indicator", cached.indicator(target.indicator).title, {"indicator": target.indicator}),
            markup.text(target.words),
            markup.text(target.owner),
            LEVELS[target.level],
            markup.text(target.source),
        ]
        for target in found
    ]
    return (
        markup.heading("Targets, and who set them")
        + (
            '<p class="small">National and regional standards are not targets of Leeds. None of Leeds\' own was found.</p>'
            if not any(target.level == "leeds" for target in found)
            else ""
        )
        + markup.table(["Indicator", "Target", "Owner", "Whose", "Source"], body, "Targets")
    )


def loads() -> str:
    """Every load, the withdrawn ones too, with what was said on loading it."""
    body = []
    for _, load in cached.loads().iterrows():
        said = f'<br><span class="small">{markup.text(load["said"])}</span>' if load["said"] else ""
        state = (
            f"withdrawn in version {int(load['version_to'])}"
            if load["withdrawn"]
            else f"version {int(load['version_from'])}"
        )
        body.append(
            [
                str(int(load["load_id"])),
                f"{markup.text(load['title'])}{said}",
                markup.text(load["file_name"]),
                f"{int(load['row_count']):,}",
                markup.text(_release(load)),
                markup.text(f"{_day(load['loaded_at'])}, {load['who'] or 'somebody'}"),
                markup.text(state),
            ]
        )
    return markup.heading("Loads") + markup.table(
        ["Load", "What it is", "File", "Rows", "Released", "Loaded", "State"], body, "Loads, newest first", (3,)
    )


def versions() -> str:
    body = [
        [
            markup.link("holdings", f"Version {int(row['version'])}", {"version": str(int(row["version"]))}),
            markup.text(f"{_day(row['published_at'])} at {row['published_at']:%H:%M} UTC"),
            markup.text(row["who"] or ""),
            markup.text(row["note"] or ""),
        ]
        for _, row in cached.versions().iterrows()
    ]
    return markup.heading("Versions") + (
        '<p class="small">A link pinned to a version shows for ever what was shown then. '
        f"The figures of version {cached.version()} were computed with software {markup.text(_software())}.</p>"
        + markup.table(["Version", "Published", "By", "Why"], body, "Versions, newest first")
    )


def _software() -> str:
    return cached.figures_software() or "that is not known"


def _release(load: pd.Series) -> str:
    return facts.released(load) if pd.notna(load["release"]) else "not stated"


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"
