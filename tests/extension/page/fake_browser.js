// A memory answer to the part of `chrome` that page scripts use: the store, messages, the id of the extension.
// Tests set `browser.session`, `browser.delayMs`, `browser.answers` and read `browser.messages`; `browser.change(values)` is the store changing and the background telling of it.
const browser = { stored: {}, session: {}, messages: [], answers: {}, delayMs: 0, listeners: { changed: new Set(), message: new Set() } };
globalThis.browser = browser;

/** Wait as long as the store takes, or until `browser.hurry()`. */
const hurried = new Promise((resolve) => { browser.hurry = resolve; });
const pause = () => Promise.race([hurried, new Promise((resolve) => { setTimeout(resolve, browser.delayMs); })]);

const event = (set) => ({ addListener: (each) => set.add(each), removeListener: (each) => set.delete(each) });

browser.change = (values) => {
  Object.assign(browser.stored, values);
  void browser.ask({ type: "stored", names: Object.keys(values) });
};

browser.ask = (message) => new Promise((resolve) => {
  const taken = [...browser.listeners.message].map((each) => each(message, {}, resolve));
  if (!taken.includes(true)) {
    resolve(undefined);
  }
});

globalThis.chrome = {
  runtime: {
    id: "jaga",
    onMessage: event(browser.listeners.message),
    sendMessage: async (message) => {
      browser.messages.push(message);
      return browser.answers[message.type]?.(message);
    },
  },
  storage: {
    session: {
      onChanged: event(browser.listeners.changed),
      get: async (name) => (name in browser.session ? { [name]: browser.session[name] } : {}),
      set: async (values) => { Object.assign(browser.session, values); },
    },
    local: {
      get: async (names) => {
        await pause();
        return Object.fromEntries(names.filter((name) => name in browser.stored).map((name) => [name, browser.stored[name]]));
      },
    },
  },
};
