"""Holding watches nothing: what a press lands on is read at the press."""

from __future__ import annotations

from tests.extension.page.scripts import ROOT, script_paths


def find_scripts(word: str) -> list[str]:
    """Return the page scripts that hold *word*."""
    return [path for path in script_paths() if word in (ROOT / path).read_text(encoding="utf-8")]


def test_no_page_script_watches_the_whole_page() -> None:
    """An observer on a feed runs at every change of it; only the open dialog is watched, and the root itself."""
    assert find_scripts("MutationObserver") == ["extension/page/dialog_watch.js", "extension/page/main.js"]
    assert find_scripts("subtree") == []
