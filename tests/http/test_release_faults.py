"""A disk that fails under a running server: what is damaged is told and not sent, everything else goes on."""

from __future__ import annotations

import http.client
import json
import logging
import shutil
import socket
import threading
import time
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from server.accounts.dev_keys import load_dev_keys
from server.accounts.file_operations import FileOperations
from server.accounts.release_repository import ReleaseRepository
from server.accounts.served_release import StoredRelease
from server.app import create_app
from server.http import file_bodies
from server.http.check_desk import CheckDesk
from server.http.file_bodies import FileBodies
from server.http.services import Services
from server.ops.clock import SystemClock
from server.ops.settings import Settings
from tests.accounts.test_served_release import EverLaterClock
from tests.cli.test_serve import serving
from tests.http.samples import NOW, assert_problem, build_files, publish, sample_agencies

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

LIST = build_files()["list.json"]
LIST_PATH = f"targets/{sha256(LIST).hexdigest()}.list.json"
OTHER = f"/v1/release/targets/{sha256(build_files()['wording.json']).hexdigest()}.wording.json"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Return the folder of a release that a test may break."""
    return publish(tmp_path)


def start(release: Path) -> FlaskClient:
    """Return a client of an API that serves *release* and looks at the disk at each request."""
    served, clock = StoredRelease(release, is_production=False, monotonic=EverLaterClock()), SystemClock()
    checks = CheckDesk(served, clock, entries=8, seconds=9)
    return create_app(Settings(), Services(served, checks, clock, sample_agencies)).test_client()


def put_damage(path: Path, damage: str) -> None:
    """Damage one file."""
    body = path.read_bytes()
    if damage == "removed":
        path.unlink()
    elif damage == "unreadable":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes({"tampered": bytes([body[0] ^ 1]) + body[1:], "cut": body[:-1], "empty": b""}[damage])


@pytest.mark.parametrize("damage", ["tampered", "cut", "empty", "removed", "unreadable"])
def test_a_damaged_file_is_a_problem_and_told_once(
    release: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    """Nobody may keep the answer; every other file is served; once it is whole again it is served, too."""
    client = start(release)
    assert client.get(OTHER).status_code == 200
    put_damage(release / LIST_PATH, damage)

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            response = client.get(f"/v1/release/{LIST_PATH}")
            assert_problem(response, "release-damaged")
            assert (response.headers["Cache-Control"], response.headers["Retry-After"]) == ("no-store", "60")
    assert client.get(OTHER).status_code == 200
    assert len([record for record in caplog.records if LIST_PATH in str(record.__dict__.get("reason"))]) == 1

    if damage == "unreadable":
        (release / LIST_PATH).rmdir()
    (release / LIST_PATH).write_bytes(LIST)
    assert client.get(f"/v1/release/{LIST_PATH}").data == LIST


@pytest.mark.parametrize("damage", ["tampered", "cut", "empty", "removed", "unreadable"])
def test_a_damaged_compressed_form_is_left_out(release: Path, damage: str) -> None:
    """The next best is sent."""
    client = start(release)
    put_damage(release / f"{LIST_PATH}.br", damage)

    response = client.get(f"/v1/release/{LIST_PATH}", headers={"Accept-Encoding": "br, gzip"})

    assert (response.status_code, response.headers["Content-Encoding"]) == (200, "gzip")


def test_what_is_in_memory_is_not_touched_by_the_disk(release: Path) -> None:
    """A file that was good when it was read stays good for whoever asks."""
    client = start(release)
    assert client.get(f"/v1/release/{LIST_PATH}").data == LIST
    put_damage(release / LIST_PATH, "tampered")

    assert client.get(f"/v1/release/{LIST_PATH}").data == LIST


def test_a_check_is_refused_rather_than_answered_from_a_damaged_group(release: Path) -> None:
    """Not listed is never what a broken disk says."""
    client = start(release)
    for path in release.glob("targets/warnings/*.json"):
        put_damage(path, "tampered")

    response = client.post("/v1/check", json={"key": "x:@calon_satu"})

    assert_problem(response, "release-damaged")


def test_a_half_written_release_is_not_served(release: Path) -> None:
    """Its timestamp is there before its files are, as a careless copy leaves it: the old one goes on, then the new."""
    client, files = start(release), {**build_files(), "list.json": b'{"format":1}'}
    before = client.get("/v1/release/metadata/timestamp.json").data
    publish(release.parent, files)
    path = release / f"targets/{sha256(files['list.json']).hexdigest()}.list.json"
    whole = path.read_bytes()
    put_damage(path, "cut")
    assert client.get("/v1/release/metadata/timestamp.json").data == before
    put_damage(path, "removed")
    assert client.get("/v1/release/metadata/timestamp.json").data == before

    path.write_bytes(whole)
    assert client.get("/v1/release/metadata/timestamp.json").data != before


def test_no_torn_read_while_the_folder_is_swapped(tmp_path: Path) -> None:
    """Threads follow every name from the timestamp to the list while newer trees take the folder's place under them."""
    trees = _make_trees(tmp_path, 8)
    client, torn, done = start(trees[0]), [], threading.Event()

    def follow() -> None:
        reader = client.application.test_client()
        while not done.wait(0.0005):
            torn.extend(_follow_names(reader))

    readers = [threading.Thread(target=follow) for _ in range(3)]
    for reader in readers:
        reader.start()
    for tree in trees[1:]:
        time.sleep(0.1)
        FileOperations().exchange(trees[0], tree)
    done.set()
    for reader in readers:
        reader.join()

    assert torn == []
    assert b"7" in client.get(f"/v1/release/targets/{sha256(make_list(7)).hexdigest()}.list.json").data


