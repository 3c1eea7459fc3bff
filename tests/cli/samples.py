"""What the tests of the command line share: running ``jaga`` in this process, on the sample list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from server.cli.root import jaga
from tests.accounts.list_samples import ROOT, SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

PLATFORMS = ROOT / "extension" / "platforms"


def run(*arguments: str, state: Path | None = None, stdin: bytes | str | None = None, **env: str) -> Result:
    """Run ``jaga`` with these arguments.

    Args:
        arguments: the verb and what follows it.
        state: the folder for releases and keys; a run that needs one and has none would touch the checkout.
        stdin: standard input.
        env: settings; the list is the sample unless told.
    """
    settings = {"JAGA_LIST_DIR": str(SAMPLE), "JAGA_STATE_DIR": str(state or "/nonexistent"), **env}
    return CliRunner(env=settings).invoke(jaga, arguments, input=stdin)


def assert_refused(result: Result, exit_code: int, *words: str) -> None:
    """Assert that a run ended with a clear word on standard error and no traceback."""
    assert result.exit_code == exit_code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.stderr
