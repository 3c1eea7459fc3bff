"""Targets that other roles speak of: who is asked, in which order, and whom to believe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tuf.api.metadata import DelegatedRole

from tests.tuf.repository import CONTENT, hash_of, in_days, signer

if TYPE_CHECKING:
    from tests.tuf.client_runner import Client
    from tests.tuf.repository import Repository


class Arrow(NamedTuple):
    """One role delegates to another."""

    parent: str
    child: str
    paths: tuple[str, ...] = ("*",)
    is_last: bool = False


def draw(repository: Repository, *arrows: Arrow) -> None:
    """Add delegations; nothing is published yet."""
    for arrow in arrows:
        role = DelegatedRole(arrow.child, [], 1, arrow.is_last, list(arrow.paths))
        known = repository.signers.get(arrow.child)
        repository.delegate(arrow.parent, role, known[0] if known else None)


def publish(repository: Repository) -> None:
    """Publish all that is new; targets and snapshot become version 2."""
    delegated = [role for role in repository.documents if role not in {"root", *CONTENT}]
    repository.publish(*delegated, *CONTENT)


def delegated_asked(repository: Repository) -> list[str]:
    """Return the delegated roles that were asked for, in order."""
    names = [
        path.split(".")[1] for path in repository.requests if path.startswith("/metadata/") and path.count(".") > 1
    ]
    repository.requests.clear()
    return [name for name in names if name not in {"root", "targets", "snapshot"}]


GRAPHS = [
    pytest.param([Arrow("targets", "A")], "A", id="one"),
    pytest.param([Arrow("targets", "A"), Arrow("targets", "B"), Arrow("B", "C")], "ABC", id="two levels"),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("A", "C"), Arrow("C", "D")], "ACDB", id="depth first"
    ),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("A", "C", is_last=True), Arrow("A", "D")],
        "AC",
        id="terminating",
    ),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("A", "C", is_last=True), Arrow("C", "D")],
        "ACD",
        id="terminating, its own children are asked",
    ),
    pytest.param(
        [Arrow("targets", "A", ("*.py",)), Arrow("targets", "B"), Arrow("A", "C")], "B", id="a path that does not fit"
    ),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("B", "C"), Arrow("C", "D"), Arrow("D", "B")],
        "ABCD",
        id="a circle",
    ),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("B", "C"), Arrow("A", "C")], "ACB", id="two ways to one"
    ),
    pytest.param(
        [Arrow("targets", "A"), Arrow("targets", "B"), Arrow("B", "C"), Arrow("A", "C", ("*.py",))],
        "ABC",
        id="two ways, one does not fit",
    ),
]


@pytest.mark.parametrize(("arrows", "order"), GRAPHS)
def test_order(client: Client, repository: Repository, arrows: list[Arrow], order: str) -> None:
    """Roles are asked in the order of the files, children before neighbours, each once."""
    draw(repository, *arrows)
    publish(repository)

    assert client.download("missing") == "wrong_shape"
    assert delegated_asked(repository) == list(order)
    assert client.versions().keys() - {"root", *CONTENT} == set(order)


def test_what_is_here_is_not_asked_for_again(client: Client, repository: Repository) -> None:
    """A role that the snapshot names in the version that is here is read from the store."""
    draw(repository, Arrow("targets", "A"), Arrow("A", "B"))
    publish(repository)
    client.download("missing")
    repository.publish("B", "snapshot", "timestamp")
    repository.asked()

    assert client.download("missing") == "wrong_shape"
    assert delegated_asked(repository) == ["B"]


TREE = [
    Arrow("targets", "A", ("*.doc", "*.md")),
    Arrow("targets", "B", ("releases/*/*",)),
    Arrow("B", "C", ("releases/x/*",)),
    Arrow("B", "D", ("releases/y/*.zip",)),
]


@pytest.mark.parametrize(
    ("name", "role", "order"),
    [
        pytest.param("file", "targets", "", id="targets itself"),
        pytest.param("README.md", "A", "A", id="first level"),
        pytest.param("releases/x/x_v1", "C", "BC", id="second level"),
        pytest.param("releases/y/y_v1.zip", "D", "BD", id="second level, two patterns"),
    ],
)
def test_found(client: Client, repository: Repository, name: str, role: str, order: str) -> None:
    """A target is found where it is delegated to, and only the roles on the way are asked."""
    draw(repository, *TREE)
    repository.add_target(name, b"content", role)
    publish(repository)

    assert client.download(name) == "ok"
    assert client.downloaded() == [b"content"]
    assert delegated_asked(repository) == list(order)


def test_not_delegated(client: Client, repository: Repository) -> None:
    """A role that speaks of what was not delegated to it is not heard."""
    draw(repository, *TREE)
    repository.add_target("releases/z/z_v1.zip", b"content", "D")
    publish(repository)

    assert client.download("releases/z/z_v1.zip") == "wrong_shape"
    assert client.downloaded() == []


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        pytest.param("unsigned", "wrong_signature", id="unsigned"),
        pytest.param("expired", "expired", id="expired"),
        pytest.param("unnamed", "version_mixed", id="not in the snapshot"),
    ],
)
def test_a_role_not_to_be_trusted(client: Client, repository: Repository, fault: str, problem: str) -> None:
    """The search ends at a role that cannot be trusted; nothing is downloaded."""
    draw(repository, Arrow("targets", "A"), Arrow("targets", "B"))
    repository.add_target("file", b"content", "B")
    if fault == "unsigned":
        repository.signers["A"] = [signer(90)]
    if fault == "expired":
        repository.targets("A").expires = in_days(-1)
    publish(repository)
    if fault == "unnamed":
        del repository.snapshot.meta["A.json"]
        repository.publish("snapshot", "timestamp")

    assert client.download("file") == problem
    assert client.downloaded() == []
    assert "A" not in client.versions()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": "timestamp"}, id="the name of a top-level role"),
        pytest.param({"threshold": 0}, id="nobody has to sign"),
        pytest.param({"paths": None}, id="no paths"),
        pytest.param({"path_hash_prefixes": ["00"]}, id="paths of both kinds"),
    ],
)
def test_a_delegation_of_a_wrong_shape(client: Client, repository: Repository, change: dict[str, Any]) -> None:
    """Targets with such a delegation are refused whole: a role could take the place of another."""
    draw(repository, Arrow("targets", "A"))
    repository.publish_edited("targets", lambda signed: signed["delegations"]["roles"][0].update(change))
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == "wrong_shape"
    assert "targets" not in client.versions()


def test_a_role_that_expires_and_is_renewed(client: Client, repository: Repository) -> None:
    """An expired role is not believed any more; its next version is."""
    draw(repository, Arrow("targets", "A"))
    repository.targets("A").expires = in_days(7)
    repository.add_target("first", b"1", "A")
    repository.add_target("second", b"2", "A")
    publish(repository)
    assert client.download("first") == "ok"
    assert client.download("second", days_later=18) == "expired"

    repository.targets("A").expires = in_days(21)
    repository.publish("A", "snapshot", "timestamp")
    assert client.download("second", days_later=18) == "ok"
    assert client.downloaded() == [b"1", b"2"]


def test_prefixes_of_hashes(client: Client, repository: Repository) -> None:
    """A delegation may speak of the first digits of a name's hash."""
    for role, name in (("A", "first"), ("B", "second")):
        repository.delegate("targets", DelegatedRole(role, [], 1, False, None, [hash_of(name)[:6]]))
        repository.add_target(name, role.encode(), role)
    publish(repository)

    assert client.download("second") == "ok"
    assert client.downloaded() == [b"B"]
    assert delegated_asked(repository) == ["B"]


