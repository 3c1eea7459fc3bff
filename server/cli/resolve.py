"""``jaga resolve``: one JSON line per address, from the arguments or from standard input, as they come."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from server.accounts.platform_files import load_platforms
from server.cli.inputs import load_settings
from server.domain.platforms import Platforms, resolve_url

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
def command(urls: tuple[str, ...]) -> None:
    """Tell what each URL is, one JSON line each; without URLs, read them from standard input, one per line.

    {"url", "platform", "kind": profile|post|other|null, "account", "key"}. What is no address is answered with nulls.
    """
    platforms = load_platforms(load_settings().platforms_dir)
    for url in urls or _read_lines():
        sys.stdout.buffer.write(_describe(platforms, url))
        sys.stdout.buffer.flush()


def _read_lines() -> Iterator[str]:
    """Yield the lines of standard input; bytes that are no UTF-8 are marked, not refused."""
    for line in sys.stdin.buffer:
        yield line.decode(errors="replace").rstrip("\r\n")


def _describe(platforms: Platforms, url: str) -> bytes:
    found = resolve_url(platforms, url)
    answer = {
        "url": url,
        "platform": found.platform,
        "kind": found.kind,
        "account": found.account,
        "key": None if found.key is None else str(found.key),
    }
    return json.dumps(answer, ensure_ascii=False).encode(errors="replace") + b"\n"
