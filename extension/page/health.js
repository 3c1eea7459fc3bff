/**
 * Notice that a site has changed so much that a recogniser is blind. Two looks at most, when the page has settled; nothing
 * is watched, nothing is sent, only numbers in this browser grow.
 *
 * Three findings, named by what is blind. An empty, a private or a deleted page shows none of them:
 *   author.<container>   three controls belong to it and nobody's name can be read at any of them
 *   control.<container>  three of them name their authors, controls are known in such a one, and none is found in any
 *   page.<kind>          a profile or a post with links to three posts on it, no control, and no author either
 */
(() => {
  const LOOKS_AFTER_MS = [3000, 10_000];
  /** So many without exception are no accident; one advertisement or one group post is. */
  const BLIND_FROM = 3;
  /** What is looked at, so that a look stays cheap on the longest feed. */
  const ELEMENTS_MAX = 3000;
  const EACH_MAX = 5;
  const LINKS_MAX = 200;
  const IDLE_MAX_MS = 2000;

  /**
   * @param {View} view of the page
   * @returns {string[]} what is blind on it, in the words above; none: all is well, or there is nothing to see
   */
  function findBlind(view) {
    const { controls, containers } = takeSample(view);
    const unread = [...controls].filter(([name, seen]) => isReadable(view, name) && seen.length >= BLIND_FROM && !seen.includes(true));
    const bare = [...containers].filter(([name, seen]) =>
      seen.filter(Boolean).length >= BLIND_FROM && !controls.has(name) && hasControls(view, name));
    const findings = [...unread.map(([name]) => `author.${name}`), ...bare.map(([name]) => `control.${name}`)];
    const isSeen = controls.size > 0 || [...containers.values()].flat().includes(true);
    const kind = isSeen ? null : readKind(view);
    return kind && countPosts(view) >= BLIND_FROM ? [...findings, `page.${kind}`] : findings;
  }

  /**
   * @param {View} view of the page
   * @returns {{controls: Map<string, boolean[]>, containers: Map<string, boolean[]>}} the first of each kind on the page,
   *   by the container's name: whether somebody could be read
   */
  function takeSample(view) {
    /** @type {Map<string, boolean[]>} */
    const controls = new Map();
    /** @type {Map<string, boolean[]>} */
    const containers = new Map();
    const { anyContainer } = view.recogniser;
    const press = view.recogniser.controls.get("press")?.any ?? "";
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
    for (let left = ELEMENTS_MAX; left > 0 && walker.nextNode(); left -= 1) {
      const element = /** @type {Element} */ (walker.currentNode);
      if (press !== "" && element.matches(press)) {
        addControl(controls, view, element);
      }
      if (anyContainer !== "" && element.matches(anyContainer)) {
        addContainer(containers, view, element);
      }
    }
    return { controls, containers };
  }

  /**
   * @param {Map<string, boolean[]>} seen so far
   * @param {View} view of the page
   * @param {Element} element that a rule for presses selects
   */
  function addControl(seen, view, element) {
    const path = jaga.makePath(element);
    const found = jaga.findControl(view.recogniser, "press", path);
    if (found?.control !== element) {
      return; // its label is another, or it cannot be pressed now
    }
    const name = nameContainer(view, found.rule.in ?? [], element);
    if (name !== null && !seen.get(name)?.includes(true)) {
      add(seen, name, () => (jaga.recognise(view, "press", path)?.accounts.length ?? 0) > 0);
    }
  }

  /**
   * @param {View} view of the page
   * @param {string[]} names of the containers that may decide
   * @param {Element} control that they decide about
   * @returns {string | null} the one that decides here: the selected one around it, else the first that grows; null: none
   */
  function nameContainer(view, names, control) {
    const selected = jaga.findSelected(view, control, null)?.container.name ?? "";
    const isGrown = (/** @type {string} */ name) => view.recogniser.containers.get(name)?.around !== undefined;
    return names.includes(selected) ? selected : names.find(isGrown) ?? null;
  }

  /**
   * @param {Map<string, boolean[]>} seen so far
   * @param {View} view of the page
   * @param {Element} element that is a container
   */
  function addContainer(seen, view, element) {
    const found = jaga.findSelected(view, element, null);
    if (found) {
      add(seen, found.container.name, () => jaga.readAuthors(view, found.container, element).length > 0);
    }
  }

  /**
   * @param {Map<string, boolean[]>} seen so far
   * @param {string} name of a container
   * @param {() => boolean} read whether somebody can be read; asked only for the first few
   */
  function add(seen, name, read) {
    const list = seen.get(name) ?? [];
    if (list.length < EACH_MAX) {
      seen.set(name, [...list, read()]);
    }
  }

  /**
   * @param {View} view of the page
   * @param {string} name of a container
   * @returns {boolean} whether its authors stand on the page; a menu's are known only when somebody has opened it, and one
   *   that the release has switched off has none
   */
  function isReadable({ recogniser }, name) {
    const authors = recogniser.containers.get(name)?.authors ?? [];
    return authors.length > 0 && !authors.some(({ read }) => read === "opener");
  }

  /**
   * @param {View} view of the page
   * @param {string} name of a container
   * @returns {boolean} whether every one of these offers something: comments and shares have no undo that takes their place
   */
  function hasControls({ recogniser }, name) {
    const rules = recogniser.controls.get("press")?.rules ?? [];
    return rules.some((rule) => rule.in?.[0] === name && (rule.action === "comment" || rule.action === "share"));
  }

  /**
   * @param {View} view of the page
   * @returns {"profile" | "post" | null} the kind of page by its own address; null: another, on which nothing is expected
   */
  function readKind({ recogniser, url }) {
    const { kind } = jaga.resolveUrl(recogniser.platform, url, url);
    return kind === "profile" || kind === "post" ? kind : null;
  }

  /**
   * @param {View} view of the page
   * @returns {number} links to different posts, by their addresses alone
   */
  function countPosts({ recogniser, url }) {
    const links = [...document.querySelectorAll("a[href]")].slice(0, LINKS_MAX);
    const addresses = new Set(links.map((link) => link.getAttribute("href") ?? ""));
    return [...addresses].filter((address) => jaga.resolveUrl(recogniser.platform, address, url).kind === "post").length;
  }

  /**
   * Look at the page that is open, once it has settled; once more when something is blind.
   * @param {View} view of the page
   * @param {AbortSignal} signal ends it, when the person goes elsewhere
   * @returns {Promise<string[]>} what was blind both times
   */
  async function findBlindSettled(view, signal) {
    /** @type {string[] | null} */
    let findings = null;
    for (const wait of LOOKS_AFTER_MS) {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      await new Promise((resolve) => { requestIdleCallback(resolve, { timeout: IDLE_MAX_MS }); });
      if (signal.aborted || document.hidden || document.readyState !== "complete") {
        return [];
      }
      const found = findBlind(view);
      findings = found.filter((finding) => findings?.includes(finding) ?? true);
      if (findings.length === 0) {
        return [];
      }
    }
    return findings ?? [];
  }

  /**
   * Count what was blind.
   * @param {typeof chrome} browser the extension's interface to the browser
   * @param {string} platform its name
   * @param {string[]} findings in the words above
   */
  async function countBlind(browser, platform, findings) {
    const { health } = await browser.storage.local.get(["health"]);
    const counts = /** @type {Record<string, number>} */ (health ?? {});
    for (const finding of findings) {
      counts[`${platform}.${finding}`] = (counts[`${platform}.${finding}`] ?? 0) + 1;
    }
    await browser.storage.local.set({ health: counts });
  }

  Object.assign(jaga, { findBlind, findBlindSettled, countBlind });
})();
