"""Files that the newest metadata does not name: of earlier releases and roots, and the hints in ``deltas``.

They are found by their name alone, and served as long as they are there. Only names of these forms are looked for, so
that no path leads out of the release. A target proves itself by the hash in its name. What carries no hash (metadata,
which is signed, and deltas, which only save bytes) must at least be whole: a torn copy is no JSON.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_file import ReleaseFile

if TYPE_CHECKING:
    from pathlib import Path

_TARGET = re.compile(r"targets/(?:[\w-]+/)*([0-9a-f]{64})\.[\w-][\w.-]*", re.ASCII)
_METADATA = re.compile(r"metadata/([1-9]\d{0,17})\.(root|targets|snapshot)\.json", re.ASCII)
_DELTA = re.compile(r"deltas/[0-9a-f]{16}-[0-9a-f]{16}\.json", re.ASCII)
_FORM_SUFFIXES = (".br", ".zst", ".gz")


def find_archived_file(directory: Path, path: str) -> ReleaseFile | None:
    """Return a file that lies below *directory*; None for a name of another form, or when there is none.

    Raises:
        ReleaseDamagedError: it is there and not whole, or cannot be read.
    """
    if path.endswith(_FORM_SUFFIXES):
        return None
    target = _TARGET.fullmatch(path)
    if target:
        return ReleaseFile(directory, path, target.group(1)) if (directory / path).is_file() else None
    metadata = _METADATA.fullmatch(path)
    if metadata is None and _DELTA.fullmatch(path) is None:
        return None
    body = _read_if_there(directory, path)
    if body is None:
        return None
    data = _parse(path, body)
    if metadata is not None:
        _check_metadata(path, data, int(metadata.group(1)), metadata.group(2))
    return ReleaseFile(directory, path, sha256(body).hexdigest())


def list_archived_paths(directory: Path) -> list[str]:
    """Return the path of everything that ``find_archived_file`` would look for, in order."""
    paths = (path.relative_to(directory).as_posix() for path in directory.glob("*/**/*") if path.is_file())
    forms = (_TARGET, _METADATA, _DELTA)
    return sorted(
        path for path in paths if not path.endswith(_FORM_SUFFIXES) and any(form.fullmatch(path) for form in forms)
    )


def _read_if_there(directory: Path, path: str) -> bytes | None:
    try:
        return (directory / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReleaseDamagedError(path, error.strerror or str(error)) from error


def _parse(path: str, body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError as error:
        raise ReleaseDamagedError(path, "not JSON") from error


def _check_metadata(path: str, data: object, version: int, role: str) -> None:
    signed = data.get("signed") if isinstance(data, dict) else None
    if not isinstance(signed, dict) or (signed.get("_type"), signed.get("version")) != (role, version):
        raise ReleaseDamagedError(path, "holds other metadata than its name says")
