// The search field. During composition with an input method nothing is searched and no key is ours:
// Enter commits the candidate, Escape drops it, arrows choose among candidates.

import { h } from '../dom/elements.js';
import { clipped } from '../engine/query.js';

/**
 * @typedef {object} SearchInput
 * @property {HTMLElement} node
 * @property {HTMLInputElement} field
 * @property {(query: string) => void} show Shows a query that did not come from typing.
 */

/**
 * @param {import("../i18n/index.js").Strings} t
 * @param {(query: string) => void} onQuery Called with the field's value whenever it settles.
 * @param {{ shortcuts: boolean }} [options] Whether keys lead here from the whole page.
 * @returns {SearchInput}
 */
export function createSearchInput(t, onQuery, { shortcuts } = { shortcuts: true }) {
  let composing = false;
  let last = "";

  const settle = () => {
    if (composing || field.value === last) return;
    last = clipped(field.value);
    // Before the browser lays it out: a megabyte in one line takes it seconds.
    if (last !== field.value) field.value = last;
    clear.hidden = last === "";
    onQuery(last);
  };

  const field = h("input", {
    id: "query",
    class: "query",
    type: "text",
    name: "query",
    placeholder: t.searchHint,
    "aria-label": t.search,
    "aria-keyshortcuts": shortcuts && "/ Control+K Meta+K",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    oncompositionstart: () => {
      composing = true;
    },
    oncompositionend: () => {
      composing = false;
      settle();
    },
    oninput: (/** @type {InputEvent} */ event) => {
      if (!event.isComposing) settle();
    },
    // A composition that the browser abandons together with the focus sends no end everywhere.
    onblur: () => {
      composing = false;
      settle();
    },
  });

  const clear = h("button", {
    type: "button",
    class: "clear-query",
    "aria-label": t.clearQuery,
    hidden: true,
    onclick: () => {
      field.value = "";
      settle();
      field.focus();
    },
  }, "×");

  return {
    node: h("div", { class: "search", role: "search" }, field, clear, shortcuts && h("kbd", { class: "search-key", "aria-hidden": "true" }, "/")),
    field,
    show(query) {
      if (composing || query === field.value) return;
      field.value = last = query;
      clear.hidden = query === "";
    },
  };
}
