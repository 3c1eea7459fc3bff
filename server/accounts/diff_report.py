"""A diff of the list as text, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from server.accounts.list_diff import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.list_diff import Difference, FieldChange, ListDiff

WORDS: Mapping[Kind, str] = {
    Kind.ADDED: "ditambah / added",
    Kind.REMOVED: "dihapus / removed",
    Kind.RENAMED: "ganti nama / renamed",
    Kind.STATUS: "status",
    Kind.GRADE: "nilai / grade",
    Kind.WINDOW: "tanggal / days",
    Kind.CHANGED: "diubah / changed",
    Kind.REVERIFIED: "diperiksa ulang / checked again",
}
NOTHING = "tidak ada perubahan / nothing changed"
OUTSIDE = "di luar kontes / outside contests"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def format_text(diff: ListDiff, between: str) -> str:
    """Return the diff for a terminal."""
    return "\n".join(_say(diff, between))


def format_markdown(diff: ListDiff, between: str) -> str:
    """Return the diff for a pull request; names and handles are text in it, never markup and never a mention."""
    return "\n".join(_write(diff, between))


def format_json(diff: ListDiff, between: str) -> str:
    """Return the diff for programs."""
    data = {
        "between": between,
        "counts": diff.counts,
        "changes": [_describe(difference) for difference in diff.differences],
        "merged": [{"from": gone, "to": stays} for gone, stays in diff.merged],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _say(diff: ListDiff, between: str) -> Iterator[str]:
    yield f"{between}: {_summarize(diff)}"
    for contest, differences in diff.by_contest():
        yield ""
        yield f"{contest}: {diff.contest_names.get(contest, '')}" if contest else OUTSIDE
        for each in differences:
            about = f" ({each.about})" if each.about else ""
            yield f"  {WORDS[each.kind]}: {each.section} {each.label}{about} [{each.entry_id}] {each.file}"
            for field in each.fields:
                yield f"      {field.name}: {_show(field.before)} -> {_show(field.after)}"
    for gone, stays in diff.merged:
        yield f"digabung, bukan perubahan / merged, no change: {gone}, {stays}"


def _write(diff: ListDiff, between: str) -> Iterator[str]:
    yield f"## Daftar / the list, {_code(between)}"
    yield ""
    yield _summarize(diff)
    for contest, differences in diff.by_contest():
        yield ""
        yield (
            f"### {_escape(diff.contest_names.get(contest, contest))} ({_code(contest)})"
            if contest
            else f"### {OUTSIDE}"
        )
        yield ""
        for each in differences:
            about = f" ({_escape(each.about)})" if each.about else ""
            yield f"- **{WORDS[each.kind]}** {each.section} {_code(each.label)}{about}, {_code(each.file)}"
            for field in each.fields:
                yield f"  - {_escape(field.name)}: {_code(_show(field.before))} → {_code(_show(field.after))}"
    if diff.merged:
        yield ""
        words = ", ".join(f"{_code(gone)}, {_code(stays)}" for gone, stays in diff.merged)
        yield f"Digabung, bukan perubahan / merged, no change: {words}"


def _summarize(diff: ListDiff) -> str:
    return ", ".join(f"{count} {WORDS[Kind(kind)]}" for kind, count in diff.counts.items()) or NOTHING


def _describe(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "section": difference.section,
        "id": difference.entry_id,
        "label": difference.label,
        "about": difference.about,
        "contests": difference.contests,
        "file": difference.file,
        "fields": [_describe_field(field) for field in difference.fields],
    }


def _describe_field(field: FieldChange) -> dict[str, Any]:
    return {"name": field.name, "before": field.before, "after": field.after}


def _show(value: Any) -> str:
    """Return a value in one line; entries inside an entry as ``name value, name value``."""
    if value is None:
        return "-"
    if isinstance(value, list):
        return "; ".join(_show(item) for item in value) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_show(item)}" for name, item in value.items())
    return str(value)


def _escape(text: str) -> str:
    """Return text without markup or a mention for Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split())).replace("@", "@\u200b")


def _code(text: str) -> str:
    """Return text as code, fenced by more backticks than it holds."""
    text = " ".join(text.split()) or "-"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"
