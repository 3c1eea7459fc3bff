// What hurts a box of ours on this screen, as sentences; called on the box. The least size of a control, for a finger and for a
// mouse, is that of WCAG 2.2, 2.5.5 and 2.5.8.
(function () {
  const least = matchMedia("(pointer: coarse)").matches ? 44 : 24;
  const { left, right, top, bottom } = this.getBoundingClientRect();
  const faults = [];
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
    faults.push("the box leaves the window");
  }
  if (this.scrollWidth > this.clientWidth) {
    faults.push("the box scrolls sideways");
  }
  for (const button of this.querySelectorAll("button")) {
    button.focus(); // brings it into view
    const box = button.getBoundingClientRect();
    const corners = [box.left + 8, box.right - 8].flatMap((x) => [[x, box.top + 2], [x, box.bottom - 2]]);
    if (Math.round(Math.min(box.width, box.height)) < least) {
      faults.push(`${button.textContent}: ${box.width} x ${box.height}`);
    }
    if (!corners.every(([x, y]) => this.getRootNode().elementFromPoint(x, y) === button)) {
      faults.push(`${button.textContent}: covered or out of reach`);
    }
    if (button.scrollWidth > button.clientWidth) {
      faults.push(`${button.textContent}: cut`);
    }
  }
  return faults;
})
