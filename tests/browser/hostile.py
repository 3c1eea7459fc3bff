"""What a hostile page tries against the open dialog, as scripts that run in the page; `host` is the one thing it can find."""

# ruff: noqa: E501 - scripts, one try to a line

from __future__ import annotations

# The page takes whatever stands beside the body for the dialog's host.
FIND_HOST = (
    "const host = [...document.documentElement.children].find((each) => !['HEAD', 'BODY'].includes(each.tagName));"
)
COVER = "position: fixed; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; background: #fc0; z-index: 2147483647;"
MAKE_COVER = f"const cover = document.createElement('dialog'); cover.style = '{COVER}'; document.body.append(cover);"
NOTHING_SEEN = {
    "hosts": [["DIV", ["style"], "", True]],
    "worlds": [],
    "animations": 0,
    "words": [],
    "targets": [],
    "timings": [],
    "addresses": [],
    "reports": 0,
}

# After each of these the dialog must stand above everything, answered by nobody.
UNDONE = {
    "a modal dialog after ours": f"{MAKE_COVER} cover.showModal();",
    "a cover that clicks fall through": f"{MAKE_COVER} cover.style.pointerEvents = 'none'; cover.popover = 'manual'; cover.showPopover();",
    "a popover in a closed shadow root": f"""{MAKE_COVER} const part = document.createElement('div'); document.body.append(part);
        part.attachShadow({{ mode: 'closed' }}).append(cover); cover.popover = 'manual'; cover.showPopover();""",
    "a frame in a popover": f"""{MAKE_COVER} cover.innerHTML = '<iframe srcdoc="klik di sini" style="width:100%;height:100%">';
        cover.popover = 'manual'; cover.showPopover();""",
    "full screen": "document.querySelector('main').requestFullscreen().catch(() => {});",
    "full screen of the whole page": "document.documentElement.requestFullscreen().catch(() => {});",
    "a view transition that never ends": """const style = document.createElement('style');
        style.textContent = '::view-transition { background: #0f0; } ::view-transition-group(*) { animation-duration: 900s; }';
        document.head.append(style); document.startViewTransition(() => { document.body.style.background = '#0f0'; }).ready.catch(() => {});""",
    "the host's style": "host.style = 'display: none !important; opacity: 0 !important; zoom: .01 !important';",
    "the host's attributes": "host.inert = true; host.hidden = true; host.popover = 'auto'; host.dir = 'rtl'; host.setAttribute('class', 'x');",
    "animations on the host": "host.animate({ opacity: [0, 0], translate: '-400vw', display: 'none' }, { duration: 9e5, fill: 'both' });",
    "an inert page": "document.documentElement.inert = true; document.body.inert = true;",
    "a page of another size": "document.documentElement.style.zoom = '.05';",
    "a page in pieces": "document.body.replaceChildren(); document.head.remove(); document.body.remove();",
    "moved with its state": "document.body.moveBefore(host, null);",
    "the focus taken": """const box = document.createElement('input'); document.body.append(box);
        for (const type of ['focusin', 'blur']) addEventListener(type, () => { host.blur(); box.focus(); }, true);
        box.focus(); document.activeElement.blur(); host.blur(); window.focus();""",
    "all timers cleared": "for (let id = 0; id < 9999; id += 1) { clearTimeout(id); cancelAnimationFrame(id); cancelIdleCallback(id); }",
    "another address": "history.pushState({}, '', '/explore'); dispatchEvent(new PopStateEvent('popstate')); location.hash = 'a';",
}
# After each of these there is no dialog any more, and that is a no.
GIVEN_UP = {
    "taken away": "host.remove();",
    "moved": "document.body.append(host);",
    "taken away and brought back": "host.remove(); document.documentElement.append(host);",
    "no page left": "document.documentElement.replaceChildren();",
    "another root": "document.documentElement.remove(); document.append(document.createElement('html'));",
    "written anew": "document.open(); document.write('<p>baru'); document.close();",
    "a page that shows nothing": "document.documentElement.style.setProperty('display', 'none', 'important');",
    "a host that is hidden for ever": """(function again() {
        host.style = 'display: none !important'; if (host.isConnected) requestAnimationFrame(again); })();""",
    "a host that is hidden as soon as it is shown": """const hide = () => host.style.display === 'none' || host.setAttribute('style', 'display: none');
        new MutationObserver(hide).observe(host, { attributes: true }); hide();""",
}

# What lies above the dialog and does not give in; nothing of the dialog itself is touched.
COVER_FOR_EVER = f"""{MAKE_COVER} cover.popover = 'manual'; cover.style.pointerEvents = 'none';
    (function again() {{ cover.hidePopover(); cover.showPopover(); requestAnimationFrame(again); }})();"""

