"""Where objections to the list are taken, as the served release says; for the web pages."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from server.accounts.release_content import LIST_NAME
from server.accounts.release_errors import ReleaseNotLoadedError

if TYPE_CHECKING:
    from server.accounts.release_file import ReleaseFile
    from server.accounts.served_release import ServedRelease


def find_contacts(release: ServedRelease) -> tuple[str, ...]:
    """Return ``mailto:`` and ``https:`` addresses; none without a release, and none when the list names none."""
    try:
        state = release.get_state()
    except ReleaseNotLoadedError:
        return ()
    return _read_contacts(state.targets[LIST_NAME])


@lru_cache(maxsize=1)
def _read_contacts(file: ReleaseFile) -> tuple[str, ...]:
    """Read them once per release: the list is large, and the page that shows them is the first of all."""
    return tuple(json.loads(file.body).get("contacts", ()))
