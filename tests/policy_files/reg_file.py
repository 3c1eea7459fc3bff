"""A strict reader of ``.reg`` files, from their grammar, and how Chromium makes values from a registry tree."""

from __future__ import annotations

import re
from typing import Any

KEY = re.compile(r"\[(-?)(HKEY_LOCAL_MACHINE(?:\\[^\\\[\]]+)+)\]")
VALUE = re.compile(
    r'"((?:[^"\\]|\\\\|\\")*)"=(?:"((?:[^"\\]|\\\\|\\")*)"|dword:([0-9a-f]{8})|hex\(1\):((?:[0-9a-f]{2},?)+))'
)
ESCAPE = re.compile(r"\\(.)")


def read_reg(body: bytes) -> tuple[dict[str, dict[str, str | int]], list[str]]:
    """Return the values by key, and the keys that are removed.

    Raises:
        AssertionError: a line is not of the grammar.
    """
    assert body[:2] == b"\xff\xfe"
    text = body[2:].decode("utf-16-le")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    head, blank, *lines = text.split("\r\n")
    assert (head, blank, lines[-1]) == ("Windows Registry Editor Version 5.00", "", "")
    keys: dict[str, dict[str, str | int]] = {}
    removed: list[str] = []
    current: dict[str, str | int] = {}
    for line in filter(None, lines):
        if key := KEY.fullmatch(line):
            current = {}
            if key[1]:
                removed.append(key[2])
            else:
                assert key[2] not in keys
                keys[key[2]] = current
            continue
        value = VALUE.fullmatch(line)
        assert value, line
        name = ESCAPE.sub(r"\1", value[1])
        assert name not in current
        current[name] = _read_value(value)
    return keys, removed


def _read_value(value: re.Match[str]) -> str | int:
    if value[3]:
        return int(value[3], 16)
    if value[4]:
        text = bytes.fromhex(value[4].replace(",", "")).decode("utf-16-le")
        assert text.endswith("\0")
        return text[:-1]
    return ESCAPE.sub(r"\1", value[2])


def as_chromium_reads(keys: dict[str, dict[str, str | int]], key: str, schema: dict[str, Any]) -> Any:
    """Return the value that Chromium makes from a key under a schema (registry_dict.cc)."""
    below = {name[len(key) + 1 :] for name in keys if name.startswith(f"{key}\\")}
    names = [name for name in below if "\\" not in name]
    if schema["type"] == "array":
        return [_convert(keys[key][name], schema["items"]) for name in sorted(keys[key], key=int)]
    members = schema["properties"]
    values = {name: _convert(value, members[name]) for name, value in keys[key].items()}
    return {**values, **{name: as_chromium_reads(keys, rf"{key}\{name}", members[name]) for name in names}}


def _convert(value: str | int, schema: dict[str, Any]) -> Any:
    return bool(value) if schema["type"] == "boolean" else value
