// Keys of a search, in a page and in an element: Enter and arrows in its field, arrows among its results, and
// Escape, which leads one layer out.

import { withQuery } from '../engine/state.js';

/**
 * @typedef {object} SearchKeys
 * @property {() => boolean} enterFromSearch Opens the best result. Returns whether there was something to do.
 * @property {() => boolean} leave One layer out: the case, the log, the query. Returns whether there was one.
 */

/** @typedef {SearchKeys & { moveResult: (step: 1 | -1) => boolean }} Actions */

/**
 * What Enter and Escape do.
 *
 * @param {import("../engine/router.js").Router} router
 * @param {HTMLElement} field
 * @param {() => HTMLAnchorElement | null} best The result that Enter opens.
 * @param {() => import("../engine/state.js").State["open"]} [start] The case that is there from the start, and cannot be left.
 * @returns {SearchKeys}
 */
export function createSearchKeys(router, field, best, start = () => null) {
  return {
    enterFromSearch() {
      // The keyboard on the screen hides the results.
      if (matchMedia("(pointer: coarse)").matches) {
        field.blur();
        return true;
      }
      const link = best();
      if (!link) return false;
      router.follow(link.getAttribute("href") ?? "");
      return true;
    },
    leave() {
      const state = router.state();
      if (state.open?.id !== start()?.id) {
        router.closeCase();
        return true;
      }
      if (state.log) {
        router.push({ ...state, log: false });
        return true;
      }
      if (start() !== null || state.query === "") return false;
      router.replace(withQuery(state, ""));
      field.focus();
      return true;
    },
  };
}

/**
 * @param {string} key
 * @param {HTMLElement} target
 * @param {Actions} actions
 * @returns {boolean | null} Whether the key did something; `null`: it is none of a search.
 */
export function handleSearchKey(key, target, actions) {
  if (key === "Escape") return actions.leave();
  if (target.matches(".query")) {
    if (key === "Enter") return actions.enterFromSearch();
    return key === "ArrowDown" && actions.moveResult(1);
  }
  const amongResults = target.closest(".results") !== null || target === document.body;
  if (!amongResults || (key !== "ArrowDown" && key !== "ArrowUp")) return null;
  return actions.moveResult(key === "ArrowDown" ? 1 : -1);
}
