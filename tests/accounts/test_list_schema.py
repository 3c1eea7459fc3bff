"""The JSON Schema: made from the tables, true for every file, and no weaker than the reader in what it can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from server.accounts.list_schema import format_schema, make_schema
from tests.accounts.list_samples import ROOT, SAMPLE
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

LIST = ROOT / "candidate_accounts"
FILES = [*sorted(LIST.rglob("*.yaml")), *sorted(SAMPLE.rglob("*.yaml"))]


def read(path: Path) -> Any:
    """Return what stands in a file, all text."""
    return yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 (texts, lists and maps only)


def errors_of(content: Any) -> list[str]:
    """Return where a content breaks the schema."""
    return [error.json_path for error in Draft202012Validator(make_schema()).iter_errors(content)]


def test_the_file_is_what_the_tables_say() -> None:
    """candidate_accounts/schema.json is what ``jaga schema`` prints; write it anew after a change of the tables."""
    Draft202012Validator.check_schema(make_schema())

    assert format_schema() == (LIST / "schema.json").read_text(encoding="utf-8")
    assert format_schema() == run("schema").stdout


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_every_file_is_valid(path: Path) -> None:
    """What the reader takes, the schema takes."""
    assert errors_of(read(path)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "ak-iiiiii"),
        ("status", "gone"),
        ("checked_on", "2026-11-1"),
        ("handle", " a"),
        ("handle", "a\nb"),
        ("sources", []),
        ("sources", "src-koran"),
        ("unknown", "x"),
        ("former_handles", [{"from": "2026-01-01"}]),
        ("note", ["a"]),
    ],
)
def test_what_the_reader_refuses_is_refused(field: str, value: object) -> None:
    """A wrong form, word, day, shape or name of a field, also inside an entry."""
    content = read(SAMPLE / "parties.yaml")
    content["accounts"][0][field] = value

    assert errors_of(content)
    assert all(path.startswith("$.accounts[0]") for path in errors_of(content))


def test_a_file_needs_its_format() -> None:
    """A file of another format, or of none, is not guessed at."""
    assert errors_of({"people": [{"id": "ps-aaaaaa", "name": "A"}]})
    assert errors_of({"format": "2"})
