"""One file of a release on disk: read when it is wanted, and given to nobody unless it is what it was named.

Nothing is kept in memory here: the system's page cache holds what is read often, once for all processes. Files are read
and not mapped, because a mapped file that is cut short kills the process that looks at it (SIGBUS).
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from server.accounts.content_codings import CONTENT_CODINGS, DECOMPRESS_ERRORS, PLAIN
from server.accounts.release_errors import ReleaseDamagedError

if TYPE_CHECKING:
    from pathlib import Path

_CODINGS = {coding.name: coding for coding in CONTENT_CODINGS}


class ReleaseFile:
    """A file and its compressed forms.

    Attributes:
        path: below the folder of the release.
        sha256: of the plain bytes.
        is_immutable: whether the path always holds these bytes.
    """

    __slots__ = ("_digests", "_directory", "_kept", "is_immutable", "path", "sha256")

    def __init__(self, directory: Path, path: str, digest: str, kept: bytes | None = None) -> None:
        """Describe a file.

        Args:
            directory: the folder of the release.
            path: below it.
            digest: what the SHA-256 of its plain bytes has to be, in hexadecimal.
            kept: its bytes when they may be replaced on disk; then the path is not immutable.
        """
        self.path = path
        self.sha256 = digest
        self.is_immutable = kept is None
        self._directory = directory
        self._kept = kept
        self._digests: dict[str, bytes] | None = None  # made when it is read: a release has many files

    @property
    def body(self) -> bytes:
        """The plain bytes; see ``read``."""
        return self.read(PLAIN)

    def list_codings(self) -> tuple[str, ...]:
        """Return the codings in which it lies there, the best first and the plain one last."""
        if self._kept is not None:
            return (PLAIN,)
        there = (name for name in _CODINGS if self._locate(name).exists())
        return (*there, PLAIN)

    def read(self, coding: str) -> bytes:
        """Return the bytes of one form.

        Raises:
            ReleaseDamagedError: it is missing, cannot be read, or is not what it was named.
        """
        if self._kept is not None:
            return self._kept
        try:
            body = self._locate(coding).read_bytes()
        except OSError as error:
            raise ReleaseDamagedError(self.path, f"{coding}: {error.strerror or error}") from error
        if self._digests is None:
            self._digests = {PLAIN: bytes.fromhex(self.sha256)}
        digest = sha256(body).digest()
        if digest != self._digests.get(coding):
            self._check(coding, body)
            self._digests[coding] = digest
        return body

    def read_piece(self, start: int, length: int, checksum: int) -> bytes:
        """Return some of the plain bytes, which had this CRC-32 when the whole was read.

        Raises:
            ReleaseDamagedError: the file cannot be read, or holds other bytes there now.
        """
        try:
            with self._locate(PLAIN).open("rb", buffering=0) as file:
                file.seek(start)
                piece = file.read(length)
        except OSError as error:
            raise ReleaseDamagedError(self.path, f"{PLAIN}: {error.strerror or error}") from error
        if crc32(piece) != checksum:
            raise ReleaseDamagedError(self.path, "it has changed since it was read")
        return piece

    def _locate(self, coding: str) -> Path:
        return self._directory / (self.path if coding == PLAIN else self.path + _CODINGS[coding].suffix)

    def _check(self, coding: str, body: bytes) -> None:
        """Make sure that a form seen for the first time holds the plain bytes."""
        try:
            plain = body if coding == PLAIN else _CODINGS[coding].decompress(body)
        except DECOMPRESS_ERRORS as error:
            raise ReleaseDamagedError(self.path, f"{coding}: cannot be decompressed") from error
        if sha256(plain).hexdigest() != self.sha256:
            raise ReleaseDamagedError(self.path, f"{coding}: its hash is not the one that was named")
