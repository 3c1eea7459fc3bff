/**
 * Watch over the open dialog: what a page does to its host or puts above it is undone. A page that does not stop, or takes the
 * dialog away, has it: that is a no. Only in what lies above it the dialog gives in and goes on answering: nobody is locked out by
 * a sight that is wrong. Observers alone take part, because a page can clear every timer and frame request of ours.
 * Source: Intersection Observer, "trackVisibility" (what covers, dims or shrinks the target), read 2026-11-21; Firefox knows only
 * whether it is in view.
 */
(() => {
  /** Two that both want the last word do not fight for ever. */
  const REPAIRS_AT_MOST = 8;
  const RAISES_AT_MOST = 8;
  /** The shortest that browsers allow between two looks. */
  const LOOK_EVERY_MS = 100;

  /** Keeps one dialog in sight. */
  class DialogWatch {
    /**
     * @param {HTMLElement} host of the dialog
     * @param {HTMLDialogElement} dialog open
     * @param {{repaired: () => void, lost: () => void}} tell what happened: from now on it is to be read anew, or it is gone
     */
    constructor(host, dialog, tell) {
      this.host = host;
      this.dialog = dialog;
      this.tell = tell;
      this.repairs = 0;
      this.raises = 0;
      fitZoom(host);
      this.style = host.style.cssText;
      this.changes = new MutationObserver(() => this.check());
      this.changes.observe(host, { attributes: true });
      this.changes.observe(jaga.dom.topOf(document), { childList: true });
      this.size = new ResizeObserver(() => this.check());
      this.size.observe(dialog, { box: "device-pixel-content-box" }); // follows the page's zoom, too
      // @ts-expect-error -- trackVisibility is not in TypeScript's library (5.9)
      this.sight = new IntersectionObserver((entries) => this.see(entries.at(-1)), { trackVisibility: true, delay: LOOK_EVERY_MS });
      this.sight.observe(dialog);
    }

    /** Look no more. */
    stop() {
      this.changes.disconnect();
      this.size.disconnect();
      this.sight.disconnect();
    }

    /**
     * @returns {boolean} whether the dialog is where it was opened: a page that moves it makes it an ordinary box
     */
    isThere() {
      return jaga.dom.isConnected(this.host) && jaga.dom.matches(this.dialog, ":modal");
    }

    /** Undo what the page has done to the host, and take back the mouse; too often, or when it is gone, the page has won. */
    check() {
      const isWhole = this.host.style.cssText === this.style && this.host.attributes.length === 1 && !isZoomed(this.host);
      if (isWhole && this.isThere() && !document.pointerLockElement) {
        return;
      }
      this.repairs += 1;
      if (!this.isThere() || this.repairs > REPAIRS_AT_MOST) {
        this.tell.lost();
      } else {
        this.restore();
        this.tell.repaired();
      }
    }

    /**
     * Come back above what covers the dialog. What still covers it in the end is left there: the dialog answers all the same, to
     * keys, screen readers and whoever sees it after all; one that is not drawn at all is lost.
     * @param {IntersectionObserverEntry & {isVisible?: boolean} | undefined} entry the newest
     */
    see(entry) {
      const isSeen = entry?.isVisible ?? entry?.isIntersecting;
      if (isSeen || document.visibilityState !== "visible") {
        return;
      }
      this.raises += 1;
      const isLast = this.raises > RAISES_AT_MOST;
      if (!this.isThere() || (isLast && !this.dialog.checkVisibility())) {
        this.tell.lost();
      } else if (!isLast) {
        this.restore();
        this.raise();
        this.tell.repaired();
      }
    }

    /** Make the host what it was. */
    restore() {
      for (const name of this.host.getAttributeNames()) {
        this.host.removeAttribute(name);
      }
      this.host.style.cssText = this.style;
      fitZoom(this.host);
      this.style = this.host.style.cssText;
      this.changes.takeRecords();
      document.exitPointerLock();
    }

    /** Bring the dialog above everything that was opened after it. */
    raise() {
      skipViewTransition();
      this.dialog.close();
      this.dialog.showModal();
      this.sight.unobserve(this.dialog);
      this.sight.observe(this.dialog); // tells at once how it is now
    }
  }

  /**
   * The size of a page (CSS zoom, not the browser's) is no size of ours.
   * @param {HTMLElement & {currentCSSZoom?: number}} host in the page
   */
  function fitZoom(host) {
    if (isZoomed(host)) {
      const own = Number(host.style.zoom) || 1;
      host.style.setProperty("zoom", String(own / (host.currentCSSZoom ?? 1)), "important");
    }
  }

  /**
   * @param {HTMLElement & {currentCSSZoom?: number}} host in the page
   * @returns {boolean} whether the page shows it larger or smaller than it is
   */
  function isZoomed({ currentCSSZoom = 1 }) {
    return Math.abs(currentCSSZoom - 1) > 0.01;
  }

  /** The pictures of a view transition lie above every dialog; a second transition ends the first. */
  function skipViewTransition() {
    const transition = document.startViewTransition?.();
    transition?.ready.catch(() => {}); // it is skipped on purpose
    transition?.skipTransition();
  }

  Object.assign(jaga, { DialogWatch });
})();
