"""Holding watches nothing: what a press lands on is read at the press."""

from __future__ import annotations

from tests.extension.page.scripts import ROOT, script_paths


def test_no_page_script_watches_the_whole_page() -> None:
    """A MutationObserver on a feed runs at every change of it, for whatever the site does."""
    assert [path for path in script_paths() if "MutationObserver" in (ROOT / path).read_text(encoding="utf-8")] == []
