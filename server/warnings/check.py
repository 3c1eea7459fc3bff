"""Answer a check: is the account behind an address or key listed on a day, and what would its warning say?

For ``POST /v1/check``, "Cek akun" and ``jaga check``: the same list, rules and wording as in a release. Pure: the day
comes from the caller, nothing is fetched, nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from server.domain.elections import Phase
from server.domain.errors import RequestError
from server.domain.platforms import HandleError, Platforms, ResolvedUrl, canonical_key, resolve_url
from server.domain.warnings import (
    Language,
    Level,
    Rule,
    Subject,
    WarningFacts,
    Wording,
    choose_rule,
    compose_notice,
    compose_warning,
)
from server.warnings.check_answer import CheckAnswer, CheckDetails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from server.domain.account_key import AccountKey
    from server.domain.elections import BilingualName
    from server.domain.listings import Listing
    from server.warnings.check_request import CheckRequest

__all__ = ["CheckAnswer", "CheckDetails", "Listings", "check_account"]

WIB_OFFSET_MINUTES = 420
"""The day that counts when no contest says otherwise: that of Jakarta."""


class Listings(Protocol):
    """Finds listings: the index of a list, or the files of a release."""

    def find_listings(self, key: AccountKey) -> tuple[Listing, ...]:
        """Return every listing of *key*, on whatever days; empty when there is none."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A listing on its day: the phase there and the rule that speaks."""

    listing: Listing
    day: date
    phase: Phase
    rule: Rule

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """What sorts first is answered: the highest level, then in season, then the closest owner."""
        subject = list(Subject).index(self.listing.subject)
        return -self.rule.level.rank, self.phase is Phase.NONE, subject, self.listing.contest.id


def check_account(
    known: Listings,
    platforms: Platforms,
    wording: Wording,
    request: CheckRequest,
    today: Callable[[int], date],
) -> CheckAnswer:
    """Answer one check.

    Args:
        known: every listed account.
        platforms: the known platforms, which read the address.
        wording: rules and texts.
        request: as parsed.
        today: gives the day that it is now, so many minutes east of UTC; asked only when the request names none.

    Raises:
        RequestError: the request's key is of no known platform, or cannot be a handle or id there.
    """
    target = _find_target(platforms, request)
    listings = known.find_listings(target.key) if target.key else ()
    best = min(_judge(listings, wording, request, today), key=lambda judged: judged.rank, default=None)
    if best is None or best.rule.level is Level.NONE:
        return _answer_unlisted(wording, request, target, listings, request.on or today(WIB_OFFSET_MINUTES))
    return _answer_listed(wording, request, target, best)


def _find_target(platforms: Platforms, request: CheckRequest) -> ResolvedUrl:
    if request.key is None:
        return resolve_url(platforms, request.url or "")
    return ResolvedUrl(platform=request.key.platform, key=_canonicalise(platforms, request.key))


def _canonicalise(platforms: Platforms, key: AccountKey) -> AccountKey:
    """Bring a key into its one form; a wrong one is the asker's mistake, never an account that is not listed."""
    if key.platform not in platforms:
        raise RequestError("key", str(key), f"a key of {', '.join(platforms)}")
    try:
        return canonical_key(platforms, str(key))
    except HandleError as error:
        raise RequestError("key", str(key), error.expected) from error


def _judge(
    listings: Iterable[Listing], wording: Wording, request: CheckRequest, today: Callable[[int], date]
) -> Iterator[_Judged]:
    """Yield the listings whose own window covers the day; before and after it an account is nobody's."""
    for listing in listings:
        day = request.on or today(listing.contest.utc_offset_minutes)
        if listing.window.covers(day):
            phase = listing.choose_phase(day)
            rule = choose_rule(wording.rules, listing.subject, phase, request.action, request.employment)
            yield _Judged(listing, day, phase, rule)


def _answer_listed(wording: Wording, request: CheckRequest, target: ResolvedUrl, best: _Judged) -> CheckAnswer:
    facts = _make_facts(best.listing, best.phase, request.lang)
    return CheckAnswer(
        listed=True,
        level=best.rule.level,
        key=target.key,
        owner=best.listing.owner_name,
        contest=None if best.phase is Phase.NONE else facts.contest,
        phase=best.phase,
        warning=compose_warning(wording, best.rule, facts, request.lang),
        action=request.action,
        lang=request.lang,
        employment=request.employment,
        on=best.day,
        details=_describe(wording, request.lang, target, best),
    )


def _answer_unlisted(
    wording: Wording, request: CheckRequest, target: ResolvedUrl, listings: Iterable[Listing], on: date
) -> CheckAnswer:
    return CheckAnswer(
        listed=False,
        level=Level.NONE,
        key=target.key,
        owner=None,
        contest=None,
        phase=Phase.NONE,
        warning=None,
        action=request.action,
        lang=request.lang,
        employment=request.employment,
        on=on,
        details=CheckDetails(
            platform=target.platform, kind=target.kind, note=_explain(wording, request.lang, target, listings)
        ),
    )


def _describe(wording: Wording, lang: Language, target: ResolvedUrl, best: _Judged) -> CheckDetails:
    period = best.listing.find_period(best.day)
    return CheckDetails(
        platform=target.platform,
        kind=target.kind,
        subject=best.listing.subject,
        role=best.listing.role,
        contest_id=best.listing.contest.id,
        phase_name=wording.texts[lang].phases[best.phase],
        phase_from=period.starts if period else None,
        phase_to=period.ends if period else None,
        source=best.listing.source.address,
        checked_on=best.listing.account.checked_on,
    )


def _explain(wording: Wording, lang: Language, target: ResolvedUrl, listings: Iterable[Listing]) -> str | None:
    """Say why nothing is listed: outside the season, not on the list, or nobody named by the address."""
    latest = max(listings, key=_find_last_day, default=None)
    if latest is not None:
        return compose_notice(wording, "out_of_season", lang, _make_facts(latest, Phase.NONE, lang))
    return compose_notice(wording, _choose_notice(target), lang)


def _find_last_day(listing: Listing) -> date:
    return max((period.ends for period in listing.contest.phases), default=date.min)


def _choose_notice(target: ResolvedUrl) -> str:
    if target.key is not None:
        return "not_listed"
    if target.platform is None:
        return "unknown_site"
    if target.is_opaque:
        return "link_hidden"
    return "author_unnamed" if target.kind == "post" else "no_account"


def _make_facts(listing: Listing, phase: Phase, lang: Language) -> WarningFacts:
    return WarningFacts(
        owner=listing.owner_name,
        contest=_choose_name(listing.contest.name, lang),
        phase=phase,
        role=listing.role,
        subject=listing.subject,
    )


def _choose_name(name: BilingualName, lang: Language) -> str:
    return name.en if lang is Language.EN else name.id
