"""Write findings for people (text), for programs (JSON) and for GitHub's review page."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.accounts.findings import Finding

Style = Literal["text", "json", "github"]


def format_findings(findings: Iterable[Finding], style: Style = "text", folder: str = "") -> str:
    """Write findings, one per line (JSON: one array).

    Args:
        findings: as ``lint_account_list`` returns them.
        style: ``text`` is ``file:line:column code message; expected ...; fix``.
        folder: where the list lies seen from the reader, put in front of every file name.

    Returns:
        The text without a newline at its end; empty for no findings, except JSON's ``[]``.
    """
    if style == "json":
        return json.dumps([_describe(finding, folder) for finding in findings], ensure_ascii=False, indent=2)
    write = _format_github if style == "github" else _format_text
    return "\n".join(write(finding, folder) for finding in findings)


def _format_text(finding: Finding, folder: str) -> str:
    warning = "warning: " if finding.is_warning else ""
    words = [f"{warning}{finding.message}", finding.expected and f"expected {finding.expected}", finding.fix]
    place = f"{_path(finding, folder)}:{finding.place.line}:{finding.place.column}"
    return f"{place} {finding.code} {'; '.join(word for word in words if word)}"


def _format_github(finding: Finding, folder: str) -> str:
    level = "warning" if finding.is_warning else "error"
    file = _escape(_path(finding, folder)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={finding.place.line},col={finding.place.column}"
    text = "; ".join(word for word in (finding.message, finding.fix) if word)
    return f"::{level} {place},title={finding.code}::{_escape(text)}"


def _describe(finding: Finding, folder: str) -> dict[str, object]:
    fields = asdict(finding)
    place = fields.pop("place")
    return {**place, "file": _path(finding, folder), **fields}


def _path(finding: Finding, folder: str) -> str:
    return f"{folder.rstrip('/')}/{finding.place.file}" if folder else finding.place.file


def _escape(text: str) -> str:
    """Escape what ends a workflow command: https://github.com/actions/toolkit, packages/core/src/command.ts."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
