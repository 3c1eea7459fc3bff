"""``jaga export-static``: the tree, swapped in one step, and a real nginx that answers as our own server does."""

from __future__ import annotations

import http.client
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from server.accounts import static_export
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_state import load_release_state
from server.accounts.static_export import NotAnExportError, export_static
from server.app import make_nginx_config
from tests.cli.samples import assert_refused, run
from tests.http.samples import EXTENSIONS, STRANGERS, build_files, publish, sample_app, sample_state
from tests.http.test_release_client import Publisher
from tests.nginx import free_port, serve_export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TIMESTAMP = "/v1/release/metadata/timestamp.json"
LIST = f"/v1/release/{sample_state().targets['list.json'].path}"
OWN_WAY = {"ETag", "Date", "Server", "Connection"}
"""What each server says its own way: how it names a state of a file, who it is, what the time is."""

REQUESTS: Mapping[str, tuple[str, str, dict[str, str]]] = {
    "timestamp": ("GET", TIMESTAMP, {}),
    "timestamp, any coding": ("GET", TIMESTAMP, {"Accept-Encoding": "gzip, br"}),
    "list": ("GET", LIST, {}),
    "list, as a browser asks": ("GET", LIST, {"Accept-Encoding": "gzip, deflate, br"}),
    "list, gzip": ("GET", LIST, {"Accept-Encoding": "gzip"}),
    "list, head": ("HEAD", LIST, {"Accept-Encoding": "br"}),
    "part": ("GET", LIST, {"Range": "bytes=5-20"}),
    "part of brotli": ("GET", LIST, {"Range": "bytes=-7", "Accept-Encoding": "br"}),
    "no such root": ("GET", "/v1/release/metadata/77.root.json", {}),
    "a compressed name": ("GET", f"{LIST}.br", {}),
    "nothing": ("GET", "/v1/release/", {}),
    "an extension": ("GET", LIST, {"Origin": EXTENSIONS[0]}),
    "Firefox": ("GET", TIMESTAMP, {"Origin": EXTENSIONS[1]}),
    "Safari": ("GET", "/v1/release/metadata/77.root.json", {"Origin": EXTENSIONS[2]}),
    "an extension asks first": ("OPTIONS", LIST, {"Origin": EXTENSIONS[0], "Access-Control-Request-Method": "GET"}),
    "a stranger asks first": ("OPTIONS", TIMESTAMP, {"Origin": STRANGERS[0], "Access-Control-Request-Method": "GET"}),
    **{f"stranger {origin}": ("GET", TIMESTAMP, {"Origin": origin}) for origin in STRANGERS},
}


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the origin of an nginx that serves the sample release."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    export = folder / "export"
    export_static(sample_state().directory, export, make_nginx_config(export, f"127.0.0.1:{port}", None))
    with serve_export(export, port, folder / "run") as origin:
        yield origin


def ask(origin: str, method: str, path: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)
    try:
        connection.request(method, path, headers=dict(headers))
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("name", REQUESTS)
def test_nginx_answers_as_we_do(nginx: str, name: str) -> None:
    """Status, body and every header, one by one; nothing more and nothing less."""
    method, path, headers = REQUESTS[name]
    ours = sample_app().test_client().open(path, method=method, headers=headers)

    status, theirs, body = ask(nginx, method, path, headers)

    assert status == ours.status_code
    wanted = {key: value for key, value in ours.headers.items() if key not in OWN_WAY}
    found = {key: value for key, value in theirs.items() if key not in OWN_WAY}
    if status < 400:
        assert body == ours.data
    else:  # nginx does not repeat the path that was asked for
        assert wanted.pop("Content-Length") != ""
        assert found.pop("Content-Length") != ""
    assert found == wanted


@pytest.mark.parametrize("coding", ["", "br", "gzip"])
@pytest.mark.parametrize("path", [TIMESTAMP, LIST])
def test_nginx_does_not_send_what_the_asker_has(nginx: str, path: str, coding: str) -> None:
    """Its tags differ from ours, and work as ours do."""
    asked = {"Accept-Encoding": coding}
    _, headers, _ = ask(nginx, "GET", path, asked)

    status, again, body = ask(nginx, "GET", path, {**asked, "If-None-Match": headers["ETag"]})

    assert (status, body) == (304, b"")
    assert again["Cache-Control"] == headers["Cache-Control"]


