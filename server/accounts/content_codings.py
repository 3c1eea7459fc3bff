"""The compressed forms of a release file: made once when it is published, never per request.

The same bytes give the same compressed bytes: no time stamp, fixed levels. Suffixes are those that nginx looks for
(``gzip_static``, ``brotli_static``, ``zstd_static``).
"""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, NamedTuple

import brotli
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = "identity"
"""The name of no coding at all."""

WORTH_SAVING_BYTES = 64
"""A form that saves less than this is not kept: the header and the second file cost as much."""

SMALL_MAX_BYTES = 65_536
"""Up to here a file is compressed with less effort: the warnings of 15,000 accounts took 0.5 s at the highest level of
brotli and 0.25 s so, for the same bytes (measured 2026-11). The list, which everybody fetches, gets the highest."""


class ContentCoding(NamedTuple):
    """One way to compress.

    Attributes:
        name: as in ``Content-Encoding``.
        suffix: of the file beside the plain one.
    """

    name: str
    suffix: str
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes], bytes]


def _compress_zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=12 if len(body) <= SMALL_MAX_BYTES else 19).compress(body)


def _compress_brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, quality=10 if len(body) <= SMALL_MAX_BYTES else 11)
    return compressed


def _decompress_zstd(body: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(body)


CONTENT_CODINGS = (
    ContentCoding("br", ".br", _compress_brotli, brotli.decompress),
    ContentCoding("zstd", ".zst", _compress_zstd, _decompress_zstd),
    ContentCoding("gzip", ".gz", lambda body: gzip.compress(body, 9, mtime=0), gzip.decompress),
)
"""The best first: what a client is sent that takes all of them."""

DECOMPRESS_ERRORS = (brotli.error, zstandard.ZstdError, zlib.error, OSError, EOFError)
"""What the decompressors raise on damaged bytes."""


def compress_all(body: bytes) -> dict[str, bytes]:
    """Return suffix and bytes of each compressed form that is worth keeping; none for a small file."""
    forms = {coding.suffix: coding.compress(body) for coding in CONTENT_CODINGS}
    return {suffix: form for suffix, form in forms.items() if len(form) + WORTH_SAVING_BYTES <= len(body)}
