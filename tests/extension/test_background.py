"""The tests of the extension's background run under Node; here they are started and their failures reported."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 60


def test_background_under_node() -> None:
    """Every test of tests/extension/background passes, and there are some."""
    files = sorted(str(path) for path in (ROOT / "tests/extension/background").glob("*.test.mjs"))
    assert files
    command = ["node", "--test", "--test-reporter=spec", *files]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    assert run.returncode == 0, run.stdout + run.stderr
