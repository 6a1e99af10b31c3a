"""Figures for machines, as a server gives them; nothing else of its folders is given."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from places import INDICATORS
from serving import Server


def test_figures_for_machines_carry_source_release_limits_and_version(server_for_all: Server):
    with urllib.request.urlopen(f"{server_for_all.address}/open-data/suicide_rate.csv") as answer:
        assert answer.headers["content-type"].startswith("text/csv")
        assert "content-security-policy" in answer.headers
        head, *rows = answer.read().decode().splitlines()
    assert {"version", "value", "lower95", "upper95", "source", "release"} <= set(head.split(","))
    assert any("E08000035" in row and ",11.6," in row for row in rows)
    with urllib.request.urlopen(f"{server_for_all.address}/open-data/indicators.json") as answer:
        assert len(json.load(answer)["indicators"]) == INDICATORS


@pytest.mark.parametrize("name", ["..%2FCURRENT", "nothing.csv", "indicators.xml"])
def test_a_file_that_is_not_offered_is_refused(server_for_all: Server, name: str):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server_for_all.address}/open-data/{name}")
    with refused.value as answer:
        assert answer.status in (400, 404)
