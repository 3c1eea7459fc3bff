"""Starts a real OpenID Connect provider on loopback, and signs in there as a browser would."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import urllib3

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).with_name("provider.mjs")
START_SECONDS = 30
STEPS_MAX = 10
REDIRECT_URI = "https://jaga.example/masuk"
_POOL = urllib3.PoolManager(timeout=10, retries=False)


@dataclass(frozen=True)
class OidcProvider:
    """A running provider; it listens on *port*, and *issuer* is where it is reached."""

    issuer: str
    port: int

    def sign_in(self, client_id: str, nonce: str, scope: str = "openid groups email") -> str:
        """Return the ID token of somebody who signs in: authorization code with PKCE."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": REDIRECT_URI,
            "scope": scope,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        code = self._walk(f"{self.issuer}/auth?{urlencode(asked)}")
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI}
        given |= {"client_id": client_id, "code_verifier": verifier}
        answer = _POOL.request("POST", f"{self.issuer}/token", fields=given, encode_multipart=False)
        token: str = answer.json()["id_token"]
        return token

    def _walk(self, url: str) -> str:
        """Follow the provider's own pages with its cookies until it leads back with a code."""
        cookies: dict[str, str] = {}
        for _ in range(STEPS_MAX):
            sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
            answer = _POOL.request("GET", url, headers={"Cookie": sent}, redirect=False)
            for line in answer.headers.getlist("Set-Cookie"):
                name, _, value = line.partition(";")[0].partition("=")
                cookies[name] = value
            url = urljoin(url, answer.headers["Location"])
            if url.startswith(REDIRECT_URI):
                return parse_qs(urlsplit(url).query)["code"][0]
        message = f"the provider never leads back; it ends at {url}"
        raise AssertionError(message)


@contextmanager
def run_provider(
    clients: dict[str, list[str]], claims: dict[str, Any], issuer: str | None = None
) -> Iterator[OidcProvider]:
    """Run a provider; at the end it is ended by its process id.

    Args:
        clients: redirect addresses by client id; an id that ends in ``.ES256`` or ``.EdDSA`` gets tokens signed so.
        claims: of everybody who signs in.
        issuer: the address of a recorder that stands before it; None: its own.
    """
    told = {"issuer": issuer} if issuer else {}
    arguments = json.dumps({"clients": clients, "claims": claims, **told})
    process = subprocess.Popen(
        ["node", str(PROGRAM), arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = _read_address(process)
        yield OidcProvider(issuer or address, int(address.rsplit(":", 1)[1]))
    finally:
        process.kill()
        process.communicate(timeout=10)


def _read_address(process: subprocess.Popen[str]) -> str:
    """Read the first line; a provider that says nothing in time is ended, and so says why."""
    timer = Timer(START_SECONDS, process.kill)
    timer.start()
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
    finally:
        timer.cancel()
    if not address:
        message = f"the provider did not come up: {process.communicate(timeout=10)[1]}"
        raise AssertionError(message)
    return address
