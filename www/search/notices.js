// Filters that do not exist, and what to give up when nothing was found.

import { h } from '../dom/elements.js';
import { limitsOf } from '../engine/narrowing.js';
import { severityMark } from '../dom/severity.js';
import { formatHash, withCase, withoutCase } from '../engine/state.js';
import { quoted } from './summary.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../engine/state.js").Facet} Facet */
/** @typedef {import("../engine/narrowing.js").Limit} Limit */
/** @typedef {import("../engine/relax.js").GivenUp} GivenUp */
/** @typedef {import("../engine/relax.js").Relaxation} Relaxation */
/** @typedef {import("../engine/near.js").NearWord} NearWord */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @param {SearchResponse} response
 * @param {Context} context
 * @param {((facet: Facet, key: string) => void) | null} removeFilter `null` where the reader cannot.
 * @returns {HTMLElement[]}
 */
export function unknownFilters(response, { t }, removeFilter) {
  return response.unknownFilters.map(({ facet, key }) => {
    const what = t.facets[facet] + t.colon + t.quote(key);
    const button = removeFilter && h("button", { type: "button", class: "link", "data-key": `unknown-${facet}-${key}`, onclick: () => removeFilter(facet, key) }, t.remove(t.quote(key)));
    return h("p", { class: "notice" }, t.unknownFilter(what), button && " ", button);
  });
}

/**
 * @param {SearchResponse} response
 * @param {State} state
 * @param {{ relaxations: Relaxation[], words: NearWord[], cases: Hit[] }} ways
 * @param {Context} context
 * @param {(state: State) => void} go
 */
export function emptyMessage(response, state, { relaxations, words, cases }, context, go) {
  const { t } = context;
  /**
   * @param {string} label
   * @param {State} next
   * @param {number} total
   */
  const way = (label, next, total) => h("li", {},
    h("button", { type: "button", onclick: () => go(next) }, label, h("span", { class: "count" }, t.cases(total))));
  const limits = limitsOf(response, state).map((limit) => limitName(limit, context));
  return h("div", { class: "empty" },
    h("p", { class: "empty-title" }, t.emptyTitle),
    response.dropped.length > 0 && h("p", {}, t.emptyUnknown(quoted(response.dropped, t))),
    limits.length > 0 && h("p", {}, t.emptyLimits(limits.join(t.listSemicolon))),
    limits.length === 0 && h("p", {}, t.emptyHint),
    relaxations.length > 0 && h("p", { class: "empty-try" }, t.emptyTry),
    relaxations.length > 0 && h("ul", { class: "relaxations", role: "list" },
      ...relaxations.map(({ givenUp, state, total }) => way(givenUpName(givenUp, context), state, total))),
    words.length > 0 && h("p", { class: "empty-try" }, t.nearWords),
    words.length > 0 && h("ul", { class: "relaxations", role: "list" }, ...words.map(({ word, state, total }) => way(word, state, total))),
    cases.length > 0 && h("p", { class: "empty-try" }, t.nearCases),
    cases.length > 0 && h("ul", { class: "near-cases", role: "list" }, ...cases.map((hit) => h("li", {},
      severityMark(context.vocabulary, hit.severity),
      h("span", { class: "hit-id" }, hit.id),
      h("a", { href: formatHash(withCase(withoutCase(state), hit.id)), lang: hit.lang }, hit.title.text),
    ))),
  );
}

/**
 * @param {GivenUp} givenUp
 * @param {Context} context
 */
function givenUpName(givenUp, context) {
  const { t } = context;
  if ("limit" in givenUp) return t.withoutFilter(limitName(givenUp.limit, context));
  if ("exclusion" in givenUp) return t.withoutExclusion(t.quote(givenUp.exclusion));
  if ("order" in givenUp) return t.withoutOrder(t.quote(givenUp.order));
  if ("word" in givenUp) return t.withoutWord(t.quote(givenUp.word));
  return givenUp.all === "limits" ? t.withoutFilters : t.withoutQuery;
}

/**
 * @param {Limit} limit
 * @param {Context} context
 */
function limitName({ facet, keys }, { t, vocabulary }) {
  return t.facets[facet] + t.colon + keys.map((key) => vocabulary.label(facet, key)).join(t.listComma);
}
