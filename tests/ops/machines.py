"""Real servers of the API, as on machines of their own, and an nginx before them with the configuration we hand out."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.accounts.list_samples import SAMPLE
from tests.nginx import free_port, serve_config

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JAGA = Path(sys.executable).with_name("jaga")
FAIL_TIMEOUT = re.compile(r"fail_timeout=(\d+)s")
CONFIG = Path(__file__).parents[2] / "server" / "ops" / "deployment" / "nginx.conf"
HOST = "127.0.0.1"
START_SECONDS = 40
STOP_SECONDS = 15
PAUSE_SECONDS = 0.005
"""Between two requests of one asker: a steady load, and room for the other programs of the tests."""


class Ask(NamedTuple):
    """One request."""

    method: str
    path: str
    body: bytes | None = None
    key: str | None = None


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


def send(connection: http.client.HTTPConnection, ask: Ask) -> Answer:
    """Send one request; an answer that is cut short or missing is an error.

    Raises:
        OSError, http.client.HTTPException: no whole answer.
    """
    headers = {"Content-Type": "application/json"} if ask.body else {}
    headers |= {"Authorization": f"Bearer {ask.key}"} if ask.key else {}
    connection.request(ask.method, ask.path, ask.body, headers)
    response = connection.getresponse()
    return Answer(response.status, response.read())


class Machine:
    """One ``jaga serve`` with all its processes."""

    def __init__(self, state: Path, **env: str) -> None:
        self.port = free_port()
        settings = {name: value for name, value in os.environ.items() if not name.startswith("JAGA_")}
        self._env = settings | {"JAGA_LIST_DIR": str(SAMPLE), "JAGA_STATE_DIR": str(state), **env}
        self._env["JAGA_PORT"] = str(self.port)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless it runs."""
        if self._process is None:
            out = subprocess.DEVNULL
            command = [str(JAGA), "serve"]
            self._process = subprocess.Popen(command, env=self._env, stdout=out, stderr=out, start_new_session=True)

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            with suppress(OSError):
                if self.ask(Ask("GET", "/readyz")).status == http.HTTPStatus.OK:
                    return
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)

    def ask(self, ask: Ask) -> Answer:
        """Ask this machine and no other."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            return send(connection, ask)
        finally:
            connection.close()

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(STOP_SECONDS)
            self._process = None


class Load:
    """A steady load on an address, from as many askers as there are kinds of requests."""

    def __init__(self, port: int, asks: Sequence[Ask], trust: ssl.SSLContext | None = None) -> None:
        self._port = port
        self._trust = trust
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._repeat, args=(ask,)) for ask in asks]
        self.answered = {ask.path: 0 for ask in asks}
        self.failures: list[tuple[str, object]] = []

    def __enter__(self) -> Self:
        """Begin."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, and wait for the last answers."""
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, count: int) -> None:
        """Wait until each asker has so many more answers, or one has failed."""
        aims = {path: answered + count for path, answered in self.answered.items()}
        deadline = time.monotonic() + START_SECONDS
        while not self.failures and any(self.answered[path] < aim for path, aim in aims.items()):
            assert time.monotonic() < deadline, self.answered
            time.sleep(0.01)

    def _repeat(self, ask: Ask) -> None:
        connection = self._open()
        while not self._ends.is_set():
            try:
                answer = send(connection, ask)
                failure: object = None if answer.status == http.HTTPStatus.OK else answer
            except (OSError, http.client.HTTPException) as error:
                failure = error
                connection.close()
            if failure is not None:
                self.failures.append((ask.path, failure))
            self.answered[ask.path] += 1
            time.sleep(PAUSE_SECONDS)
        connection.close()

    def _open(self) -> http.client.HTTPConnection:
        if self._trust is None:
            return http.client.HTTPConnection(HOST, self._port, timeout=15)
        return http.client.HTTPSConnection(HOST, self._port, timeout=15, context=self._trust)


class Proxy(NamedTuple):
    """A running nginx.

    Attributes:
        trust: in its certificate.
        forgets_seconds: how long it leaves a machine alone that has failed.
    """

    port: int
    trust: ssl.SSLContext
    forgets_seconds: int


@contextmanager
def run_proxy(machines: Sequence[Machine], folder: Path) -> Iterator[Proxy]:
    """Run nginx before two machines, with our configuration: nothing in it is changed but places."""
    port, (first, second) = free_port(), machines
    text = CONFIG.read_text(encoding="utf-8")
    places = {
        "server api-1:8000": f"server {HOST}:{first.port}",
        "server api-2:8000": f"server {HOST}:{second.port}",
        "listen 443": f"listen {HOST}:{port}",
        "/etc/nginx/tls": str(folder),
        "/var/log/nginx": str(folder),
    }
    for place, ours in places.items():
        assert place in text
        text = text.replace(place, ours)
    (folder / "nginx.conf").write_text(text)
    trust = ssl.create_default_context(cafile=_write_certificate(folder))
    with serve_config(folder / "nginx.conf", port, folder):
        yield Proxy(port, trust, max(map(int, FAIL_TIMEOUT.findall(text))))


def _write_certificate(folder: Path) -> Path:
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "jaga")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False)
    certificate = builder.sign(key, SHA256())
    (folder / "privkey.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path = folder / "fullchain.pem"
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    return path
