/**
 * What holds until the person chooses something else. An agency that packs the extension for its own people changes
 * the server here and nothing else.
 */

/** @type {Readonly<import("./types-background.d.ts").Settings>} */
export const DEFAULT_SETTINGS = Object.freeze({
  employment: null,
  language: "id",
  server: "http://127.0.0.1:8000",
  today: null,
  prefetch: true,
  ask_again_minutes: null,
  paused_until: null,
  platforms_off: [],
  region: null,
});
