"""YAML's traps are caught with line and column, or made harmless."""

from __future__ import annotations

import pytest
from yaml.nodes import MappingNode

from server.accounts.yaml_reader import read_mapping, read_yaml

TRAPS = {
    "not UTF-8": (b"a: 1\nb: \xff\n", ["f:2:4 L001"]),
    "byte order mark": (b"\xef\xbb\xbfa: 1\n", ["f:1:1 L002"]),
    "Windows line ends, told once": (b"a: 1\r\nb: 2\r\n", ["f:1:5 L003"]),
    "old Mac line ends": (b"a: 1\rb: 2\r", ["f:1:5 L003"]),
    "tab as indentation": (b"a:\n\tb: 1\n", ["f:2:1 L004"]),
    "tab inside a value": (b"a: b\tc\n", ["f:1:5 L004"]),
    "open bracket": (b"a: [1\n", ["f:2:1 L005"]),
    "open quote": (b'a: "b\n', ["f:2:1 L005"]),
    "control character": (b"a: \x07\n", ["f:1:4 L005"]),
    "NUL": (b"x: 1\na: b\x00c\n", ["f:2:5 L005"]),
    "escape character": (b"a: \x1b[31mred\n", ["f:1:4 L005"]),
    "byte order mark, Windows line ends, tab": (
        b"\xef\xbb\xbfa: b\tc\r\n",
        ["f:1:1 L002", "f:1:7 L003", "f:1:5 L004"],
    ),
    "anchor in a list": (b"a: [&x b, c]\n", ["f:1:5 L007"]),
    "merge key with an alias": (b"a: &x {b: c}\nd: {<<: *x}\n", ["f:1:4 L007", "f:2:9 L007"]),
    "a field twice, once in quotes": (b'a: 1\n"a": 2\n', ["f:2:1 L011"]),
    "a list as field name": (b"[a]: 1\n", ["f:1:1 L005"]),
    "two documents": (b"a: 1\n---\na: 2\n", ["f:2:1 L006"]),
    "anchor and alias": (b"a: &x [1]\nb: *x\n", ["f:1:4 L007", "f:2:4 L007"]),
    "alias to itself": (b"a: &x [*x]\n", ["f:1:4 L007", "f:1:8 L007"]),
    "forced type": (b"a: !!int 1\n", ["f:1:4 L008"]),
    "object": (b"a: !!python/object:os.system {}\n", ["f:1:4 L008"]),
    "comment": (b"a: 1\n  # why\n", ["f:2:3 L009"]),
    "empty file": (b"", ["f:1:1 L010"]),
    "only a list": (b"- a\n", ["f:1:1 L010"]),
    "duplicate field": (b"a: 1\nb: 2\na: 3\n", ["f:3:1 L011"]),
    "three at once": (b"\xef\xbb\xbfa: 1\n# x\na: 2\n", ["f:1:1 L002", "f:2:1 L009", "f:3:1 L011"]),
}

HARMLESS = {
    "a number with a nought at its end": (b"a: 11.10\n", "11.10"),
    "a leading nought": (b"a: 01\n", "01"),
    "a sexagesimal number": (b"a: 12:30:45\n", "12:30:45"),
    "an octal number": (b"a: 0o17\n", "0o17"),
    "a number with an exponent": (b"a: 1e3\n", "1e3"),
    "infinity": (b"a: .inf\n", ".inf"),
    "the word on": (b"a: on\n", "on"),
    "the word yes": (b"a: Yes\n", "Yes"),
    "the tilde": (b"a: ~\n", "~"),
    "the word no": (b"a: no\n", "no"),
    "an id of 19 digits": (b"a: 1191570381099827200\n", "1191570381099827200"),
    "a date": (b"a: 2024-02-14\n", "2024-02-14"),
    "no value": (b"a:\n", ""),
    "null": (b"a: null\n", "null"),
    "a formula": (b'a: =HYPERLINK("x")\n', '=HYPERLINK("x")'),
    "a Cyrillic letter": ("a: \u0430nies\n".encode(), "\u0430nies"),
    "an ampersand in an address": (b"a: https://a.example/?b=1&c=2\n", "https://a.example/?b=1&c=2"),
    "a star and an exclamation mark": (b"a: now * then!\n", "now * then!"),
    "a hash inside": (b"a: b #c\n", "b"),
    "a merge key": (b"a: <<\n", "<<"),
}


def _read(content: bytes) -> tuple[dict[str, str], list[str]]:
    file = read_yaml(content, "f")
    fields = read_mapping(file, file.root) if isinstance(file.root, MappingNode) else {}
    return {name: value.value for name, (_, value) in fields.items()}, [f"{f.place} {f.code}" for f in file.findings]


@pytest.mark.parametrize(("content", "expected"), TRAPS.values(), ids=TRAPS)
def test_traps(content: bytes, expected: list[str]) -> None:
    """Each trap is named at its place."""
    assert expected == _read(content)[1]


@pytest.mark.parametrize(("content", "expected"), HARMLESS.values(), ids=HARMLESS)
def test_values_stay_as_typed(content: bytes, expected: str) -> None:
    """Every value is the text that stands in the file."""
    assert _read(content) == ({"a": expected}, [])


def test_the_words_on_and_yes_are_field_names() -> None:
    """A field name is never true or false."""
    assert _read(b"on: 1\nyes: 2\n") == ({"on": "1", "yes": "2"}, [])


def test_the_first_of_two_equal_fields_counts() -> None:
    """A second line further down cannot silently change an entry."""
    assert _read(b"handle: a\nhandle: b\n")[0] == {"handle": "a"}


def test_a_character_beyond_the_basic_plane_counts_as_one_column() -> None:
    """Columns count characters, as editors do."""
    assert _read('a: ["\U0001f5f3", !!int 1]\n'.encode())[1] == ["f:1:10 L008"]
