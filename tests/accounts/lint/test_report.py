"""Findings as text, JSON and GitHub workflow commands."""

from __future__ import annotations

import json

from server.accounts.findings import Finding, Place
from server.accounts.lint.report import format_findings

ERROR = Finding(Place("parties.yaml", 9, 16), "L201", "x:@a belongs to B", "x:@a", "one owner", "remove one")
WARNING = Finding(Place("a,b.yaml", 1, 2), "L217", "50% of 2\nrivals", is_warning=True)


def test_text_is_one_line_per_finding() -> None:
    """A line begins with file:line:column and the code, and ends with what to do."""
    lines = format_findings([ERROR, WARNING], "text", "candidate_accounts/").splitlines()

    assert lines[0] == "candidate_accounts/parties.yaml:9:16 L201 x:@a belongs to B; expected one owner; remove one"
    assert lines[1].startswith("candidate_accounts/a,b.yaml:1:2 L217 warning: 50% of 2")


def test_json_is_an_array_with_every_value() -> None:
    """A program gets every value under its name, and [] for a good list."""
    assert json.loads(format_findings([ERROR], "json", "list")) == [
        {
            "file": "list/parties.yaml",
            "line": 9,
            "column": 16,
            "entry": "",
            "code": "L201",
            "message": "x:@a belongs to B",
            "found": "x:@a",
            "expected": "one owner",
            "fix": "remove one",
            "is_warning": False,
            "other_entry": "",
        }
    ]
    assert format_findings([], "json") == "[]"


def test_github_commands_stay_one_line() -> None:
    """Line ends and percent signs are escaped, so that a value cannot end the command or begin another."""
    lines = format_findings([ERROR, WARNING], "github").splitlines()

    assert lines == [
        "::error file=parties.yaml,line=9,col=16,title=L201::x:@a belongs to B; remove one",
        "::warning file=a%2Cb.yaml,line=1,col=2,title=L217::50%25 of 2%0Arivals",
    ]
