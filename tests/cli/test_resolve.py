"""``jaga resolve``: one JSON line per address, in order, as they come, whatever they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.samples import run

JAGA = Path(sys.executable).with_name("jaga")
NOTHING = {"platform": None, "kind": None, "account": None, "key": None}


def read_lines(text: str) -> list[Any]:
    """Return the JSON of each line."""
    return [json.loads(line) for line in text.splitlines()]


def test_addresses_from_the_arguments() -> None:
    """One line each, with the members in their order."""
    shown = run("resolve", "https://x.com/Calon_Satu/status/1", "instagram.com/p/Abcde12345/").stdout

    assert read_lines(shown) == [
        {
            "url": "https://x.com/Calon_Satu/status/1",
            "platform": "x",
            "kind": "post",
            "account": "calon_satu",
            "key": "x:@calon_satu",
        },
        {"url": "instagram.com/p/Abcde12345/", "platform": "instagram", "kind": "post", "account": None, "key": None},
    ]
    assert list(read_lines(shown)[0]) == ["url", "platform", "kind", "account", "key"]


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (b"", ""),
        (b"   ", "   "),
        (b"nonsense", "nonsense"),
        (b"http://[", "http://["),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"https://facebook.com.evil.example/calon", "https://facebook.com.evil.example/calon"),
        (b"a" * 100_000, "a" * 100_000),
        ("https://例え.example/é".encode(), "https://例え.example/é"),
        (b'{"url": "x"}', '{"url": "x"}'),
        (b"\x00", "\x00"),
    ],
)
def test_a_line_that_is_nothing_is_answered(line: bytes, url: str) -> None:
    """And those around it as well: as many lines come out as went in."""
    good = b"https://x.com/calon_satu"

    answers = read_lines(run("resolve", stdin=good + b"\n" + line + b"\r\n" + good + b"\n").stdout)

    assert [answer["key"] for answer in answers] == ["x:@calon_satu", None, "x:@calon_satu"]
    assert answers[1] == {"url": url, **NOTHING}


def test_a_last_line_without_its_end_counts() -> None:
    """And an empty input has none."""
    assert len(read_lines(run("resolve", stdin="https://x.com/a\nhttps://x.com/b").stdout)) == 2
    assert run("resolve", stdin="").stdout == ""


def test_answers_come_while_the_input_is_still_open() -> None:
    """A program can ask one address after the other."""
    with subprocess.Popen([JAGA, "resolve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for handle in ("a", "b"):
            process.stdin.write(f"https://x.com/{handle}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["account"] == handle
        process.stdin.close()

    assert process.returncode == 0
