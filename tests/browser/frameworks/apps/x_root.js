// x.com as plain React: buttons whose handlers hang on the root, in a post that opens itself when pressed.
import { h, people, useToggle } from "./h.js";
import { mount } from "mount";

function Button({ id, label, press }) {
  const onClick = (event) => {
    event.stopPropagation();
    press();
  };
  return h("button", { type: "button", role: "button", "data-testid": id, "aria-label": label, onClick }, h("span", null, label));
}

function Follow({ person }) {
  const [isOn, press] = useToggle("follow");
  const label = `${isOn ? "Mengikuti" : "Ikuti"} @${person.handle}`;
  return h("div", { "data-testid": "UserCell" }, h("div", { "data-testid": `UserAvatar-Container-${person.handle}` }),
    h("a", { href: `/${person.handle}`, role: "link" }, `@${person.handle}`),
    h(Button, { id: `${person.id}-${isOn ? "un" : ""}follow`, label, press }));
}

function Post({ person }) {
  const [isLiked, like] = useToggle("like");
  const link = (to, text) => h("a", { href: to, role: "link" }, text);
  return h("article", { role: "article", tabIndex: 0, "data-testid": "tweet", onClick: () => ran("opened") },
    h("div", { "data-testid": "Tweet-User-Avatar" }, h("div", { "data-testid": `UserAvatar-Container-${person.handle}` })),
    h("div", { "data-testid": "User-Name" }, link(`/${person.handle}`, person.name), link(`/${person.handle}`, `@${person.handle}`),
      link(`/${person.handle}/status/17${person.id}00`, h("time", null, "15 Jan"))),
    h("div", { "data-testid": "tweetText" }, "Selamat pagi dari kami."),
    h("div", { role: "group" },
      h(Button, { id: "reply", label: "3 Balasan. Balas", press: () => ran("comment") }),
      h(Button, { id: "retweet", label: "12 posting ulang. Posting ulang", press: () => ran("share") }),
      h(Button, { id: isLiked ? "unlike" : "like", label: "40 Suka. Menyukai", press: like })));
}

mount(h("main", { role: "main" }, h("div", { "data-testid": "primaryColumn" },
  people.map((person) => h("div", { key: person.handle, id: `from-${person.handle}` }, h(Post, { person }), h(Follow, { person }))))));
