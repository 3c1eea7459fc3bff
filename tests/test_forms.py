"""The forms for issues and pull requests, and the check of list-only changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
FORMS = sorted(path.name for path in (GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
INPUTS = {"input", "textarea", "dropdown", "checkboxes"}
PERSONAL = re.compile(r"\b(NIP|NIK|e-?mail|surel|telepon|phone)\b", re.IGNORECASE)


def load(path: Path) -> Any:
    """Return a YAML file's content."""
    return yaml.safe_load(path.read_text())


def questions(form: str) -> list[dict[str, Any]]:
    """Return what a form asks."""
    return [part for part in load(GITHUB / "ISSUE_TEMPLATE" / form)["body"] if part["type"] != "markdown"]


def test_there_is_a_form_for_each_need() -> None:
    """Wrongly listed, missing, broken; another need may still be told freely."""
    assert [name[2:-4] for name in FORMS] == ["wrongly-listed", "missing-account", "recogniser-broken"]
    assert load(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["blank_issues_enabled"] is True


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_whole(form: str) -> None:
    """GitHub silently drops a form without these, or with an id or label that comes twice."""
    whole, asked = load(GITHUB / "ISSUE_TEMPLATE" / form), questions(form)
    ids, labels = [part["id"] for part in asked], [part["attributes"]["label"] for part in asked]

    assert {"name", "description", "labels", "body"} <= whole.keys()
    assert {part["type"] for part in asked} <= INPUTS
    assert len(set(ids)) == len(ids) > 1
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch("[a-z_-]+", each) for each in ids)
    assert any(part["validations"]["required"] is True for part in asked)
    for part in asked:
        options = part["attributes"].get("options", [])
        assert (part["type"] == "dropdown") == bool(options)
        assert len(set(options)) == len(options)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_speaks_both_languages_and_asks_for_nothing_personal(form: str) -> None:
    """Only the opening words name what nobody should write."""
    whole = load(GITHUB / "ISSUE_TEMPLATE" / form)

    for text in [whole["name"], whole["description"], *(part["attributes"]["label"] for part in questions(form))]:
        assert " · " in text
    assert PERSONAL.search(str(whole["body"][0]))
    assert not PERSONAL.search(str(questions(form)))


def test_the_pull_request_form_has_the_boxes_of_the_policy() -> None:
    """Source, archive, second person, parity."""
    text = (GITHUB / "pull_request_template.md").read_text()

    for box in ("Sumber / Source", "Arsip / Archive", "Orang kedua / Second person", "Kesetaraan / Parity"):
        assert f"- [ ] **{box}**" in text


def test_the_check_of_a_list_change_runs_what_the_guides_say() -> None:
    """Lint of the changed files, canonical form, a reader's diff; it may read and nothing else."""
    workflow = load(GITHUB / "workflows" / "list.yml")
    # YAML 1.1 reads the key "on" as true.
    trigger, steps = workflow[True], workflow["jobs"]["list"]["steps"]
    commands = "\n".join(step.get("run", "") for step in steps)

    assert trigger["pull_request"]["paths"] == ["candidate_accounts/**"]
    assert workflow["permissions"] == {"contents": "read"}
    for command in ("jaga lint --format github --changed", "jaga fmt --check", "jaga diff"):
        assert command in commands
    assert "${{" not in commands, "a branch name would be run as shell"
