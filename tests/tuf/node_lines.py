"""A Node process that answers questions: one line of JSON in, one line of JSON out."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[[Any], Any]

HERE = Path(__file__).resolve().parent


@contextmanager
def answering(script: str) -> Iterator[Ask]:
    """Start a script of this folder; give the function that asks it."""
    with subprocess.Popen(
        ["node", str(HERE / script)],
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        sink, source = process.stdin, process.stdout
        assert sink
        assert source

        def ask(question: Any) -> Any:
            sink.write(json.dumps(question) + "\n")
            sink.flush()
            answer = source.readline()
            assert answer, f"{script} has ended"
            return json.loads(answer)

        yield ask
        sink.close()
