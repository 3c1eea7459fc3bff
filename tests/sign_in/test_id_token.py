"""ID tokens: one good form, and every way to be bad; nothing of a token stands in an error."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sign_in.id_token import ALGORITHMS, SignIn, check_id_token, check_member
from server.sign_in.providers import Providers
from server.sign_in.sign_in_errors import (
    IdTokenEarlyError,
    IdTokenError,
    IdTokenExpiredError,
    IdTokenForeignError,
    IdTokenNonceError,
    IdTokenSignatureError,
    IdTokenUnreadableError,
    NotMemberError,
)
from tests.sign_in.token_samples import (
    AT,
    CLIENT,
    ISSUER,
    NONCE,
    NOW,
    PERSON,
    MemoryProvider,
    make_claims,
    make_key,
    make_shared_secret_token,
    make_token,
    make_unsigned,
    sign,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.sign_in.id_token import Claims

PROVIDER = MemoryProvider(make_key("RS256"), make_key("ES256", "dua"), make_key("EdDSA", "tiga"))
OTHER_KEY = make_key("RS256", "lain")
WANTED = SignIn(ISSUER, CLIENT, NONCE)

GOOD: dict[str, Callable[[], str]] = {
    "RS256": make_token,
    "PS256": lambda: sign(make_claims(), "PS256", make_key("RS256")),
    "ES256": lambda: sign(make_claims(), "ES256", make_key("ES256", "dua")),
    "EdDSA": lambda: sign(make_claims(), "EdDSA", make_key("EdDSA", "tiga")),
    "Ed25519": lambda: sign(make_claims(), "Ed25519", make_key("EdDSA", "tiga")),
    "audience in a list": lambda: make_token(aud=[CLIENT]),
    "two audiences, asked by us": lambda: make_token(aud=[CLIENT, "lain"], azp=CLIENT),
    "expired a moment ago": lambda: make_token(iat=AT - 300, exp=AT - 119),
    "from a clock that is a bit ahead": lambda: make_token(iat=AT + 119, nbf=AT + 119),
    "with a fraction": lambda: make_token(iat=AT - 0.5),
    "with a header member of its own": lambda: sign(make_claims(), x_own="1"),
}

BAD: dict[str, tuple[type[IdTokenError], Callable[[], str]]] = {
    "another issuer": (IdTokenForeignError, lambda: make_token(iss="https://sso.lain.example")),
    "the issuer with a slash more": (IdTokenForeignError, lambda: make_token(iss=f"{ISSUER}/")),
    "no issuer": (IdTokenForeignError, lambda: make_token(iss=None)),
    "another audience": (IdTokenForeignError, lambda: make_token(aud="lain")),
    "no audience": (IdTokenForeignError, lambda: make_token(aud=None)),
    "an audience that begins alike": (IdTokenForeignError, lambda: make_token(aud=f"{CLIENT}x")),
    "two audiences, asked by nobody": (IdTokenForeignError, lambda: make_token(aud=[CLIENT, "lain"])),
    "asked by another client": (IdTokenForeignError, lambda: make_token(azp="lain")),
    "another nonce": (IdTokenNonceError, lambda: make_token(nonce="lain")),
    "no nonce": (IdTokenNonceError, lambda: make_token(nonce=None)),
    "expired": (IdTokenExpiredError, lambda: make_token(iat=AT - 300, exp=AT - 120)),
    "made long ago": (IdTokenExpiredError, lambda: make_token(iat=AT - 721)),
    "made in the future": (IdTokenEarlyError, lambda: make_token(iat=AT + 121, exp=AT + 400)),
    "not good yet": (IdTokenEarlyError, lambda: make_token(nbf=AT + 121)),
    "never expires": (IdTokenUnreadableError, lambda: make_token(exp=None)),
    "made at no time": (IdTokenUnreadableError, lambda: make_token(iat=None)),
    "an instant that is a text": (IdTokenUnreadableError, lambda: make_token(exp=str(AT + 300))),
    "an instant that is a yes": (IdTokenUnreadableError, lambda: make_token(nbf=True)),
    "an instant that is no number": (IdTokenUnreadableError, lambda: make_token(exp=float("nan"))),
    "no end of time": (IdTokenUnreadableError, lambda: make_token(exp=float("inf"))),
    "an unknown key": (IdTokenSignatureError, lambda: sign(make_claims(), key=OTHER_KEY)),
    "another key under a known name": (IdTokenSignatureError, lambda: sign(make_claims(), key=OTHER_KEY, kid="satu")),
    "no name of a key": (IdTokenSignatureError, lambda: sign(make_claims(), kid="")),
    "claims of another token": (IdTokenSignatureError, lambda: _swap_claims(make_token(), make_token(sub="x"))),
    "no signature": (IdTokenSignatureError, lambda: make_token().rpartition(".")[0] + "."),
    "none": (IdTokenUnreadableError, lambda: make_unsigned(make_claims())),
    "none with a key": (IdTokenUnreadableError, lambda: make_unsigned(make_claims(), kid="satu")),
    "a shared secret": (IdTokenUnreadableError, make_shared_secret_token),
    "RS512": (IdTokenUnreadableError, lambda: sign(make_claims(), "RS512")),
    "the key of another algorithm": (IdTokenUnreadableError, lambda: _forge_header({"alg": "ES256", "kid": "satu"})),
    "a critical member that nobody knows": (
        IdTokenUnreadableError,
        lambda: _forge_header({"alg": "RS256", "crit": ["x"], "x": 1}),
    ),
    "an encrypted one": (IdTokenUnreadableError, lambda: "a.b.c.d.e"),
    "two parts": (IdTokenUnreadableError, lambda: make_token().rpartition(".")[0]),
    "words": (IdTokenUnreadableError, lambda: "bukan token"),
    "not ASCII": (IdTokenUnreadableError, lambda: "é.é.é"),
    "half a character": (IdTokenUnreadableError, lambda: "\ud800.a.b"),
}

MEMBERS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "one of several groups": ("groups", ("asn",), {}),
    "one of several values": ("groups", ("guru", "bkd"), {}),
    "a claim that is a text": ("hd", ("bkd.example",), {"hd": "bkd.example"}),
    "a claim with dots": ("urn:asn.unit", ("bkd",), {"urn:asn.unit": ["bkd"]}),
    "the domain of an address": ("email_domain", ("bkd.example",), {}),
    "a domain in capitals": ("email_domain", ("BKD.example",), {"email": "Orang@Bkd.Example"}),
}
STRANGERS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "no such claim": ("groups", ("asn",), {"groups": None}),
    "other groups": ("groups", ("guru",), {}),
    "a group that begins alike": ("groups", ("as",), {}),
    "a text that holds it": ("groups", ("asn",), {"groups": "asn bkd"}),
    "another kind": ("groups", ("asn",), {"groups": {"asn": True}}),
    "a list of lists": ("groups", ("asn",), {"groups": [["asn"]]}),
    "a number": ("groups", ("1",), {"groups": 1}),
    "another domain": ("email_domain", ("bkd.example",), {"email": "orang@lain.example"}),
    "a part of the domain": ("email_domain", ("bkd.example",), {"email": "orang@palsu-bkd.example"}),
    "below the domain": ("email_domain", ("bkd.example",), {"email": "orang@sub.bkd.example"}),
    "an address that is not verified": ("email_domain", ("bkd.example",), {"email_verified": False}),
    "an address of which nothing is said": ("email_domain", ("bkd.example",), {"email_verified": None}),
    "verified in words": ("email_domain", ("bkd.example",), {"email_verified": "true"}),
    "no address": ("email_domain", ("bkd.example",), {"email": None}),
    "a claim named like ours": ("email_domain", ("bkd.example",), {"email": None, "email_domain": "bkd.example"}),
}


def check(id_token: str, provider: MemoryProvider = PROVIDER) -> Claims:
    """Check a token with fresh keys."""
    return check_id_token(Providers(provider.fetch), id_token, WANTED, NOW)


def _swap_claims(token: str, other: str) -> str:
    head, _, signature = token.split(".")
    return ".".join((head, other.split(".")[1], signature))


def _forge_header(header: dict[str, Any]) -> str:
    _, claims, signature = make_token().split(".")
    return ".".join((make_unsigned({}, **header).split(".")[0], claims, signature))


@pytest.mark.parametrize("how", GOOD)
def test_a_good_token_gives_its_claims(how: str) -> None:
    """With every algorithm that is taken, and clocks that differ a little."""
    assert check(GOOD[how]())["iss"] == ISSUER


@pytest.mark.parametrize("how", BAD)
def test_every_other_is_refused_by_its_own_name(how: str) -> None:
    """And nothing of it is said."""
    kind, make = BAD[how]

    with pytest.raises(IdTokenError) as refusal:
        check(make())

    assert type(refusal.value) is kind
    assert str(refusal.value) == ""


@given(st.text(max_size=60))
def test_no_text_is_a_fault_of_ours(text: str) -> None:
    """Whatever is sent is refused."""
    with pytest.raises(IdTokenError):
        check(text)


@given(st.text("abcdefXYZ019-_.", max_size=60), st.sampled_from([0, 1, 2]))
def test_no_spoilt_part_is_a_fault_of_ours(text: str, place: int) -> None:
    """A good token with one part that is another."""
    parts = make_token().split(".")
    parts[place] = text

    with pytest.raises(IdTokenError):
        check(".".join(parts))


@pytest.mark.parametrize("how", MEMBERS)
def test_a_claim_of_the_agency_lets_in(how: str) -> None:
    """A list or a text, compared whole."""
    name, values, changes = MEMBERS[how]

    check_member(make_claims(**changes), name, values)


@pytest.mark.parametrize("how", STRANGERS)
def test_every_other_claim_does_not(how: str) -> None:
    """Nothing that only looks like it."""
    name, values, changes = STRANGERS[how]

    with pytest.raises(NotMemberError) as refusal:
        check_member(make_claims(**changes), name, values)

    assert str(refusal.value) == ""
    assert str(PERSON["sub"]) not in repr(refusal.value)


def test_no_shared_secret_and_no_silence_is_an_algorithm() -> None:
    """The list holds public keys alone."""
    assert not [name for name in ALGORITHMS if name.startswith("HS") or name.lower() == "none"]


def test_a_rotated_key_is_fetched_once_it_is_named() -> None:
    """The first token with it is taken; the one of the old key no longer when it was withdrawn."""
    provider = MemoryProvider(make_key("RS256"))
    clock = [0.0]
    providers = Providers(provider.fetch, lambda: clock[0])

    def ask(token: str) -> Claims:
        return check_id_token(providers, token, WANTED, NOW)

    old, new = make_token(), sign(make_claims(), key=OTHER_KEY)
    ask(old)
    provider.keys = [OTHER_KEY]
    clock[0] += timedelta(minutes=2).total_seconds()
    ask(new)

    with pytest.raises(IdTokenSignatureError):
        ask(old)
