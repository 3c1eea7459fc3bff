"""Deltas: what turns a file of a release that a browser has into that of the next release, often a hundredth of it.

For the publisher. A delta is a hint that nobody has to trust, so it is not a target of the release: a client applies it
to the file it has, writes the outcome as ``encode_json`` does, and takes it only if that has the length and the hash
of the target; else, and where there is no delta, it fetches the whole file.

Source: RFC 7396 (JSON Merge Patch); docs/api.md.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from server.accounts.release_content import LIST_NAME, PLATFORMS_NAME, REGIONS_NAME, WORDING_NAME, encode_json

if TYPE_CHECKING:
    from collections.abc import Mapping

DELTA_NAMES = (LIST_NAME, PLATFORMS_NAME, WORDING_NAME, REGIONS_NAME)
"""The files that every browser keeps. A group's file is small, and asked for under its own name only."""

DELTA_MAX_SHARE = 0.5
"""A delta that is not smaller than this share of the file is not worth a second way; clients read no more of one."""

_DIGITS = 16


def make_deltas(old_files: Mapping[str, bytes], new_files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the deltas from an older release to the newest.

    Args:
        old_files: target name -> bytes of a release that browsers may have.
        new_files: the same of the newest.

    Returns:
        Path below the release's folder -> bytes; nothing for a file that is the same, or of which no small patch gives
        the new bytes.
    """
    deltas: dict[str, bytes] = {}
    for name in DELTA_NAMES:
        old, new = old_files.get(name), new_files.get(name)
        if old is not None and new is not None and old != new:
            delta = _make_delta(old, new)
            if delta is not None:
                deltas[delta_path(old, new)] = delta
    return deltas


def delta_path(old: bytes, new: bytes) -> str:
    """Return ``deltas/<digits of the old file's hash>-<digits of the new one's>.json``."""
    return "deltas/{}-{}.json".format(*(sha256(body).hexdigest()[:_DIGITS] for body in (old, new)))


def _make_delta(old: bytes, new: bytes) -> bytes | None:
    before, after = _read_object(old), _read_object(new)
    if before is None or after is None:
        return None
    patch = make_patch(before, after)
    delta = encode_json(patch)
    is_right = encode_json(apply_patch(before, patch)) == new  # not so when a value of the new file is null
    return delta if is_right and len(delta) < len(new) * DELTA_MAX_SHARE else None


def _read_object(body: bytes) -> dict[str, Any] | None:
    """Return a file's content; None when it is no JSON object, for which there is no small patch."""
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def make_patch(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the merge patch that turns one object into another that holds no null."""
    patch: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        old = before.get(name)
        if name in before and _is_same(old, value):
            continue
        patch[name] = make_patch(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return patch


def apply_patch(before: Any, patch: Any) -> Any:
    """Return what a merge patch makes of a value (RFC 7396, section 2)."""
    if not isinstance(patch, dict):
        return patch
    kept = before if isinstance(before, dict) else {}
    changed = {name: apply_patch(kept.get(name), value) for name, value in patch.items() if value is not None}
    return {name: value for name, value in kept.items() if name not in patch} | changed


def _is_same(one: object, other: object) -> bool:
    """Tell whether two values are written alike; in Python 1 and True are equal."""
    return one == other and json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
