"""``/latihan``: a small social feed of invented people, on which the installed extension behaves as on the real sites.

The page knows nothing of the extension: its buttons simply work, and a tally shows what reached the page. The shape of
its elements is that of ``extension/platforms/latihan.examples/``.
"""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from server.http.page_language import make_page_values
from server.http.practice_feed import OWN_HANDLE, Feed, Post, Profile, load_feed

blueprint = Blueprint("practice", __name__)
blueprint.context_processor(make_page_values)


@blueprint.get("/latihan")
def show_feed() -> str:
    """Show every post."""
    feed = load_feed()
    return _render("practice_feed.html", feed, feed.posts)


@blueprint.get("/latihan/@<handle>")
def show_profile(handle: str) -> str:
    """Show an account and its posts."""
    feed = load_feed()
    profile = feed.profiles.get(handle.lower()) or abort(404)
    return _render("practice_profile.html", feed, feed.find_posts(profile.handle), profile)


@blueprint.get("/latihan/@<handle>/post/<code>")
def show_post(handle: str, code: str) -> str:
    """Show one post."""
    feed = load_feed()
    post = feed.find_post(handle.lower(), code) or abort(404)
    return _render("practice_post.html", feed, (post,), post.author)


def _render(template: str, feed: Feed, posts: tuple[Post, ...], profile: Profile | None = None) -> str:
    return render_template(template, posts=posts, profile=profile, own=feed.profiles[OWN_HANDLE])
