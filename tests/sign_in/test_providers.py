"""The keys of providers: found, kept, renewed, and what a provider can do wrong."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from server.sign_in import provider_documents
from server.sign_in.provider_documents import DOCUMENT_MAX_BYTES, fetch_document, is_safe
from server.sign_in.providers import FAILED_SECONDS, KEPT_SECONDS, RENEW_SECONDS, Providers, fetch_keys
from server.sign_in.sign_in_errors import ProviderDownError, ProviderWrongError
from tests.sign_in.token_samples import ISSUER, MemoryProvider, make_key

if TYPE_CHECKING:
    from collections.abc import Iterator

DISCOVERY = f"{ISSUER}/.well-known/openid-configuration"
KEYS = f"{ISSUER}/certs"

WRONG_DOCUMENTS: dict[str, dict[str, Any]] = {
    "another issuer": {DISCOVERY: {"issuer": f"{ISSUER}/", "jwks_uri": KEYS}},
    "no issuer": {DISCOVERY: {"jwks_uri": KEYS}},
    "no keys": {DISCOVERY: {"issuer": ISSUER}},
    "keys elsewhere": {DISCOVERY: {"issuer": ISSUER, "jwks_uri": "https://lain.example/certs"}},
    "keys inside": {DISCOVERY: {"issuer": ISSUER, "jwks_uri": "http://127.0.0.1:5432/"}},
    "keys on another port": {DISCOVERY: {"issuer": ISSUER, "jwks_uri": "https://sso.bkd.example:444/certs"}},
    "keys with a person": {DISCOVERY: {"issuer": ISSUER, "jwks_uri": "https://sso.bkd.example@lain.example/certs"}},
    "an address that is none": {DISCOVERY: {"issuer": ISSUER, "jwks_uri": ["x"]}},
    "no list of keys": {KEYS: {}},
    "an empty list": {KEYS: {"keys": []}},
    "a list of something else": {KEYS: {"keys": ["x"]}},
    "keys that are none": {KEYS: {"keys": [{"kty": "RSA", "n": "!", "e": "AQAB"}]}},
    "keys that are a word": {KEYS: {"keys": "satu"}},
}


class _Answers(BaseHTTPRequestHandler):
    """Answers by path, each in a wrong way."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        getattr(self, f"_{self.path.strip('/')}")()

    def _good(self) -> None:
        self._send(200, b'{"baik": true}')

    def _fault(self) -> None:
        self._send(500, b"{}")

    def _absent(self) -> None:
        self._send(404, b"{}")

    def _elsewhere(self) -> None:
        self._send(302, b"", Location="/good")

    def _words(self) -> None:
        self._send(200, b"<html>")

    def _deep(self) -> None:
        self._send(200, b"[" * 200_000)

    def _list(self) -> None:
        self._send(200, b"[]")

    def _huge(self) -> None:
        self._send(200, json.dumps({"x": "y" * DOCUMENT_MAX_BYTES}).encode())

    def _broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"{")
        self.close_connection = True

    def _endless(self) -> None:
        """Send a little all the time, until nobody listens any more."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        stop: threading.Event = self.server.stop  # type: ignore[attr-defined]
        while not stop.wait(0.05):
            self.wfile.write(b" ")

    def _silent(self) -> None:
        self.server.stop.wait(20)  # type: ignore[attr-defined]
        self.close_connection = True

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Says nothing of connections that were cut."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.stop = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving() -> Iterator[str]:
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Give the address of a provider that answers in every way."""
    with _serving() as address:
        yield address


def test_a_document_is_read(origin: str) -> None:
    """One JSON object."""
    assert fetch_document(f"{origin}/good") == {"baik": True}


@pytest.mark.parametrize("path", ["absent", "elsewhere", "words", "deep", "list", "huge"])
def test_what_is_no_document_is_wrong(origin: str, path: str) -> None:
    """A redirect is not followed, and what is too long is not read to its end."""
    with pytest.raises(ProviderWrongError):
        fetch_document(f"{origin}/{path}")


