"""The extension's own pages: what they say follows from what is stored, in both languages."""

from __future__ import annotations

from tests.extension.node_tests import run_node_tests


def test_pages_under_node() -> None:
    """Every test of tests/extension/pages passes, and there are some."""
    run_node_tests("pages")
