"""What the tests of rules and wording share: the project's own files, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.warnings.rule_files import RuleRow, load_rule_rows, load_wording

if TYPE_CHECKING:
    from server.domain.warnings import Wording


@pytest.fixture(scope="session")
def wording() -> Wording:
    """Return the project's rules and wording."""
    return load_wording()


@pytest.fixture(scope="session")
def rows() -> tuple[RuleRow, ...]:
    """Return the project's rules with their articles and sources."""
    return load_rule_rows()
