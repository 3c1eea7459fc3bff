"""Imports point one way, on the server and in the extension; each arrow that points back is named.

Source: docs/style.md, "Rooms, and which way imports point".
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Which rooms a room may import. app builds every part; ops stands beside and knows none of them.
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "ops": set(),
    "accounts": {"domain"},
    "warnings": {"domain"},
    "agencies": {"domain"},
    "packages": {"domain", "accounts"},
    "policy_files": {"domain"},
    "sign_in": {"domain"},
    "http": {"domain", "accounts", "warnings", "agencies", "packages", "sign_in", "ops"},
    "cli": {"domain", "accounts", "warnings", "agencies", "packages", "policy_files", "ops", "app"},
    "app": {"domain", "accounts", "warnings", "agencies", "packages", "sign_in", "http", "ops"},
}
# domain decides and does nothing: no clock, no files, no network, no chance.
OUTSIDE_WORLD = {"io", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time"}
DOMAIN_MAY_IMPORT = (sys.stdlib_module_names - OUTSIDE_WORLD) | {"tldextract"}
CLOCK_AND_FILES = {"now", "today", "utcnow", "open"}

# What the pages of the extension may know of its background: how things are stored, and which day it is.
PAGES_MAY_IMPORT = {"storage.js", "clock.js"}
JS_IMPORT = re.compile(
    r"""(?:^|[\s;])import\s*\(?\s*(?:[\w*{][^"'`;]*?from\s*)?["'`]([^"'`]+)["'`]"""
    r"""|importScripts\(([^)]*)\)"""
)
JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)


def room_of(module: str) -> str | None:
    """Return the room that a module name lies in (``server.http.problems`` -> ``http``), None for others'."""
    parts = module.split(".")
    return parts[1] if parts[0] == "server" and len(parts) > 1 else None


def package_of(path: Path) -> list[str]:
    """Return the dotted parts of the package that the file *path* (relative to the root) belongs to."""
    return list(path.parts[:-1])


def imported_modules(source: str, path: Path) -> list[tuple[int, str]]:
    """Return line and full name of each module that *source* imports, relative imports resolved against *path*."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = package_of(path)
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            is_bare_package = module in {"", "server"}
            found += [(node.lineno, f"{module}.{alias.name}" if is_bare_package else module) for alias in node.names]
    return found


def wrong_arrows(source: str, path: Path) -> list[str]:
    """Return each import of *source* that its room may not make, as ``path:line room -> room``."""
    room = room_of(".".join(path.with_suffix("").parts)) or ""
    arrows = []
    for line, module in imported_modules(source, path):
        target = room_of(module)
        if target and target != room and target not in MAY_IMPORT[room]:
            arrows.append(f"{path}:{line} {room} -> {target}")
    return arrows


def clock_and_file_calls(source: str, path: Path) -> list[str]:
    """Return each call in *source* that would ask a clock or open a file."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [(call.lineno, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    return [f"{path}:{line} {name}()" for line, name in names if name in CLOCK_AND_FILES]


def server_files(room: str) -> list[Path]:
    """Return the Python files of a room, relative to the root."""
    single = ROOT / "server" / f"{room}.py"
    files = [single] if single.is_file() else sorted((ROOT / "server" / room).rglob("*.py"))
    return [file.relative_to(ROOT) for file in files]


def extension_files(room: str) -> list[Path]:
    """Return the scripts of a room of the extension."""
    return sorted((ROOT / "extension" / room).rglob("*.js"))


def js_code(source: str) -> str:
    """Return *source* without its comments, lines kept."""
    return JS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment.group()), source)


def js_imports(source: str) -> list[str]:
    """Return what a script imports, by whatever way."""
    return [found.group(1) or found.group(2) for found in JS_IMPORT.finditer(js_code(source))]


def site_names() -> set[str]:
    """Return the names and domains of all platforms, as the platform files give them."""
    names: set[str] = set()
    for file in (ROOT / "extension" / "platforms").glob("*.json"):
        platform = json.loads(file.read_text())
        names |= {platform["platform"], platform["name"], *(site["domain"] for site in platform["sites"])}
    return {name.lower() for name in names if len(name) > 1}


