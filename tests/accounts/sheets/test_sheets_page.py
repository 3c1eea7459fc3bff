"""The maintainers' page names every column, and shows the form that is read by default."""

from __future__ import annotations

import re

from server.accounts.sheets.columns import NAMES, NOT_IN_SHEET
from server.accounts.sheets.kpu_columns import DEFAULT, read_form_columns
from tests.accounts.list_samples import ROOT, platforms

PAGE = (ROOT / "docs" / "maintainers" / "sheets.md").read_text(encoding="utf-8")


def test_every_column_is_explained() -> None:
    """In the order of the sheet, none besides."""
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(NAMES)
    assert not set(NOT_IN_SHEET) & set(NAMES)


def test_the_default_form_is_shown() -> None:
    """As it stands in its file; its platforms exist."""
    assert DEFAULT.read_text(encoding="utf-8") in PAGE
    assert set(read_form_columns(DEFAULT).platforms.values()) <= set(platforms())