def make_list(number: int) -> bytes:
    """Return the list of one of several releases."""
    return json.dumps({"format": 1, "n": number}).encode()


def _make_trees(folder: Path, count: int) -> list[Path]:
    """Return folders, each with one release more than the one before."""
    keys = load_dev_keys(folder / "keys", is_production=False)
    trees: list[Path] = []
    for number in range(count):
        if trees:
            shutil.copytree(trees[-1], folder / str(number))
        trees.append(folder / str(number))
        files = {**build_files(), "list.json": make_list(number)}
        ReleaseRepository(trees[-1], keys).publish(files, NOW + timedelta(hours=number))
    return trees


def _follow_names(client: FlaskClient) -> list[str]:
    """Return the files that were missing, or not what the file before them named."""
    timestamp = json.loads(client.get("/v1/release/metadata/timestamp.json").data)["signed"]["meta"]["snapshot.json"]
    snapshot = client.get(path := f"/v1/release/metadata/{timestamp['version']}.snapshot.json")
    if sha256(snapshot.data).hexdigest() != timestamp["hashes"]["sha256"]:
        return [path]
    named = json.loads(snapshot.data)["signed"]["meta"]["targets.json"]
    targets = client.get(path := f"/v1/release/metadata/{named['version']}.targets.json")
    if sha256(targets.data).hexdigest() != named["hashes"]["sha256"]:
        return [path]
    digest = json.loads(targets.data)["signed"]["targets"]["list.json"]["hashes"]["sha256"]
    body = client.get(path := f"/v1/release/targets/{digest}.list.json").data
    return [] if sha256(body).hexdigest() == digest else [path]


def test_the_memory_for_bodies_has_its_bound() -> None:
    """The oldest make room; one that alone is too big is not kept at all."""

    class Holder:
        def __init__(self) -> None:
            self.is_held = True

        def let_go(self) -> None:
            self.is_held = False

    bodies, holders = FileBodies(max_bytes=10), [Holder() for _ in range(4)]
    for holder, size in zip(holders, (4, 4, 4, 11), strict=True):
        bodies.admit(holder, size)
        assert bodies.count_bytes() <= 10

    assert [holder.is_held for holder in holders] == [False] * 4
    assert file_bodies.MAX_BYTES <= 8_000_000


def test_slow_readers_hold_up_nobody(tmp_path: Path) -> None:
    """Twenty who ask for the largest file and do not read it, twenty who never finish asking: others are answered."""
    with serving(tmp_path / "state") as served:
        timestamp = served.get("/v1/release/metadata/timestamp.json")
        path = next((tmp_path / "state" / "release").glob("targets/*.platforms.json"))
        asking = f"GET /v1/release/targets/{path.name} HTTP/1.1\r\nHost: x\r\n".encode()
        slow = [socket.create_connection(("127.0.0.1", served.port), 5) for _ in range(40)]
        for number, connection in enumerate(slow):
            connection.sendall(asking + (b"\r\n" + (asking + b"\r\n") * 20) * (number % 2))

        for _ in range(20):
            assert served.get("/v1/release/metadata/timestamp.json") == timestamp
        assert json.loads(served.get("/v1/check", b'{"key":"x:@calon_satu"}'))["key"] == "x:@calon_satu"
        for connection in slow:
            connection.close()


def test_the_real_server_sends_what_the_layer_says(tmp_path: Path) -> None:
    """HEAD, 304 and parts over granian: headers and bodies are those of HTTP."""
    with serving(tmp_path / "state") as served:
        served.get("/readyz")
        name = next((tmp_path / "state" / "release").glob("targets/*.wording.json")).name
        connection = http.client.HTTPConnection(urlsplit(f"http://127.0.0.1:{served.port}").netloc, timeout=10)
        answers, tag = [], ""
        asked: tuple[tuple[str, dict[str, str]], ...] = (("GET", {}), ("HEAD", {}), ("GET", {"Range": "bytes=2-5"}))
        for method, headers in asked:
            connection.request(method, f"/v1/release/targets/{name}", headers=headers)
            response = connection.getresponse()
            tag = response.headers["ETag"]
            answers.append((response.status, response.headers["Content-Length"], response.read()))
        connection.request("GET", f"/v1/release/targets/{name}", headers={"If-None-Match": tag})
        unchanged = connection.getresponse()
        assert (unchanged.status, unchanged.read()) == (304, b"")
        connection.close()

    body = answers[0][2]
    assert answers == [(200, str(len(body)), body), (200, str(len(body)), b""), (206, "4", body[2:6])]