def test_every_room_has_a_rule() -> None:
    """A new room of the server is refused until somebody says what it may import."""
    rooms = {path.stem for path in (ROOT / "server").iterdir() if not path.name.startswith((".", "__"))}

    assert rooms - MAY_IMPORT.keys() == set()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_server_imports_point_one_way(room: str) -> None:
    """domain <- accounts, warnings, agencies <- http, cli <- app; ops stands beside."""
    files = server_files(room)

    assert [arrow for file in files for arrow in wrong_arrows((ROOT / file).read_text(), file)] == []


def test_domain_is_pure() -> None:
    """The domain imports the standard library and tldextract only, and asks no clock and no file."""
    files = server_files("domain")
    strangers = [
        f"{file}:{line} {module}"
        for file in files
        for line, module in imported_modules((ROOT / file).read_text(), file)
        if room_of(module) is None and module.split(".")[0] not in DOMAIN_MAY_IMPORT
    ]
    calls = [call for file in files for call in clock_and_file_calls((ROOT / file).read_text(), file)]

    assert files
    assert strangers == []
    assert calls == []


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        pytest.param("server/domain/a.py", "from server.http import problems", ["http"], id="absolute"),
        pytest.param("server/domain/a.py", "from ..http.problems import problem", ["http"], id="relative"),
        pytest.param("server/domain/a.py", "from .. import http", ["http"], id="relative package"),
        pytest.param("server/domain/a.py", "from server import http", ["http"], id="name of a package"),
        pytest.param("server/domain/a.py", "def f():\n    import server.ops.settings", ["ops"], id="inside a function"),
        pytest.param("server/domain/a.py", "from .elections import Phase", [], id="own room"),
        pytest.param("server/accounts/lint/a.py", "from ...domain import listings", [], id="deeper, allowed"),
        pytest.param("server/accounts/lint/a.py", "from ...warnings import check", ["warnings"], id="deeper, refused"),
        pytest.param("server/http/a.py", "from server.cli import main", ["cli"], id="sideways"),
    ],
)
def test_a_wrong_arrow_is_seen(path: str, source: str, expected: list[str]) -> None:
    """However an import is written, the arrow is found and named."""
    assert [arrow.rsplit(" ", 1)[1] for arrow in wrong_arrows(source, Path(path))] == expected


def test_page_scripts_import_nothing() -> None:
    """Content scripts are plain scripts in manifest order; they know no background."""
    found = [f"{file.name}: {target}" for file in extension_files("page") for target in js_imports(file.read_text())]

    assert extension_files("page")
    assert found == []


def test_every_page_script_is_in_the_manifest() -> None:
    """Each content script is listed once, and each listed file exists."""
    manifest = json.loads((ROOT / "manifest.json").read_text())

    for entry in manifest["content_scripts"]:
        assert sorted(entry["js"]) == sorted(str(file.relative_to(ROOT)) for file in extension_files("page"))
        assert len(set(entry["js"])) == len(entry["js"])


def test_background_knows_no_site() -> None:
    """What a site looks like is data; the code of the background names none of them."""
    names = site_names()
    wanted = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])", re.IGNORECASE)
    found = [
        f"{file.name}: {hit.group()}"
        for file in extension_files("background")
        for hit in wanted.finditer(js_code(file.read_text()))
    ]

    assert names
    assert extension_files("background")
    assert found == []


def test_pages_show_what_the_background_knows() -> None:
    """Popup, welcome and options import from the background what they show, and nothing of the content scripts."""
    found = [(file.name, target) for file in extension_files("pages") for target in js_imports(file.read_text())]

    strangers = [
        f"{name}: {target}"
        for name, target in found
        if "page/" in target or ("background/" in target and Path(target).name not in PAGES_MAY_IMPORT)
    ]

    assert extension_files("pages")
    assert strangers == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('import { a } from "./a.js";', ["./a.js"], id="named"),
        pytest.param('import * as a\n  from "./a.js";', ["./a.js"], id="all, on two lines"),
        pytest.param('import "./a.js";', ["./a.js"], id="for its effect"),
        pytest.param('const a = await import("./a.js");', ["./a.js"], id="dynamic"),
        pytest.param('importScripts("./a.js")', ['"./a.js"'], id="classic worker"),
        pytest.param('// import "./a.js"\n/* import "./b.js" */', [], id="in a comment"),
    ],
)
def test_a_javascript_import_is_seen(source: str, expected: list[str]) -> None:
    """However a script imports, it is found; comments are not."""
    assert js_imports(source) == expected
