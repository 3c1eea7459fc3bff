/**
 * A browser, a network and a clock in memory, for the tests of the background: the only fakes there are.
 * They behave as Chromium's do where the background relies on it: storage copies values, set() is all or nothing,
 * onChanged names what was set, an alarm of the same name replaces the one before.
 */

/** What was asked of storage and network since the tests began, and what the thread pool still works on. */
const activity = { count: 0, computing: 0 };

/** Turns of the event loop in which nothing happens, before everything is said to have ended. */
const QUIET_TURNS = 60;

// The only work outside the event loop: however slow the machine, its end is waited for.
for (const name of ["digest", "importKey", "verify"]) {
  const compute = crypto.subtle[name].bind(crypto.subtle);
  crypto.subtle[name] = async (...given) => {
    activity.computing += 1;
    return compute(...given).finally(() => {
      activity.computing -= 1;
      activity.count += 1;
    });
  };
}

/** Wait until everything that was begun has come to its end. */
export async function settle() {
  for (let quiet = 0, seen = activity.count; quiet < QUIET_TURNS; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (activity.count !== seen || activity.computing > 0) {
      seen = activity.count;
      quiet = 0;
    }
  }
}

/** One list of listeners, with fire() for tests. */
class FakeEvent {
  /** @type {Function[]} */
  listeners = [];

  addListener(listener) {
    this.listeners.push(listener);
  }

  removeListener(listener) {
    this.listeners = this.listeners.filter((each) => each !== listener);
  }

  fire(...values) {
    return this.listeners.map((listener) => listener(...values));
  }
}

/** storage.local, storage.session or storage.managed. */
class FakeArea {
  /** @type {Map<string, string>} */
  items = new Map();
  /** When set, the next set() fails with this message, as a full disk does. */
  fault = null;
  /** Every set(), in order. */
  writes = [];

  constructor(name, onChanged) {
    this.name = name;
    this.onChanged = onChanged;
  }

  async get(keys) {
    activity.count += 1;
    const wanted = keys === null ? [...this.items.keys()] : [keys].flat();
    const found = wanted.filter((key) => this.items.has(key));
    return Object.fromEntries(found.map((key) => [key, JSON.parse(this.items.get(key))]));
  }

  async set(items) {
    activity.count += 1;
    if (this.fault && "sites" in items) {
      throw new Error(this.fault);
    }
    this.writes.push(structuredClone(items));
    for (const [key, value] of Object.entries(items)) {
      this.items.set(key, JSON.stringify(value));
    }
    this.onChanged.fire(Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }])), this.name);
  }

  // Who may read and write it: session and managed are told.
  async setAccessLevel({ accessLevel }) {
    this.accessLevel = accessLevel;
  }

  async remove(keys) {
    const gone = [keys].flat().filter((key) => this.items.delete(key));
    if (gone.length > 0) {
      this.onChanged.fire(Object.fromEntries(gone.map((key) => [key, {}])), this.name);
    }
  }

  async clear() {
    const keys = [...this.items.keys()];
    this.items.clear();
    this.onChanged.fire(Object.fromEntries(keys.map((key) => [key, {}])), this.name);
  }

  // Everything that is stored, as an object.
  async all() {
    return this.get(null);
  }
}

export const EXTENSION = "chrome-extension://jaga/";

/**
 * Make a browser.
 * @param {{settings?: object, tabs?: object[], manifest?: object, installType?: string}} [given] what is there from the start
 * @returns {any} the part of the browser's interface that the background uses, and what tests look at
 */
export function makeBrowser({ settings, tabs = [], manifest = {}, installType = "normal" } = {}) {
  const onChanged = new FakeEvent();
  const local = new FakeArea("local", onChanged);
  if (settings) {
    local.items.set("settings", JSON.stringify(settings));
  }
  const browser = {
    storage: { local, session: new FakeArea("session", onChanged), managed: new FakeArea("managed", onChanged), onChanged },
    alarms: makeAlarms(),
    action: makeAction(),
    runtime: {
      id: "jaga",
      getURL: (path) => EXTENSION + path,
      getManifest: () => manifest,
      onInstalled: new FakeEvent(),
      onStartup: new FakeEvent(),
      onMessage: new FakeEvent(),
    },
    permissions: { onAdded: new FakeEvent() },
    management: { getSelf: async () => ({ installType }) },
    ...makeTabs(tabs),
  };
  return browser;
}

/**
 * Keep the last alarm of each name.
 * @returns {object} browser.alarms, and byName for tests
 */
function makeAlarms() {
  const byName = new Map();
  return {
    byName,
    onAlarm: new FakeEvent(),
    get: async (name) => byName.get(name),
    create: async (name, when) => void byName.set(name, when),
    clear: async (name) => byName.delete(name),
  };
}

/**
 * Keep the last value of each kind, by tab ("all" without one).
 * @returns {object} browser.action, and shown for tests
 */
function makeAction() {
  const shown = { icon: {}, title: {}, badge: {} };
  const keep = (kind, member) => async (details) => void (shown[kind][details.tabId ?? "all"] = details[member]);
  return {
    shown,
    setIcon: keep("icon", "path"),
    setTitle: keep("title", "title"),
    setBadgeText: keep("badge", "text"),
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
  };
}

/**
 * Make tabs; query() takes the patterns of the manifest as prefixes.
 * @param {{id: number, url: string, guarded?: boolean, broken?: boolean}[]} tabs that are open
 * @returns {object} browser.tabs and browser.scripting; opened, injected and told for tests
 */
function makeTabs(tabs) {
  const opened = [];
  const injected = [];
  const told = [];
  const matches = (url, patterns) => patterns.some((pattern) => url.startsWith(pattern.replace(/\*$/u, "")));
  return {
    opened,
    injected,
    told,
    tabs: {
      create: async (tab) => void opened.push(tab),
      query: async ({ url }) => tabs.filter((tab) => matches(tab.url, url)),
      sendMessage: async (id, message) => {
        if (tabs.find((tab) => tab.id === id).guarded) {
          told.push({ id, ...message });
          return { awake: true };
        }
        throw new Error("Could not establish connection. Receiving end does not exist.");
      },
    },
    scripting: {
      executeScript: async ({ target, files }) => {
        if (tabs.find((tab) => tab.id === target.tabId).broken) {
          throw new Error("Cannot access contents of the page");
        }
        injected.push({ tabId: target.tabId, files });
      },
    },
  };
}

/** A network of one server: path -> answer. Records every request that leaves the browser; the package has no files. */
export class FakeNetwork {
  /** @type {Map<string, () => Response | Promise<Response>>} */
  answers = new Map();
  /** @type {{url: string, options: RequestInit}[]} */
  requests = [];

  fetch = async (url, options = {}) => {
    activity.count += 1;
    if (!url.startsWith(EXTENSION)) {
      this.requests.push({ url, options });
    }
    const answer = this.answers.get(url);
    return answer ? answer() : new Response("{}", { status: 404 });
  };

  // Answer with this body from now on.
  serve(url, body, init = {}) {
    this.answers.set(url, () => new Response(body, init));
  }

  // The paths that were asked for, without the server.
  paths() {
    return this.requests.map(({ url }) => new URL(url).pathname);
  }
}

/** A clock that stands still until it is moved; its dice always fall at the same point of the range. */
export class FakeClock {
  time = Date.parse("2026-11-21T02:00:00Z");
  lot = 0.5;

  now = () => this.time;
  pickBetween = (low, high) => low + this.lot * (high - low);

  pass(minutes) {
    this.time += minutes * 60_000;
  }
}
