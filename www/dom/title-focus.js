// A list of cases by their titles: plain links, one tab stop, arrows inside.

import { focusIn } from './elements.js';

/**
 * @typedef {object} TitleFocus
 * @property {() => void} reset The first title takes the tab stop.
 * @property {(state: import("../engine/state.js").State) => void} markOpen Shows which case is being read.
 * @property {(step: 1 | -1) => boolean} move Returns whether there was a result to move to.
 * @property {() => HTMLAnchorElement | null} active The result that Enter would open.
 * @property {() => string[]} ids Of the cases, in the order of the list.
 * @property {() => void} showOpen Brings the case that is being read into view.
 * @property {(id: string | null) => void} focus Focuses the result of a case, or the active one.
 */

/**
 * @param {HTMLElement} list Its items have one `a.hit-title` each, with the case's id in `data-id`.
 * @returns {TitleFocus}
 */
export function createTitleFocus(list) {
  const titles = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a.hit-title")]);
  const active = () => titles().find((title) => title.tabIndex === 0) ?? null;
  list.addEventListener("focusin", followFocus);

  return {
    active,
    ids: () => titles().map((title) => title.dataset.id ?? ""),
    showOpen: () => list.querySelector("[aria-current]")?.closest("li")?.scrollIntoView({ block: "nearest" }),
    reset: () => moveTabStop(titles(), titles()[0]),
    markOpen(state) {
      for (const title of titles()) {
        const isOpen = title.dataset.id?.toLowerCase() === state.open?.id.toLowerCase();
        if (isOpen) title.setAttribute("aria-current", "true");
        else title.removeAttribute("aria-current");
        if (isOpen && !list.contains(focusIn(list))) moveTabStop(titles(), title);
      }
    },
    move(step) {
      const all = titles();
      const at = all.findIndex((title) => title === focusIn(list));
      const from = at >= 0 || !list.querySelector("[aria-current]") ? at : all.findIndex((title) => title.hasAttribute("aria-current"));
      const next = all[Math.min(Math.max(from + step, 0), all.length - 1)];
      if (!next) return false;
      next.focus();
      next.closest("li")?.scrollIntoView({ block: "nearest" });
      return true;
    },
    focus(id) {
      const title = titles().find((candidate) => candidate.dataset.id === id) ?? active();
      title?.focus({ preventScroll: true });
      title?.closest("li")?.scrollIntoView({ block: "nearest" });
    },
  };

  /** @param {FocusEvent} event */
  function followFocus(event) {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    const title = item?.querySelector("a.hit-title");
    if (title instanceof HTMLAnchorElement) moveTabStop(titles(), title);
  }
}

/**
 * Leaves one result, with its section links, in the tab order.
 *
 * @param {HTMLAnchorElement[]} titles
 * @param {HTMLAnchorElement | undefined} chosen
 */
function moveTabStop(titles, chosen) {
  for (const title of titles) {
    for (const link of title.closest("li")?.querySelectorAll("a") ?? []) link.tabIndex = title === chosen ? 0 : -1;
  }
}
