"""What can go wrong with a provider or an ID token. None of them carries a word of the token or of the person."""

from __future__ import annotations

from server.domain.errors import JagaError, UpstreamError


class ProviderDownError(UpstreamError):
    """An agency's provider does not answer, or not in time.

    Attributes:
        reason: one of our own words, for the log.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderWrongError(UpstreamError):
    """An agency's provider answers, but not as the policy and OpenID Connect say.

    Attributes:
        reason: one of our own words, for the log.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class IdTokenError(JagaError):
    """An ID token that proves no membership."""


class IdTokenUnreadableError(IdTokenError):
    """It is no signed token, or signed in a way that is not taken here."""


class IdTokenForeignError(IdTokenError):
    """It was made by another provider, or for another client."""


class IdTokenSignatureError(IdTokenError):
    """No key of the provider has signed it."""


class IdTokenNonceError(IdTokenError):
    """It belongs to another sign-in."""


class IdTokenExpiredError(IdTokenError):
    """It was good until an instant that has passed, or it was made too long ago."""


class IdTokenEarlyError(IdTokenError):
    """It is good from an instant on that has not come: two clocks differ."""


class NotMemberError(IdTokenError):
    """It is good, but its claim is none of those that the agency lets in."""
