"""Makes members of an agency of those who have signed in there; keeps and logs nothing of them.

A token is checked and dropped within one call; it stands in no log line, error, answer or row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from server.agencies.enrolments import derive_key, make_enrolment
from server.agencies.sign_in_offers import list_offers, load_offer
from server.http.request_errors import TooManyEnrolmentsError
from server.sign_in.id_token import SignIn, check_id_token, check_member

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.agencies.database import Database
    from server.agencies.policy_signing import PolicySigner
    from server.http.check_rates import CheckRates
    from server.http.enrol_request import EnrolRequest
    from server.ops.clock import Clock
    from server.sign_in.providers import Providers


class EnrolDesk:
    """Answers who signs in; safe to share between threads."""

    def __init__(
        self,
        database: Database,
        load_signer: Callable[[], PolicySigner],
        providers: Providers,
        rates: CheckRates,
        clock: Clock,
    ) -> None:
        self._database = database
        self._load_signer = load_signer
        self._providers = providers
        self._rates = rates
        self._clock = clock

    def list_agencies(self) -> bytes:
        """Return the agencies that offer sign-in, as JSON.

        Raises:
            DatabaseUnavailableError: they cannot be known.
        """
        with self._database.read() as connection:
            offers = list_offers(connection)
        shown = [
            {
                "id": offer.agency_id,
                "name": offer.agency_name,
                "issuer": offer.issuer,
                "client_id": offer.client_id,
                "scope": offer.scope,
            }
            for offer in offers
        ]
        return json.dumps({"agencies": shown}, ensure_ascii=False).encode()

    def enrol(self, asked: EnrolRequest) -> bytes:
        """Return the enrolment of somebody who has signed in, as JSON: the same for everybody of the agency today.

        Raises:
            SignInNotOfferedError: nobody can sign in for this agency.
            TooManyEnrolmentsError: too many do at once.
            ProviderDownError, ProviderWrongError, IdTokenError: see ``check_id_token`` and ``check_member``.
            DatabaseUnavailableError, PolicyKeyError: nothing can be known, or nothing made.
        """
        with self._database.read() as connection:
            offer = load_offer(connection, asked.agency)
        # By agency alone: nothing is kept of who asks, or from where.
        self._rates.count(f"enrol/{offer.agency_id}", 1, TooManyEnrolmentsError)
        signer, now = self._load_signer(), self._clock.now()
        wanted = SignIn(offer.issuer, offer.client_id, asked.nonce)
        claims = check_id_token(self._providers, asked.id_token, wanted, now)
        check_member(claims, offer.claim, offer.values)
        enrolment = make_enrolment(offer.agency_id, derive_key(signer), now)
        answer = {
            "agency": {"id": offer.agency_id, "name": offer.agency_name},
            "credential": enrolment.credential,
            "expires": f"{enrolment.expires:%Y-%m-%dT%H:%M:%SZ}",
            "policy_key": signer.point,
        }
        return json.dumps(answer, ensure_ascii=False).encode()
