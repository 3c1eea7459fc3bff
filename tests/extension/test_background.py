"""The extension's background: fetch, check and store the release; sleep; alarms; messages."""

from __future__ import annotations

from tests.extension.node_tests import run_node_tests


def test_background_under_node() -> None:
    """Every test of tests/extension/background passes, and there are some."""
    run_node_tests("background")
