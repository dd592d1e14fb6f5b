// The way from one result to the next while a case is open, and where in the list one is.

import { h, svg } from '../dom/elements.js';

/**
 * @typedef {object} Walk
 * @property {HTMLElement} node
 * @property {(ids: string[], total: number, open: string | undefined) => void} update `ids`: the results that are listed, of `total`.
 * @property {() => boolean} holdsFocus Whether the reader walks by the buttons: then the focus stays there.
 * @property {() => string} said Where one is, for those who listen.
 */

/**
 * @param {import("../i18n/page.js").PageStrings} t
 * @param {(step: 1 | -1) => void} go
 * @returns {Walk}
 */
export function createWalk(t, go) {
  const before = button(t.previousCase, "[", "M10 3 5 8l5 5", -1);
  const after = button(t.nextCase, "]", "m6 3 5 5-5 5", 1);
  const place = h("span", { class: "walk-place" });
  const node = h("div", { class: "walk", role: "group", "aria-label": t.walk }, before, place, after);
  return {
    node,
    update(ids, total, open) {
      const at = ids.findIndex((id) => id.toLowerCase() === open?.toLowerCase());
      node.hidden = at < 0 || total < 2;
      place.textContent = t.place(at + 1, total);
      before.setAttribute("aria-disabled", String(at <= 0));
      after.setAttribute("aria-disabled", String(at + 1 >= total));
    },
    holdsFocus: () => node.contains(document.activeElement),
    said: () => (node.hidden ? "" : place.textContent ?? ""),
  };

  /**
   * @param {string} label
   * @param {string} key
   * @param {string} path
   * @param {1 | -1} step
   */
  function button(label, key, path, step) {
    const element = h("button", {
      type: "button",
      class: "icon",
      "aria-label": label,
      "aria-keyshortcuts": key,
      title: `${label} (${key})`,
      // Disabled, it would drop the focus at the end of the list.
      onclick: () => element.getAttribute("aria-disabled") !== "true" && go(step),
    }, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: path, class: "icon-line" })));
    return element;
  }
}

/**
 * The result before or after the opened one.
 *
 * @param {string[]} ids
 * @param {string | undefined} open
 * @param {1 | -1} step
 * @returns {{ id: string } | "beyond" | null} `beyond`: after the last that is listed.
 */
export function neighbour(ids, open, step) {
  const at = ids.findIndex((id) => id.toLowerCase() === open?.toLowerCase());
  const id = at < 0 ? undefined : ids[at + step];
  if (id !== undefined) return { id };
  return at >= 0 && step === 1 ? "beyond" : null;
}
