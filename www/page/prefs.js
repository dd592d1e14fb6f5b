// What the reader prefers, kept between visits where storage works, for all collections alike. Other
// pages may write to the same storage, so the keys are prefixed and the values are checked.

import { THEMES } from '../dom/theme.js';
import { readItem, removeItem, writeItem } from '../notes/storage.js';

/** @typedef {import("../dom/theme.js").Theme} Theme */

const PREFIX = "casebook:";
const NAMES = /** @type {const} */ (["lang", "theme", "shortcuts", "list-width", "log-width"]);

/** @returns {import("../i18n/index.js").UiLang | null} */
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
 * @param {typeof NAMES[number]} name
 * @param {string} value
 */
export function storePreference(name, value) {
  session.set(name, value);
  writeItem(PREFIX + name, value);
}

/** Removes what is stored. The page stays as it is until it is closed. */
export function forgetPreferences() {
  for (const name of NAMES) removeItem(PREFIX + name);
}

/** @type {Map<string, string>} */
const session = new Map();

/** @param {string} name */
function readPreference(name) {
  const here = session.get(name);
  return here ?? readItem(PREFIX + name);
}
