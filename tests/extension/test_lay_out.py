"""The extension reads a release as the API does: the same listings from the same bytes."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from server.accounts.list_reader import load_account_list
from server.accounts.release_content import build_release_content
from server.domain.listings import ListingIndex
from tests.accounts.list_samples import ROOT, SAMPLE, platforms

READ_IN_NODE = """
import { readFileSync } from "node:fs";
import { layOutWarnings } from "./extension/background/lay_out.js";
import { readListFile, readWarningsFile } from "./extension/background/target_files.js";
const files = JSON.parse(readFileSync(0, "utf8"));
const bytes = (text) => new TextEncoder().encode(text);
const list = readListFile(bytes(files.list));
const groups = Object.entries(files.warnings).map(([group, text]) => readWarningsFile(bytes(text), group));
const laid = groups.map((warnings) => layOutWarnings(warnings, list));
process.stdout.write(JSON.stringify(await Promise.all(laid)));
"""


def read_in_node(files: dict[str, bytes]) -> list[Any]:
    """Return what the extension stores of each group of a release."""
    warnings = {
        name.removeprefix("warnings/").removesuffix(".json"): body.decode()
        for name, body in files.items()
        if name.startswith("warnings/")
    }
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", READ_IN_NODE],
        cwd=ROOT,
        input=json.dumps({"list": files["list.json"].decode(), "warnings": warnings}),
        capture_output=True,
        text=True,
        check=True,
    )
    groups: list[Any] = json.loads(run.stdout)
    return groups


@pytest.mark.parametrize("directory", [SAMPLE, ROOT / "candidate_accounts"], ids=["sample", "real"])
def test_the_extension_reads_every_listing(directory: Any) -> None:
    """With its keys, owner, role, contest and days."""
    account_list = load_account_list(directory, platforms())
    files = dict(build_release_content(account_list, {}, {}, poll_seconds=1800).files)

    groups = read_in_node(files)

    found = [
        {**account, "contest": {"id": account["contest"], **group["contests"][account["contest"]]}}
        for group in groups
        for account in group["accounts"]
    ]
    expected = [describe(listing) for listing in ListingIndex.from_list(account_list).listings]
    assert sorted(found, key=str_sorted) == sorted(expected, key=str_sorted)


def describe(listing: Any) -> dict[str, Any]:
    """Return a listing as the extension stores it."""
    contest, window = listing.contest, listing.window
    return {
        "keys": [str(key) for key in listing.keys],
        "owner": listing.owner_name,
        "subject": str(listing.subject),
        "role": listing.role,
        "from": window.starts.isoformat() if window.starts else None,
        "to": window.ends.isoformat() if window.ends else None,
        "contest": {
            "id": contest.id,
            "name": {"id": contest.name.id, "en": contest.name.en},
        },
    }


def str_sorted(row: dict[str, Any]) -> str:
    """Return a row as text, for an order."""
    return json.dumps(row, sort_keys=True)
