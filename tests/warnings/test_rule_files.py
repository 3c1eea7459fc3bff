"""Reading the two files: complete, or one error that names file and key."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from server.domain.wording_reader import WordingError
from server.warnings.rule_files import RULES_FILE, WORDING_DIRECTORY, WORDING_FILE, load_rule_rows, load_wording

if TYPE_CHECKING:
    from pathlib import Path

    from server.warnings.rule_files import RuleRow


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return a copy of the project's files that a test may spoil."""
    for name in (RULES_FILE, WORDING_FILE):
        shutil.copy(WORDING_DIRECTORY / name, tmp_path / name)
    return tmp_path


def spoil(path: Path, found: str, instead: str) -> None:
    """Replace the first *found* in a file."""
    text = path.read_text(encoding="utf-8")
    assert found in text
    path.write_text(text.replace(found, instead, 1), encoding="utf-8")


def test_rules_come_with_article_and_sources(rows: tuple[RuleRow, ...]) -> None:
    """Each row can be defended: article and at least one source, and a reason wherever nothing is held."""
    assert len(rows) > 40
    assert all(row.article and row.sources for row in rows)
    assert all(row.why for row in rows if row.rule.level != "hold")


def test_the_rows_are_the_rules_of_the_wording() -> None:
    """Both ways of reading give the same rules in the same order."""
    assert tuple(row.rule for row in load_rule_rows()) == load_wording().rules


@pytest.mark.parametrize(
    ("file", "found", "instead", "named"),
    [
        pytest.param(
            WORDING_FILE, '    en: "Disciplinary', '    fr: "Disciplinary', "consequences.discipline", id="language"
        ),
        pytest.param(WORDING_FILE, '    en: "Disciplinary punishment is possible."\n', "", "discipline.en", id="text"),
        pytest.param(WORDING_FILE, '    note: "Table A:', '    notes: "Table A:', "moral_sanction.notes", id="note"),
        pytest.param(WORDING_FILE, "\nundo:\n", "\nundone:\n", "wording.yaml.undone", id="section"),
        pytest.param(WORDING_FILE, '"You keep the right to vote."', '""', "allowed.vote.en", id="empty text"),
        pytest.param(
            WORDING_FILE, '"Follow {owner}, {role}?"', '"Follow {name}?"', "messages.follow_prospective.en", id="brace"
        ),
        pytest.param(WORDING_FILE, "  vote:\n", "  not_reported:\n", "stands here twice", id="twice"),
        pytest.param(WORDING_FILE, "messages:\n", "messages: [\n", "line", id="no YAML"),
        pytest.param(RULES_FILE, "  level: hold\n", "  level: Hold\n", "rows[0].level", id="level"),
        pytest.param(RULES_FILE, "  level: hold\n", "", "rows[0].level", id="member"),
        pytest.param(RULES_FILE, "  article: SKB", "  articles: SKB", "rows[0].articles", id="unknown member"),
        pytest.param(
            RULES_FILE, "actions: [like]", "actions: [like, post]", "found 2, expected one rule", id="conflict"
        ),
        pytest.param(RULES_FILE, "employments: [pns]", "employments: [pppk]", "found 0, expected one rule", id="gap"),
        pytest.param(RULES_FILE, "consequence: moral_sanction", "consequence: moral", "rows[0]", id="unknown text"),
        pytest.param(
            RULES_FILE, "sources: [technoz-2023-11", "sources: [technoz", "rows[0].sources", id="unknown source"
        ),
        pytest.param(
            RULES_FILE, "url: https://medan", "url: http://medan", "sources.bkn-medan-2023-10.url", id="address"
        ),
        pytest.param(RULES_FILE, "    mark: V\n", "    mark: A\n", "sources.bkn-medan-2023-10.mark", id="mark"),
        pytest.param(RULES_FILE, "  why: No official", "  note: No official", "note", id="level without why"),
    ],
)
def test_a_mistake_names_file_and_key(directory: Path, file: str, found: str, instead: str, named: str) -> None:
    """The error says which file and which key, so that an editor finds it."""
    spoil(directory / file, found, instead)

    with pytest.raises(WordingError) as caught:
        load_wording(directory)

    assert str(caught.value).startswith(file)
    assert named in str(caught.value)


def test_a_level_without_a_reason_is_refused(directory: Path) -> None:
    """Every departure from "hold" says why."""
    path = directory / RULES_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    reason = next(index for index, line in enumerate(lines) if line.startswith("  why: No official"))
    path.write_text("\n".join(lines[:reason] + lines[reason + 1 :]), encoding="utf-8")

    with pytest.raises(WordingError, match="a why at every level but hold"):
        load_wording(directory)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"- 1", b"a: 2024-13-45", b"? [x]\n: 1", b"!!python/name:os.system"]
)
def test_whatever_stands_in_a_file_is_one_clear_error(directory: Path, content: bytes) -> None:
    """Empty, no UTF-8, another shape, a tag that would run something: refused by name."""
    (directory / WORDING_FILE).write_bytes(content)

    with pytest.raises(WordingError, match=WORDING_FILE):
        load_wording(directory)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A wrong directory is told by the first file that is not there."""
    with pytest.raises(WordingError, match=RULES_FILE):
        load_wording(tmp_path)
