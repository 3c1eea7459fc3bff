"""How long work tells how far it is; whether anybody listens, and what is shown, is decided by the command line."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""Takes what is being done, how many parts of it are done, and how many there are."""


def tell_nobody(what: str, done: int, total: int) -> None:
    """Take the news and keep them."""
