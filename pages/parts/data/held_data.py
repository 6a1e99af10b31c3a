"""The pieces of the Data page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from charts import words
from data.periods import in_full
from indicators.core.verdicts import Code, Verdicts
from pages.parts.shared import cached, markup

LEVELS = {"local": "Local", "regional": "Regional", "national": "National"}
FRESHNESS = (Code.UP_TO_DATE, Code.DUE, Code.OVERDUE, Code.STOPPED, Code.ONE_OFF)


def opening() -> Markup:
    """How much is held, and how fresh it is."""
    found = cached.loads()
    active = found[~found["withdrawn"]]
    fresh = Counter(v.data.code for v in cached.verdicts().values() if v.has_figure)
    told = ", ".join(f"{fresh[code]} {words.lower(words.CODES[code])}" for code in FRESHNESS if fresh[code])
    figures, strategy = sum(fresh.values()), cached.strategy()
    return Markup(
        '<h1 class="finding">{indicators} {have} a {place} figure{freshness}.</h1>'
        '<p class="small" style="margin-top:10px;max-width:none">{files} loaded, '
        "{rows:,} rows · data version {version}, published {published_at} · "
        '<a href="open-data/indicators.json?strategy={id}">every indicator as JSON</a> · {link}</p>'
    ).format(
        indicators=words.counted(figures, "indicator"),
        have=words.have(figures),
        place=strategy.place,
        freshness=f": {told}" if told else "",
        files=words.counted(len(active), "file"),
        rows=int(active["row_count"].sum()),
        version=cached.version(),
        published_at=cached.published_at(),
        id=strategy.id,
        link=markup.link("upload", "Load a file"),
    )


def ages(verdicts: Sequence[Verdicts]) -> Markup:
    """Every indicator with a figure: how old it is and what is due next."""
    order = {
        code: place for place, code in enumerate((Code.OVERDUE, Code.DUE, Code.UP_TO_DATE, Code.ONE_OFF, Code.STOPPED))
    }
    found = sorted(
        (v for v in verdicts if v.has_figure), key=lambda v: (order.get(v.data.code, len(order)), v.period_end)
    )
    body = [
        [
            markup.link("indicator", v.declared.title, {"indicator": v.indicator}),
            words.newest_period(v),
            words.word(v.data),
            words.reason(v.data, v.declared),
            words.published_by(v),
        ]
        for v in found
    ]
    return markup.heading("Age of the figures, and what is due") + markup.table(
        ["Indicator", "Latest figure", "Data", "Next", "Who publishes it"], body, "Age of the figures"
    )


def targets() -> Markup:
    """Published targets with their owners; national totals are named as context."""
    found, place = cached.board().targets, cached.strategy().place
    body = [
        [
            markup.link("indicator", cached.indicator(target.indicator).title, {"indicator": target.indicator}),
            words.target_in_words(target, cached.indicator(target.indicator)),
            target.owner,
            LEVELS[target.level],
            target.source,
        ]
        for target in found
    ]
    return (
        markup.heading("Targets, and who set them")
        + (
            Markup(
                '<p class="small">National and regional standards are not targets of {}. No local target was found.</p>'
            ).format(place)
            if not any(target.level == "local" for target in found)
            else ""
        )
        + markup.table(["Indicator", "Target", "Owner", "Whose", "Source"], body, "Targets")
    )


def loads() -> Markup:
    """Every load, the withdrawn ones too, with what was said on loading it."""
    body = []
    for _, load in cached.loads().iterrows():
        said = Markup('<br><span class="small">{}</span>').format(load["said"]) if load["said"] else ""
        state = (
            f"withdrawn in version {int(load['version_to'])}"
            if load["withdrawn"]
            else f"version {int(load['version_from'])}"
        )
        body.append(
            [
                str(int(load["load_id"])),
                Markup("{}{}").format(load["title"], said),
                load["file_name"],
                f"{int(load['row_count']):,}",
                _release(load),
                f"{_day(load['loaded_at'])}, {load['who'] or 'somebody'}",
                state,
            ]
        )
    return markup.heading("Loads") + markup.table(
        ["Load", "What it is", "File", "Rows", "Released", "Loaded", "State"], body, "Loads, newest first", (3,)
    )


def versions() -> Markup:
    body = [
        [
            markup.link("holdings", f"Version {int(row['version'])}", {"version": str(int(row["version"]))}),
            f"{_day(row['published_at'])} at {row['published_at']:%H:%M} UTC",
            row["who"] or "",
            row["note"] or "",
        ]
        for _, row in cached.versions().iterrows()
    ]
    return markup.heading("Versions") + (
        Markup(
            '<p class="small">A link pinned to a version shows for ever what was shown then. '
            "The figures of version {} were computed with software {}.</p>"
        ).format(cached.version(), _software())
        + markup.table(["Version", "Published", "By", "Why"], body, "Versions, newest first")
    )


def _software() -> str:
    return cached.figures_software() or "that is not known"


def _release(load: pd.Series) -> str:
    return words.released_on(load["release"], load["release_precision"]) if pd.notna(load["release"]) else "not stated"


def _day(moment: pd.Timestamp) -> str:
    return in_full(moment)
