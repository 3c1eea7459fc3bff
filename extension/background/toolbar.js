/**
 * The mark in the toolbar: asleep or awake for the browser, and one quiet dot for a tab that shows a listed account.
 * The dot is violet, the title says it in words; no number (a ballot number would be read into it), no red.
 */

/** @typedef {import("../types-background.d.ts").Settings} Settings */

const ACCENT = "#7a3fc4";
const PAPER = "#fbfaf7";
const DOT = "●";

/** @type {Readonly<Record<Settings["language"], Record<"asleep" | "awake" | "listed" | "held" | "unknown", string>>>} */
const TITLES = Object.freeze({
  id: {
    asleep: "Jaga Jempol: tidur",
    awake: "Jaga Jempol: berjaga",
    listed: "Jaga Jempol: akun ini ada dalam daftar",
    held: "Jaga Jempol: akun ini ada dalam daftar, Anda akan diingatkan",
    unknown: "Jaga Jempol: halaman ini belum dikenali",
  },
  en: {
    asleep: "Jaga Jempol: asleep",
    awake: "Jaga Jempol: on guard",
    listed: "Jaga Jempol: this account is on the list",
    held: "Jaga Jempol: this account is on the list, you will be reminded",
    unknown: "Jaga Jempol: this page is not recognised yet",
  },
});

/**
 * Show whether the extension sleeps.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Settings} settings of the person
 */
export async function showState({ action }, { employment, language }) {
  const name = employment === null ? "mark-asleep" : "mark";
  const paths = [16, 32, 48].map((size) => [size, `/extension/icons/${name}-${size}.png`]);
  await action.setIcon({ path: Object.fromEntries(paths) });
  await action.setTitle({ title: TITLES[language][employment === null ? "asleep" : "awake"] });
}

/**
 * Show whether the page in a tab belongs to a listed account.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {number} tabId which tab
 * @param {{listed: boolean, level: string, unknown?: boolean}} page what the content script found
 * @param {Settings} settings of the person
 */
export async function showPage({ action }, tabId, { listed, level, unknown = false }, { employment, language }) {
  const titles = TITLES[language];
  const isShown = listed && employment !== null;
  const awake = unknown ? titles.unknown : titles.awake;
  const quiet = employment === null ? titles.asleep : awake;
  const mark = unknown && employment !== null ? "?" : "";
  await action.setBadgeText({ tabId, text: isShown && !unknown ? DOT : mark });
  await action.setBadgeBackgroundColor({ tabId, color: ACCENT });
  await action.setBadgeTextColor({ tabId, color: PAPER });
  await action.setTitle({ tabId, title: isShown && !unknown ? titles[level === "hold" ? "held" : "listed"] : quiet });
}
