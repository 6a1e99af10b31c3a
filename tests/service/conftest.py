"""The files by which the dashboard runs as a service, tried out: what takes long is made once."""

from __future__ import annotations

import os

import pytest

QUICK = ("test_deploy_files.py", "test_known_weaknesses.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each starts programs, and takes its seconds; what is quick, or says for itself what is not, is named."""
    for item in items:
        if "tests/service" in str(item.path).replace(os.sep, "/") and item.path.name not in QUICK:
            item.add_marker(pytest.mark.slow)
