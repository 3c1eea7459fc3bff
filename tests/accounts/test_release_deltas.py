"""Deltas: small, and applied by Python or JavaScript they give the new file to the byte."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from server.accounts.release_content import encode_json
from server.accounts.release_deltas import apply_patch, delta_path, make_deltas, make_patch
from tests.accounts.list_samples import ROOT

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    [
        "",
        "__proto__",
        "constructor",
        '"\\/\b\f\n\r\t',
        "\x00\x1f\x7f\x80",
        "\u2028\u2029",
        "\ufffe\uffff",
        "\U0001f600",
        "ﬁé",
    ]
)
LEAVES = TEXTS | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans()
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=4))
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)

APPLY_IN_NODE = """
import { readFileSync } from "node:fs";
import { applyPatch, encodeJson } from "./extension/background/merge_patch.js";
const rows = JSON.parse(readFileSync(0, "utf8"));
const made = rows.map(([before, patch]) => Buffer.from(encodeJson(applyPatch(before, patch))).toString("hex"));
process.stdout.write(JSON.stringify(made));
"""


def apply_in_node(rows: list[tuple[Any, Any]]) -> list[bytes]:
    """Return what the extension makes of files and patches."""
    command = ["node", "--input-type=module", "--eval", APPLY_IN_NODE]
    run = subprocess.run(command, cwd=ROOT, input=json.dumps(rows), capture_output=True, text=True, check=True)
    return [bytes.fromhex(made) for made in json.loads(run.stdout)]


@given(OBJECTS, OBJECTS)
@settings(max_examples=60, deadline=None)
def test_a_patch_gives_the_new_file(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Whatever was added, changed or removed at whatever depth; true is not taken for 1."""
    assert encode_json(apply_patch(before, make_patch(before, after))) == encode_json(after)


@given(st.lists(st.tuples(OBJECTS, OBJECTS), min_size=10, max_size=20))
@settings(max_examples=5, deadline=None, phases=[Phase.generate])  # to shrink would start Node for minutes
def test_the_extension_writes_the_same_bytes(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Every kind of escape, names in the order of code points, numbers as they are."""
    made = apply_in_node([(before, make_patch(before, after)) for before, after in pairs])

    assert made == [encode_json(after) for _, after in pairs]


OLD = {"list.json": encode_json({"format": 2, "made_on": "2026-11-20", "long": "x" * 200})}


def test_a_small_change_is_a_small_delta() -> None:
    """Named after both files; other files of the release have none."""
    new = {"list.json": OLD["list.json"].replace(b"-20", b"-21"), "warnings/a.json": b"{}"}

    deltas = make_deltas({**OLD, "warnings/a.json": b'{"a":1}'}, new)

    assert deltas == {delta_path(OLD["list.json"], new["list.json"]): b'{"made_on":"2026-11-21"}'}
    (path,) = deltas
    assert len(path) == len("deltas/.json") + 33


@pytest.mark.parametrize(
    "new",
    [
        pytest.param({}, id="a file that has gone"),
        pytest.param(OLD, id="the same file"),
        pytest.param({"list.json": encode_json({"long": "y" * 200})}, id="nearly everything is new"),
        pytest.param({"list.json": encode_json({"long": "x" * 200, "a": None})}, id="a patch cannot say null"),
        pytest.param({"list.json": OLD["list.json"].replace(b":2", b": 3")}, id="written in another way"),
    ],
)
def test_there_is_no_delta_of(new: dict[str, bytes]) -> None:
    """Clients then fetch the whole file."""
    assert make_deltas(OLD, new) == {}


def test_a_new_file_has_no_delta() -> None:
    """Nobody has an older one."""
    assert make_deltas({}, OLD) == {}
