// www.instagram.com: controls are divs with a role around a drawing whose label says what it is.
import { h, people, pressable, useToggle } from "./h.js";
import { mount } from "mount";
import { useState } from "react";

function Icon({ label, press }) {
  const svg = h("svg", { "aria-label": label, role: "img", width: 24, height: 24, viewBox: "0 0 24 24" },
    h("title", null, label), h("path", { d: "M5 5h14v14H5z" }));
  return h("span", null, h("div", pressable(press), h("div", null, svg)));
}

function Box() {
  const [text, setText] = useState("");
  const send = (event) => {
    event.preventDefault();
    ran("comment_sent");
    setText("");
  };
  const onKeyDown = (event) => event.key === "Enter" && send(event);
  return h("form", { method: "post", onSubmit: send },
    h("textarea", { "aria-label": "Tambahkan komentar…", value: text, onChange: (event) => setText(event.target.value), onKeyDown }),
    text && h("div", pressable(() => send(new Event("press"))), "Kirim"));
}

function Post({ person }) {
  const [isLiked, like] = useToggle("like");
  const [isFollowed, follow] = useToggle("follow");
  return h("article", { id: `from-${person.handle}` }, h("header", null,
    h("div", null, h("a", { href: `/${person.handle}/`, role: "link" }, h("img", { alt: "", width: 32, height: 32, src: "data:," }))),
    h("div", null, h("a", { href: `/${person.handle}/`, role: "link" }, person.handle), " • ",
      h("a", { href: `/p/C2${person.id.slice(0, 5)}xQ/`, role: "link" }, h("time", null, "2 j")),
      h("div", pressable(follow), isFollowed ? "Mengikuti" : "Ikuti"))),
  h("div", null, h("img", { alt: "", width: 240, height: 60, src: "data:,", onDoubleClick: () => isLiked || like() })),
  h("section", null, h(Icon, { label: isLiked ? "Batal suka" : "Suka", press: like }),
    h(Icon, { label: "Komentari", press: () => ran("comment") }), h(Icon, { label: "Bagikan", press: () => ran("share") })),
  h("section", null, h(Box)));
}

mount(h("main", { role: "main" }, people.map((person) => h(Post, { person, key: person.handle }))));
