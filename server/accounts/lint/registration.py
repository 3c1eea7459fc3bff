"""Registered means that KPU has the account on paper: nobody else's word makes it so.

Source: PKPU 13/2024 on campaign, accounts are registered with KPU on a form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

NOT_KPU = Mistake(
    "L236",
    "registered, without a source from KPU",
    "a source of kind kpu_form or kpu_page",
    "name it, or set another kind",
)

KPU_SOURCES = frozenset({"kpu_form", "kpu_page", "practice"})


def check_registration(inspection: Inspection) -> Iterator[Finding]:
    """Find registered accounts for which no source is a form or a page of KPU."""
    sources = inspection.account_list.sources
    for account in inspection.account_list.accounts.values():
        if account.kind == "registered" and not any(sources[each].kind in KPU_SOURCES for each in account.source_ids):
            yield NOT_KPU.at(inspection.place_account(account, "kind"), account.kind)
