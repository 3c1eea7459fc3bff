"""Every recogniser is asked on the example pages of all others; a file of its own: two processes share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extension.page.scripts import guarded_platforms
from tests.extension.page.test_recognise import EXAMPLES, ask, name_of, open_example, platform_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_no_platform_finds_anything_on_anothers_page(page: Page, example: Path) -> None:
    """A recogniser is a "no" for every page that is not its own."""
    frame = open_example(page, example)
    for platform in guarded_platforms().keys() - {platform_of(example)}:
        answer = ask(frame, platform)
        assert (platform, answer["found"], answer["own"]) == (platform, [], [])
