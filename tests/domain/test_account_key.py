"""Keys of accounts: their shape, and nothing more."""

from __future__ import annotations

import pytest

from server.domain.account_key import AccountKey, KeyFormatError


@pytest.mark.parametrize(
    ("text", "platform", "value"),
    [
        pytest.param("instagram:@rina.contoh", "instagram", "@rina.contoh", id="handle"),
        pytest.param("x:#40000001", "x", "#40000001", id="id"),
        pytest.param("youtube:@c/rinacontoh", "youtube", "@c/rinacontoh", id="name space"),
        pytest.param("bluesky:#did:plc:abc", "bluesky", "#did:plc:abc", id="id with colons"),
    ],
)
def test_parse_and_write(text: str, platform: str, value: str) -> None:
    """A key is read and written back unchanged."""
    key = AccountKey.parse(text)

    assert key == AccountKey(platform, value)
    assert str(key) == text
    assert key.account == value[1:]
    assert key.is_id == (value[0] == "#")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "x:",
        "x:@",
        "x:#",
        "x:rina",
        "@rina",
        ":@rina",
        "X:@rina",
        "x 1:@rina",
        "\u0445:@rina",
        "https://x.com/rina",
    ],
)
def test_refuse_other_shapes(text: str) -> None:
    """What is no key says what was found and what a key looks like."""
    with pytest.raises(KeyFormatError) as refused:
        AccountKey.parse(text)

    assert refused.value.field == "key"
    assert refused.value.found == text
    assert "@handle or #id" in refused.value.expected
