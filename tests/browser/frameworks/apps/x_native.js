// x.com as it is built: react-native-web, whose Pressables take the pointer and the keys and stop them going further out.
import { Pressable, Text, View } from "react-native";
import { h, people, useToggle } from "./h.js";
import { mount } from "mount";

function Button({ id, label, press }) {
  return h(Pressable, { testID: id, role: "button", "aria-label": label, onPress: press, onLongPress: () => ran("long") }, h(Text, null, label));
}

function Follow({ person }) {
  const [isOn, press] = useToggle("follow");
  const label = `${isOn ? "Mengikuti" : "Ikuti"} @${person.handle}`;
  return h(Pressable, { testID: "UserCell", onPress: () => ran("visited") }, h(View, { testID: `UserAvatar-Container-${person.handle}` }),
    h(Text, { href: `/${person.handle}`, role: "link" }, `@${person.handle}`),
    h(Button, { id: `${person.id}-${isOn ? "un" : ""}follow`, label, press }));
}

function Post({ person }) {
  const [isLiked, like] = useToggle("like");
  const link = (to, text) => h(Text, { href: to, role: "link" }, text);
  return h(Pressable, { role: "article", testID: "tweet", onPress: () => ran("opened") },
    h(View, { testID: "Tweet-User-Avatar" }, h(View, { testID: `UserAvatar-Container-${person.handle}` })),
    h(View, { testID: "User-Name" }, link(`/${person.handle}`, person.name), link(`/${person.handle}`, `@${person.handle}`),
      link(`/${person.handle}/status/17${person.id}00`, h("time", null, "15 Jan"))),
    h(View, { testID: "tweetText" }, h(Text, null, "Selamat pagi dari kami.")),
    h(View, { role: "group" },
      h(Button, { id: "reply", label: "3 Balasan. Balas", press: () => ran("comment") }),
      h(Button, { id: "retweet", label: "12 posting ulang. Posting ulang", press: () => ran("share") }),
      h(Button, { id: isLiked ? "unlike" : "like", label: "40 Suka. Menyukai", press: like })));
}

mount(h(View, { role: "main" }, h(View, { testID: "primaryColumn" },
  people.map((person) => h("div", { key: person.handle, id: `from-${person.handle}` }, h(Post, { person }), h(Follow, { person }))))));
