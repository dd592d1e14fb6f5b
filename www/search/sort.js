// In which order the cases are listed.

import { h } from '../dom/elements.js';
import { SORTS } from '../engine/state.js';

/** @typedef {import("../engine/state.js").State} State */

/**
 * @typedef {object} Sorting
 * @property {HTMLElement} node
 * @property {(response: import("../../pkg/casebook.js").SearchResponse, state: State) => void} update
 */

/**
 * @param {import("../i18n/page.js").PageStrings} t
 * @param {import("../engine/router.js").Router} router
 * @returns {Sorting}
 */
export function createSorting(t, router) {
  const options = new Map(SORTS.map((sort) => [sort, h("option", { value: sort }, t.sorts[sort])]));
  const node = h("select", { "aria-label": t.sortBy, onchange: () => {
    router.replace({ ...router.state(), sort: SORTS.find((sort) => sort === node.value) ?? "relevance" });
  } }, ...options.values());
  return {
    node,
    update({ total }, state) {
      const relevance = options.get("relevance");
      const asked = state.query.trim() !== "";
      if (relevance) relevance.hidden = relevance.disabled = !asked;
      // Without a query, the most relevant are the most severe.
      node.value = !asked && state.sort === "relevance" ? "severity" : state.sort;
      node.hidden = total === 0;
    },
  };
}
