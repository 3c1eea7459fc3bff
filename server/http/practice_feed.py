"""The practice feed: invented profiles and posts, read from ``practice_feed.yaml``.

Nothing here says who is listed: that is in ``candidate_accounts/``, as for every other site.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEED_FILE = Path(__file__).with_name("practice_feed.yaml")

OWN_HANDLE = "anda"
"""The visitor's own account."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An invented account; *about* by language."""

    handle: str
    name: str
    about: Mapping[str, str]

    @property
    def initials(self) -> str:
        """One or two letters in place of a picture: those of the first and the last word."""
        words = self.name.split()
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


@dataclass(frozen=True, slots=True)
class Post:
    """An invented post; *when* and *text* by language, the numbers as they stand before the visitor does anything."""

    code: str
    author: Profile
    when: Mapping[str, str]
    text: Mapping[str, str]
    likes: int
    comments: int
    shares: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Every profile by handle, and the posts in the order of the page."""

    profiles: Mapping[str, Profile]
    posts: tuple[Post, ...]

    def find_posts(self, handle: str) -> tuple[Post, ...]:
        """Return an account's posts; empty when it has none."""
        return tuple(post for post in self.posts if post.author.handle == handle)

    def find_post(self, handle: str, code: str) -> Post | None:
        """Return one post, or None when this account has no such post."""
        return next((post for post in self.find_posts(handle) if post.code == code), None)


@cache
def load_feed() -> Feed:
    """Read the feed."""
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FEED_FILE.read_text(encoding="utf-8"))
    profiles = {entry["handle"]: Profile(**entry) for entry in data["profiles"]}
    posts = (Post(**{**entry, "author": profiles[entry["author"]]}) for entry in data["posts"])
    return Feed(profiles, tuple(posts))
