"""The grade is what the sources deserve, never more.

Source: candidate_accounts/README.md, "On what evidence".
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account, Source

GRADE_A = Mistake("L212", "grade A without a list from KPU", "a source of kind kpu_form or kpu_page", "lower the grade")
GRADE_B = Mistake(
    "L212", "grade B without the owner's own word", "a source of kind own_statement or own_site", "lower the grade"
)
GRADE_C = Mistake(
    "L212",
    "grade C with {found}",
    "seen, seen_on and two independent sources",
    "find one more, or set grade D",
)

_OWN_WORD: Mapping[str, tuple[frozenset[str], Mistake]] = {
    "A": (frozenset({"kpu_form", "kpu_page"}), GRADE_A),
    "B": (frozenset({"own_statement", "own_site"}), GRADE_B),
}
_NO_EVIDENCE = frozenset({"unnamed_repository"})
"""Kinds of source that alone make a lead."""


def check_evidence(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts with a better grade than their sources allow."""
    for account in inspection.account_list.accounts.values():
        sources = [inspection.account_list.sources[source_id] for source_id in account.source_ids]
        kinds = {source.kind for source in sources}
        if "practice" in kinds or account.grade == "D":
            continue
        if account.grade == "C":
            yield from _check_c(inspection, account, sources)
        elif not kinds & _OWN_WORD[account.grade][0]:
            yield _OWN_WORD[account.grade][1].at(inspection.place_account(account, "grade"), account.grade)


def _check_c(inspection: Inspection, account: Account, sources: Sequence[Source]) -> Iterator[Finding]:
    place = inspection.place_account(account, "grade")
    publishers = {_publisher(source) for source in sources if source.kind not in _NO_EVIDENCE}
    if account.seen is None or account.seen_on is None:
        yield GRADE_C.at(place, "nothing seen on the platform")
    elif account.seen == "platform_id" and account.platform_id is None:
        yield GRADE_C.at(place, "a permanent id seen, but not noted")
    elif len(publishers) < len(("one that saw it", "one that names the owner")):
        yield GRADE_C.at(place, "one source only")


def _publisher(source: Source) -> str:
    """Name who published a source: the host of its address, or what its citation begins with."""
    if source.url:
        host = urlsplit(source.url).hostname or source.url
        return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    citation = (source.citation or source.title).removeprefix("github:")
    return citation.split(":", maxsplit=1)[0]
