"""What must hold for the tree of files itself, whatever the code does."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE_MAX_BYTES = 1024 * 1024
LOCKS = ("requirements/run.txt", "requirements/test.txt")
# Folders that every Debian has: a file may name them wherever the clone stands.
USUAL_FOLDERS = {"/", "/app", "/home", "/opt", "/root", "/srv", "/tmp", "/usr", "/var"}


@cache
def tracked_files() -> tuple[str, ...]:
    """Return the paths that git tracks, and the new ones that it would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted({path for path in listed.split("\0") if path and (ROOT / path).is_file()}))


def root_names() -> set[str]:
    """Return the first part of every tracked path."""
    return {path.split("/", 1)[0] for path in tracked_files()}


def lines_with(pattern: str) -> list[str]:
    """Return ``path:line`` for every line of a tracked file that *pattern* finds."""
    wanted = re.compile(pattern)
    found = []
    for path in tracked_files():
        text = (ROOT / path).read_bytes().decode(errors="replace")
        if wanted.search(text):
            found += [f"{path}:{number}" for number, line in enumerate(text.splitlines(), 1) if wanted.search(line)]
    return found


def output_of(*command: str) -> str:
    """Return what *command* prints, or nothing when it is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except OSError:
        return ""


def registry_hosts() -> set[str]:
    """Return the hosts that this machine installs packages from, read from its own client settings."""
    from pip._internal.models.index import PyPI, TestPyPI

    words = [PyPI.url, TestPyPI.url, f"https://{PyPI.file_storage_domain}"]
    words += output_of(".venv/bin/pip", "config", "list").replace("=", " ").split()
    words += output_of("npm", "config", "get", "registry").split()
    for source in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        words += source.read_text().split() if source.is_file() else []
    hosts = {urlsplit(word.strip("'\"")).hostname or "" for word in words if "://" in word}
    return {host for host in hosts if host not in {"", "localhost", "::1"} and not host.startswith("127.")}


def make_verbs() -> set[str]:
    """Return the targets of the Makefile that a person may call."""
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_no_python_file_stands_at_the_root() -> None:
    """Python would leave ``__pycache__`` beside it, and Chromium then refuses the folder as an extension."""
    assert [name for name in root_names() if name.endswith(".py")] == []


def test_no_root_name_starts_with_an_underscore() -> None:
    """Chromium refuses an unpacked extension with such a name, but for ``_locales``."""
    on_disk = {path.name for path in ROOT.iterdir()}

    assert sorted(name for name in root_names() | on_disk if name.startswith("_") and name != "_locales") == []


def test_no_registry_is_named() -> None:
    """A clone installs from wherever its own machine is told to, so no file names a package registry."""
    hosts = registry_hosts()

    assert hosts, "no registry found in the machine's settings: the test would see nothing"
    assert lines_with("|".join(map(re.escape, hosts))) == []


def test_no_path_of_this_machine_is_named() -> None:
    """Nothing depends on where the repository was when a file was written."""
    places = {str(ROOT), str(ROOT.parent)} - USUAL_FOLDERS
    at_the_start_of_a_path = "|".join(rf"(?<![\w./-]){re.escape(place)}/" for place in places)

    assert lines_with(at_the_start_of_a_path) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_locks_carry_hashes(lock: str) -> None:
    """Every package of a lock file has a version and a hash, and no file holds an address."""
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    hashed = re.compile(r"[\w.-]+==\S+ (; .* )?\\\n\s+--hash=sha256:")

    assert len(packages) > 10
    assert [entry.split()[0] for entry in packages if not hashed.match(entry)] == []
    assert "://" not in text.replace("# via", "")


def test_node_lock_carries_hashes_and_no_address() -> None:
    """Every package has its integrity, and none says where it was once downloaded from."""
    text = (ROOT / "package-lock.json").read_text()

    assert '"resolved"' not in text
    assert text.count('"integrity"') >= text.count('"node_modules/') > 100


def test_the_two_python_locks_agree() -> None:
    """A package has one version, whether it runs or is tested."""
    versions = [dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    run, test = versions

    assert run == {name: version for name, version in test.items() if name in run}


def test_no_large_file_is_tracked() -> None:
    """A clone stays small: no tracked file is larger than 1 MiB."""
    assert [path for path in tracked_files() if (ROOT / path).stat().st_size > FILE_MAX_BYTES] == []


@pytest.mark.parametrize("page", ["README.md", "README.id.md", "CONTRIBUTING.md", "docs/testing.md"])
def test_commands_in_the_docs_are_verbs(page: str) -> None:
    """Each ``make <verb>`` that a page names is a target of the Makefile."""
    named = set(re.findall(r"(?:`|^\s*)make ([a-z][a-z-]*)", (ROOT / page).read_text(), re.MULTILINE))

    assert named, f"{page} names no make verb"
    assert named - make_verbs() == set()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        pytest.param("LICENSE", "Apache License", id="code"),
        pytest.param("candidate_accounts/LICENSE", "CC0 1.0 Universal", id="list"),
    ],
)
def test_licences(path: str, title: str) -> None:
    """The code is Apache-2.0, the list CC0-1.0, each with its full text."""
    text = (ROOT / path).read_text()

    assert title in text
    assert len(text.splitlines()) > 100


def test_scripts_can_be_run() -> None:
    """Make and CI call the scripts by name, so they carry the executable bit."""
    scripts = [ROOT / ".ci/run", *sorted((ROOT / "scripts").glob("*.sh"))]

    assert [script.name for script in scripts if not script.stat().st_mode & 0o100] == []
