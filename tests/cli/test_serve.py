"""``jaga serve``: a release is built, the server answers, says what to try, keeps quiet about people, and stops."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import SAMPLE
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from collections.abc import Iterator

JAGA = Path(sys.executable).with_name("jaga")
START_SECONDS = 30


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Serving:
    """A running ``jaga serve``."""

    def __init__(self, state: Path, **env: str) -> None:
        self.port = free_port()
        settings = {name: value for name, value in os.environ.items() if not name.startswith("JAGA_")}
        settings |= {"JAGA_LIST_DIR": str(SAMPLE), "JAGA_STATE_DIR": str(state), "JAGA_PORT": str(self.port), **env}
        self.log = state.with_suffix(".log")
        with self.log.open("w") as out:
            self.process = subprocess.Popen([JAGA, "serve"], env=settings, stdout=out, stderr=out)

    def get(self, path: str, body: bytes | None = None) -> bytes:
        """Return what the server answers, once it does."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body)
        request.add_header("Content-Type", "application/json")
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 - the same
                    answer: bytes = response.read()
                    return answer
            except urllib.error.HTTPError:
                raise  # an answer, though not a good one
            except (ConnectionError, urllib.error.URLError):
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)


def status_of(served: Serving, path: str) -> int:
    """Return the status of an answer that is no good one."""
    with pytest.raises(urllib.error.HTTPError) as raised:
        served.get(path)
    raised.value.close()
    return raised.value.code


@contextmanager
def serving(state: Path, **env: str) -> Iterator[Serving]:
    """Run ``jaga serve`` for a while."""
    served = Serving(state, **env)
    try:
        yield served
    finally:
        served.process.terminate()
        served.process.wait(15)


def test_a_first_run_builds_serves_and_says_what_to_try(tmp_path: Path) -> None:
    """Everything answers; the lines name the practice page, the folder to load and one check."""
    with serving(tmp_path / "state", JAGA_TODAY="2031-01-15") as served:
        assert json.loads(served.get("/readyz"))["status"] == "ready"
        answer = json.loads(served.get("/v1/check", b'{"url":"https://x.com/calon_satu"}'))
        assert (answer["listed"], answer["on"]) == (True, "2031-01-15")
        assert json.loads(served.get("/v1/release/metadata/timestamp.json"))["signed"]["_type"] == "timestamp"
        assert b"data-post" in served.get("/latihan")
        log = served.log.read_text()

    origin = f"http://127.0.0.1:{served.port}"
    for words in (f"{origin}/latihan", "Load unpacked", "jaga check http://"):
        assert words in log


def test_nothing_of_a_request_is_logged(tmp_path: Path) -> None:
    """Neither addresses of people nor what they asked, also when it fails."""
    with serving(tmp_path / "state") as served:
        served.get("/v1/check", b'{"url":"https://x.com/calon_satu"}')
        served.get("/latihan/@calon_contoh_b?lang=en")
        before = served.log.read_text()
        for path in ("/nothing/calon_satu", "/v1/warnings/calon_satu"):
            assert status_of(served, path) == 404

    assert "calon_satu" not in served.log.read_text()
    assert before.count("latihan/@") == 1, "the printed example and nothing else"
    assert "calon_contoh_b" not in before
    assert "GET" not in served.log.read_text()


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    """The release that is there goes on."""
    with serving(tmp_path / "state") as served:
        first = served.get("/readyz")
    with serving(tmp_path / "state") as served:
        assert served.get("/readyz") == first
        assert "nothing changed" in served.log.read_text()


def test_a_busy_port_is_one_clear_line(tmp_path: Path) -> None:
    """Before anything is built; it says how to choose another."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        result = run("serve", state=tmp_path / "state", JAGA_PORT=str(port))

    assert_refused(result, 1, f"port {port} on 127.0.0.1 is taken", "JAGA_PORT=")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "state").exists()


def test_an_address_of_another_machine_is_one_clear_line(tmp_path: Path) -> None:
    """The system's own words."""
    result = run("serve", state=tmp_path / "state", JAGA_HOST="192.0.2.1", JAGA_PORT=str(free_port()))

    assert_refused(result, 1, "jaga: ")
    assert result.stderr.count("\n") == 1


def test_a_broken_list_does_not_start(tmp_path: Path) -> None:
    """The findings are shown; no server comes up half."""
    result = run("serve", state=tmp_path / "state", JAGA_PORT=str(free_port()), JAGA_LIST_DIR=str(tmp_path))

    assert_refused(result, 1, "no YAML file")


def test_production_serves_what_is_there_and_refuses_development_keys(tmp_path: Path) -> None:
    """It neither publishes nor answers from a release that anybody could have signed."""
    run("release", state=tmp_path / "state")

    with serving(tmp_path / "state", JAGA_ENV="production") as served:
        assert json.loads(served.get("/healthz")) == {"status": "ok"}
        assert status_of(served, "/readyz") == 503

    assert "development keys" in served.log.read_text()
