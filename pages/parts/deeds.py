"""The audit: who did what and when, as a table for anybody."""

from __future__ import annotations

from data.people import audit as kept
from pages.parts import held, html

SHOWN = 50


def audit() -> str:
    """The newest deeds, newest first; every version stands among them."""
    held.catch_up_audit()
    body = [
        [
            html.text(f"{entry.at.day} {entry.at:%B %Y at %H:%M} UTC"),
            html.text(entry.who),
            html.text(entry.what),
            html.text(entry.subject),
            html.text(entry.detail),
        ]
        for entry in held.of_people(lambda people: kept.entries(people, SHOWN), [])
    ]
    intro = (
        f'<p class="small">Every publish, withdrawal, change and export, the newest {SHOWN}. '
        "Nothing here can be changed.</p>"
    )
    table = html.table(["When", "Who", "Did what", "To what", "Why, or more"], body, "Who did what, newest first")
    return html.heading("Who did what", ident="audit") + intro + table
