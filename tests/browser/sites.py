"""Hand-made pages of x.com and www.instagram.com, in the shape that is publicly known, with invented words.

Written from the facts about the sites and not from ``extension/platforms/*.examples``: a second pair of eyes.
The handles of the three presidential pairs of 2024 are public and stand for what a visitor would really open; each
is used in the same way as the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

PAGES = Path(__file__).parent / "pages"
VIEWER = "rahma_pegawai"
X_SITE, INSTAGRAM_SITE = "https://x.com", "https://www.instagram.com"


@dataclass(frozen=True)
class Person:
    """Somebody with an account: handle and display name on the site, permanent id on X, name in the list."""

    handle: str
    name: str
    id: str = "2200000001"
    owner: str = ""


# One account of each of the three pairs per site: the candidates for president on X, their running mates on Instagram.
X_PAIRS = (
    Person("aniesbaswedan", "Anies R. Baswedan", "110312278", "Anies Baswedan"),
    Person("prabowo", "Prabowo Subianto", "40580714", "Prabowo Subianto"),
    Person("ganjarpranowo", "Ganjar Pranowo", "109762193", "Ganjar Pranowo"),
)
INSTAGRAM_PAIRS = (
    Person("cakiminow", "Muhaimin Iskandar", owner="Muhaimin Iskandar"),
    Person("gibran_rakabuming", "Gibran Rakabuming", owner="Gibran Rakabuming Raka"),
    Person("mohmahfudmd", "Mahfud MD", owner="Mahfud MD"),
)
# One party of each pair's coalition, as listed on X.
X_PARTIES = (
    Person("dpp_pkb", "DPP PKB", "2200000051", "Partai Kebangkitan Bangsa"),
    Person("gerindra", "Partai Gerindra", "397673651", "Partai Gerakan Indonesia Raya"),
    Person("pdi_perjuangan", "PDI Perjuangan", "153407983", "Partai Demokrasi Indonesia Perjuangan"),
)
PAIRS = {"x": X_PAIRS, "instagram": INSTAGRAM_PAIRS}
NEIGHBOUR = Person("warung_bu_sri", "Warung Bu Sri", "2200000042")
FRIEND = Person("pak_joko_rt05", "Joko RT 05", "2200000043")


@cache
def template(path: str) -> Template:
    """Return the page part at *path* below ``pages``."""
    return Template((PAGES / path).read_text(encoding="utf-8"))


def fill(path: str, **values: str) -> str:
    """Return the page part at *path* with every place filled; a place without a value is an error."""
    return template(path).substitute(values)


def site_script(site: str) -> str:
    """Return the counters of every page and the behaviour of one site."""
    return (PAGES / "site.js").read_text(encoding="utf-8") + (PAGES / site / "site.js").read_text(encoding="utf-8")


def x_page(content: str, *, title: str, viewer: str = VIEWER, aside: str = "") -> str:
    """Return a whole page of x.com around *content*."""
    script = site_script("x")
    return fill("x/shell.html", title=title, content=content, viewer=viewer, aside=aside, site_script=script)


def x_post(author: Person, *, liked: bool = False, reposter: Person | None = None, quoted: Person | None = None) -> str:
    """Return one post; its status id is made from the author's id."""
    return fill(
        "x/post.html",
        handle=author.handle,
        name=author.name,
        status=f"17{author.id}00",
        text="Selamat pagi dari kami.",
        like_state="unlike" if liked else "like",
        social_context=fill("x/reposter.html", handle=reposter.handle, name=reposter.name) if reposter else "",
        quoted=fill("x/quoted.html", handle=quoted.handle, name=quoted.name) if quoted else "",
    )


def x_timeline(*posts: str, viewer: str = VIEWER, aside: str = "") -> str:
    """Return the home timeline with *posts*."""
    heading = '<section role="region"><h1>Timeline: Beranda</h1><div aria-label="Timeline: Beranda">'
    return x_page(f"{heading}{''.join(posts)}</div></section>", title="Beranda", viewer=viewer, aside=aside)


def x_profile(person: Person, *, following: bool = False, viewer: str = VIEWER) -> str:
    """Return a profile page with its follow button and one post of the same person."""
    header = fill(
        "x/profile.html",
        handle=person.handle,
        name=person.name,
        id=person.id,
        follow_state="unfollow" if following else "follow",
        follow_label="Mengikuti" if following else "Ikuti",
    )
    return x_page(header + x_post(person), title=f"{person.name} (@{person.handle})", viewer=viewer)


def x_user_cell(person: Person) -> str:
    """Return one row of the column that proposes accounts."""
    return fill("x/user_cell.html", handle=person.handle, name=person.name, id=person.id)


def icon(label: str, size: int = 24) -> str:
    """Return an icon control of Instagram."""
    return fill("instagram/icon.html", label=label, size=str(size))


def instagram_page(content: str, *, title: str, viewer: str = VIEWER, portal: str = "") -> str:
    """Return a whole page of www.instagram.com around *content*."""
    script = site_script("instagram")
    return fill("instagram/shell.html", title=title, content=content, viewer=viewer, portal=portal, site_script=script)


def instagram_comment(author: Person) -> str:
    """Return one comment with its own small heart."""
    return fill("instagram/comment.html", handle=author.handle, like=icon("Suka", 12))


def instagram_post(
    author: Person, *, liked: bool = False, comments: tuple[Person, ...] = (), follow: str = "", tag: str = "article"
) -> str:
    """Return one post of the feed; *follow* is the text of the button beside the name, when there is one."""
    return fill(
        "instagram/post.html",
        tag=tag,
        handle=author.handle,
        name=author.name,
        code=f"C2{author.handle[:5]}xQ",
        follow=f'<span>•</span> <div role="button" tabindex="0">{follow}</div>' if follow else "",
        like=icon("Batal suka" if liked else "Suka"),
        comment=icon("Komentari"),
        repost=icon("Repost"),
        share=icon("Bagikan"),
        save=icon("Simpan"),
        comments="".join(instagram_comment(person) for person in comments),
    )


def instagram_feed(*posts: str, viewer: str = VIEWER) -> str:
    """Return the home feed with *posts*."""
    return instagram_page(
        f'<div><div style="max-width:630px">{"".join(posts)}</div></div>', title="Beranda", viewer=viewer
    )


def instagram_profile(person: Person, *, following: bool = False, viewer: str = VIEWER, portal: str = "") -> str:
    """Return a profile page; *portal* is what lies over it (a post opened from the grid)."""
    label = "Mengikuti" if following else "Ikuti"
    content = fill("instagram/profile.html", handle=person.handle, name=person.name, follow_label=label, grid="")
    return instagram_page(content, title=f"{person.name} (@{person.handle})", viewer=viewer, portal=portal)


def instagram_dialog(post: str) -> str:
    """Return a post opened over another page."""
    return f'<div role="dialog" aria-modal="true">{post}</div>'
