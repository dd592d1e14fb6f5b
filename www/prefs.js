// What the reader prefers, kept between visits where storage works. All pages opened from
// file:// may share one storage, so the keys are prefixed and the values are checked.

/** @typedef {"auto" | "light" | "dark"} Theme */

/** @type {readonly Theme[]} */
export const THEMES = ["auto", "light", "dark"];

const PREFIX = "casebook:";

/** @returns {import("./i18n.js").UiLang | null} */
export function storedLang() {
  const value = readPreference("lang");
  return value === "en" || value === "zh-CN" ? value : null;
}

/** @returns {Theme} */
export function storedTheme() {
  const value = readPreference("theme");
  return THEMES.find((theme) => theme === value) ?? "auto";
}

/** @returns {boolean} Whether single-key shortcuts are on. */
export function storedShortcuts() {
  return readPreference("shortcuts") !== "off";
}

/**
 * @param {"list" | "log"} column
 * @returns {number | null} How wide the reader made it, in CSS pixels.
 */
export function storedWidth(column) {
  const pixels = Number.parseInt(readPreference(`${column}-width`) ?? "", 10);
  return pixels > 0 && pixels < 10_000 ? pixels : null;
}

/**
 * Keeps a preference. Without storage it lasts as long as the page.
 *
 * @param {"lang" | "theme" | "shortcuts" | "list-width" | "log-width"} name
 * @param {string} value
 */
export function storePreference(name, value) {
  session.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private mode, a full disk or a policy: the session's copy remains.
  }
}

/** @type {Map<string, string>} */
const session = new Map();

/** @param {string} name */
function readPreference(name) {
  const here = session.get(name);
  if (here !== undefined) return here;
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
