"""The files by which the dashboard runs as a service, tried out: what takes long is made once."""

from __future__ import annotations

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each starts programs, and takes its seconds; what only reads files says so itself."""
    for item in items:
        if "tests/service" in str(item.path).replace(os.sep, "/") and item.path.name != "test_deploy_files.py":
            item.add_marker(pytest.mark.slow)
