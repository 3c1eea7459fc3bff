// The behaviour of the made-up www.instagram.com: listeners on the root, controls that are divs with role=button.
const svgLabel = (control) => control.querySelector("svg")?.getAttribute("aria-label") ?? "";

/** Show the other drawing of an icon. */
function draw(control, label) {
  control.querySelector("svg").setAttribute("aria-label", label);
  control.querySelector("title").textContent = label;
}

const ICONS = {
  Suka(control) {
    ran("like");
    draw(control, "Batal suka");
  },
  "Batal suka"(control) {
    ran("unlike");
    draw(control, "Suka");
  },
  Komentari(control) {
    ran("comment");
    control.closest("article, [role='dialog']").querySelector("textarea").focus();
  },
  Repost() {
    ran("share");
  },
  Bagikan() {
    ran("share");
  },
  Simpan() {
    ran("save");
  },
};

const TEXTS = {
  Ikuti(control) {
    ran("follow");
    control.textContent = "Mengikuti";
  },
  Mengikuti(control) {
    ran("unfollow");
    control.textContent = "Ikuti";
  },
  Kirim(control) {
    ran("comment_sent");
    control.closest("form").querySelector("textarea").value = "";
  },
};

/** Do what the pressed control is for; nothing when it is none. */
function press(target) {
  const control = target.closest("[role='button'], button");
  if (!control) return;
  const act = ICONS[svgLabel(control)] ?? TEXTS[control.textContent.trim()];
  if (act) act(control);
}

const root = document.querySelector("#mount_0_0");
root.addEventListener("click", (event) => press(event.target));
root.addEventListener("dblclick", (event) => {
  if (event.target.closest("img[data-media]")) ran("like");
});
root.addEventListener("keydown", (event) => {
  const isBox = event.target.matches("textarea");
  if (isBox && event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    ran("comment_sent");
    event.target.value = "";
  }
  // A div with role=button answers to keys by itself; a real button makes a click of them.
  if (event.target.matches("div[role='button']") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    press(event.target);
  }
});
root.addEventListener("submit", (event) => event.preventDefault());
