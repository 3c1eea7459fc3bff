"""The extension's resolver, asked from Python: one Node process for all questions of a test run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS = ROOT / "extension" / "platforms"
HOST = Path(__file__).with_name("resolve_url_host.mjs")
SCRIPTS = ("resolve_url", "url_parts", "part_rules", "url_templates", "ready_platform")


class Resolver:
    """A Node process that answers questions; a context manager."""

    def __init__(self) -> None:
        scripts = [str(ROOT / "extension" / "page" / f"{name}.js") for name in SCRIPTS]
        files = sorted(str(path) for path in PLATFORMS.glob("*.json"))
        self._process = subprocess.Popen(
            ["node", str(HOST), json.dumps([scripts, files])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()

    def ask(self, question: str, **values: Any) -> Any:
        """Ask a question.

        Args:
            question: ``resolve`` (url, base, platform), ``handle`` or ``id`` (platform, text), ``browser_host`` (url),
                or ``add`` (file), which makes one more platform known by name.
            values: what the question needs.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": question, **values}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the resolver has ended"
        return json.loads(answer)