# Every way we know to answer for the person, at any place of the window.
FORGE = (
    f"async () => {{ {FIND_HOST}"
    """
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "box";
  const label = document.createElement("label");
  label.htmlFor = "box";
  document.body.append(box, label);
  const types = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  for (let y = 0; y < innerHeight; y += 20) {
    for (let x = 300; x < innerWidth - 300; x += 40) {
      const place = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, screenX: x, screenY: y, detail: 1 };
      for (const type of types) host.dispatchEvent(new (type.startsWith("p") ? PointerEvent : MouseEvent)(type, place));
      label.dispatchEvent(new MouseEvent("click", place)); // the browser makes a trusted click of it
    }
  }
  for (const key of ["Enter", " ", "Escape", "Tab"]) {
    for (const target of [host, window, document.activeElement]) {
      for (const type of ["keydown", "keypress", "keyup"]) {
        target.dispatchEvent(new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true, composed: true }));
      }
    }
  }
  host.click();
  label.click();
  for (const type of ["cancel", "close", "submit", "beforetoggle", "toggle"]) host.dispatchEvent(new Event(type, { bubbles: true }));
  host.blur();
  dispatchEvent(new Event("blur"));
}
"""
)

# Set up before the dialog opens: what a page can be told of later.
LISTEN = """
() => {
  globalThis.told = { targets: [], timings: [], reports: 0 };
  const types = ["animationstart", "animationend", "transitionend", "toggle", "beforetoggle", "focusin", "focus", "pointerover", "mousemove", "pointermove",
    "wheel", "scroll", "close", "cancel", "selectionchange", "slotchange", "pointerdown", "click", "keydown", "auxclick", "copy", "beforeinput"];
  for (const type of types) {
    addEventListener(type, (event) => {
      const inside = event.composedPath().filter((each) => each instanceof Node && each.getRootNode() !== document && each !== document);
      if (inside.length > 0) told.targets.push(type);
    }, true);
  }
  for (const type of PerformanceObserver.supportedEntryTypes) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const text = JSON.stringify(entry) + JSON.stringify(entry.scripts ?? []) + (entry.targetSelector ?? "");
        const node = entry.target ?? entry.element;
        if (/chrome-extension|extension\\/page|Batal|alertdialog|class=|button\\.first|h2#title/.test(text) || node?.getRootNode() instanceof ShadowRoot) {
          told.timings.push(`${type} ${text}`);
        }
      }
    }).observe({ type, buffered: true, durationThreshold: 16 });
  }
  document.addEventListener("securitypolicyviolation", () => { told.reports += 1; });
  new ReportingObserver(() => { told.reports += 1; }).observe();
  told.names = new Set(Object.getOwnPropertyNames(globalThis));
}
"""
# What it finds while the dialog is open, in the order of NOTHING_SEEN.
PROBE = (
    f"async (id) => {{ {FIND_HOST}"
    """
  const { reports } = told; // before our own tries make some
  const words = ["Jaga Jempol", "Batal", "Tetap lanjut"];
  document.execCommand("selectAll");
  const { x, y } = { x: innerWidth / 2, y: innerHeight / 2 };
  const texts = [getSelection().toString(), document.documentElement.innerText, host.innerText, host.textContent, host.outerHTML,
    document.caretPositionFromPoint(x, y)?.offsetNode?.textContent ?? "", document.activeElement.outerHTML,
    ...document.elementsFromPoint(x, y).filter((each) => each !== document.documentElement && each !== document.body).slice(0, 1).map((each) => each.outerHTML)];
  const found = words.filter((word) => texts.some((text) => text.includes(word)));
  const addresses = [];
  for (const path of ["manifest.json", "extension/page/dialog.js", "extension/icons/mark-16.png", "extension/bundled/base.css"]) {
    const url = `chrome-extension://${id}/${path}`;
    await fetch(url).then(() => addresses.push(url), () => {});
    await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => { addresses.push(url); resolve(); };
      image.onerror = resolve;
      image.src = url;
    });
  }
  let attached = false;
  try { host.attachShadow({ mode: "open" }); attached = true; } catch { }
  return {
    hosts: [...document.documentElement.children].filter((each) => !["HEAD", "BODY"].includes(each.tagName))
      .map((each) => [each.tagName, each.getAttributeNames(), each.innerHTML, each.shadowRoot === null && !attached]),
    worlds: [...Object.getOwnPropertyNames(globalThis).filter((name) => !told.names.has(name)),
      ...["jaga", "browser"].filter((name) => name in globalThis), ...(globalThis.chrome?.runtime?.id ? ["chrome.runtime.id"] : []),
      ...[...getComputedStyle(host)].filter((name) => name.startsWith("--"))],
    animations: document.getAnimations().length + host.getAnimations({ subtree: true }).length,
    words: found,
    targets: told.targets, timings: told.timings, addresses, reports,
  };
}
"""
)
