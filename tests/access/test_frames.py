"""A view in a frame of another site: only of those that are named, and with nothing around it."""

from __future__ import annotations

import pytest

from pages.access.frames import SITES, sites
from pages.access.headers import headers


def test_by_default_no_other_site_may_show_it(monkeypatch):
    monkeypatch.delenv(SITES, raising=False)
    assert headers()["content-security-policy"].endswith("frame-ancestors 'self'")


def test_the_sites_that_are_named_may(monkeypatch):
    monkeypatch.setenv(SITES, "https://intranet.example.org https://board.example.net:8443")
    policy = headers()["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://intranet.example.org https://board.example.net:8443")


@pytest.mark.parametrize(
    "site", ["intranet", "https://a.example/page", "https://*.example.org", "'none'", "data:", "https://a;script-src"]
)
def test_what_is_no_site_is_said(monkeypatch, site):
    monkeypatch.setenv(SITES, site)
    with pytest.raises(ValueError, match=SITES):
        sites()
