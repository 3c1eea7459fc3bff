"""Looks at a new release beside the one before: are the changes within the list's bounds, and what are readers told?

``changes.json`` is a target like the others, so it is signed, but it does not make a release new: the same list gives
the same content, whatever was published before (docs/decisions/0013). It is made from the release before, the new
content and the explanation alone, without the build's own time, so that anybody can make it again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from server.accounts.release_changes import ChangeCounts, count_changes, read_listings
from server.accounts.release_content import LIST_NAME, encode_json
from server.accounts.release_errors import ReleaseBoundsError
from server.accounts.release_paths import CHANGES_NAME
from server.domain.elections import ReleaseBounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.domain.account_list import AccountList
    from server.domain.listings import Listing

ALWAYS_ALLOWED = 5
"""So many accounts of an election may come or go in any release: an objection must not wait for an explanation."""

NOTES_MAX_RELEASES = 20
NOTES_MAX_CONTESTS = 50
NOTES_MAX_BYTES = 32_768
WHY_MAX_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Review:
    """Reviews what is about to be published.

    Attributes:
        content: target name -> bytes of the new release.
        kind: ``list``, ``rollback`` or ``keys``: why there is a new release.
        why: what a person said about it, by language (``id``, ``en``); empty when nobody did.
        is_bounded: whether changes beyond the bounds are refused unless somebody said why.
        bounds: election -> its own bounds.
        elections: contest -> election, as the list says.
    """

    content: Mapping[str, bytes]
    kind: str = "list"
    why: Mapping[str, str] = field(default_factory=dict)
    is_bounded: bool = True
    bounds: Mapping[str, ReleaseBounds] = field(default_factory=dict)
    elections: Mapping[str, str] = field(default_factory=dict)

    def make_notes(self, version: int, before: Mapping[str, bytes] | None) -> Mapping[str, bytes]:
        """Return ``changes.json``.

        Raises:
            ReleaseBoundsError: more changed than the list's bounds say, or nobody can tell, and it was not explained.
        """
        comparison = compare_releases(before, self.content, self.elections)
        if self.is_bounded and not self.why and before is not None:
            _refuse_beyond_bounds(comparison, self.bounds)
        log = _read_log(before)
        note = self._make_note(version, comparison, before or {})
        return {CHANGES_NAME: _encode_log(comparison, [note, *log["releases"]])}

    def _make_note(self, version: int, comparison: Comparison, before: Mapping[str, bytes]) -> dict[str, Any]:
        others = (name for name in {*before, *self.content} if not name.startswith("warnings/"))
        return {
            "version": version,
            "on": json.loads(self.content[LIST_NAME]).get("made_on") if LIST_NAME in self.content else None,
            "kind": self.kind,
            "why": dict(self.why) or None,
            "words": describe_in_words(comparison),
            "files": sorted(n for n in others if n != CHANGES_NAME and before.get(n) != self.content.get(n)),
            "elections": {name: _encode(counts) for name, counts in comparison.elections.items() if counts.is_any},
            **_encode_contests(comparison),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases side by side.

    Attributes:
        elections: election -> counts.
        contests: contest -> counts.
        is_readable: whether the release before could be read at all.
    """

    elections: Mapping[str, ChangeCounts]
    contests: Mapping[str, ChangeCounts]
    is_readable: bool


def review_of_list(
    content: Mapping[str, bytes],
    account_list: AccountList,
    *,
    why: Mapping[str, str],
    is_bounded: bool,
    kind: str = "list",
) -> Review:
    """Make the review of a content that comes from the list, whose bounds it knows."""
    bounds = {each.id: each.release_bounds for each in account_list.elections.values() if each.release_bounds}
    elections = {contest.id: contest.election_id for contest in account_list.contests.values()}
    return Review(content, kind, why, is_bounded, bounds, elections)


def compare_releases(
    before: Mapping[str, bytes] | None, after: Mapping[str, bytes], elections: Mapping[str, str]
) -> Comparison:
    """Count what changed.

    Args:
        before: the files of the older release; None when there is none.
        after: the files of the newer one.
        elections: contest -> election; a contest that is not there any more belongs where its name says.
    """
    known = sorted({*elections.values(), *_read_log(before)["listed"]}, key=len, reverse=True)

    def election_of(listing: Listing) -> str:
        contest = listing.contest.id
        return elections.get(contest) or next((each for each in known if f"{contest}-".startswith(f"{each}-")), contest)

    old = () if before is None else read_listings(before)
    new = read_listings(after) or ()
    is_readable = old is not None and (before is None or LIST_NAME in before)
    return Comparison(
        count_changes(old or (), new, election_of),
        count_changes(old or (), new, lambda listing: listing.contest.id),
        is_readable,
    )


def describe_in_words(comparison: Comparison) -> dict[str, str]:
    """Say what changed in a sentence, Indonesian and English."""
    counts = comparison.elections.values()
    added, removed, changed = (sum(getattr(each, name) for each in counts) for name in ("added", "removed", "changed"))
    if not (added or removed or changed):
        return {"id": "Tidak ada akun yang berubah.", "en": "No account changed."}
    return {
        "id": f"{added} akun ditambah, {removed} dicabut, {changed} berubah.",
        "en": f"{added} accounts added, {removed} removed, {changed} changed.",
    }


def _refuse_beyond_bounds(comparison: Comparison, bounds: Mapping[str, ReleaseBounds]) -> None:
    if not comparison.is_readable:
        raise ReleaseBoundsError(["the release before cannot be read, so nobody sees what would change"])
    reasons = [
        reason
        for name, counts in comparison.elections.items()
        for reason in _find_excesses(name, counts, bounds.get(name, ReleaseBounds()))
    ]
    if reasons:
        raise ReleaseBoundsError(reasons)


def _find_excesses(name: str, counts: ChangeCounts, bounds: ReleaseBounds) -> Iterator[str]:
    for number, word, percent in (
        (counts.removed, "dropped", bounds.dropped_percent),
        (counts.added, "added", bounds.grown_percent),
    ):
        if number > ALWAYS_ALLOWED and number * 100 > percent * counts.before:
            yield f"{name}: {number} accounts {word}, {counts.before} were listed, {percent} % may be"


def _read_log(before: Mapping[str, bytes] | None) -> dict[str, Any]:
    body = (before or {}).get(CHANGES_NAME)
    return json.loads(body) if body else {"listed": {}, "releases": []}


def _encode_log(comparison: Comparison, notes: list[dict[str, Any]]) -> bytes:
    """Return the log, the newest release first; the oldest go when it would get too long."""
    listed = {name: counts.after for name, counts in comparison.elections.items() if counts.after}
    notes = notes[:NOTES_MAX_RELEASES]
    while True:
        body = encode_json({"format": 1, "listed": listed, "releases": notes})
        if len(body) <= NOTES_MAX_BYTES or len(notes) == 1:
            return body
        notes = notes[:-1]


def _encode_contests(comparison: Comparison) -> dict[str, Any]:
    """Return the contests in which most changed; how many others there are is said."""
    changed = [(name, counts) for name, counts in comparison.contests.items() if counts.is_any]
    changed.sort(key=lambda each: (-(each[1].added + each[1].removed + each[1].changed), each[0]))
    return {
        "contests": {name: _encode(counts) for name, counts in changed[:NOTES_MAX_CONTESTS]},
        "more_contests": len(changed[NOTES_MAX_CONTESTS:]),
    }


def _encode(counts: ChangeCounts) -> dict[str, int]:
    return {"added": counts.added, "removed": counts.removed, "changed": counts.changed}
