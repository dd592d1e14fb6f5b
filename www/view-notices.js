// What the engine did to the query, said plainly; and what to give up when nothing was found.

import { h } from './dom.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Facet} Facet */
/** @typedef {import("./engine.js").Relaxation} Relaxation */
/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @param {SearchResponse} response
 * @param {Context} context
 * @param {(facet: Facet, key: string) => void} removeFilter
 * @returns {HTMLElement[]}
 */
export function notices(response, { t }, removeFilter) {
  const found = response.total > 0;
  const lines = response.unknownFilters.map(({ facet, key }) => {
    const what = t.facets[facet] + t.colon + t.quote(key);
    const button = h("button", { type: "button", class: "link", "data-key": `unknown-${facet}-${key}`, onclick: () => removeFilter(facet, key) }, t.remove(t.quote(key)));
    return h("p", { class: "notice" }, t.unknownFilter(what), " ", button);
  });
  if (response.truncated) lines.push(h("p", { class: "notice" }, t.truncated));
  if (found && response.dropped.length > 0) lines.push(h("p", { class: "notice" }, t.dropped(quoted(response.dropped, t))));
  if (found && response.match === "some") lines.push(h("p", { class: "notice" }, t.some));
  return lines;
}

/**
 * @param {SearchResponse} response
 * @param {Relaxation[]} relaxations
 * @param {Context} context
 * @param {(state: State) => void} go
 */
export function emptyMessage(response, relaxations, { t, vocabulary }, go) {
  /** @param {Relaxation} relaxation */
  const label = ({ word, value, all }) => {
    if (value) return t.withoutFilter(t.facets[value.facet] + t.colon + vocabulary.label(value.facet, value.key));
    if (word !== undefined) return t.withoutWord(word);
    return all === "filters" ? t.withoutFilters : t.withoutQuery;
  };
  return h("div", { class: "empty" },
    h("p", { class: "empty-title" }, t.emptyTitle),
    response.dropped.length > 0 && h("p", {}, t.emptyUnknown(quoted(response.dropped, t))),
    h("p", {}, t.emptyHint),
    relaxations.length > 0 && h("p", { class: "empty-try" }, t.emptyTry),
    relaxations.length > 0 && h("ul", { class: "relaxations", role: "list" },
      ...relaxations.map((relaxation) => h("li", {},
        h("button", { type: "button", onclick: () => go(relaxation.state) }, label(relaxation), h("span", { class: "count" }, t.cases(relaxation.total))),
      )),
    ),
  );
}

/**
 * The chosen filters, each with a way to drop it: visible where the filters themselves are folded.
 *
 * @param {{ facet: Facet, key: string }[]} values
 * @param {Context} context
 * @param {{ remove: (facet: Facet, key: string) => void, clear: () => void }} actions
 */
export function filterChips(values, { t, vocabulary }, actions) {
  if (values.length === 0) return [];
  const chips = values.map(({ facet, key }) => {
    const label = vocabulary.label(facet, key);
    return h("button", {
      type: "button",
      class: "chip",
      "aria-label": t.remove(t.facets[facet] + t.colon + label),
      "data-key": `chip-${facet}-${key}`,
      onclick: () => actions.remove(facet, key),
    }, label, h("span", { class: "chip-cross", "aria-hidden": "true" }, "×"));
  });
  const clear = h("button", { type: "button", class: "link", "data-key": "chip-clear", onclick: actions.clear }, t.clearAll);
  return values.length > 1 ? [...chips, clear] : chips;
}

/**
 * @param {string[]} words
 * @param {import("./i18n.js").Strings} t
 */
function quoted(words, t) {
  return words.map(t.quote).join(t.listComma);
}
