"""Runs the tests of the extension's modules under Node and reports their failures to pytest."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 60


def run_node_tests(folder: str) -> None:
    """Run every ``*.test.mjs`` of ``tests/extension/<folder>``.

    Raises:
        AssertionError: there is no test in the folder, or one fails; the message is what Node wrote.
    """
    files = sorted(str(path) for path in (ROOT / "tests/extension" / folder).glob("*.test.mjs"))
    assert files, f"no tests in {folder}"
    command = ["node", "--test", "--test-reporter=spec", *files]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    assert run.returncode == 0, run.stdout + run.stderr
