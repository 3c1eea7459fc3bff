/**
 * Make a platform file ready to be asked about addresses: templates parsed, rules laid out. Done once per platform.
 */
(() => {
  const MAIN = "main";

  /**
   * Read which account a form names: what it says itself, else its {id}, else its {handle}, else none.
   * @param {UrlFormData} form of the data
   * @param {UrlTemplate} template of the form
   * @returns {UrlForm["account"]} null when it names none
   */
  function readAccount({ account }, { segments, parameters }) {
    const patterns = [...segments, ...parameters.map(([, pattern]) => pattern)];
    const parts = new Set(patterns.flatMap((pattern) => pattern.parts));
    const usual = parts.has("id") ? "#{id}" : parts.has("handle") ? "@{handle}" : "";
    const text = account ?? usual;
    return text === "" ? null : { mark: text.charAt(0), pattern: jaga.parsePattern(text.slice(1)) };
  }

  /**
   * @param {UrlFormData} form of the data
   * @returns {UrlForm} ready
   */
  function makeForm(form) {
    const template = jaga.parseTemplate(form.template);
    const first = template.segments[0];
    return {
      template,
      kind: form.kind,
      on: form.on ?? [MAIN],
      account: readAccount(form, template),
      isOpaque: form.opaque ?? false,
      startsWithPart: first !== undefined && first.parts.length > 0 && first.literals[0] === "",
    };
  }

  /**
   * Refuse handles that nobody can have because their profile would stand at a reserved word. Where handles never stand
   * bare at the beginning of a path, "/@live" may well be somebody.
   * @param {PartReader} read the rule of handles
   * @param {UrlForm[]} urls of the platform
   * @param {string[]} reserved words
   * @returns {PartReader} with the refusal
   */
  function makeHandleReader(read, urls, reserved) {
    const hasBareHandles = urls.some((form) => form.startsWithPart && form.template.segments[0]?.parts.includes("handle"));
    const refused = new Set(hasBareHandles ? reserved.map(read) : []);
    return (text) => {
      const handle = read(text);
      return refused.has(handle) ? null : handle;
    };
  }

  /**
   * Make a platform ready.
   * @param {PlatformFile} file as stored
   * @returns {ReadyPlatform} ready to be asked
   */
  function makeReadyPlatform(file) {
    const data = /** @type {PlatformUrls} */ (/** @type {unknown} */ (file));
    const urls = data.urls.map(makeForm);
    const readers = new Map(Object.entries(data.parts ?? {}).map(([name, rules]) => [name, jaga.makePartReader(rules)]));
    readers.set("handle", makeHandleReader(jaga.makePartReader(data.handle), urls, data.reserved));
    readers.set("id", jaga.makePartReader(data.id));
    return {
      name: data.platform,
      sites: data.sites.map(({ domain, subdomains, name = MAIN, shared = false }) => ({ domain, subdomains, name, isShared: shared })),
      readers,
      reserved: new Set(data.reserved),
      redirects: data.redirects.map(({ template, on = [MAIN] }) => ({ template: jaga.parseTemplate(template), on })),
      urls,
      hashbang: new Set(data.hashbang ?? []),
    };
  }

  Object.assign(jaga, { makeReadyPlatform });
})();
