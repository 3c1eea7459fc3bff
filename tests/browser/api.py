"""The real API for a browser test: built by ``jaga release``, served by ``jaga serve``, before it a recorder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.browser.recorder import Recorder

ROOT = Path(__file__).resolve().parents[2]
JAGA = Path(sys.executable).parent / "jaga"
# In campaign time of Pemilu 2024: the six candidates are listed on this day.
CAMPAIGN_DAY = "2024-01-15"
START_TIMEOUT_SECONDS = 30


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Api:
    """A running API: *process* serves on *port* what lies in *folder*, and everybody talks to *recorder*."""

    process: subprocess.Popen[str]
    port: int
    recorder: Recorder
    folder: Path

    @property
    def origin(self) -> str:
        """Return the address to give to the extension."""
        return self.recorder.origin

    def stop(self) -> None:
        """End the recorder and then the server, which is told by its own process id."""
        self.recorder.stop()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


def start_api(folder: Path, today: str = CAMPAIGN_DAY) -> Api:
    """Build a release with development keys below *folder* and serve it on a free port.

    Raises:
        RuntimeError: the server did not come up; the message ends with what it printed.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JAGA_")}
    environment |= {"JAGA_TODAY": today, "JAGA_PORT": str(port), "JAGA_STATE_DIR": str(folder)}
    log = folder / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen([JAGA, "serve"], cwd=ROOT, env=environment, stdout=out, stderr=out, text=True)
    _wait_until_ready(process, port, log)
    return Api(process, port, Recorder(port), folder)


def _wait_until_ready(process: subprocess.Popen[str], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    process.kill()
    process.wait(5)
    message = f"jaga serve did not come up:\n{log.read_text()[-2000:]}"
    raise RuntimeError(message)
