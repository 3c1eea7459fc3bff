"""A repository of one version, and a client that knows its first root and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tuf.client_runner import Client, serve
from tests.tuf.node_lines import answering
from tests.tuf.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tuf.node_lines import Ask


@pytest.fixture
def repository() -> Repository:
    """Give a repository with version 1 of each role."""
    return Repository()


@pytest.fixture(scope="session")
def ask_client() -> Iterator[Ask]:
    """Give the process that runs the client's commands; a process of its own for each costs more than all they do."""
    with answering("host.mjs") as ask:
        yield ask


@pytest.fixture
def client(tmp_path: Path, repository: Repository, ask_client: Ask) -> Iterator[Client]:
    """Give a client that has not fetched anything."""
    with serve(repository) as address:
        client = Client(tmp_path, address, repository, ask_client)
        client.begin()
        yield client
