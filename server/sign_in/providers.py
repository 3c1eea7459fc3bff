"""The signing keys of providers: found by discovery, kept for an hour, fetched anew when a key is not among them.

Source: OpenID Connect Discovery 1.0, sections 3 and 4; OpenID Connect Core 1.0, section 10.1.1 (rotation of keys).
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cachetools import TTLCache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.sign_in.provider_documents import fetch_document, is_safe
from server.sign_in.sign_in_errors import ProviderDownError, ProviderWrongError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Fetch = Callable[[str], dict[str, Any]]

KEPT_SECONDS = 3600
RENEW_SECONDS = 60
"""A token that names an unknown key makes us ask the provider, however many such tokens come, once in this time."""

FAILED_SECONDS = 10
"""How long a provider that failed is left alone: everybody who asks meanwhile is told at once, and holds up nobody."""

WAIT_SECONDS = 5
"""How long to wait for another thread that is fetching the same keys."""

PROVIDERS_MAX = 1024
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class _Known:
    keys: KeySet
    fetched_at: float


class Providers:
    """Knows the keys of providers; safe to share between threads."""

    def __init__(self, fetch: Fetch = fetch_document, timer: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._timer = timer
        self._lock = Lock()
        self._known: TTLCache[str, _Known] = TTLCache(PROVIDERS_MAX, KEPT_SECONDS, timer)
        self._failed: TTLCache[str, ProviderDownError | ProviderWrongError] = TTLCache(
            PROVIDERS_MAX, FAILED_SECONDS, timer
        )
        self._fetching: defaultdict[str, Lock] = defaultdict(Lock)

    def load_keys(self, issuer: str) -> KeySet:
        """Return the keys of a provider.

        Args:
            issuer: as an agency's policy names it.

        Raises:
            ProviderDownError, ProviderWrongError: they cannot be known.
        """
        with self._lock:
            known = self._known.get(issuer)
        return known.keys if known else self._fetch_once(issuer, None)

    def renew_keys(self, issuer: str, stale: KeySet) -> KeySet:
        """Return the keys of a provider that has perhaps others by now than *stale*; see ``RENEW_SECONDS``.

        Raises:
            ProviderDownError, ProviderWrongError: see ``load_keys``.
        """
        with self._lock:
            known = self._known.get(issuer)
        if known and (known.keys is not stale or self._timer() - known.fetched_at < RENEW_SECONDS):
            return known.keys
        return self._fetch_once(issuer, stale)

    def _fetch_once(self, issuer: str, stale: KeySet | None) -> KeySet:
        """Fetch the keys, unless another thread did so a moment ago."""
        with self._holding(issuer):
            with self._lock:
                known, failed = self._known.get(issuer), self._failed.get(issuer)
            if known and known.keys is not stale:
                return known.keys
            if failed:
                raise failed
            try:
                keys = fetch_keys(self._fetch, issuer)
            except (ProviderDownError, ProviderWrongError) as error:
                with self._lock:
                    self._failed[issuer] = error.with_traceback(None)
                raise
            with self._lock:
                self._known[issuer] = _Known(keys, self._timer())
            return keys

    @contextmanager
    def _holding(self, issuer: str) -> Iterator[None]:
        with self._lock:
            lock = self._fetching[issuer]
        if not lock.acquire(timeout=WAIT_SECONDS):
            raise ProviderDownError("no answer yet")
        try:
            yield
        finally:
            lock.release()


def fetch_keys(fetch: Fetch, issuer: str) -> KeySet:
    """Fetch the keys of a provider.

    Raises:
        ProviderDownError, ProviderWrongError: it does not answer, or not as OpenID Connect Discovery says.
    """
    document = fetch(issuer.rstrip("/") + DISCOVERY)
    if document.get("issuer") != issuer:
        raise ProviderWrongError("a discovery document of another issuer")
    address = document.get("jwks_uri")
    if not isinstance(address, str) or not is_safe(address) or _find_origin(address) != _find_origin(issuer):
        raise ProviderWrongError("keys that lie on another origin")
    try:
        return KeySet.import_key_set(fetch(address))  # type: ignore[arg-type]  # whatever is wrong in it is refused here
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProviderWrongError("keys that cannot be read") from error


def _find_origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
