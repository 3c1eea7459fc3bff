"""What a package carries of the release: the root to trust, and the list with all warnings, for the first minute.

A browser that has just been given the extension guards before it has reached a server, and then fetches only what has
changed since. Nothing here is signed once more: the package is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from server.accounts.release_paths import find_root_versions, metadata_path
from server.accounts.release_state import load_release_state

if TYPE_CHECKING:
    from pathlib import Path

ROOT_PATH = "extension/bundled/root.json"
RELEASE_PATH = "extension/bundled/release.json"

_BUNDLED_ALREADY = frozenset({"platforms.json", "wording.json"})
_FOR_READERS = "changes.json"


def read_bundled_release(directory: Path) -> dict[str, bytes]:
    """Return the files to be put into a package, by their path in it.

    Args:
        directory: of the release; without one a package has neither file, and trusts the first root that it is shown.

    Raises:
        ReleaseDamagedError: the release does not fit together.
        OSError: a file cannot be read.
    """
    versions = find_root_versions(directory)
    if not versions:
        return {}
    targets = load_release_state(directory).targets
    names = sorted(targets.keys() - _BUNDLED_ALREADY - {_FOR_READERS})
    files = {name: targets[name].body.decode() for name in names}
    root = (directory / metadata_path("root", versions[-1])).read_bytes()
    return {ROOT_PATH: root, RELEASE_PATH: json.dumps({"files": files}, ensure_ascii=False).encode()}
