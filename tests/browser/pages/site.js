// What every page of a made-up site keeps, for the tests to read.
//   site.ran   name -> how often the site's own handler for it has run
//   site.seen  every event on a control that reached the site at all: what a listener on the document would see
const site = { ran: {}, seen: [] };

function ran(name) {
  site.ran[name] = (site.ran[name] ?? 0) + 1;
}

const CHAIN = [
  "pointerdown", "mousedown", "pointerup", "mouseup", "touchstart", "touchend", "click", "dblclick", "keydown", "keypress", "keyup", "submit",
];
for (const type of CHAIN) {
  document.addEventListener(
    type,
    (event) => {
      site.seen.push({ type, key: event.key ?? null, trusted: event.isTrusted, prevented: event.defaultPrevented });
    },
    true,
  );
}
