"""Filling and saving the forms of the registers as somebody does, and what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from places import LEEDS

from data.people import People, entries
from data.storage import entries as held_entries

NETWORK = "leeds-mws-coproduction"
ODD = "<b>x</b> *y* :smile:"
SHOWN = "&lt;b&gt;x&lt;/b&gt; *y* :smile:"
NEW = f"entry:involvement:{LEEDS}"
WORKSHOPS = (NETWORK, "governance-workshops")
MANY = {"write": "involvement"}


def correcting(register: str, key: tuple[str, ...]) -> dict[str, str]:
    return {"write": register, "entry": json.dumps(key)}


def record(register: str, key: tuple[str, ...]) -> str:
    return f"entry:{register}:{json.dumps(key)}"


@dataclass
class Form:
    """A form on the page, filled and pressed as somebody does."""

    page: object
    record: str = NEW

    def field(self, name: str):
        app = self.page.app
        boxes = [*app.text_input, *app.text_area, *app.selectbox, *app.multiselect]
        return next(box for box in boxes if box.key == f"{self.record}|{name}")

    def fill(self, **fields: object) -> Form:
        for name, words in fields.items():
            self.field(name).set_value(words)
        self.page.app.run()
        assert not self.page.app.exception
        return self

    def save(self):
        return self.page.press("Write it down")


def an_activity(page, **fields: object) -> Form:
    return Form(page).fill(**{"name": "A walk", "day": "June 2026", "people": "12", **fields})


def names(people: People) -> list[str]:
    return [one.fields.get("name") or one.fields["theme"] for one in entries.waiting(people, [NETWORK])]


def write(people: People, register: str = "involvement", key=(NETWORK, "talk"), **fields: str) -> int:
    usual = {"network": NETWORK, "activity": "talk", "name": "A talk"} if register == "involvement" else {}
    return entries.add(people, register, key, usual | fields, "Ann")


def in_force(store, register: str = "involvement") -> dict[tuple[str, ...], dict]:
    rows = held_entries.in_force(store.read(), register, store.version)
    return {held_entries.key_of(register, row): row for row in rows}


def publishing(page):
    """Press both buttons."""
    page.press("Publish the register")
    next(button for button in page.app.button if button.label.startswith("Publish version")).click().run()
    assert not page.app.exception
    return page
