"""Canonical JSON, DER, PEM and patterns: the same answers as securesystemslib, cryptography and python-tuf give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from securesystemslib.formats import encode_canonical
from tuf.api.metadata import DelegatedRole

from tests.tuf.node_lines import answering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)
many = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[str, Any], Any]]:
    """Give a function that asks the client's modules; None says that they refused."""
    with answering("encodings.mjs") as put:
        yield lambda question, value: put([question, value])


@many
@given(JSON_VALUES)
@example({"\uffff": 1, "\U0001f44d": 2, "\ue000": 3, "a": 4, "ab": 5, "": 6})
@example(['\\"\n\t\0\u2028', -0, {"__proto__": {}, "constructor": []}])
def test_canonical_json(ask: Callable[[str, Any], Any], value: Any) -> None:
    """Any value of JSON has the same canonical form as in securesystemslib."""
    assert ask("canonical", json.dumps(value)) == encode_canonical(value)


@pytest.mark.parametrize(
    "text", ["1.5", "1e400", "9007199254740993", '"\\ud800"', '{"\\udc00": 1}', "[" * 70 + "]" * 70]
)
def test_what_has_no_canonical_form(ask: Callable[[str, Any], Any], text: str) -> None:
    """A fraction, a number that JavaScript cannot hold, half a character, seventy levels."""
    assert ask("canonical", text) is None


@many
@given(st.sampled_from([32, 48]), st.data())
def test_ecdsa_signatures(ask: Callable[[str, Any], Any], width: int, data: st.DataObject) -> None:
    """DER becomes r and s, each as wide as the curve's order, whatever their size."""
    r, s = (data.draw(st.integers(0, 2 ** (8 * width) - 1)) for _ in "rs")

    assert ask("ecdsa", [encode_dss_signature(r, s).hex(), width]) == f"{r:0{2 * width}x}{s:0{2 * width}x}"


@pytest.mark.parametrize(
    "der",
    [
        pytest.param("", id="nothing"),
        pytest.param("3006020101020101ff", id="a byte too many"),
        pytest.param("3007020101020101ff", id="a byte too many, inside"),
        pytest.param("30050201010201", id="cut"),
        pytest.param("3106020101020101", id="no sequence"),
        pytest.param("3006040101020101", id="no integer"),
        pytest.param("3006020181020101", id="a negative number"),
        pytest.param("300702020001020101", id="a zero too many"),
        pytest.param("30050200020101", id="no digits"),
        pytest.param("3026022101" + "00" * 32 + "020101", id="wider than the curve"),
    ],
)
def test_what_is_no_ecdsa_signature(ask: Callable[[str, Any], Any], der: str) -> None:
    """What DER does not allow, and what cannot be on the curve, is refused."""
    assert ask("ecdsa", [der, 32]) is None


@pytest.mark.parametrize("curve", [SECP256R1(), SECP384R1()], ids=lambda curve: curve.name)
def test_pem(ask: Callable[[str, Any], Any], curve: Any) -> None:
    """A public key in PEM becomes its DER."""
    key = generate_private_key(curve).public_key()
    pem, der = (key.public_bytes(form, PublicFormat.SubjectPublicKeyInfo) for form in (Encoding.PEM, Encoding.DER))

    assert ask("pem", pem.decode()) == der.hex()
    assert ask("pem", pem.decode().replace("\n", "\r\n")) == der.hex()
    assert ask("pem", pem.decode().replace("PUBLIC", "PRIVATE")) is None
    assert ask("pem", "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----") is None
    assert ask("pem", 5) is None


SIGNS = st.text("ab/*?[]!-^\\.é👍", max_size=8)


@many
@given(SIGNS, st.text("ab/!-^]\\.é👍", max_size=8))
@example("a*b*c", "aXbXbXc")
@example("[!]]", "a")
@example("[]]", "]")
@example("[a-]", "-")
@example("[--a]", "0")
@example("[b-a]", "a")
@example("[!b-a]", "a")
@example("[a-b-c]", "-")
@example("*a*a*a*a*a*b", "a" * 60)
def test_patterns(ask: Callable[[str, Any], Any], pattern: str, name: str) -> None:
    """The same names fit a pattern as in python-tuf."""
    role = DelegatedRole("role", [], 1, terminating=False, paths=[pattern])

    assert ask("match", [pattern, name]) == role.is_delegated_path(name)
