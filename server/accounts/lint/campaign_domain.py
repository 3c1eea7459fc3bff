"""A campaign site is no government's, and its domain stands in the list once at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import CampaignDomain

GOVERNMENT = Mistake("L237", "{found} is a government's domain", "a campaign's own domain", "remove it: never listed")
TWICE = Mistake("L237", "{found} stands in the list already, at {first}", "one entry for one domain", "remove one")

_GOVERNMENT = ("go.id", "mil.id", "desa.id")


def check_campaign_domain(inspection: Inspection) -> Iterator[Finding]:
    """Find government domains, and domains that two entries have on the same days."""
    known: dict[str, CampaignDomain] = {}
    for each in inspection.account_list.domains.values():
        place = inspection.place("domains", each.id, "domain")
        if any(each.domain == suffix or each.domain.endswith(f".{suffix}") for suffix in _GOVERNMENT):
            yield GOVERNMENT.at(place, each.domain)
        first = known.setdefault(each.domain, each)
        if first is not each and not first.window.narrow(each.window).is_empty:
            yield TWICE.at(place, each.domain, first=inspection.place("domains", first.id)).beside(first.id)
