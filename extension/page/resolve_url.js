/**
 * What an address says: which platform, what kind of page, whose account. Twin of server/domain/platforms.py; the same
 * platform files, the same answer for every string (tests/extension/test_resolve_url.py).
 * The first page script: it makes the one global object that all of them share.
 */
globalThis.jaga ??= /** @type {Jaga} */ ({});

(() => {
  /** How many addresses may be wrapped in one another. */
  const REDIRECTS_MAX = 3;
  const LOCALE = "{locale}";
  /** @type {ResolvedUrl} */
  const NOWHERE = { platform: null, kind: null, account: null, key: null, opaque: false };

  /** @type {WeakMap<PlatformFile, ReadyPlatform>} */
  const ready = new WeakMap();

  /**
   * @param {PlatformFile} platform as stored
   * @returns {ReadyPlatform} made once
   */
  function prepare(platform) {
    const prepared = ready.get(platform) ?? jaga.makeReadyPlatform(platform);
    ready.set(platform, prepared);
    return prepared;
  }

  /**
   * @param {string} subdomain in front of a domain
   * @param {string[]} subdomains of a site
   * @returns {boolean} whether the site answers there
   */
  function hasSubdomain(subdomain, subdomains) {
    return subdomains.includes(subdomain) || (subdomains.includes(LOCALE) && /^[a-z]{2}[-_][a-z]{2}$/.test(subdomain));
  }

  /**
   * Read what stands in front of a domain. Every domain of a platform file is a registrable one (the server checks that
   * with the list of public suffixes), so comparing endings finds exactly the hosts that the server finds.
   * @param {string} host as compared
   * @param {string} domain of a site
   * @returns {string | null} null when the host does not belong to the domain
   */
  function readSubdomain(host, domain) {
    if (host === domain) {
      return "";
    }
    const hasSubdomains = domain.includes(".") && !/[0-9]$/.test(domain); // not localhost, not an IP address
    return hasSubdomains && host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : null;
  }

  /**
   * Find whose host this is.
   * @param {ReadyPlatform[]} platforms to look through
   * @param {string} host as compared
   * @returns {{platform: ReadyPlatform, site: ReadyPlatform["sites"][number] | null} | null} site null: none of its URL
   *   forms holds here; all null: nobody's
   */
  function findSite(platforms, host) {
    let other = null;
    for (const platform of platforms) {
      for (const site of platform.sites) {
        const subdomain = readSubdomain(host, site.domain);
        if (subdomain !== null && hasSubdomain(subdomain, site.subdomains)) {
          return { platform, site };
        }
        other ??= subdomain === null || site.isShared ? null : { platform, site: null };
      }
    }
    return other;
  }

  /**
   * Follow a legacy address whose page stands behind "#!".
   * @param {ReadyPlatform} platform whose address it is
   * @param {UrlParts} parts of the address
   * @returns {UrlParts} of the page
   */
  function readPage(platform, parts) {
    const path = jaga.asciiLower(parts.path.filter(Boolean).join("/"));
    if (!parts.fragment.startsWith("!") || !platform.hashbang.has(path)) {
      return parts;
    }
    const at = parts.fragment.indexOf("?");
    const target = parts.fragment.slice(1, at < 0 ? undefined : at);
    const query = at < 0 ? "" : parts.fragment.slice(at + 1);
    return { host: parts.host, path: jaga.splitPath(target.replace(/^\//, "")), query, fragment: "" };
  }

  /**
   * @param {ReadyPlatform} platform whose address it is
   * @param {string} siteName name of the site
   * @param {string[]} segments of the page
   * @param {Map<string, string | null>} parameters of the page
   * @returns {string | null} the address that a redirect leads to; null when this is none
   */
  function findTarget(platform, siteName, segments, parameters) {
    for (const redirect of platform.redirects.filter(({ on }) => on.includes(siteName))) {
      const captured = jaga.matchTemplate(redirect.template, segments, parameters, platform.readers);
      if (captured !== null) {
        return captured.get("url") ?? null;
      }
    }
    return null;
  }

  /**
   * @param {ReadyPlatform} platform whose address it is
   * @param {UrlForm} form that fits
   * @param {Map<string, string>} captured parts
   * @returns {{account: string, key: string} | null} null when nobody can have the account
   */
  function readAccount(platform, { account: form }, captured) {
    if (form === null) {
      return null;
    }
    const read = platform.readers.get(form.mark === "#" ? "id" : "handle");
    const account = read?.(jaga.fillPattern(form.pattern, captured)) ?? null;
    return account === null ? null : { account, key: `${platform.name}:${form.mark}${account}` };
  }

  /**
   * Take the first form that fits; an account that nobody can have does not fit.
   * @param {ReadyPlatform} platform whose address it is
   * @param {ReadyPlatform["sites"][number]} site of the host
   * @param {string[]} segments of the page
   * @param {Map<string, string | null>} parameters of the page
   * @returns {ResolvedUrl} what the address says
   */
  function matchForms(platform, site, segments, parameters) {
    const isReserved = segments[0] !== undefined && platform.reserved.has(jaga.asciiLower(segments[0]));
    for (const form of platform.urls) {
      const mayFit = form.on.includes(site.name) && !(isReserved && form.startsWithPart);
      const captured = mayFit ? jaga.matchTemplate(form.template, segments, parameters, platform.readers) : null;
      const named = captured === null ? null : readAccount(platform, form, captured);
      if (captured !== null && (named !== null || form.account === null)) {
        const { account, key } = named ?? { account: null, key: null };
        return { platform: platform.name, kind: form.kind, account, key, opaque: form.isOpaque };
      }
    }
    return site.isShared ? NOWHERE : { ...NOWHERE, platform: platform.name, kind: "other" };
  }

  /**
   * @param {ReadyPlatform[]} platforms to look through
   * @param {UrlParts | null} parts of the address
   * @param {number} redirectsLeft how many may still be followed
   * @returns {ResolvedUrl} what the address says
   */
  function resolve(platforms, parts, redirectsLeft) {
    const found = parts === null ? null : findSite(platforms, parts.host);
    if (parts === null || found === null) {
      return NOWHERE;
    }
    if (found.site === null) {
      return { ...NOWHERE, platform: found.platform.name, kind: "other" };
    }
    const page = readPage(found.platform, parts);
    const segments = page.path.filter(Boolean);
    const parameters = jaga.readParameters(page.query);
    const target = findTarget(found.platform, found.site.name, segments, parameters);
    if (target !== null && redirectsLeft > 0) {
      const base = /^[/\\]/.test(target) ? page : null;
      const resolved = resolve(platforms, jaga.readUrlParts(target, base), redirectsLeft - 1);
      if (resolved.platform !== null) {
        return resolved;
      }
    }
    return matchForms(found.platform, found.site, segments, parameters);
  }

  /**
   * Tell what an address says, as far as it tells by itself; nothing is fetched.
   * @param {PlatformFile | PlatformFile[]} platforms one, or all that are known
   * @param {string} url whatever a person pasted or a page links to; the scheme may be missing
   * @param {string | null} [base] the address of the page on which the link stands
   * @returns {ResolvedUrl} platform null: the host is no platform's; account null: it names none
   */
  function resolveUrl(platforms, url, base = null) {
    const known = [platforms].flat().map(prepare);
    const baseParts = base === null ? null : jaga.readUrlParts(base, null);
    return resolve(known, jaga.readUrlParts(url, baseParts), REDIRECTS_MAX);
  }

  /**
   * @param {PlatformFile} platform whose rules hold
   * @param {"handle" | "id"} part which of the two
   * @param {"@" | "#"} mark that may stand in front
   * @param {string} text as found
   * @returns {string | null} the key
   */
  function readKey(platform, part, mark, text) {
    const { name, readers } = prepare(platform);
    const trimmed = jaga.trimText(text);
    const value = readers.get(part)?.(trimmed.startsWith(mark) ? trimmed.slice(1) : trimmed) ?? null;
    return value === null ? null : `${name}:${mark}${value}`;
  }

  /**
   * Read a handle as a page shows it.
   * @param {PlatformFile} platform whose rules hold
   * @param {string} text with or without "@", in any case
   * @returns {string | null} the key; null when nobody can have this handle
   */
  function readHandle(platform, text) {
    return readKey(platform, "handle", "@", text);
  }

  /**
   * Read a permanent id as a page holds it.
   * @param {PlatformFile} platform whose rules hold
   * @param {string} text with or without "#"
   * @returns {string | null} the key; null when the platform has no such ids
   */
  function readId(platform, text) {
    return readKey(platform, "id", "#", text);
  }

  Object.assign(jaga, { resolveUrl, readHandle, readId });
})();
