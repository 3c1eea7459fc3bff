"""What can go wrong with agencies, device keys, policies and the database that holds them."""

from __future__ import annotations

from typing import NamedTuple

from server.domain.errors import JagaError, RequestError, UpstreamError


class DatabaseUnavailableError(UpstreamError):
    """The database does not answer, or has not the tables that this version needs."""

    def __init__(self, trouble: str) -> None:
        super().__init__(
            f"the database cannot be used: {trouble}; is it there (JAGA_DATABASE_URL), and was jaga db upgrade run?"
        )


class DatabaseNewerError(UpstreamError):
    """A newer version has upgraded the database; this one may read and write on, but not upgrade it."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at {revision}, which this version does not know; use the newest version")


class AgencyNotFoundError(RequestError):
    """No agency has this id."""

    def __init__(self, agency_id: str) -> None:
        super().__init__("agency", agency_id, "an agency of jaga agency list")


class DeviceKeyNotFoundError(RequestError):
    """No device key has this id."""

    def __init__(self, key_id: str) -> None:
        super().__init__("key", key_id, "the visible part of a key of jaga device-key list, such as jaga_0123abcd")


class DeviceKeyRefusedError(JagaError):
    """A credential lets nobody in: unknown, malformed, expired or revoked. It is not said which, nor repeated."""


class AgencyLeftError(JagaError):
    """The device key or enrolment is good, but its agency has left."""


class SignInNotOfferedError(JagaError):
    """Nobody can sign in for this agency: it is not known, it has left, or its policy names no single sign-on."""


class PolicyNotSetError(JagaError):
    """The agency has never set a policy."""


class PolicyKeyError(UpstreamError):
    """The key that signs policies is missing or is none."""

    def __init__(self, place: str, trouble: str) -> None:
        super().__init__(f"{place}: {trouble}; jaga policy key makes one")


class PolicyMistake(NamedTuple):
    """One thing that a policy may not say."""

    field: str
    found: str
    expected: str
    fix: str


class PolicyError(JagaError):
    """A policy says what an agency may not set.

    Attributes:
        mistakes: every one of them, in the order of the policy.
    """

    def __init__(self, mistakes: list[PolicyMistake]) -> None:
        lines = (f"{one.field or 'policy'}: found {one.found}, expected {one.expected}; {one.fix}" for one in mistakes)
        super().__init__("\n".join(("the policy is refused, nothing has changed:", *lines)))
        self.mistakes = mistakes
