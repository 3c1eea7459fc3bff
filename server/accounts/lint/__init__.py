"""lint: everything that can be wrong with the list beyond its form, one check per file; knows no command line.

A check is a function that takes an ``Inspection`` and yields findings; its file holds its mistakes with their words.
To add one: write the file, name it in ``CHECKS``, add ``tests/accounts/lint/cases/<code>.txt``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.lint.account_cap import check_account_cap
from server.accounts.lint.campaign_domain import check_campaign_domain
from server.accounts.lint.confirmation import check_confirmation
from server.accounts.lint.ended_account import check_ended_account
from server.accounts.lint.even_sides import check_even_sides
from server.accounts.lint.evidence import check_evidence
from server.accounts.lint.evidence_age import check_evidence_age
from server.accounts.lint.exceptions import apply_exceptions
from server.accounts.lint.former_handle import check_former_handle
from server.accounts.lint.freezes import check_freezes
from server.accounts.lint.inspection import Inspection
from server.accounts.lint.judging_words import check_judging_words
from server.accounts.lint.kind_of_owner import check_kind_of_owner
from server.accounts.lint.lookalikes import check_lookalikes
from server.accounts.lint.missing_id import check_missing_id
from server.accounts.lint.office_account import check_office_account
from server.accounts.lint.one_entry import check_one_entry
from server.accounts.lint.one_side import check_one_side
from server.accounts.lint.order_of_dates import check_order_of_dates
from server.accounts.lint.overdue import check_overdue
from server.accounts.lint.own_former_handle import check_own_former_handle
from server.accounts.lint.personal_data import check_personal_data
from server.accounts.lint.phase_order import check_phase_order
from server.accounts.lint.practice import check_practice
from server.accounts.lint.redirects import check_redirects
from server.accounts.lint.registration import check_registration
from server.accounts.lint.removals import check_removals
from server.accounts.lint.season import check_season
from server.accounts.lint.second_person import check_second_person
from server.accounts.lint.unarchived import check_unarchived
from server.accounts.lint.unconfirmed import check_unconfirmed
from server.accounts.lint.unused import check_unused
from server.accounts.list_reader import paused_collection, read_account_list
from server.accounts.progress import tell_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from server.accounts.findings import Finding
    from server.accounts.progress import Tell
    from server.domain.account_list import AccountList
    from server.domain.platforms import Platforms

CHECKS: tuple[Callable[[Inspection], Iterator[Finding]], ...] = (
    check_one_entry,
    check_one_side,
    check_kind_of_owner,
    check_office_account,
    check_practice,
    check_former_handle,
    check_phase_order,
    check_season,
    check_ended_account,
    check_evidence,
    check_evidence_age,
    check_order_of_dates,
    check_even_sides,
    check_personal_data,
    check_unused,
    check_redirects,
    check_removals,
    check_freezes,
    check_confirmation,
    check_second_person,
    check_registration,
    check_campaign_domain,
    check_lookalikes,
    check_account_cap,
    check_overdue,
    check_unconfirmed,
    check_missing_id,
    check_unarchived,
    check_own_former_handle,
    check_judging_words,
)


@dataclass(frozen=True, slots=True)
class LintResult:
    """What the checks found, and the list that they looked at.

    Attributes:
        findings: in the order of the files; empty when the list is good.
        account_list: what could be read; all of the list when no finding is a mistake.
    """

    findings: tuple[Finding, ...]
    account_list: AccountList


def lint_account_list(directory: Path, platforms: Platforms, today: date | None = None) -> list[Finding]:
    """Check the account list and return every finding; see ``inspect_account_list``."""
    return list(inspect_account_list(directory, platforms, today).findings)


def inspect_account_list(
    directory: Path, platforms: Platforms, today: date | None = None, tell: Tell = tell_nobody
) -> LintResult:
    """Check the account list: its form, and then everything that the checks know.

    Args:
        directory: the folder ``candidate_accounts``.
        platforms: decides the form of handles and permanent ids.
        today: the day in Jakarta; dates after it are mistakes. None: not checked.
        tell: hears how far it is.

    Returns:
        The findings and the list. What cannot be read is left out of the further checks, so a mistake of form may hide
        others behind it.

    Raises:
        OSError: a file cannot be opened.
    """
    with paused_collection():
        reading = read_account_list(directory, platforms, tell)
        inspection = Inspection(reading, today)
        found = set(reading.findings)
        for number, check in enumerate(CHECKS):
            tell("checking", number, len(CHECKS))
            found.update(check(inspection))
        return LintResult(tuple(sorted(apply_exceptions(inspection, found))), reading.account_list)