def test_other_methods_are_refused_by_both(nginx: str) -> None:
    """The same status, and what would be allowed."""
    status, headers, _ = ask(nginx, "DELETE", LIST, {})
    ours = sample_app().test_client().delete(LIST)

    assert (status, set(headers["Allow"].split(", "))) == (405, set(ours.headers["Allow"].split(", ")))


def test_a_real_client_reads_everything_from_nginx(tmp_path: Path) -> None:
    """The official TUF client, from the root to the last byte of each target, and on to the next release."""
    publisher, port, export = Publisher(tmp_path), free_port(), tmp_path / "export"
    config = make_nginx_config(export, f"127.0.0.1:{port}", None)
    publisher.publish(build_files())
    export_static(publisher.repository.directory, export, config)
    with serve_export(export, port, tmp_path / "run") as origin:
        updater = publisher.update(f"{origin}/v1/release")
        assert {name: publisher.fetch(updater, name) for name in build_files()} == build_files()

        publisher.publish({**build_files(), "list.json": b'{"format":1}'})
        export_static(publisher.repository.directory, export, config)
        assert publisher.fetch(publisher.update(f"{origin}/v1/release"), "list.json") == b'{"format":1}'
        assert publisher.fetch(updater, "list.json") == build_files()["list.json"], "who was in the middle goes on"


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_tree_is_the_release(tmp_path: Path) -> None:
    """With the compressed forms, without the lock, keys or anything half-written."""
    release = publish(tmp_path / "state")
    (release / "targets" / ".new-1234").write_text("half")

    told = run("export-static", str(tmp_path / "export"), state=tmp_path / "state")

    assert told.exit_code == 0, told.stderr
    tree = read_tree(tmp_path / "export")
    assert "nginx.conf" in tree
    wanted = {f"v1/release/{path}": body for path, body in read_tree(release).items() if "/." not in f"/{path}"}
    assert {path: body for path, body in tree.items() if path != "nginx.conf"} == wanted
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("damage", ["list.json", "list.json.br"])
def test_a_damaged_file_leaves_the_old_tree(tmp_path: Path, damage: str) -> None:
    """Nothing that is not what it was named is handed to a server that would not look."""
    release, export = publish(tmp_path / "state"), tmp_path / "export"
    export_static(release, export, "")
    before = read_tree(export)
    path = next(release.glob(f"targets/*.{damage}"))
    path.write_bytes(b"x" * path.stat().st_size)

    with pytest.raises(ReleaseDamagedError):
        export_static(release, export, "new")

    assert read_tree(export) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export", "state"]


def test_a_full_disk_leaves_the_old_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing half beside it; what a killed run left is removed by the next."""
    release, export = publish(tmp_path / "state"), tmp_path / "export"
    export_static(release, export, "")
    before = read_tree(export)
    (tmp_path / ".export.new-dead").mkdir()
    written = static_export._write
    left = [3]

    def write(path: Path, body: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return written(path, body)

    monkeypatch.setattr(static_export, "_write", write)
    with pytest.raises(OSError, match="No space"):
        export_static(release, export, "new")

    assert read_tree(export) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export", "state"]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A slip in the name must not cost a home folder."""
    release = publish(tmp_path / "state")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")

    with pytest.raises(NotAnExportError):
        export_static(release, tmp_path / "home", "")

    assert (tmp_path / "home" / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize(
    "arguments",
    [("{}; }}",), ("{}", "--listen", "80; root /"), ("{}", "--proxy", "http://a/;")],
)
def test_what_nginx_would_read_as_more_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A name can not become a directive."""
    publish(tmp_path / "state")
    given = [argument.format(tmp_path / "export") for argument in arguments]

    assert_refused(run("export-static", *given, state=tmp_path / "state"), 2, "expected")


def test_readers_meet_whole_trees_while_it_is_swapped(tmp_path: Path) -> None:
    """A reader that follows the names finds each of them, however often the tree is replaced under it."""
    release, export = publish(tmp_path / "state"), tmp_path / "export"
    export_static(release, export, "")
    missing: list[Any] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(0.0005):
            try:
                state = load_release_state(export / "v1" / "release")
                assert state.targets["list.json"].body
            except (ReleaseDamagedError, OSError) as error:
                missing.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(10):
        export_static(release, export, "")
    done.set()
    reader.join()

    assert missing == []