@pytest.mark.parametrize("path", ["fault", "broken", "silent", "endless"])
def test_what_does_not_come_is_down(origin: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than the bound, however slowly something comes."""
    monkeypatch.setattr(provider_documents, "FETCH_SECONDS", 0.2)

    with pytest.raises(ProviderDownError):
        fetch_document(f"{origin}/{path}")


def test_nobody_there_is_down() -> None:
    """A port on which nobody listens."""
    with _serving() as address:
        pass

    with pytest.raises(ProviderDownError):
        fetch_document(f"{address}/good")


@pytest.mark.parametrize(
    "url", ["http://sso.bkd.example/", "file:///etc/passwd", "ftp://127.0.0.1/", "//x", "", "http://[::1"]
)
def test_only_safe_addresses_are_asked(url: str) -> None:
    """Encrypted, or on this machine."""
    with pytest.raises(ProviderWrongError):
        fetch_document(url)


def test_what_is_safe() -> None:
    """As the schema of policies says."""
    assert is_safe("https://sso.bkd.example/x")
    assert is_safe("http://127.0.0.1:3000/x")
    assert not is_safe("http://127.0.0.1.evil.example/x")


@pytest.mark.parametrize("how", WRONG_DOCUMENTS)
def test_documents_that_contradict_the_policy(how: str) -> None:
    """Of another issuer, with keys elsewhere, or none."""
    provider = MemoryProvider(make_key("RS256"))
    provider.documents = WRONG_DOCUMENTS[how]

    with pytest.raises(ProviderWrongError):
        fetch_keys(provider.fetch, ISSUER)
    assert set(provider.asked) <= {DISCOVERY, KEYS}


def test_a_key_of_a_kind_that_nobody_knows_hides_no_other() -> None:
    """RFC 7517, section 5."""
    provider = MemoryProvider(make_key("RS256"))
    provider.documents = {KEYS: {"keys": [{"kty": "PQ"}, make_key("RS256").as_dict(private=False)]}}

    assert [key.kid for key in fetch_keys(provider.fetch, ISSUER)] == ["satu"]


def test_keys_are_kept_and_then_fetched_again() -> None:
    """For an hour; a provider that is down meanwhile hurts nobody."""
    provider, clock = MemoryProvider(make_key("RS256")), [0.0]
    providers = Providers(provider.fetch, lambda: clock[0])

    first = providers.load_keys(ISSUER)
    clock[0] = KEPT_SECONDS - 1
    assert providers.load_keys(ISSUER) is first
    clock[0] = KEPT_SECONDS + 1
    providers.load_keys(ISSUER)

    assert provider.asked == [DISCOVERY, KEYS, DISCOVERY, KEYS]


def test_keys_are_renewed_once_a_minute_at_most() -> None:
    """However many tokens name a key that nobody knows."""
    provider, clock = MemoryProvider(make_key("RS256")), [0.0]
    providers = Providers(provider.fetch, lambda: clock[0])
    first = providers.load_keys(ISSUER)

    for _ in range(20):
        assert providers.renew_keys(ISSUER, first) is first
    clock[0] = RENEW_SECONDS + 1
    second = providers.renew_keys(ISSUER, first)
    for _ in range(20):
        assert providers.renew_keys(ISSUER, first) is second
        assert providers.renew_keys(ISSUER, second) is second

    assert len(provider.asked) == 4


def test_a_provider_that_failed_is_left_alone_for_a_while() -> None:
    """Who asks meanwhile is told at once."""
    provider, clock = MemoryProvider(make_key("RS256")), [0.0]
    providers = Providers(provider.fetch, lambda: clock[0])
    provider.failure = ProviderDownError("no answer")

    for _ in range(20):
        with pytest.raises(ProviderDownError):
            providers.load_keys(ISSUER)
    assert provider.asked == [DISCOVERY]
    provider.failure = None
    clock[0] = FAILED_SECONDS + 1

    assert providers.load_keys(ISSUER)


def test_threads_that_come_together_ask_once() -> None:
    """And all get the keys."""
    provider = MemoryProvider(make_key("RS256"))
    providers = Providers(provider.fetch)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(providers.load_keys(ISSUER))) for _ in range(16)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(map(id, found))) == 1
    assert provider.asked == [DISCOVERY, KEYS]