@pytest.mark.parametrize("bits", [1, 5, 8])
def test_bins(client: Client, repository: Repository, bits: int) -> None:
    """Succinct roles: the first bits of a name's hash name the one role that speaks of it."""
    names = repository.delegate_to_bins(bits, "bin")
    own = names[int(hash_of("file"), 16) >> (256 - bits)]
    repository.add_target("file", b"content", own)
    publish(repository)

    assert client.download("file") == "ok"
    assert delegated_asked(repository) == [own]


def test_roles_without_end(client: Client, repository: Repository) -> None:
    """Of a hundred roles 32 are asked, then the target counts as not there."""
    draw(repository, *[Arrow("targets", f"R{number}") for number in range(100)])
    publish(repository)

    assert client.download("missing") == "wrong_shape"
    assert delegated_asked(repository) == [f"R{number}" for number in range(32)]


def test_unusual_names(client: Client, repository: Repository) -> None:
    """A role's name is one part of an address and the name of one file, whatever stands in it."""
    names = ["?", "#", "/role", "../role", "..", ".", "a b", "Peran-é-👍", "%2e", "!'()*", "a.b", "__proto__"]
    draw(repository, *[Arrow("targets", name) for name in names])
    publish(repository)

    assert client.download("missing") == "wrong_shape"
    assert repository.requests[4:] == [repository.path_of(name) for name in names]
    assert client.versions().keys() == {"root", *CONTENT, *names}
    assert {path.parent for path in client.metadata.rglob("*")} == {client.metadata}
