"""Reading a check's request: exact, and every refusal names field, what was found and what was expected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from server.domain.account_key import AccountKey
from server.domain.errors import RequestError
from server.domain.warnings import Action, Employment, Language
from server.warnings.check_request import KEY_MAX_CHARACTERS, URL_MAX_CHARACTERS, CheckRequest, parse_check_request


def test_an_address_alone_is_enough() -> None:
    """Everything else has its usual value: a PNS's like, in Indonesian, today."""
    request = parse_check_request({"url": "https://x.com/ani"})

    assert request == CheckRequest("https://x.com/ani", None, Action.LIKE, Language.ID, Employment.PNS, None)


def test_every_field_is_read() -> None:
    """Words and the day arrive as what they mean."""
    data = {"key": "x:#12", "action": "share", "lang": "en", "employment": "non_asn", "on": "2024-02-29"}

    assert parse_check_request(data) == CheckRequest(
        None, AccountKey("x", "#12"), Action.SHARE, Language.EN, Employment.NON_ASN, date(2024, 2, 29)
    )


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("employment", Employment)
def test_every_action_and_employment_can_be_asked(action: Action, employment: Employment) -> None:
    """The rules know them, so a check does too."""
    request = parse_check_request({"url": "x", "action": str(action), "employment": str(employment)})

    assert (request.action, request.employment) == (action, employment)


def test_the_longest_address_is_taken() -> None:
    """The bound itself belongs to what is allowed."""
    assert parse_check_request({"url": "a" * URL_MAX_CHARACTERS}).url == "a" * URL_MAX_CHARACTERS


@pytest.mark.parametrize(
    ("data", "field", "expected"),
    [
        pytest.param([], "", "an object", id="a list"),
        pytest.param(None, "", "an object", id="nothing"),
        pytest.param({}, "url", "a url or a key", id="neither"),
        pytest.param({"action": "like"}, "url", "a url or a key", id="neither, but an action"),
        pytest.param({"url": "x", "key": "x:@a"}, "key", "no key beside a url", id="both"),
        pytest.param({"url": "x", "Lang": "id"}, "Lang", "no field but url, key, action", id="unknown field"),
        pytest.param({"url": "x", 1: "id"}, "1", "no field but url", id="a number as name"),
        pytest.param({"url": None}, "url", "a text", id="null"),
        pytest.param({"url": ["x"]}, "url", "a text", id="a list for a text"),
        pytest.param({"url": " \n"}, "url", "a text that is not empty", id="blank"),
        pytest.param({"url": "a" * (URL_MAX_CHARACTERS + 1)}, "url", "at most 2048 characters", id="too long"),
        pytest.param({"key": "x:@" + "a" * KEY_MAX_CHARACTERS}, "key", "at most 256 characters", id="a long key"),
        pytest.param({"key": "@ani"}, "key", "@", id="a handle is no key"),
        pytest.param({"key": "x:ani"}, "key", "@", id="no mark"),
        pytest.param({"key": 12}, "key", "a text", id="a number for a key"),
        pytest.param({"url": "x", "action": "Like"}, "action", "one of like, comment", id="a capital"),
        pytest.param({"url": "x", "action": None}, "action", "one of like, comment", id="null for a word"),
        pytest.param({"url": "x", "action": ["like"]}, "action", "one of like, comment", id="a list for a word"),
        pytest.param({"url": "x", "lang": "ms"}, "lang", "one of id, en", id="another language"),
        pytest.param({"url": "x", "employment": "tni"}, "employment", "one of pns, pppk", id="another status"),
        pytest.param({"url": "x", "on": "2024-02-30"}, "on", "YYYY-MM-DD", id="no such day"),
        pytest.param({"url": "x", "on": "20240229"}, "on", "YYYY-MM-DD", id="another form of day"),
        pytest.param({"url": "x", "on": "2024-W05-1"}, "on", "YYYY-MM-DD", id="a week"),
        pytest.param({"url": "x", "on": "2024-02-29T00:00"}, "on", "YYYY-MM-DD", id="an instant"),
        pytest.param({"url": "x", "on": 20240229}, "on", "YYYY-MM-DD", id="a number for a day"),
        pytest.param({"url": "x", "on": None}, "on", "YYYY-MM-DD", id="null for a day"),
    ],
)
def test_a_refusal_names_field_and_expectation(data: Any, field: str, expected: str) -> None:
    """The asker learns which field was wrong and what would have been right."""
    with pytest.raises(RequestError) as caught:
        parse_check_request(data)

    assert caught.value.field == field
    assert expected in caught.value.expected


def test_a_long_address_is_not_repeated() -> None:
    """What goes back to the asker, and perhaps into a log, stays short."""
    with pytest.raises(RequestError) as caught:
        parse_check_request({"url": "a" * 10_000})

    assert caught.value.found == "10000 characters"
