// What keeps cases out, each with a way to drop it: the chosen filters, visible where the filters
// themselves are folded, and what was typed as a filter or an exclusion.

import { h } from '../dom/elements.js';
import { withoutExclusion, withoutField, withoutLimits } from '../engine/narrowing.js';
import { chosenValues, toggled } from '../engine/state.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {{ key: string, label: string, what: string, less: (state: State) => State }} Limit */

/**
 * @param {SearchResponse} response
 * @param {State} state
 * @param {Context} context
 * @param {(less: (state: State) => State) => void} change
 */
export function limitChips(response, state, context, change) {
  const limits = [...chosen(state, context), ...typed(response, context)];
  const chips = limits.map(({ key, label, what, less }) => h("button", {
    type: "button",
    class: "chip",
    "aria-label": context.t.remove(what),
    "data-key": `chip-${key}`,
    onclick: () => change(less),
  }, label, h("span", { class: "chip-cross", "aria-hidden": "true" }, "×")));
  if (limits.length < 2) return chips;
  const clear = h("button", { type: "button", class: "link", "data-key": "chip-clear", onclick: () => change((state) => withoutLimits(context.engine, state)) }, context.t.clearAll);
  return [...chips, clear];
}

/**
 * @param {State} state
 * @param {Context} context
 * @returns {Limit[]}
 */
function chosen({ filters }, { t, vocabulary }) {
  return chosenValues(filters).map(({ facet, key }) => {
    const label = vocabulary.label(facet, key);
    return { key: `${facet}-${key}`, label, what: t.facets[facet] + t.colon + label, less: (state) => toggled(state, facet, key) };
  });
}

/**
 * @param {SearchResponse} response
 * @param {Context} context
 * @returns {Limit[]}
 */
function typed({ fields, excluded }, { t, vocabulary, engine }) {
  return [
    ...fields.map((field) => {
      const { facet, key } = field;
      const label = t.only(t.facets[facet] + t.colon + vocabulary.label(facet, key));
      return { key: `only-${facet}-${key}`, label, what: label, less: (/** @type {State} */ state) => withoutField(engine, state, field) };
    }),
    ...[...new Set(excluded)].map((word) => {
      const label = t.without(t.quote(word));
      return { key: `without-${word}`, label, what: label, less: (/** @type {State} */ state) => withoutExclusion(engine, state, word) };
    }),
  ];
}
