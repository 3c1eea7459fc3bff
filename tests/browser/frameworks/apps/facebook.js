// www.facebook.com: a unit of the feed with its bar, and a Lexical box that sends by Enter.
import { Editor } from "./editor.js";
import { h, people, pressable, useToggle } from "./h.js";
import { mount } from "mount";

function Action({ label, role, press }) {
  return h("div", null, h("div", { ...pressable(press), "aria-label": label },
    h("div", null, h("i", { "data-visualcompletion": "css-img" }), h("div", { "data-ad-rendering-role": role }), h("span", { dir: "auto" }, "12"))));
}

function Unit({ person, place }) {
  const [isLiked, like] = useToggle("like");
  const home = `https://www.facebook.com/${person.handle}?__cft__[0]=AZWcontoh`;
  const send = () => ran("comment_sent");
  return h("div", { "aria-posinset": place + 1, id: `from-${person.handle}` },
    h("div", null, h("div", null, h("span", { dir: "ltr" }, h("div", { "data-ad-rendering-role": "profile_name" },
      h("h4", null, h("span", null, h("a", { href: home, role: "link", tabIndex: 0 }, h("b", null, person.name)))))))),
    h("div", { dir: "auto" }, h("div", { "data-ad-rendering-role": "story_message" }, "Selamat pagi dari kami.")),
    h("div", null, h(Action, { label: isLiked ? "Hapus Suka" : "Suka", role: "like_button", press: like }),
      h(Action, { label: "Beri komentar", role: "comment_button", press: () => ran("comment") }),
      h(Action, { label: "Kirim ini ke teman atau posting di profil Anda.", role: "share_button", press: () => ran("share") })),
    h("form", { role: "presentation" }, h(Editor, { send, attributes: { "aria-label": "Komentari sebagai Laras Wening", "data-lexical-editor": "true" } }),
      h("div", { ...pressable(send), "aria-label": "Posting komentar" }, "›")));
}

mount(h("div", { role: "main" }, people.map((person, place) => h(Unit, { person, place, key: person.handle }))));
