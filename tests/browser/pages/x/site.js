// The behaviour of the made-up x.com: one listener on the root for clicks and keys, as React has it.
const byTestId = (node, id) => node.closest(`[data-testid='${id}']`);
const layers = () => document.querySelector("#layers");

/** Swap a control for its opposite, the way the site shows the new state. */
function swap(button, id, label) {
  button.dataset.testid = id;
  button.setAttribute("aria-label", label);
}

function openRepostMenu(article) {
  layers().innerHTML = `<div><div role="menu"><div data-testid="Dropdown">
    <div role="menuitem" tabindex="0" data-testid="retweetConfirm"><span>Posting ulang</span></div>
    <a role="menuitem" tabindex="0" href="/compose/post"><span>Kutipan</span></a></div></div></div>`;
  layers().article = article;
}

function openComposer() {
  layers().innerHTML = `<div role="dialog" aria-modal="true"><div data-testid="tweetTextarea_0" role="textbox" contenteditable="true"
    aria-label="Teks postingan"></div><button type="button" data-testid="tweetButton"><span>Balas</span></button></div>`;
}

const ACTIONS = {
  like(button) {
    ran("like");
    swap(button, "unlike", "1 Suka. Menyukai");
  },
  unlike(button) {
    ran("unlike");
    swap(button, "like", "0 Suka. Menyukai");
  },
  reply() {
    ran("comment");
    openComposer();
  },
  retweet(button) {
    ran("share");
    openRepostMenu(button.closest("article"));
  },
  unretweet(button) {
    ran("unshare");
    swap(button, "retweet", "0 posting ulang. Posting ulang");
  },
  retweetConfirm() {
    ran("reposted");
    const button = layers().article?.querySelector("[data-testid='retweet']");
    if (button) swap(button, "unretweet", "1 posting ulang. Memposting ulang");
    layers().innerHTML = "";
  },
  tweetButton() {
    ran("comment_sent");
    layers().innerHTML = "";
  },
  bookmark() {
    ran("bookmark");
  },
};

document.body.addEventListener("click", (event) => {
  for (const [id, act] of Object.entries(ACTIONS)) {
    const control = byTestId(event.target, id);
    if (control) return act(control);
  }
  const follow = event.target.closest("[data-testid$='-follow'], [data-testid$='-unfollow']");
  if (follow) {
    const [id, verb] = follow.dataset.testid.split("-");
    ran(verb);
    swap(follow, `${id}-${verb === "follow" ? "unfollow" : "follow"}`, verb === "follow" ? "Mengikuti" : "Ikuti");
  }
});

// Shortcuts act on the focused post.
document.addEventListener("keydown", (event) => {
  const article = document.activeElement?.closest?.("article");
  const id = { l: "like", t: "retweet", r: "reply", b: "bookmark" }[event.key];
  if (!article || !id || document.activeElement.closest("[contenteditable]")) return;
  const button = article.querySelector(`[data-testid='${id}']`) ?? article.querySelector(`[data-testid='un${id}']`);
  if (button) ACTIONS[button.dataset.testid](button);
});
