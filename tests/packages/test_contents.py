"""What goes into a package: all that the manifest leads to, and nothing else."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any

import pytest

from server.packages.contents import read_contents
from server.packages.package_errors import PackageError
from tests.packages.samples import ROOT, copy_tree
from tests.test_rooms import js_code

if TYPE_CHECKING:
    from pathlib import Path

QUOTED = re.compile(r"""["'`]([^"'`\s]+)["'`]""")
FILE_NAME = re.compile(r"^[\w./${}()-]+\.(?:js|json|html|css|svg|png)$")
HOLE = re.compile(r"\$\{[^}]*\}")


def names_in(value: Any) -> list[str]:
    """Return every text of a JSON value."""
    if isinstance(value, dict):
        return [name for each in value.values() for name in names_in(each)]
    if isinstance(value, list):
        return [name for each in value for name in names_in(each)]
    return [value] if isinstance(value, str) else []


def follow(name: str, text: str, packed: set[str]) -> set[str]:
    """Return the packed files that a file names: beside itself or from the root; ``${...}`` stands for any word."""
    found: set[str] = set()
    for quoted in filter(FILE_NAME.match, QUOTED.findall(text)):
        for place in (posixpath.normpath(posixpath.join(posixpath.dirname(name), quoted)), quoted.lstrip("/")):
            pattern = "[^/]+".join(map(re.escape, HOLE.split(place)))
            found |= {each for each in packed if re.fullmatch(pattern, each) or re.fullmatch(f".*/{pattern}", each)}
    return found


def reach(packed: dict[str, bytes]) -> set[str]:
    """Return every packed file that the manifest leads to."""
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    waiting = {name for name in names_in(manifest) if name in packed}
    waiting |= {name for name in packed if name.startswith("_locales/")}
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        if not name.endswith(".png"):
            waiting |= follow(name, js_code(packed[name].decode()), set(packed)) - reached
    return reached


def test_everything_that_is_packed_is_used() -> None:
    """From the manifest through imports, pages, styles and addresses."""
    packed = dict(read_contents(ROOT))

    assert len(packed) > 100
    assert set(packed) - reach(packed) == set()


def test_everything_that_the_manifest_names_is_packed() -> None:
    """No file of the checkout that a browser would ask for is missing."""
    packed = read_contents(ROOT)
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    named = [name for name in names_in(manifest) if (ROOT / name).is_file()]

    assert named
    assert [name for name in named if name not in packed] == []


def test_everything_that_a_script_imports_is_packed() -> None:
    """Each import leads to a packed file, each link of a page too."""
    packed = read_contents(ROOT)
    missing = []
    for name, body in packed.items():
        if name.endswith((".js", ".html")):
            pattern = r"""(?:from|import)\s*\(?["'](\.[^"']+)["']|(?:src|href)="([\w./-]+\.(?:js|css|svg|html))\""""
            for groups in re.findall(pattern, js_code(body.decode())):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), groups[0] or groups[1]))
                missing += [] if target in packed else [f"{name} -> {target}"]

    assert missing == []


@pytest.mark.parametrize(
    "stranger",
    [
        "extension/page/hold.js~",
        "extension/page/.hold.js.swp",
        "extension/background/notes.md",
        "extension/key.pem",
        "extension/page/deeper/hold.js",
        "_locales/id/extra.json",
        "extension/pages/options.html.orig",
    ],
)
def test_a_file_on_neither_list_is_refused(tmp_path: Path, stranger: str) -> None:
    """An editor's copy or a key left in the tree stops the packing, by name."""
    copy_tree(tmp_path)
    (tmp_path / stranger).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / stranger).write_text("x")

    with pytest.raises(PackageError, match=re.escape(stranger)):
        read_contents(tmp_path)


def test_examples_and_types_stay_at_home() -> None:
    """Nothing that people, tests or the release read."""
    strangers = [name for name in read_contents(ROOT) if re.search(r"examples|README|\.d\.ts|/platforms/", name)]

    assert strangers == []
