/**
 * Find the post that a site's shortcut means where the focus does not say it: the one in the middle of the window.
 */
(() => {
  /** Another one that shows more than this share of the middle one's area makes it doubtful which is meant. */
  const RIVAL_SHARE = 0.5;

  /**
   * @param {View} view of the page
   * @param {string[]} kinds of containers that count
   * @returns {{container: ContainerData, element: Element} | null} null: none is there, something else covers it, or two
   *   share the window
   */
  function findMiddle(view, kinds) {
    const centre = jaga.dom.elementAt(document, window.innerWidth / 2, window.innerHeight / 2);
    const found = centre && jaga.findSelected(view, centre, null);
    return found && kinds.includes(found.container.name) && isAlone(view, kinds, found.element) ? found : null;
  }

  /**
   * @param {View} view of the page
   * @param {string[]} kinds of containers that count
   * @param {Element} element the one in the middle
   * @returns {boolean} whether no other one shows nearly as much of itself
   */
  function isAlone(view, kinds, element) {
    const selector = kinds.flatMap((kind) => view.recogniser.containers.get(kind)?.select ?? []).join(", ");
    const most = measureVisible(element) * RIVAL_SHARE;
    return jaga.dom.findAll(document, selector).every((other) =>
      jaga.dom.contains(other, element) || jaga.dom.contains(element, other) || measureVisible(other) <= most);
  }

  /**
   * @param {Element} element anything
   * @returns {number} the part of it that is inside the window, square pixels
   */
  function measureVisible(element) {
    const { left, top, right, bottom } = jaga.dom.boxOf(element);
    const width = Math.min(right, window.innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
    return Math.max(width, 0) * Math.max(height, 0);
  }

  Object.assign(jaga, { findMiddle });
})();
