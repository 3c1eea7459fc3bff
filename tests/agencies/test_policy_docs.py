"""docs/policy.md: one row per field of the schema, as it is, and an example that may be set."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from server.agencies.policy_check import SCHEMA_PATH, check_policy

TEXT = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")


def test_each_field_is_documented_as_it_is() -> None:
    """In the order of the schema, with its sentence."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", TEXT, re.MULTILINE)

    properties = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))["properties"]
    assert rows == [(name, part["description"]) for name, part in properties.items()]


def test_the_example_may_be_set() -> None:
    """As it stands there."""
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)

    assert check_policy(yaml.safe_load(example))
