"""Opening a page as a visitor's link would, without a browser."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SITE = Path(__file__).parents[2] / "pages" / "site.py"
TODAY = "2026-11-21"


@dataclass
class Opened:
    """A page as it came out: its markup, its words, its charts."""

    app: AppTest

    @property
    def markup(self) -> str:
        parts = []
        for element in self.app.main:
            if element.type == "html":
                parts.append(element.proto.body)
        return "\n".join(part for part in parts if ":root {" not in part)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.markup)))

    @property
    def headline(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.markup, re.S)
        return re.sub(r"<[^>]+>", "", html.unescape(found[1])) if found else ""

    @property
    def headings(self) -> list[str]:
        return [html.unescape(found) for found in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", self.markup)]

    @property
    def links(self) -> list[str]:
        return [html.unescape(found) for found in re.findall(r'data-here href="([^"]+)"', self.markup)]

    @property
    def charts(self) -> list[dict]:
        return [json.loads(chart.proto.spec) for chart in self.app.get("plotly_chart")]


@pytest.fixture
def open_page(store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened]:
    """Open a page of the bundled store by its file and the query of its link; fail on any exception."""
    monkeypatch.setenv("DASHBOARD_STORE", str(store.folder))
    monkeypatch.setenv("DASHBOARD_TODAY", TODAY)

    def open_(page: str = "overview", **query: str) -> Opened:
        app = AppTest.from_file(str(SITE), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.switch_page(f"{page}.py")
        app.run()
        assert not app.exception, app.exception
        return Opened(app)

    return open_
