// www.threads.com: posts as pressable containers, and a Lexical box below the post that the page is about.
import { Editor } from "./editor.js";
import { h, people, pressable, useToggle } from "./h.js";
import { mount } from "mount";

function Icon({ label, press }) {
  return h("div", null, h("div", pressable(press), h("div", null,
    h("svg", { "aria-label": label, role: "img", viewBox: "0 0 18 18", width: 18, height: 18 }, h("title", null, label), h("path", { d: "M2 9h14" })))));
}

function Post({ person }) {
  const [isLiked, like] = useToggle("like");
  const link = (to, inner) => h("a", { href: to, role: "link", tabIndex: 0 }, inner);
  return h("div", { "data-pressable-container": "true", tabIndex: 0, onClick: () => ran("opened") },
    h("div", null, link(`/@${person.handle}`, h("img", { alt: `Foto profil ${person.handle}`, src: "data:,", width: 36, height: 36 }))),
    h("div", null, h("div", null, h("div", null, h("span", null, link(`/@${person.handle}`, h("span", { dir: "auto" }, person.handle)))),
      h("span", null, link(`/@${person.handle}/post/D${person.id}`, h("time", null, "2 j")))),
    h("div", null, h("span", { dir: "auto" }, "Selamat pagi dari kami.")),
    h("div", null, h(Icon, { label: isLiked ? "Batal suka" : "Suka", press: like }), h(Icon, { label: "Balas", press: () => ran("comment") }),
      h(Icon, { label: "Posting ulang", press: () => ran("share") }))));
}

function Box({ person }) {
  return h("div", null, h("div", null, h(Editor, { attributes: { "data-lexical-editor": "true", "aria-placeholder": `Balas ke ${person.handle}...` } })),
    h("div", { id: "send" }, h(Icon, { label: "Balas", press: () => ran("comment_sent") })));
}

mount(h("div", { id: "barcelona-page-layout" }, h("div", { role: "region", "aria-label": "Isi kolom" }, people.flatMap((person, place) => [
  h("div", { key: person.handle, id: `from-${person.handle}`, "data-pagelet": `threads_post_page_${place}` }, h("div", null, h(Post, { person }))),
  place === 0 && h(Box, { person, key: "box" }),
]))));
