"""Exceptions take back the warnings that maintainers have looked at; one that takes back nothing is a left-over.

Source: browser-compat-data, where an exception that is no longer needed is itself an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.accounts.lint.inspection import Inspection
    from server.accounts.record_reader import Record

UNNEEDED = Mistake(
    "L230", "no warning {found} about {entry} any more", "a warning, or no exception", "remove the exception"
)


def apply_exceptions(inspection: Inspection, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without the acknowledged warnings, and with the exceptions that nothing needs.

    Those are told only when the whole list could be read on a known day: otherwise a warning may be missing because
    nobody looked for it.
    """
    exceptions = inspection.records_of("exceptions")
    found = list(findings)
    warnings = [finding for finding in found if finding.is_warning] if exceptions else []
    taken = {finding for each in exceptions for finding in warnings if _matches(each, finding)}
    left = [finding for finding in found if finding not in taken] if taken else found
    if inspection.is_whole and inspection.today is not None:
        left += [_make_unneeded(each) for each in exceptions if not any(_matches(each, one) for one in warnings)]
    return left


def _matches(exception: Record, finding: Finding) -> bool:
    entry, other = exception.get("entry"), exception.get("other")
    if exception.get("code") != finding.code:
        return False
    about = {finding.entry, finding.other_entry}
    return entry == finding.entry if other is None else about == {entry, other}


def _make_unneeded(exception: Record) -> Finding:
    return UNNEEDED.at(exception.place("code"), exception.get("code"), entry=exception.get("entry"))
