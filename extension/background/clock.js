/** The real clock and the real dice; tests hand over their own (types-background.d.ts, Clock). */

/** @type {import("../types-background.d.ts").Clock} */
export const systemClock = {
  now: () => Date.now(),
  pickBetween: (low, high) => low + Math.random() * (high - low),
};
