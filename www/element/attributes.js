// What the attributes of the element say. Garbage is ignored or told, never an error.

import { negotiate } from '../i18n/index.js';
import { THEMES } from '../dom/theme.js';
import { noFilters } from '../engine/state.js';

/** @typedef {import("../engine/state.js").Chosen} Chosen */

/** The facets that a portal can fix. */
const FIXABLE = /** @type {const} */ (["component", "severity", "type"]);

const PAGE_SIZE = 5;
const MAX_PAGE_SIZE = 100;

/**
 * How many cases are listed at first, and how many more each time.
 *
 * @param {string | null} value
 */
export function pageSizeOf(value) {
  const size = Number(value ?? "");
  return Number.isInteger(size) && size > 0 ? Math.min(size, MAX_PAGE_SIZE) : PAGE_SIZE;
}

/**
 * The theme that was chosen; `auto` is that of the page around.
 *
 * @param {string | null} value
 */
export function themeOf(value) {
  return THEMES.find((theme) => theme === value) ?? "auto";
}

/**
 * The filters that the attributes fix: one value, or several between commas.
 *
 * @param {Element} element
 * @returns {Chosen}
 */
export function fixedFilters(element) {
  const fixed = noFilters();
  for (const facet of FIXABLE) {
    const values = (element.getAttribute(facet) ?? "").split(",").map((value) => value.trim());
    fixed[facet] = [...new Set(values.filter(Boolean))];
  }
  return fixed;
}

/**
 * The language of the widget: that of the element or of what it lies in, across shadow roots, if the
 * page has it; else the reader's first.
 *
 * @param {Element} element
 */
export function languageOf(element) {
  return negotiate([...langAround(element), ...navigator.languages]);
}

/**
 * @param {Element} element
 * @returns {string[]}
 */
function langAround(element) {
  const holder = element.closest("[lang]");
  if (holder) return [holder.getAttribute("lang") ?? ""];
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langAround(root.host) : [];
}
