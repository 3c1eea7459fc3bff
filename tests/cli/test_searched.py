"""``jaga searched``: looked for in vain, once for each platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accounts.list_samples import CONTEST_FILE, copy_sample
from tests.cli.changing_samples import change, refuse

if TYPE_CHECKING:
    from pathlib import Path


def test_a_search_stands_with_its_owner_and_replaces_the_older_one(tmp_path: Path) -> None:
    """The sample has one of the same team on Instagram."""
    verb = ("searched", "Tim Dua", "instagram", "tiktok", "--result", "declared_none", "--note", "Said so.")

    searches = change(copy_sample(tmp_path), *verb).files[CONTEST_FILE]["searches"]

    assert [(each["owner"], each["platform"], each["result"], each["note"]) for each in searches] == [
        ("tm-bbbbbb", "instagram", "declared_none", "Said so."),
        ("tm-bbbbbb", "tiktok", "declared_none", "Said so."),
    ]


def test_a_platform_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With those that are."""
    refuse(copy_sample(tmp_path), ("searched", "Tim Dua", "instagrm"), "one of: ", exit_code=2)
